/** The contract of the port Layers, for the fake and the real one alike. */
import { expect } from "chai";
import type { LayerId, LayerRef } from "../../src/cache/generation.ts";
import type { Layers, Merged } from "../../src/cache/ports.ts";
import { directory, file, type Literal, opaque, symlink, whiteout } from "../model/build.ts";
import { type Directory, lines } from "../model/tree.ts";
import { type MergeCase, mergeCases } from "./merges.ts";
import { failure } from "./mounter.ts";

/** What the suite needs around layers; disposed after each test, whatever happened in it. */
export interface LayersWorld extends AsyncDisposable {
  readonly layers: Layers;
  /** A group that may own a directory here. */
  readonly group: number;
  /** Whether the kinds of conflicts are counted, too. */
  readonly countsConflicts: boolean;
  /** As a pod does through its mount: puts a tree, whiteouts and opaque marks included, into an upper. */
  write(upper: LayerId, tree: Directory): Promise<void>;
  /** What a mount of these layers would show, newest first. */
  read(layers: readonly LayerId[]): Promise<Directory>;
}

/** Runs the contract on layers in a world that `make` makes anew for each test. */
export function describeLayers(make: () => Promise<LayersWorld>): void {
  let world: LayersWorld;

  beforeEach(async () => {
    world = await make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function layer(literal: Literal): Promise<LayerRef> {
    const id = await world.layers.create(undefined);
    await world.write(id, directory(literal));
    const { bytes, entries } = await world.layers.finish(id);
    return { id, size: bytes, entries };
  }

  async function shown(...layers: readonly LayerId[]): Promise<string[]> {
    return lines(await world.read(layers));
  }

  describe("uppers", () => {
    it("are new, empty, and open to every user", async () => {
      const made = [await world.layers.create(undefined), await world.layers.create(undefined)];
      expect(new Set(made).size).to.equal(2);
      expect(await world.layers.list()).to.have.members(made);
      const root = await world.read([made[0] ?? ""]);
      expect([root.entries.size, root.mode]).to.deep.equal([0, 0o777]);
    });

    it("belong to a group where one is asked for, and pass it on to what is written", async () => {
      const { group } = world;
      const root = await world.read([await world.layers.create(group)]);
      expect([root.owner, root.mode]).to.deep.equal([`0:${group === process.getgid?.() ? 0 : group}`, 0o2777]);
    });

    it("are measured while they are written", async () => {
      const id = await world.layers.create(undefined);
      expect(await world.layers.measure(id)).to.deep.equal({ bytes: 0, inodes: 0 });
      await world.write(id, directory({ d: { f: "12345" }, l: symlink("a long target") }));
      expect(await world.layers.measure(id)).to.deep.equal({ bytes: 5, inodes: 3 });
    });
  });

  describe("finish", () => {
    it("measures content and entries, whiteouts included", async () => {
      const id = await world.layers.create(undefined);
      await world.write(id, directory({ d: { f: "12345", gone: whiteout }, l: symlink("f") }));
      expect(await world.layers.finish(id)).to.deep.equal({ bytes: 5, entries: 4, excluded: 0 });
    });

    it("takes set-user-id and set-group-id from files, and nothing else, however often it is called", async () => {
      const id = await world.layers.create(undefined);
      await world.write(id, directory({ f: file("x", { mode: 0o6755, at: 3 }), d: directory({}, { mode: 0o2755 }) }));
      await world.layers.finish(id);
      await world.layers.finish(id);
      const expected = directory({ f: file("x", { mode: 0o755, at: 3 }), d: directory({}, { mode: 0o2755 }) });
      expect(await shown(id)).to.deep.equal(lines(expected));
    });

    it("refuses what overlayfs never writes with our options, as precondition", async () => {
      const id = await world.layers.create(undefined);
      await world.write(id, directory({ d: directory({}, { attributes: "overlay.redirect=/etc" }) }));
      const error = await failure(world.layers.finish(id), "precondition");
      expect(error.message).to.contain("d");
    });
  });

  describe("discard and copy", () => {
    it("know a layer until it is discarded, and forget it at once", async () => {
      const { id } = await layer({ f: "x" });
      expect(await world.layers.has(id)).to.equal(true);
      await world.layers.discard(id);
      expect(await world.layers.has(id)).to.equal(false);
      expect(await world.layers.list()).to.deep.equal([]);
    });

    it("take what is unknown without a word", async () => {
      await world.layers.discard("unknown");
      expect(await world.layers.has("unknown")).to.equal(false);
      await world.layers.empty(new AbortController().signal);
    });

    it("copy all that is in a layer, its marks included, so that it outlives the original", async () => {
      const bottom = await layer({ d: { hidden: "1" }, gone: "2", f: "3" });
      const tree: Literal = { d: opaque({ f: file("x", { mode: 0o444, at: 7 }) }), gone: whiteout, l: symlink("f") };
      const { id } = await layer(tree);
      const before = await shown(id, bottom.id);
      const copy = await world.layers.copy(id);
      expect(copy).to.not.equal(id);
      await world.layers.discard(id);
      await world.layers.empty(new AbortController().signal);
      expect(await shown(copy, bottom.id)).to.deep.equal(before);
    });

    it("make a layer durable, also after what was discarded was freed", async () => {
      const [kept, gone] = [await layer({ f: "x" }), await layer({ g: "y" })];
      await world.layers.discard(gone.id);
      await world.layers.empty(new AbortController().signal);
      await world.layers.sync(kept.id);
      expect(await shown(kept.id)).to.have.length(1);
    });
  });

  describe("merge on the base itself", () => {
    it("lets the delta stand as it is", async () => {
      const [base, delta] = [await layer({ f: "x", g: "y" }), await layer({ f: "z", g: whiteout, d: { a: "1" } })];
      const merged = await world.layers.merge(delta, [base.id], [base.id]);
      expect(merged.layer).to.deep.equal(delta);
      expect(counted(merged)).to.deep.equal({ added: 2, changed: 1, deleted: 1, unchanged: 0 });
    });

    it("leaves nothing of a delta that changed nothing", async () => {
      const [base, delta] = [await layer({ d: { f: "x" } }), await layer({ d: { f: file("x", { at: 1 }) } })];
      const merged = await world.layers.merge(delta, [base.id], [base.id]);
      expect(merged.layer).to.equal(undefined);
      expect(counted(merged)).to.deep.equal({ added: 0, changed: 0, deleted: 0, unchanged: 1 });
      expect(await world.layers.list()).to.have.members([base.id, delta.id]);
    });

    it("takes what was only touched out of a delta, which itself stays as it is", async () => {
      const [base, delta] = [await layer({ f: "x" }), await layer({ f: file("x", { at: 1 }), g: "y" })];
      const before = await shown(delta.id);
      const { layer: made } = await world.layers.merge(delta, [base.id], [base.id]);
      expect(await shown(made?.id ?? "")).to.deep.equal(lines(directory({ g: "y" })));
      expect(made).to.include({ size: 1, entries: 1 });
      expect(await shown(delta.id)).to.deep.equal(before);
    });
  });

  describe("merge", () => {
    for (const one of mergeCases) it(one.name, () => checkMerge(one));

    it("looks no further down in a chain than an opaque directory, a whiteout or a file", async () => {
      const bottom = await layer({ d: { f: "x" }, e: { f: "x" }, g: { f: "x" } });
      const top = await layer({ d: opaque({}), e: whiteout, g: "a file" });
      const delta = await layer({ d: { f: "x" }, e: opaque({ f: "x" }), g: opaque({ f: "x" }) });
      const other = await layer({ h: "y" });
      const chain = [top.id, bottom.id];
      const merged = await world.layers.merge(delta, chain, [other.id, ...chain]);
      const expected = directory({ d: { f: "x" }, e: { f: "x" }, g: { f: "x" }, h: "y" });
      expect(await shown(merged.layer?.id ?? "", other.id, ...chain)).to.deep.equal(lines(expected));
    });

    it("carries a delta also onto a head that has nothing of its base any more", async () => {
      const [base, head] = [await layer({ f: "x", d: { a: "1" } }), await layer({ other: "y" })];
      const delta = await layer({ f: "z", d: { b: "2" }, gone: whiteout });
      const merged = await world.layers.merge(delta, [base.id], [head.id]);
      const expected = directory({ f: "z", d: { b: "2" }, other: "y" });
      expect(await shown(merged.layer?.id ?? "", head.id)).to.deep.equal(lines(expected));
      const onNothing = await world.layers.merge(delta, [base.id], []);
      expect(await shown(onNothing.layer?.id ?? "")).to.deep.equal(lines(directory({ f: "z", d: { b: "2" } })));
    });

    it("leaves nothing of a delta whose changes the head has already", async () => {
      const [base, delta] = [await layer({ f: "x", g: "y" }), await layer({ f: "z", g: whiteout, d: { a: "1" } })];
      const merged = await world.layers.merge(delta, [base.id], [delta.id, base.id]);
      expect(merged.layer).to.equal(undefined);
    });

    it("throws not-found when a layer is missing", async () => {
      const delta = await layer({ f: "x" });
      await failure(world.layers.merge(delta, [], ["missing"]), "not-found");
      await failure(world.layers.merge(delta, ["missing"], []), "not-found");
      await failure(world.layers.merge({ ...delta, id: "missing" }, [], []), "not-found");
    });
  });

  async function checkMerge({ base = {}, head = {}, delta, shows, changes }: MergeCase): Promise<void> {
    const [bottom, top, written] = [await layer(base), await layer(head), await layer(delta)];
    const inputs = async (): Promise<string[][]> => Promise.all([bottom, top, written].map(({ id }) => shown(id)));
    const before = await inputs();
    const merged = await world.layers.merge(written, [bottom.id], [top.id, bottom.id]);
    const chain = [...(merged.layer ? [merged.layer.id] : []), top.id, bottom.id];
    expect(await shown(...chain)).to.deep.equal(lines(directory(shows)));
    expect(await inputs(), "no layer changes").to.deep.equal(before);
    if (!world.countsConflicts) return;
    const none = { added: 0, changed: 0, deleted: 0, unchanged: 0, excluded: 0, conflicts: 0, lost: 0 };
    expect(merged.changes).to.deep.equal({ ...none, ...changes });
  }

  describe("squash", () => {
    const stack: readonly Literal[] = [
      { d: { b: whiteout, c: "3" }, gone: whiteout, e: opaque({ own: "4" }) },
      { d: { a: "2" }, gone: "1", f: symlink("d") },
      { d: { a: "1", b: "1" }, e: { hidden: "1" }, f: { was: "a directory" } },
    ];

    it("shows what the run shows, on whatever lies below", async () => {
      const [top, middle, bottom] = await Promise.all(stack.map(layer));
      const run = [top?.id ?? "", middle?.id ?? ""];
      const before = await shown(...run, bottom?.id ?? "");
      const made = await world.layers.squash(run, "something");
      expect(await shown(made.id, bottom?.id ?? "")).to.deep.equal(before);
      expect(made.entries).to.be.greaterThan(0);
    });

    it("shows what the chain shows, without whiteouts and marks, at its bottom", async () => {
      const run = (await Promise.all(stack.map(layer))).map(({ id }) => id);
      const before = await shown(...run);
      const made = await world.layers.squash(run, "nothing");
      expect(await shown(made.id)).to.deep.equal(before);
      expect(before.join("\n")).to.not.contain("whiteout");
      for (const id of run) await world.layers.discard(id);
      expect(await shown(made.id)).to.deep.equal(before);
    });

    it("is no layer when the run shows nothing", async () => {
      const run = [await layer({ f: whiteout }), await layer({ f: "x" })];
      const made = await world.layers.squash(
        run.map(({ id }) => id),
        "nothing",
      );
      expect(made.entries).to.equal(0);
      expect(await world.layers.list()).to.have.members(run.map(({ id }) => id));
    });
  });
}

function counted({ changes }: Merged): object {
  const { added, changed, deleted, unchanged } = changes;
  return { added, changed, deleted, unchanged };
}
