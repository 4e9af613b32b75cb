/** The contract of the port Ledger, for the fake and the real one alike. */
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import type { Generation, NewGeneration } from "../../src/cache/generation.ts";
import { noChanges } from "../../src/cache/generation.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import type { Ledger } from "../../src/cache/ports.ts";
import type { FakeClock } from "../fakes/fake-clock.ts";

/** What the suite needs around a ledger; disposed after each test. */
export interface LedgerWorld extends AsyncDisposable {
  readonly ledger: Ledger;
  readonly clock: FakeClock;
  /** The ledger as another process has it, on the same logs. */
  another(): Ledger;
  /** Makes an entry unreadable. */
  spoil(key: CacheKey, number: number): Promise<void>;
}

export const npm: CacheKey = { namespace: "default", name: "npm" };

/** An entry that nobody appended yet, with what the test changes. */
export function newGeneration(volume: string, changes: Partial<NewGeneration> = {}): NewGeneration {
  return {
    epoch: 0,
    kind: "build",
    layers: [{ id: `layer${volume.replaceAll("-", "")}`, size: 10, entries: 2 }],
    volume,
    by: { namespace: "default", pod: `pod-${volume}`, uid: `uid-${volume}`, serviceAccount: "builder", node: "n1" },
    base: 0,
    changes: { ...noChanges, added: 2 },
    merged: false,
    bytes: 10,
    time: "2026-01-01T00:00:00.000Z",
    ...changes,
  };
}

