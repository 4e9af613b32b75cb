/** What may name a cache. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { cacheKey, formatKey, isLabel } from "../../src/cache/key.ts";

describe("A label", () => {
  const table: Readonly<Record<string, boolean>> = {
    a: true,
    "0": true,
    "a-b": true,
    "a--b": true,
    ["x".repeat(63)]: true,
    ["x".repeat(64)]: false,
    "": false,
    "-": false,
    "-a": false,
    "a-": false,
    A: false,
    "a.b": false,
    "a/b": false,
    a_b: false,
    "a\n": false,
    "\na": false,
    ä: false,
  };
  for (const [text, expected] of Object.entries(table)) {
    it(`${expected ? "is" : "is not"} ${JSON.stringify(text)}`, () => expect(isLabel(text)).to.equal(expected));
  }
});

describe("The key of a cache", () => {
  it("is written with a slash, which neither part can hold", () => {
    expect(formatKey(cacheKey("builds", "npm"))).to.equal("builds/npm");
  });

  for (const [namespace, name, part] of [
    ["Builds", "npm", 'namespace "Builds"'],
    ["builds", "n/pm", 'cache "n/pm"'],
    ["", "npm", 'namespace ""'],
  ] as const) {
    it(`is refused as invalid, naming the part: ${namespace}, ${name}`, () => {
      expect(() => cacheKey(namespace, name))
        .to.throw(CacheError, part)
        .with.property("kind", "invalid");
    });
  }
});
