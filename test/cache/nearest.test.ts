/** What was probably meant by a mistyped word. */
import { expect } from "chai";
import { distance, meant, nearest } from "../../src/cache/nearest.ts";

describe("The distance of two words", () => {
  for (const [a, b, edits] of [
    ["", "", 0],
    ["", "abc", 3],
    ["abc", "", 3],
    ["abc", "abc", 0],
    ["abc", "abd", 1],
    ["abc", "ab", 1],
    ["abc", "xabc", 1],
    ["kitten", "sitting", 3],
    ["ab", "ba", 2],
  ] as const) {
    it(`of "${a}" and "${b}" is ${edits}, both ways`, () => {
      expect([distance(a, b), distance(b, a)]).to.deep.equal([edits, edits]);
    });
  }
});

describe("The nearest word", () => {
  it("is the one with the fewest edits, whatever its case", () => {
    expect(nearest("READONLY", ["cache", "readOnly", "required"])).to.equal("readOnly");
    expect(nearest("requird", ["cache", "readOnly", "required"])).to.equal("required");
  });

  it("is the first one on a tie", () => {
    expect(nearest("xy", ["ay", "xb"])).to.equal("ay");
  });

  it("is none of none", () => {
    expect(nearest("x", [])).to.equal(undefined);
  });

  for (const [word, allowed] of [
    ["x", "a"],
    ["frob", "help"],
    ["verbos", "error"],
    ["", "keep"],
    ["zzz-cache", "npm"],
  ] as const) {
    it(`is none of words that are as far from it as "${allowed}" is from "${word}"`, () => {
      expect(nearest(word, [allowed])).to.equal(undefined);
      expect(meant(word, [allowed])).to.equal("");
    });
  }

  it("is asked for at the end of an error", () => {
    expect(meant("kep", ["keep", "state"], (flag) => `--${flag}`)).to.equal("; did you mean --keep?");
  });

  it("is found at once for a word of any length", () => {
    expect(nearest("c".repeat(1_000_000), ["c".repeat(64), "merge"])).to.equal("c".repeat(64));
  });
});
