/** Random deltas that wait for their commit: what a new volume's base has of them. */
import { expect } from "chai";
import * as fc from "fast-check";
import { longestChain } from "../../src/cache/compact.ts";
import type { LayerRef } from "../../src/cache/generation.ts";
import { longestBase, newestStart, type Start } from "../../src/cache/select.ts";
import type { Volume } from "../../src/cache/volume.ts";
import { generation, volume } from "../cache/made.ts";

const idsOf = (layers: readonly LayerRef[]): string[] => layers.map(({ id }) => id);
const chain = (prefix: string, length: number): string[] =>
  Array.from({ length }, (_, number) => `${prefix}-${number}`);

/** A head's chain, and the deltas in the order of their seals: each on what is there, or on a base of its own. */
const states = fc.record({
  head: fc.nat(longestChain),
  deltas: fc.array(
    fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(longestBase + 10) }),
    { maxLength: 3 * longestBase, size: "max" },
  ),
  shuffled: fc.infiniteStream(fc.nat(1_000)),
});

/** What the log would show with the first so many of the deltas appended. */
function shown(head: readonly string[], deltas: readonly (number | undefined)[], count: number): readonly string[] {
  let layers = head;
  for (const [number, own] of deltas.slice(0, count).entries()) {
    layers = [`d${number}`, ...(own === undefined ? layers : chain(`own${number}`, own))];
  }
  return layers;
}

function made(number: number, own: number | undefined): Volume {
  const layers = chain(`own${number}`, own ?? 0).map((id) => ({ id, size: 1, entries: 1 }));
  const merge = own === undefined ? "union" : "lastWriterWins";
  return volume(`d${number}`, { sealNumber: number + 1, base: { layers }, wishes: { merge } });
}

/** Runs the property on the start that is chosen, whatever the order in which the records are listed. */
function holds(check: (start: Start, head: readonly string[], deltas: readonly (number | undefined)[]) => void): void {
  fc.assert(
    fc.property(states, ({ head, deltas, shuffled }) => {
      const layers = chain("g", head);
      const sealed = deltas
        .map((own, number) => ({ volume: made(number, own), at: shuffled.next().value }))
        .toSorted((a, b) => a.at - b.at)
        .map((one) => one.volume);
      const newest = generation(7, layers);
      check(newestStart({ floor: 0, epoch: 0, generation: newest, last: 7 }, sealed), layers, deltas);
    }),
    { numRuns: 300 },
  );
}

describe("The base of a volume that starts while deltas wait", () => {
  it("is what the log will show once the oldest of them are appended, and never longer than a base may be", () => {
    holds(({ base }, head, deltas) => {
      const taken = base.pending.length;
      expect(base.layers.length).to.be.at.most(longestBase);
      expect(idsOf(base.layers)).to.deep.equal(shown(head, deltas, taken));
      expect(base.pending).to.deep.equal(Array.from({ length: taken }, (_, number) => `volume-d${number}`));
    });
  });

  it("leaves out no more than it must, and says how many", () => {
    holds(({ base, how, leftOut }, head, deltas) => {
      const taken = base.pending.length;
      expect(leftOut).to.equal(deltas.length - taken);
      for (let more = taken + 1; more <= deltas.length; more += 1) {
        expect(shown(head, deltas, more).length, `with ${more}`).to.be.greaterThan(longestBase);
      }
      if (leftOut > 0) expect(how).to.equal(base.layers.length === 0 ? "cold" : "older");
      else expect(how).to.equal(base.layers.length === 0 ? "cold" : "warm");
    });
  });
});
