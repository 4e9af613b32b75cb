/** Which run of a chain is replaced by one layer, and that all of it together costs little. */
import { expect } from "chai";
import { findRun, layersOf, longChain, planCompaction, planRun, withoutRun } from "../../src/cache/compact.ts";
import type { Chain, LayerRef } from "../../src/cache/generation.ts";
import { onTop } from "../../src/cache/totals.ts";
import { counted } from "./made.ts";

/** A chain, newest first, given by how many entries its layers have. */
function chain(...entries: readonly number[]): LayerRef[] {
  return entries.map((count, index) => ({ id: `l${index}`, size: count, entries: count }));
}

/** Layers of which nobody counted more than bytes and entries, as in old records. */
function chainOf(layers: readonly LayerRef[]): Chain {
  return { layers };
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

  it("leaves alone what open volumes show, while the chain is not twice as long as it should be", () => {
    const ones = (length: number, dead = 0): Chain => counted(Array.from({ length }, () => [1, dead]));
    const shown = new Set(["l3", "l9"]);
    expect(planCompaction(ones(17), shown)).to.deep.equal({ from: 0, to: 3 });
    expect(planCompaction(ones(17), new Set(["l0"]))).to.equal(undefined);
    expect(planCompaction(ones(2 * longChain), shown)).to.deep.equal({ from: 0, to: 3 });
    expect(planCompaction(ones(2 * longChain + 1), shown)).to.deep.equal({ from: 0, to: 2 * longChain + 1 });
    const uncounted = chainOf(ones(17).layers.map(({ id, size, entries }) => ({ id, size, entries })));
    expect(planCompaction(uncounted, shown)).to.equal(undefined);
    expect(planCompaction(uncounted)).to.deep.equal({ from: 0, to: 17 });
  });

  it("does not replace a large unused layer after each commit because what is shown makes the chain long", () => {
    const above = [
      [1, 0],
      [10, 0],
    ] as const;
    const below = Array.from({ length: 15 }, () => [1, 0] as const);
    expect(planCompaction(counted([...above, ...below]), new Set(["l2"]))).to.equal(undefined);
  });

  it("takes the dead bytes of unused layers when that is worth it", () => {
    const [much, little] = [4 << 20, 1 << 18];
    for (const [dead, run] of [
      [much, { from: 0, to: 2 }],
      [little, undefined],
    ] as const) {
      const layers = counted([
        [much, 0],
        [much, dead],
        [much, much],
        [much, 0],
      ]);
      expect(planCompaction(layers, new Set(["l2"]))).to.deep.equal(run);
    }
  });

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
});

const mega = 1 << 20;

describe("What is compacted", () => {
  for (const [what, given, run] of [
    ["is nothing of a cache that is empty", { layers: [] }, undefined],
    [
      "is nothing of a short, narrow chain without dead bytes",
      counted(
        [
          [5, 0],
          [9, 0],
        ],
        1,
      ),
      undefined,
    ],
    [
      "is a long chain",
      counted(
        Array.from({ length: 17 }, () => [1, 0] as const),
        17,
      ),
      { from: 0, to: 17 },
    ],
    [
      "is a wide chain, by tiers",
      counted(
        [
          [1, 0, 20],
          [1, 0, 20],
          [1, 0, 20],
          [900, 0, 20],
        ],
        20,
      ),
      { from: 0, to: 3 },
    ],
    [
      "is not a chain of a few directories only",
      counted(
        [
          [1, 0, 16],
          [1, 0, 16],
          [1, 0, 16],
          [900, 0, 16],
        ],
        16,
      ),
      undefined,
    ],
    [
      "is not a chain of just the greatest width",
      counted(
        [
          [1, 0, 20],
          [1, 0, 20],
          [900, 0, 20],
        ],
        20,
      ),
      undefined,
    ],
    [
      "are dead bytes, from the top through the layer that has them",
      counted([
        [8 * mega, 0],
        [4 * mega, 0],
        [7 * mega, 7 * mega],
        [mega, 0],
      ]),
      { from: 0, to: 3 },
    ],
    [
      "are no dead bytes of less than half of what is shown",
      counted([
        [8 * mega, 0],
        [4 * mega, 4 * mega],
      ]),
      undefined,
    ],
    [
      "are no few dead bytes of a small cache",
      counted([
        [mega, 0],
        [mega, mega],
      ]),
      undefined,
    ],
    [
      "are not the layers below what is dead, if few bytes stay dead in them",
      counted([
        [8 * mega, 0],
        [8 * mega, 8 * mega],
        [5 * mega, mega],
      ]),
      { from: 0, to: 2 },
    ],
    ["is nothing of what nobody counted while it is short", chainOf(chain(1, 1)), undefined],
    [
      "is all of what nobody counted when it is long",
      chainOf(chain(...Array.from({ length: 17 }, (_, power) => 4 ** power))),
      { from: 0, to: 17 },
    ],
  ] as const) {
    it(what, () => expect(planCompaction(given)).to.deep.equal(run));
  }
});

describe("A thousand commits of one entry each", () => {
  it("keep the chain short, and link every entry a few times only", () => {
    let now: Chain = { layers: [] };
    let linked = 0;
    for (let commit = 0; commit < 1_000; commit += 1) {
      const layer = { id: `c${commit}`, size: 1, entries: 1, directories: 1 };
      now = onTop(now, layer, { directories: 1, hidden: [] });
      const run = planCompaction(now);
      if (!run) continue;
      const entries = layersOf({ chain: now, run }).reduce((sum, { entries: some }) => sum + some, 0);
      linked += entries;
      const made = { id: `m${commit}`, size: entries, entries, directories: 1 };
      now = withoutRun(now, { chain: now, run }, made) ?? now;
      expect(now.layers.length).to.be.at.most(longChain);
    }
    expect(now.layers.reduce((sum, layer) => sum + layer.entries, 0)).to.equal(1_000);
    expect(linked / 1_000, "times that an entry was linked").to.be.at.most(Math.log2(1_000));
  });
});
