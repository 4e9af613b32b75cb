/** The names of log entries: injective, and read back only where they are of that log. */
import { expect } from "chai";
import { entryName, entryNumber } from "../../src/cache/generation.ts";

describe("The name of an entry", () => {
  it("is its cache, scope, domain and number", () => {
    expect(entryName("npm", "default", "00c0ffee", 7)).to.equal("npm.default.00c0ffee.7");
  });

  it("gives back its number, and only to its own log", () => {
    const name = entryName("npm", "default", "cluster", 12);
    expect(entryNumber(name, "npm", "default", "cluster")).to.equal(12);
    expect(entryNumber(name, "np", "default", "cluster")).to.equal(undefined);
    expect(entryNumber(name, "npm", "main", "cluster")).to.equal(undefined);
    expect(entryNumber(name, "npm", "default", "00c0ffee")).to.equal(undefined);
  });

  it("is another one for every other entry, because no part can hold a dot", () => {
    const parts = ["a", "b", "a-b", "0"];
    const names = parts.flatMap((cache) =>
      parts.flatMap((scope) => parts.flatMap((domain) => [1, 11].map((n) => entryName(cache, scope, domain, n)))),
    );
    expect(new Set(names).size).to.equal(4 * 4 * 4 * 2);
    expect(entryNumber("a.b.default.cluster.1", "a.b", "default", "cluster")).to.equal(undefined);
  });

  for (const digits of [
    "",
    "0",
    "-1",
    "+1",
    "01",
    "1.5",
    "1e3",
    "0x1",
    " 1",
    "1 ",
    "x",
    "9007199254740993",
    "1".repeat(30),
  ]) {
    it(`is not one with ${JSON.stringify(digits)} for a number`, () => {
      expect(entryNumber(`npm.default.cluster.${digits}`, "npm", "default", "cluster")).to.equal(undefined);
    });
  }

  for (const name of [
    "",
    "npm",
    "cache.json",
    "log.json",
    "npm.default.cluster",
    "npm.default.cluster.1.tmp",
    "npm.default.cluster.1~",
  ]) {
    it(`is not ${JSON.stringify(name)}`, () => {
      expect(entryNumber(name, "npm", "default", "cluster")).to.equal(undefined);
    });
  }
});
