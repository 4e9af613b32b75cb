/** What a size limit asks for. */
import { expect } from "chai";
import type { Chain } from "../../src/cache/generation.ts";
import { planUpkeep, whyRefused } from "../../src/cache/size-limit.ts";
import { counted } from "./made.ts";

const uncounted: Chain = { layers: [{ id: "old", size: 200, entries: 1 }] };

describe("The upkeep of a chain", () => {
  const chain = counted([
    [60, 0],
    [60, 10],
  ]);

  for (const [what, given, limit, plan] of [
    ["is nothing without a limit", chain, undefined, undefined],
    [
      "is nothing at the limit, for which only what is shown counts",
      chain,
      { size: 110, whenFull: "evict" },
      undefined,
    ],
    ["leaves nine tenths of the limit", chain, { size: 100, whenFull: "evict" }, { act: "evict", most: 90 }],
    ["leaves what the last commit brought", chain, { size: 50, whenFull: "evict" }, { act: "evict", most: 60 }],
    [
      "is nothing where all that is shown came with it",
      counted([[120, 0]]),
      { size: 50, whenFull: "evict" },
      undefined,
    ],
    ["resets", chain, { size: 100, whenFull: "reset" }, { act: "reset" }],
    ["is nothing where what is too much is refused", chain, { size: 100, whenFull: "refuse" }, undefined],
    [
      "counts first what nobody counted",
      uncounted,
      { size: 100, whenFull: "evict" },
      { act: "compact", run: { from: 0, to: 1 } },
    ],
    ["counts nothing that cannot be too much", uncounted, { size: 200, whenFull: "evict" }, undefined],
  ] as const) {
    it(what, () => expect(planUpkeep(given, limit)).to.deep.equal(plan));
  }

  it("refuses nothing without a limit, nor where it is kept in another way", () => {
    expect(whyRefused({ layers: [] }, chain, undefined)).to.equal(undefined);
    expect(whyRefused({ layers: [] }, chain, { size: 1, whenFull: "evict" })).to.equal(undefined);
    expect(whyRefused({ layers: [] }, uncounted, { size: 1, whenFull: "refuse" })).to.equal(undefined);
    expect(whyRefused({ layers: [] }, chain, { size: 110, whenFull: "refuse" })).to.equal(undefined);
    expect(whyRefused({ layers: [] }, chain, { size: 109, whenFull: "refuse" })).to.contain("110 B");
    expect(whyRefused(chain, chain, { size: 109, whenFull: "refuse" })).to.equal(undefined);
  });
});
