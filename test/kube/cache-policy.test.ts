/** Tests what a Cache's spec means to the flows. */
import { expect } from "chai";
import { maxAgeOf, policyOf } from "../../src/kube/cache-policy.ts";
import type { CacheSpec } from "../../src/kube/resources.ts";

const defaults: CacheSpec = {
  commit: { when: "always" },
  merge: { strategy: "union" },
  retention: { generations: 5, whenFull: "evict" },
};

describe("The policy of a Cache", () => {
  it("has no size limit unless one is given", () => {
    expect(policyOf(defaults)).to.deep.equal({ commit: "always", merge: "union", keep: 5, limit: undefined });
  });

  for (const [size, bytes] of [
    ["2Gi", 2 * 2 ** 30],
    ["1000000", 1_000_000],
    [5_000_000, 5_000_000],
  ] as const) {
    it(`reads the size ${JSON.stringify(size)}`, () => {
      const spec: CacheSpec = { ...defaults, retention: { ...defaults.retention, size, whenFull: "refuse" } };
      expect(policyOf(spec).limit).to.deep.equal({ size: bytes, whenFull: "refuse" });
    });
  }

  it("takes the spec's words", () => {
    const spec: CacheSpec = { ...defaults, commit: { when: "never" }, merge: { strategy: "firstWriterWins" } };
    expect(policyOf(spec)).to.include({ commit: "never", merge: "firstWriterWins" });
  });

  it("keeps generations for ever unless it says for how long, in words that are known", () => {
    const of = (maxAge?: string) =>
      maxAgeOf({ ...defaults, retention: { ...defaults.retention, ...(maxAge !== undefined && { maxAge }) } });
    expect([of(), of("30d"), of("1w")]).to.deep.equal([undefined, 30 * 86_400_000, undefined]);
  });

  it("takes only what succeeded where it says so", () => {
    expect(policyOf({ ...defaults, commit: { when: "onSuccess" } }).commit).to.equal("onSuccess");
  });

  it("takes a word of a newer schema for the default", () => {
    const spec = { ...defaults, commit: { when: "onTuesdays" } } as unknown as CacheSpec;
    expect(policyOf(spec).commit).to.equal("always");
  });
});
