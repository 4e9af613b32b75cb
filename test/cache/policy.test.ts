/** Tests what a volume gets of what it wishes for. */
import { expect } from "chai";
import { granted } from "../../src/cache/policy.ts";

describe("What is granted to a volume", () => {
  it("is nothing but its wishes where nobody decided anything", () => {
    expect(granted({ commit: "never", merge: "lastWriterWins" }, undefined)).to.equal(undefined);
  });

  for (const [wish, policy, gets] of [
    ["always", "always", "always"],
    ["never", "always", "never"],
    ["always", "never", "never"],
    ["never", "never", "never"],
  ] as const) {
    it(`is commit: ${gets} where it asks for ${wish} and the cache for ${policy}`, () => {
      expect(granted({ commit: wish, merge: "union" }, { commit: policy, merge: "union" })?.commit).to.equal(gets);
    });
  }

  it("is the cache's strategy, whatever it asks for", () => {
    const wishes = { commit: "always", merge: "lastWriterWins" } as const;
    expect(granted(wishes, { commit: "always", merge: "firstWriterWins" })?.merge).to.equal("firstWriterWins");
  });
});
