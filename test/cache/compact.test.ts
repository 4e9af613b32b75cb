/** Which run of a chain is replaced by one layer, and that all of it together costs little. */
import { expect } from "chai";
import { findRun, longChain, planRun, withoutRun } from "../../src/cache/compact.ts";
import type { LayerRef } from "../../src/cache/generation.ts";

/** A chain, newest first, given by how many entries its layers have. */
function chain(...entries: readonly number[]): LayerRef[] {
  return entries.map((count, index) => ({ id: `l${index}`, size: count, entries: count }));
}

describe("The run to compact", () => {
  for (const [what, entries, limit, run] of [
    ["is none while the chain is short enough", [1, 1, 1], 3, undefined],
    ["is none of an empty chain", [], 0, undefined],
    ["is all that is of about one size", [1, 1, 1, 1], 3, { from: 0, to: 4 }],
    ["leaves a large old layer alone", [1, 1, 1, 1000], 3, { from: 0, to: 3 }],
    ["takes a layer twice as large as all above it, and none that is larger", [3, 7, 30, 1000], 3, { from: 0, to: 2 }],
    ["begins below a small layer on top of large ones", [1, 500, 400, 10_000], 3, { from: 1, to: 3 }],
    [
      "is the whole chain where every layer is far larger than the one above it",
      [1, 10, 100, 1000],
      3,
      { from: 0, to: 4 },
    ],
    ["counts the root of a layer without entries", [0, 0, 0, 0], 3, { from: 0, to: 4 }],
  ] as const) {
    it(what, () => expect(planRun(chain(...entries), limit)).to.deep.equal(run));
  }

  it("is found again in a chain that got longer on top", () => {
    const old = chain(1, 2, 3, 4);
    const longer = [{ id: "new", size: 1, entries: 1 }, ...old];
    expect(findRun(longer, old.slice(1, 3))).to.deep.equal({ from: 2, to: 4 });
    expect(findRun(old, old)).to.deep.equal({ from: 0, to: 4 });
  });

  it("is not found where it is no longer whole, or in another order", () => {
    const old = chain(1, 2, 3, 4);
    expect(findRun([...old.slice(0, 2), ...old.slice(3)], old.slice(1, 3))).to.equal(undefined);
    expect(findRun(old.toReversed(), old.slice(1, 3))).to.equal(undefined);
    expect(findRun([], old.slice(1, 3))).to.equal(undefined);
    expect(findRun(old.slice(0, 2), old.slice(1, 3))).to.equal(undefined);
  });

  it("gives its place to the new layer", () => {
    const made = { id: "made", size: 5, entries: 5 };
    expect(withoutRun(chain(1, 2, 3, 4), { from: 1, to: 3 }, made).map(({ id }) => id)).to.deep.equal([
      "l0",
      "made",
      "l3",
    ]);
  });
});

describe("A thousand commits of one entry each", () => {
  it("keep the chain short, and link every entry a few times only", () => {
    let layers: LayerRef[] = [];
    let linked = 0;
    for (let commit = 0; commit < 1_000; commit += 1) {
      layers = [{ id: `c${commit}`, size: 1, entries: 1 }, ...layers];
      const run = planRun(layers, longChain);
      if (!run) continue;
      const entries = layers.slice(run.from, run.to).reduce((sum, layer) => sum + layer.entries, 0);
      linked += entries;
      layers = [...withoutRun(layers, run, { id: `m${commit}`, size: entries, entries })];
      expect(layers.length).to.be.at.most(longChain);
    }
    expect(layers.reduce((sum, layer) => sum + layer.entries, 0)).to.equal(1_000);
    expect(linked / 1_000, "times that an entry was linked").to.be.at.most(Math.log2(1_000));
  });
});
