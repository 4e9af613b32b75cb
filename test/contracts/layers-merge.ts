/** The part of the contract of the port Layers that is about making layers of layers: merge, squash. */
import { expect } from "chai";
import type { LayerId, LayerRef } from "../../src/cache/generation.ts";
import type { Merged } from "../../src/cache/ports.ts";
import { directory, file, type Literal, opaque, symlink, whiteout } from "../model/build.ts";
import { effectOf } from "../model/stack.ts";
import { directoriesIn, emptyDirectory, lines } from "../model/tree.ts";
import type { LayersWorld } from "./layers.ts";
import { type MergeCase, mergeCases } from "./merges.ts";
import { failure } from "./mounter.ts";

/** Runs it on the layers of a world that others make anew for each test. */
export function describeMerges(current: () => LayersWorld): void {
  let world: LayersWorld;

  beforeEach(() => {
    world = current();
  });

  async function layer(literal: Literal): Promise<LayerRef> {
    const id = await world.layers.create(undefined);
    await world.write(id, directory(literal));
    const { bytes, entries, directories } = await world.layers.finish(id);
    return { id, size: bytes, entries, directories };
  }

  async function shown(...layers: readonly LayerId[]): Promise<string[]> {
    return lines(await world.read(layers));
  }

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

    it("says what it hides of each layer also where the layers between two were replaced by one since the base", async () => {
      const [top, bottom] = [await layer({ d: { f: "12345" } }), await layer({ d: { g: "123" } })];
      const between = [await layer({ a: "1" }), await layer({ b: "2" })].map(({ id }) => id);
      const [squashed, newer] = [await world.layers.squash(between, "something"), await layer({ h: "y" })];
      const head = [newer.id, top.id, squashed.id, bottom.id];
      const delta = await layer({ d: { f: "changed", g: whiteout } });
      const merged = await world.layers.merge(delta, [top.id, ...between, bottom.id], head);
      expect(merged.effect.hidden).to.deep.equal([0, 5, 0, 3]);
      await checkEffect(merged, head);
    });

    it("throws not-found when a layer is missing", async () => {
      const delta = await layer({ f: "x" });
      await failure(world.layers.merge(delta, [], ["missing"]), "not-found");
      await failure(world.layers.merge(delta, ["missing"], []), "not-found");
      await failure(world.layers.merge({ ...delta, id: "missing" }, [], []), "not-found");
    });
  });

  async function checkMerge(one: MergeCase): Promise<void> {
    const { base = {}, head = {}, delta, shows, changes } = one;
    const [bottom, top, written] = [await layer(base), await layer(head), await layer(delta)];
    const inputs = async (): Promise<string[][]> => Promise.all([bottom, top, written].map(({ id }) => shown(id)));
    const before = await inputs();
    const merged = await world.layers.merge(written, [bottom.id], [top.id, bottom.id]);
    const chain = [...(merged.layer ? [merged.layer.id] : []), top.id, bottom.id];
    expect(await shown(...chain)).to.deep.equal(lines(directory(shows)));
    expect(await inputs(), "no layer changes").to.deep.equal(before);
    await checkEffect(merged, [top.id, bottom.id]);
    const onBase = await world.layers.merge(written, [bottom.id], [bottom.id]);
    await checkEffect(onBase, [bottom.id]);
    await checkCompacted(one, { bottom, top, written });
    if (!world.countsConflicts) return;
    const none = { added: 0, changed: 0, deleted: 0, unchanged: 0, excluded: 0, conflicts: 0, lost: 0 };
    expect(merged.changes).to.deep.equal({ ...none, ...changes });
  }

  /** What the merge says of itself is what the views say. */
  async function checkEffect({ layer: made, effect }: Merged, head: readonly LayerId[]): Promise<void> {
    if (!made) return;
    const trees = await Promise.all([made.id, ...head].map((id) => world.hold(id)));
    const [top = emptyDirectory, ...below] = trees;
    const { directories, hidden } = effectOf(top, below);
    const padded = hidden.map((_, index) => effect.hidden[index] ?? 0);
    expect({ directories: effect.directories, hidden: padded }).to.deep.equal({ directories, hidden });
    expect(made.directories).to.equal(directoriesIn(top));
  }

  /** The same on a head whose layers were compacted: it has nothing of the base but the content. */
  async function checkCompacted(
    { shows }: MergeCase,
    { bottom, top, written }: Readonly<Record<"bottom" | "top" | "written", LayerRef>>,
  ): Promise<void> {
    const compacted = await world.layers.squash([top.id, bottom.id], "nothing");
    const head = compacted.entries > 0 ? [compacted.id] : [];
    const merged = await world.layers.merge(written, [bottom.id], head);
    const chain = [...(merged.layer ? [merged.layer.id] : []), ...head];
    expect(await shown(...chain), "on a compacted head").to.deep.equal(lines(directory(shows)));
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
