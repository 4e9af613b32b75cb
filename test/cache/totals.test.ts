/** What a chain adds up to, commit after commit. */
import { expect } from "chai";
import type { Chain } from "../../src/cache/generation.ts";
import { onTop, totalsOf } from "../../src/cache/totals.ts";

const first = { id: "a", size: 100, entries: 9, directories: 3 };
const second = { id: "b", size: 20, entries: 2, directories: 2 };

describe("The totals of a chain", () => {
  const one = onTop({ layers: [] }, first, { directories: 2, hidden: [] });
  const two = onTop(one, second, { directories: -1, hidden: [30] });

  it("are those of its only layer, whose root is shown before anything is in it", () => {
    expect(totalsOf(one)).to.deep.equal({ live: 100, dead: 0, directories: 3, shown: 3 });
    expect(one.directories).to.equal(3);
  });

  it("know what each layer hides of those below, and in how many layers a directory is", () => {
    expect(totalsOf(two)).to.deep.equal({ live: 90, dead: 30, directories: 5, shown: 2 });
    expect(two.layers.map(({ dead }) => dead)).to.deep.equal([0, 30]);
  });

  it("never hide more of a layer than it has", () => {
    const three = onTop(two, { ...second, id: "c" }, { directories: 0, hidden: [50, 80] });
    expect(totalsOf(three)).to.deep.equal({ live: 20, dead: 120, directories: 7, shown: 2 });
  });

  it("are unknown as soon as something was never counted", () => {
    const { directories: _, ...uncounted } = second;
    const old: Chain = { layers: [{ id: "old", size: 1, entries: 1 }] };
    expect(totalsOf(old)).to.equal(undefined);
    expect(totalsOf(onTop(old, second, { directories: 1, hidden: [1] }))).to.equal(undefined);
    expect(totalsOf(onTop(one, uncounted, { directories: 0, hidden: [] }))).to.equal(undefined);
    expect(totalsOf({ layers: one.layers })).to.equal(undefined);
  });

  it("are nothing for an empty cache, and one directory", () => {
    expect(totalsOf({ layers: [] })).to.deep.equal({ live: 0, dead: 0, directories: 1, shown: 1 });
  });
});