/** Runs the contract on an empty ledger in a world that `make` makes anew for each test. */
export function describeLedger(make: () => Promise<LedgerWorld>): void {
  let world: LedgerWorld;
  let ledger: Ledger;

  beforeEach(async () => {
    world = await make();
    ledger = world.ledger;
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  /** Appends on the head that is there now. */
  async function append(volume: string, changes: Partial<NewGeneration> = {}): Promise<Generation> {
    return ledger.append(npm, await ledger.head(npm), newGeneration(volume, changes));
  }

  async function conflict(attempt: Promise<unknown>): Promise<void> {
    const refused = await attempt.then(
      (value) => value,
      (error: unknown) => error,
    );
    expect(isKind(refused, "conflict"), String(refused)).to.equal(true);
  }

  async function numbers(): Promise<number[]> {
    return (await ledger.generations(npm)).map(({ number }) => number);
  }

  describe("caches", () => {
    it("are made once, with an id that stays, and listed", async () => {
      const made = await ledger.ensure(npm);
      expect(made.key).to.deep.equal(npm);
      expect(made.uid).to.match(/\S/);
      expect((await ledger.ensure(npm)).uid).to.equal(made.uid);
      expect(await world.another().caches()).to.deep.equal([made]);
    });

    it("get one id when two make them at once", async () => {
      const [a, b] = await Promise.all([ledger.ensure(npm), world.another().ensure(npm)]);
      expect(a.uid).to.equal(b.uid);
    });

    it("note when they were used last, and when they were made", async () => {
      const made = await ledger.ensure(npm);
      await world.clock.advance(60_000);
      await ledger.ensure(npm);
      const [found] = await ledger.caches();
      expect(found).to.include({ createdAt: made.createdAt, usedAt: world.clock.now().toISOString() });
    });

    it("are told apart by namespace and name, not by both written in a row", async () => {
      const keys = [
        { namespace: "a-b", name: "c" },
        { namespace: "a", name: "b-c" },
        { namespace: "a", name: "c" },
        { namespace: "c", name: "a" },
      ];
      for (const key of keys)
        await ledger.append(key, await ledger.head(key), newGeneration(`${key.namespace}-${key.name}`));
      expect((await ledger.caches()).map(({ key }) => key)).to.have.deep.members(keys);
      for (const key of keys) {
        const [only, ...rest] = await ledger.generations(key);
        expect(rest).to.deep.equal([]);
        expect(only).to.deep.include({ cache: key, number: 1, volume: `${key.namespace}-${key.name}` });
      }
    });
  });

  describe("an empty log", () => {
    it("is what an unknown cache has, and looking makes no cache", async () => {
      expect(await ledger.head(npm)).to.deep.equal({ generation: undefined, last: 0, floor: 0, epoch: 0 });
      expect(await ledger.generations(npm)).to.deep.equal([]);
      expect(await ledger.caches()).to.deep.equal([]);
      expect(await ledger.unreadable()).to.deep.equal([]);
    });
  });

  describe("append()", () => {
    it("adds an entry after the head, whole, for every process to see", async () => {
      const first = await append("v1");
      const second = await append("v2", { base: 1, merged: true });
      const { uid } = await ledger.ensure(npm);
      const own = { cache: npm, cacheUID: uid, scope: "default", domain: ledger.domain };
      expect(first).to.deep.equal({ ...newGeneration("v1"), ...own, number: 1, parent: 0 });
      expect(second).to.deep.equal({ ...newGeneration("v2", { base: 1, merged: true }), ...own, number: 2, parent: 1 });
      expect(await world.another().generations(npm)).to.deep.equal([first, second]);
      expect(await world.another().head(npm)).to.deep.equal({ generation: second, last: 2, floor: 0, epoch: 0 });
    });

    it("makes the cache when there is none", async () => {
      await append("v1");
      expect((await ledger.caches()).map(({ key }) => key)).to.deep.equal([npm]);
    });

    it("throws conflict for the writer whose head has moved, and changes nothing", async () => {
      const head = await ledger.head(npm);
      const won = await world.another().append(npm, head, newGeneration("fast"));
      await conflict(ledger.append(npm, head, newGeneration("slow")));
      expect(await ledger.generations(npm)).to.deep.equal([won]);
    });

    it("lets exactly one of many win a number", async () => {
      const head = await ledger.head(npm);
      const writers = Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? ledger : world.another()).append(npm, head, newGeneration(`v${index}`)),
      );
      const settled = await Promise.allSettled(writers);
      const lost = settled.filter((result) => result.status === "rejected");
      expect(lost).to.have.lengthOf(19);
      expect(lost.every(({ reason }) => isKind(reason, "conflict"))).to.equal(true);
      const [won] = settled.filter((result) => result.status === "fulfilled");
      expect(await ledger.generations(npm)).to.deep.equal([won?.value]);
    });

    it("gives a volume its own entry back instead of a second one, however late it asks", async () => {
      const stale = await ledger.head(npm);
      const made = await append("v1");
      expect(await ledger.append(npm, stale, newGeneration("v1"))).to.deep.equal(made);
      await append("v2");
      expect(await world.another().append(npm, await ledger.head(npm), newGeneration("v1"))).to.deep.equal(made);
      expect(await numbers()).to.deep.equal([1, 2]);
    });

    it("takes no entry for its own where no volume made it", async () => {
      await append("", { kind: "pruned", layers: [] });
      await append("", { kind: "pruned", layers: [] });
      expect(await numbers()).to.deep.equal([1, 2]);
    });

    it("raises the log's epoch with an entry of a higher one", async () => {
      await append("", { kind: "pruned", layers: [], epoch: 1 });
      expect((await ledger.head(npm)).epoch).to.equal(1);
    });
  });

  describe("an entry that cannot be read", () => {
    beforeEach(async () => {
      await append("v1");
      await append("v2");
      await append("v3");
    });

    it("is passed over by readers and named", async () => {
      await world.spoil(npm, 3);
      expect((await ledger.head(npm)).generation?.number).to.equal(2);
      expect(await numbers()).to.deep.equal([1, 2]);
      const named = await ledger.unreadable();
      expect(named).to.have.lengthOf(1);
      expect(named[0]?.why).to.contain("npm").and.to.contain("3");
    });

    it("keeps its number, so that the next entry gets the one after it and continues from the newest readable one", async () => {
      await world.spoil(npm, 3);
      expect((await ledger.head(npm)).last).to.equal(3);
      expect(await append("v4")).to.include({ number: 4, parent: 2 });
    });

    it("in the middle hides nothing else", async () => {
      await world.spoil(npm, 2);
      expect(await numbers()).to.deep.equal([1, 3]);
      expect(await ledger.head(npm)).to.deep.include({ last: 3 });
    });
  });

  describe("retire()", () => {
    beforeEach(async () => {
      for (const volume of ["v1", "v2", "v3"]) await append(volume);
    });

    it("removes the entries up to a number, and records it as the floor", async () => {
      await ledger.retire(npm, 2);
      expect(await numbers()).to.deep.equal([3]);
      expect(await world.another().head(npm)).to.deep.include({ floor: 2, last: 3 });
    });

    it("leaves no number free: the next entry follows the last one, also when all were removed", async () => {
      await ledger.retire(npm, 3);
      expect(await ledger.head(npm)).to.deep.equal({ generation: undefined, last: 3, floor: 3, epoch: 0 });
      expect(await append("v4")).to.include({ number: 4, parent: 0 });
    });

    it("never lowers the floor", async () => {
      await ledger.retire(npm, 2);
      await ledger.retire(npm, 1);
      expect((await ledger.head(npm)).floor).to.equal(2);
    });

    it("keeps the epoch of what it removes", async () => {
      await append("", { kind: "pruned", layers: [], epoch: 1 });
      await ledger.retire(npm, 4);
      expect((await ledger.head(npm)).epoch).to.equal(1);
    });

    it("takes an entry that cannot be read along, and it is named no more", async () => {
      await world.spoil(npm, 1);
      await ledger.retire(npm, 2);
      expect(await ledger.unreadable()).to.deep.equal([]);
    });

    it("makes a writer that slept over it lose: its number was used", async () => {
      const slept = await ledger.head(npm);
      for (const volume of ["v4", "v5"]) await append(volume);
      await ledger.retire(npm, 4);
      await conflict(world.another().append(npm, slept, newGeneration("late")));
      expect(await numbers()).to.deep.equal([5]);
      expect(await append("v6")).to.include({ number: 6, parent: 5 });
    });
  });
}
