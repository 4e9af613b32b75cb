/** The chain that is left when a run of it was replaced by one layer. */
import { expect } from "chai";
import { withoutRun } from "../../src/cache/compact.ts";
import type { Chain } from "../../src/cache/generation.ts";
import { idsOf } from "../../src/cache/generation.ts";
import { onTop, totalsOf } from "../../src/cache/totals.ts";
import { counted } from "./made.ts";

const uncounted: Chain = { layers: [1, 2, 3].map((size) => ({ id: `l${size}`, size, entries: size })) };

describe("A chain with a run replaced", () => {
  const made = { id: "made", size: 5, entries: 5, directories: 2 };

  it("has the new layer in the place of the run, and shows as many directories", () => {
    const before = counted(
      [
        [3, 0],
        [4, 1],
        [2, 1],
        [9, 5],
      ],
      7,
    );
    const after = withoutRun(before, { chain: before, run: { from: 1, to: 3 } }, made);
    expect(idsOf(after?.layers ?? [])).to.deep.equal(["l0", "made", "l3"]);
    expect(after?.directories).to.equal(7);
  });

  it("keeps dead what the layers above the run hide, and adds what was hidden since", () => {
    const before = counted(
      [
        [3, 0],
        [4, 1],
        [2, 1],
        [9, 5],
      ],
      7,
    );
    // Of the 6 bytes in the run 4 are shown; the new layer has 5.
    const planned = { chain: before, run: { from: 1, to: 3 } };
    expect(withoutRun(before, planned, made)?.layers[1]?.dead).to.equal(1);
    const later = onTop(before, { id: "new", size: 1, entries: 1, directories: 1 }, { directories: 0, hidden: [0, 2] });
    expect(withoutRun(later, planned, made)?.layers[2]?.dead).to.equal(3);
  });

  it("hides nothing when the run began with the newest layer, but for what was hidden since", () => {
    const before = counted(
      [
        [3, 0],
        [4, 3],
        [9, 5],
      ],
      7,
    );
    const planned = { chain: before, run: { from: 0, to: 2 } };
    expect(withoutRun(before, planned, made)?.layers[0]?.dead).to.equal(0);
    const later = onTop(before, { id: "new", size: 1, entries: 1, directories: 1 }, { directories: 0, hidden: [0, 1] });
    expect(withoutRun(later, planned, made)?.layers[1]?.dead).to.equal(1);
  });

  it("is counted anew when all of it was replaced, also if nobody had counted", () => {
    const before = uncounted;
    const planned = { chain: before, run: { from: 0, to: 3 } };
    const after = withoutRun(before, planned, made);
    expect(after).to.deep.equal({ layers: [{ ...made, dead: 0 }], directories: 2 });
    const later = onTop(before, { id: "new", size: 1, entries: 1, directories: 1 }, { directories: 1, hidden: [1] });
    expect(totalsOf(withoutRun(later, planned, made) ?? { layers: [] }), "with a commit meanwhile").to.equal(undefined);
    const wrong = counted(
      [
        [1, 0],
        [2, 0],
      ],
      9,
    );
    const above = onTop(wrong, { id: "new", size: 1, entries: 1, directories: 1 }, { directories: 3, hidden: [] });
    expect(withoutRun(above, { chain: wrong, run: { from: 0, to: 2 } }, made)?.directories).to.equal(5);
  });

  it("has no layer there when the run shows nothing", () => {
    const before = counted(
      [
        [3, 0],
        [4, 4],
      ],
      1,
    );
    const nothing = { id: "none", size: 0, entries: 0, directories: 1 };
    expect(withoutRun(before, { chain: before, run: { from: 0, to: 2 } }, nothing)?.layers).to.deep.equal([]);
  });

  it("is none when the run is no longer there", () => {
    const before = counted(
      [
        [3, 0],
        [4, 4],
      ],
      1,
    );
    expect(withoutRun({ layers: [] }, { chain: before, run: { from: 0, to: 2 } }, made)).to.equal(undefined);
  });
});
