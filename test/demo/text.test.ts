/** Text for the demo's readers. */
import { expect } from "chai";
import { count, duration, enumeration, pad, table, wrap } from "../../demo/text.ts";

describe("The demo's text", () => {
  it("is wrapped at spaces, and a long word has a line of its own", () => {
    expect(wrap("one two three", 7)).to.deep.equal(["one two", "three"]);
    expect(wrap("a incomprehensibilities b", 5)).to.deep.equal(["a", "incomprehensibilities", "b"]);
    expect(wrap("", 5)).to.deep.equal([]);
  });

  it("says durations as people do", () => {
    expect([0.04, 9.96, 12.3, 999, 1234, 61_000].map(duration)).to.deep.equal([
      "0.0 ms",
      "10.0 ms",
      "12 ms",
      "999 ms",
      "1.2 s",
      "61.0 s",
    ]);
  });

  it("enumerates and counts", () => {
    expect([["a"], ["a", "b"], ["a", "b", "c"], []].map(enumeration)).to.deep.equal(["a", "a and b", "a, b and c", ""]);
    expect([count(1, "download"), count(0, "download")]).to.deep.equal(["1 download", "0 downloads"]);
  });

  it("aligns columns by what is seen, not by colour codes", () => {
    expect(
      table([
        ["a", "b"],
        ["\x1b[1mlong\x1b[0m", "c"],
      ]),
    ).to.deep.equal(["a     b", "\x1b[1mlong\x1b[0m  c"]);
    expect(pad("\x1b[1mx\x1b[0m", 3)).to.equal("\x1b[1mx\x1b[0m  ");
  });
});
