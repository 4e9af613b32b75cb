/** Which generations go: past the number to keep, after a prune, and under pressure. */
import { expect } from "chai";
import { type Budget, type Kept, retain } from "../../src/cache/retain.ts";
import { generation } from "./made.ts";

/** A cache whose generations are given as lists of layers, oldest first, numbered from 1. */
function cache(name: string, usedAt: number, ...chains: readonly (readonly string[])[]): Kept {
  return {
    key: { namespace: "builds", name },
    usedAt: new Date(usedAt).toISOString(),
    generations: chains.map((layers, index) => generation(index + 1, layers)),
  };
}

/** `npm 2, go 1`: up to which number the generations of each cache go. */
function planned(
  caches: readonly Kept[],
  { toFree = 0, ...budget }: Partial<Omit<Budget, "toFree">> & { readonly toFree?: number } = {},
): string {
  const space = { bytes: toFree, entries: 0 };
  return retain(caches, { keep: 5, uncommitted: new Set(), pinned: new Set(), toFree: space, ...budget })
    .map(({ key, upTo }) => `${key.name} ${upTo}`)
    .join(", ");
}

/** Each generation adds a layer. */
const growing = (...ids: readonly string[]): string[][] => ids.map((_, index) => ids.slice(0, index + 1).toReversed());
/** Each generation has one layer of its own, as after a compaction. */
const apart = (...ids: readonly string[]): string[][] => ids.map((id) => [id]);

describe("Retention", () => {
  it("keeps the newest generations, as many as it is told", () => {
    const npm = cache("npm", 1, ...growing("a", "b", "c", "d"));
    expect(planned([npm], { keep: 5 })).to.equal("");
    expect(planned([npm], { keep: 4 })).to.equal("");
    expect(planned([npm], { keep: 3 })).to.equal("npm 1");
    expect(planned([npm], { keep: 1 })).to.equal("npm 3");
  });

  it("has nothing to say of an empty log", () => {
    expect(planned([cache("npm", 1)], { keep: 1, toFree: 1_000 })).to.equal("");
  });

  it("keeps to the numbers of the log, which begin where older ones went", () => {
    const npm = { ...cache("npm", 1), generations: [7, 8, 9].map((number) => generation(number, [`l${number}`])) };
    expect(planned([npm], { keep: 2 })).to.equal("npm 7");
  });

  it("does not count compactions, and keeps them with what they made shorter", () => {
    const generations = [
      generation(1, ["a"]),
      generation(2, ["b", "a"]),
      generation(3, ["ab"], { kind: "compacted" }),
      generation(4, ["c", "ab"]),
    ];
    expect(planned([{ ...cache("npm", 1), generations }], { keep: 2 })).to.equal("npm 1");
    expect(planned([{ ...cache("npm", 1), generations }], { keep: 1 })).to.equal("npm 3");
  });

  it("lets all go that a prune left behind, whatever is to be kept", () => {
    const generations = [
      generation(1, ["a"]),
      generation(2, ["b", "a"]),
      generation(3, [], { kind: "pruned", epoch: 1 }),
      generation(4, ["c"], { epoch: 1 }),
    ];
    expect(planned([{ ...cache("npm", 1), generations }], { keep: 5 })).to.equal("npm 2");
  });

  it("stops before the entry of a volume that does not know yet that it was committed", () => {
    const npm = cache("npm", 1, ...apart("a", "b", "c", "d"));
    expect(planned([npm], { keep: 1, uncommitted: new Set(["volume-of-g3"]) })).to.equal("npm 2");
    expect(planned([npm], { keep: 1, uncommitted: new Set(["volume-of-g1"]) })).to.equal("");
    expect(planned([npm], { toFree: 1_000, uncommitted: new Set(["volume-of-g2"]) })).to.equal("npm 1");
  });

  describe("under pressure", () => {
    const npm = cache("npm", 2, ...apart("a", "b", "c"));
    const go = cache("go", 1, ...apart("x", "y"));

    it("takes first all but the head of what was used least recently, as far as it must", () => {
      expect(planned([npm, go], { toFree: 1 })).to.equal("go 1");
      expect(planned([npm, go], { toFree: 10 })).to.equal("go 1");
      expect(planned([npm, go], { toFree: 11 })).to.equal("npm 2, go 1");
      expect(planned([npm, go], { toFree: 30 })).to.equal("npm 2, go 1");
    });

    it("takes the heads last, least recently used first", () => {
      expect(planned([npm, go], { toFree: 31 })).to.equal("npm 2, go 2");
      expect(planned([npm, go], { toFree: 41 })).to.equal("npm 3, go 2");
      expect(planned([npm, go], { toFree: 1_000 })).to.equal("npm 3, go 2");
    });

    it("counts what goes anyway", () => {
      expect(planned([npm, go], { keep: 1, toFree: 30 })).to.equal("npm 2, go 1");
      expect(planned([npm, go], { keep: 2, toFree: 10 })).to.equal("npm 1");
    });

    it("leaves alone what would free nothing, because newer generations have the same layers", () => {
      const grown = cache("go", 1, ...growing("x", "y"));
      expect(planned([npm, grown], { toFree: 20 })).to.equal("npm 2");
      expect(planned([grown], { toFree: 1 })).to.equal("go 2");
    });
  });
});
