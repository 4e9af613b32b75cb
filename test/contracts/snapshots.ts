/** The contract of the port Snapshots, for the fake and the real ones alike. */
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import { idFor } from "../../src/cache/named-id.ts";
import type { KeptSnapshots, NewSnapshot, Snapshots } from "../../src/cache/snapshot.ts";

/** What the suite needs around snapshots. */
export interface SnapshotsWorld {
  readonly snapshots: Snapshots;
  /** Makes one unreadable. */
  spoil(id: string): Promise<void>;
}

/** A snapshot that nobody made yet, with what the test changes. */
export function newSnapshot(changes: Partial<NewSnapshot> = {}): NewSnapshot {
  return {
    name: "snapshot-1",
    claim: "claim-1",
    cache: { namespace: "default", name: "npm" },
    domain: "00c0ffee",
    generation: 3,
    layers: [
      { id: "layer2", size: 10, entries: 2, directories: 1, dead: 0 },
      { id: "layer1", size: 20, entries: 3, directories: 2, dead: 5 },
    ],
    directories: 2,
    bytes: 25,
    capacity: 1024,
    ...changes,
  };
}

/** Runs the contract on empty snapshots that `make` makes anew for each test. */
export function describeSnapshots(make: () => Promise<SnapshotsWorld>): void {
  let world: SnapshotsWorld;
  let snapshots: Snapshots;

  beforeEach(async () => {
    world = await make();
    ({ snapshots } = world);
  });

  it("makes a snapshot with the id of its name, and gives it back whole", async () => {
    const made = await snapshots.create(newSnapshot());
    expect(made.id).to.equal(idFor("snap", "snapshot-1"));
    expect(made.id).to.match(/^snap-[0-9a-f]{32}$/);
    expect(made).to.deep.include(newSnapshot());
    expect(new Date(made.createdAt).toISOString()).to.equal(made.createdAt);
    expect(await snapshots.get(made.id)).to.deep.equal(made);
  });

  it("keeps what the first one of a name shows: asked again, it is no later moment", async () => {
    const made = await snapshots.create(newSnapshot());
    const later = newSnapshot({ generation: 4, layers: [{ id: "layer9", size: 1, entries: 1 }], bytes: 1 });
    expect(await snapshots.create(later)).to.deep.equal(made);
    expect(await snapshots.list()).to.deep.equal([made]);
  });

  it("can be of the empty cache, and of what nobody counted", async () => {
    const empty = await snapshots.create(
      newSnapshot({ name: "empty", generation: 0, layers: [], directories: undefined, bytes: 0, capacity: 0 }),
    );
    expect(await snapshots.get(empty.id)).to.deep.include({ generation: 0, layers: [], bytes: 0, capacity: 0 });
    const uncounted = await snapshots.create(
      newSnapshot({ name: "uncounted", layers: [{ id: "layer1", size: 1, entries: 1 }], directories: undefined }),
    );
    expect((await snapshots.get(uncounted.id))?.layers).to.deep.equal([{ id: "layer1", size: 1, entries: 1 }]);
  });

  it("throws exists for the same name of another claim, and keeps the first", async () => {
    const made = await snapshots.create(newSnapshot());
    const refused = await snapshots.create(newSnapshot({ claim: "claim-2" })).catch((error: unknown) => error);
    expect(isKind(refused, "exists"), String(refused)).to.equal(true);
    expect(await snapshots.list()).to.deep.equal([made]);
  });

  it("makes one of two creates at once", async () => {
    const [a, b] = await Promise.all([snapshots.create(newSnapshot()), snapshots.create(newSnapshot())]);
    expect(a).to.deep.equal(b);
    expect(await snapshots.list()).to.have.lengthOf(1);
  });

  it("lists by id those of all claims and caches", async () => {
    for (let number = 0; number < 12; number += 1) {
      const cache = { namespace: "default", name: `cache-${number % 3}` };
      await snapshots.create(newSnapshot({ name: `s-${number}`, claim: `claim-${number % 2}`, cache }));
    }
    const ids = (await snapshots.list()).map(({ id }) => id);
    expect(ids).to.have.lengthOf(12);
    expect(ids).to.deep.equal(ids.toSorted());
  });

  it("forgets a deleted one, and its name can be used again", async () => {
    const { id } = await snapshots.create(newSnapshot());
    await snapshots.delete(id);
    expect([await snapshots.get(id), await snapshots.list()]).to.deep.equal([undefined, []]);
    expect((await snapshots.create(newSnapshot({ claim: "claim-2" }))).claim).to.equal("claim-2");
  });

  it("deletes what is unknown, already deleted or no id at all without a word, and nothing else with it", async () => {
    const kept = await snapshots.create(newSnapshot());
    for (const id of ["snap-0123", "", "..", "../claims", "a/b", "snap-\0", "x".repeat(5000)]) {
      await snapshots.delete(id);
      expect(await snapshots.get(id), JSON.stringify(id)).to.equal(undefined);
    }
    expect(await snapshots.list()).to.deep.equal([kept]);
  });

  it("names one that cannot be read, which may pin layers, and lists the others", async () => {
    const [bad, good] = [await snapshots.create(newSnapshot()), await snapshots.create(newSnapshot({ name: "s-2" }))];
    expect(await snapshots.unreadable()).to.deep.equal([]);
    await world.spoil(bad.id);
    expect(await snapshots.list()).to.deep.equal([good]);
    const [named, ...others] = await snapshots.unreadable();
    expect(others).to.deep.equal([]);
    expect(named?.pins).to.equal("layers");
    expect(`${named?.name} ${named?.why}`).to.contain(bad.id);
    await snapshots.delete(bad.id);
    expect(await snapshots.unreadable()).to.deep.equal([]);
  });
}

/** Runs the contract of KeptSnapshots on empty ones that `make` makes anew for each test. */
export function describeKept(make: () => Promise<KeptSnapshots>): void {
  it("adopts a snapshot as it is, once", async () => {
    const kept = await make();
    const made = { ...newSnapshot(), id: idFor("snap", "snapshot-1"), createdAt: "2026-01-01T00:00:00.000Z" };
    await kept.adopt(made);
    await kept.adopt({ ...made, generation: 4 });
    expect(await kept.list()).to.deep.equal([made]);
    await kept.delete(made.id);
    expect(await kept.list()).to.deep.equal([]);
  });
}
