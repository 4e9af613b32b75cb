/** The contract of the port Volumes, for the fake and the real one alike. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { Layers, NewVolume, Volumes } from "../../src/cache/ports.ts";
import type { Move, Volume } from "../../src/cache/volume.ts";
import { failure } from "./mounter.ts";

/** What the suite needs around volumes; disposed after each test, whatever happened in it. */
export interface VolumesWorld extends AsyncDisposable {
  readonly volumes: Volumes;
  readonly layers: Pick<Layers, "has">;
  /** The same records, read by another process: in this boot, or in another one. */
  restart(boot: "same boot" | "other boot"): Promise<Volumes>;
}

/** A volume nobody opened yet, with what the test changes. */
export function newVolume(changes: Partial<NewVolume> & { readonly readOnly?: boolean } = {}): NewVolume {
  const { readOnly = false, ...others } = changes;
  return {
    volumeId: "csi-1",
    target: "/pods/1/mount",
    request: {
      wishes: { cache: "npm", readOnly, required: false, commit: "always", merge: "union", sizeLimit: undefined },
      cache: { namespace: "builds", name: "npm" },
      mountGroup: undefined,
      exclusive: false,
      pod: { namespace: "builds", pod: "pod-1", uid: "uid-1", serviceAccount: "builder", node: "node-1" },
    },
    base: { generation: 0, epoch: 0, layers: [], pending: [] },
    ...others,
  };
}

const seal = {
  to: "sealed",
  upper: "other",
  sealNumber: 3,
  delta: { bytes: 12, entries: 2, excluded: 0 },
} as const satisfies Move;
const discard: Move = { to: "discarded", reason: "no room" };

/** Runs the contract on volumes in a world that `make` makes anew for each test. */
export function describeVolumes(make: () => Promise<VolumesWorld>): void {
  let world: VolumesWorld;
  let volumes: Volumes;

  beforeEach(async () => {
    world = await make();
    ({ volumes } = world);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("opens a volume with an upper of its own", async () => {
    const opened = await volumes.open(newVolume());
    expect(opened).to.deep.include({ ...newVolume(), state: "open", sealNumber: 0, delta: undefined });
    expect(await world.layers.has(opened.upper)).to.equal(true);
    expect(new Date(opened.openedAt).toISOString()).to.equal(opened.openedAt);
    expect(volumes.list()).to.deep.equal([opened]);
  });

  it("gives every opening another incarnation and upper, also at the same address", async () => {
    const [a, b] = [await volumes.open(newVolume()), await volumes.open(newVolume())];
    expect(a.incarnation).to.not.equal(b.incarnation);
    expect(a.upper).to.not.equal(b.upper);
    expect(volumes.get(a.incarnation)).to.deep.equal(a);
    expect(volumes.get(b.incarnation)).to.deep.equal(b);
  });

  it("finds a volume by id and target together", async () => {
    const here = await volumes.open(newVolume());
    const there = await volumes.open(newVolume({ target: "/pods/2/mount" }));
    expect(volumes.find({ volumeId: "csi-1", target: "/pods/1/mount" })).to.deep.equal(here);
    expect(volumes.find({ volumeId: "csi-1", target: "/pods/2/mount" })).to.deep.equal(there);
    expect(volumes.find({ volumeId: "csi-2", target: "/pods/1/mount" })).to.equal(undefined);
    expect(volumes.get("csi-1")).to.equal(undefined);
  });

  it("finds the open one of several incarnations, or else the newest", async () => {
    const first = await volumes.open(newVolume());
    const sealed = await volumes.advance(first, seal);
    expect(volumes.find(first)).to.deep.equal(sealed);
    const second = await volumes.open(newVolume());
    expect(volumes.find(first)).to.deep.equal(second);
    const ended = await volumes.advance(second, { ...seal, sealNumber: 4 });
    expect(volumes.find(first)).to.deep.equal(ended);
    await volumes.forget(ended);
    expect(volumes.find(first)).to.deep.equal(sealed);
  });

  it("takes ids and targets of any form, and keeps them apart", async () => {
    const odd = ["../../etc", "a/b", "a\0b", "x".repeat(4096), "", "ä\u0301", 'say "so"\n'];
    for (const volumeId of odd) await volumes.open(newVolume({ volumeId }));
    for (const volumeId of odd)
      expect(volumes.find({ volumeId, target: "/pods/1/mount" })?.volumeId).to.equal(volumeId);
    expect((await world.restart("same boot")).list()).to.have.length(odd.length);
  });

  it("moves forward, with what the move adds, and answers what it became", async () => {
    const opened = await volumes.open(newVolume());
    const sealed = await volumes.advance(opened, seal);
    expect(sealed).to.deep.equal({
      ...opened,
      state: "sealed",
      upper: "other",
      sealNumber: 3,
      delta: { bytes: 12, entries: 2, excluded: 0 },
    });
    const committed = await volumes.advance(sealed, { to: "committed" });
    expect(committed).to.deep.equal({ ...sealed, state: "committed" });
    expect(volumes.get(opened.incarnation)).to.deep.equal(committed);
    const other = await volumes.open(newVolume());
    expect(await volumes.advance(other, discard)).to.deep.equal({ ...other, state: "discarded", reason: "no room" });
  });

  it("makes a move only when what must come before has", async () => {
    const opened = await volumes.open(newVolume());
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const moving = volumes.advance(opened, seal, promise);
    // What goes on meanwhile does not wait for it.
    await volumes.open(newVolume({ volumeId: "2" }));
    expect(volumes.get(opened.incarnation)).to.deep.equal(opened);
    expect((await world.restart("same boot")).get(opened.incarnation)?.state).to.equal("open");
    resolve(undefined);
    expect((await moving).state).to.equal("sealed");
  });

  it("makes no move when what must come before fails, and throws its error", async () => {
    const opened = await volumes.open(newVolume());
    const before = Promise.reject(new CacheError("corrupt", "lost"));
    await failure(volumes.advance(opened, seal, before), "corrupt");
    expect(volumes.get(opened.incarnation)).to.deep.equal(opened);
    expect((await world.restart("same boot")).get(opened.incarnation)?.state).to.equal("open");
  });

  it("makes the same move once, from whatever was known of the volume before", async () => {
    const opened = await volumes.open(newVolume());
    const sealed = await volumes.advance(opened, seal);
    expect(await volumes.advance(opened, { ...seal, sealNumber: 9 })).to.deep.equal(sealed);
  });

  it("throws precondition on a way back, and not-found without a record", async () => {
    const opened = await volumes.open(newVolume());
    const discarded = await volumes.advance(opened, discard);
    await failure(volumes.advance(discarded, seal), "precondition");
    await failure(volumes.advance(opened, { to: "committed" }), "precondition");
    expect(volumes.get(opened.incarnation)).to.deep.equal(discarded);
    await volumes.forget(discarded);
    await failure(volumes.advance(discarded, discard), "not-found");
  });

  it("are the same after a restart, in this boot and in another", async () => {
    const made: Volume[] = [await volumes.open(newVolume({ base: base() }))];
    made.push(await volumes.advance(await volumes.open(newVolume({ volumeId: "2" })), seal));
    made.push(await volumes.advance(await volumes.open(newVolume({ volumeId: "3" })), discard));
    for (const boot of ["same boot", "other boot"] as const) {
      const again = await world.restart(boot);
      expect(again.list().map(written)).to.have.deep.members(made.map(written));
      expect(again.unreadable()).to.deep.equal([]);
    }
  });

  it("are found in the log, or as committed, when they were committed before a restart", async () => {
    const sealed = await volumes.advance(await volumes.open(newVolume()), seal);
    await volumes.advance(sealed, { to: "committed" });
    expect((await world.restart("same boot")).get(sealed.incarnation)?.state).to.be.oneOf(["sealed", "committed"]);
  });

  it("notes what was mounted, for the boot in which it was", async () => {
    const opened = await volumes.open(newVolume());
    expect(volumes.wasMounted(opened)).to.equal(false);
    await volumes.noteMounted(opened);
    await volumes.noteMounted(opened);
    expect(volumes.wasMounted(opened)).to.equal(true);
    expect((await world.restart("same boot")).wasMounted(opened)).to.equal(true);
    expect((await world.restart("other boot")).wasMounted(opened)).to.equal(false);
  });

  it("notes what was made read-only, for the boot in which it was, until it is to be mounted again", async () => {
    const opened = await volumes.open(newVolume());
    expect(volumes.wasReadOnly(opened)).to.equal(false);
    await volumes.noteMounted(opened);
    expect(volumes.wasReadOnly(opened), "mounted is something else").to.equal(false);
    await volumes.noteReadOnly(opened);
    await volumes.noteReadOnly(opened);
    expect(volumes.wasReadOnly(opened)).to.equal(true);
    expect((await world.restart("same boot")).wasReadOnly(opened)).to.equal(true);
    expect((await world.restart("other boot")).wasReadOnly(opened)).to.equal(false);
    await volumes.overlay(opened);
    expect(volumes.wasReadOnly(opened)).to.equal(false);
    expect((await world.restart("same boot")).wasReadOnly(opened)).to.equal(false);
    expect(volumes.wasMounted(opened)).to.equal(true);
  });

  it("forgets a record for good, not its upper, and takes what is forgotten already", async () => {
    const opened = await volumes.open(newVolume());
    await volumes.noteMounted(opened);
    await volumes.overlay(opened);
    await volumes.noteReadOnly(opened);
    await volumes.forget(opened);
    await volumes.forget(opened);
    expect(volumes.list()).to.deep.equal([]);
    expect(volumes.find(opened)).to.equal(undefined);
    expect([volumes.wasMounted(opened), volumes.wasReadOnly(opened)]).to.deep.equal([false, false]);
    expect((await world.restart("same boot")).list()).to.deep.equal([]);
    expect(await world.layers.has(opened.upper)).to.equal(true);
  });

  it("describes a mount: its own upper over the base, newest layer first", async () => {
    const opened = await volumes.open(newVolume({ base: base() }));
    const overlay = await volumes.overlay(opened);
    expect(overlay).to.deep.include({ source: opened.incarnation, lowerdir: ["l/top", "l/bottom"] });
    expect(overlay.upperdir).to.equal(`l/${opened.upper}`);
    expect(overlay.workdir).to.be.a("string");
    expect((await volumes.overlay(opened)).upperdir).to.equal(overlay.upperdir);
  });

  it("describes a mount of nothing, which the kernel wants a layer for, and two without an upper", async () => {
    const cold = await volumes.overlay(await volumes.open(newVolume()));
    expect(cold.lowerdir).to.have.length(1);
    const readOnly = await volumes.overlay(await volumes.open(newVolume({ readOnly: true })));
    expect(readOnly.lowerdir).to.have.length(2);
    expect([readOnly.upperdir, readOnly.workdir]).to.deep.equal([undefined, undefined]);
  });
}

/** A record without the fields that hold nothing: whether they are undefined or absent is nobody's business. */
export function written(volume: Volume): unknown {
  return JSON.parse(JSON.stringify(volume));
}

function base(): NewVolume["base"] {
  const layers = [
    { id: "top", size: 1, entries: 1 },
    { id: "bottom", size: 2, entries: 2 },
  ];
  return { generation: 7, epoch: 1, layers, pending: ["an-incarnation"] };
}
