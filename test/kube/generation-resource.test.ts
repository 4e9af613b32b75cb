/** Tests the mapping of generations to resources and back. */
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import type { Generation } from "../../src/cache/generation.ts";
import { noChanges } from "../../src/cache/generation.ts";
import { toGeneration, toResource } from "../../src/kube/generation-resource.ts";
import type { GenerationResource } from "../../src/kube/resources.ts";
import { generation } from "../cache/made.ts";

/** What comes back from the API server is JSON. */
function overTheWire<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

const counted: Generation = generation(7, [], {
  layers: [
    { id: "a1", size: 5, entries: 2, directories: 1, dead: 0 },
    { id: "b2", size: 9, entries: 4 },
  ],
  directories: 3,
  limit: 1024,
  changes: { ...noChanges, added: 2, lost: 1 },
  merged: true,
});

describe("A generation as a resource", () => {
  for (const [what, entry] of Object.entries({
    "with all that can be counted": counted,
    plain: generation(1, ["x"]),
  })) {
    it(`comes back as it was, ${what}`, () => {
      expect(toGeneration(overTheWire(toResource(entry)))).to.deep.equal(entry);
    });
  }

  it("is named like its entry, found by cache and domain, and goes with its cache", () => {
    const { metadata, ...rest } = toResource(counted);
    expect(metadata).to.deep.equal({
      name: "npm.default.00c0ffee.7",
      namespace: "builds",
      labels: { "cachefork.dev/cache": "npm", "cachefork.dev/domain": "00c0ffee" },
      ownerReferences: [{ apiVersion: "cachefork.dev/v1alpha1", kind: "Cache", name: "npm", uid: "uid" }],
    });
    expect(rest).to.include({ apiVersion: "cachefork.dev/v1alpha1", kind: "Generation" });
  });

  it("has no field that is undefined: they would be lost on the way", () => {
    const entry = { ...counted, directories: undefined, limit: undefined };
    const resource = toResource({
      ...entry,
      layers: [{ id: "a", size: 1, entries: 1, directories: undefined, dead: undefined }],
    });
    expect(overTheWire(resource)).to.deep.equal(resource);
  });

  function refusal(resource: GenerationResource): unknown {
    try {
      return toGeneration(resource);
    } catch (error) {
      return error;
    }
  }

  it("is not believed with a number that no log had reached when it was made: behind the largest one there is no next", () => {
    const at = (number: number): GenerationResource => {
      const resource = toResource({ ...counted, number });
      return { ...resource, metadata: { ...resource.metadata, creationTimestamp: "2026-11-22T10:00:00Z" } };
    };
    const now = Date.parse("2026-11-22T10:00:00Z");
    expect(toGeneration(at(now + 60_000)).number, "clocks differ").to.equal(now + 60_000);
    const refused = refusal(at(10_000_000_000_000));
    expect(isKind(refused, "corrupt"), String(refused)).to.equal(true);
    expect(String(refused)).to.contain("10000000000000").and.to.contain("delete it");
  });

  it("is not believed under another name", () => {
    const resource = toResource(counted);
    const refused = refusal({ ...resource, metadata: { ...resource.metadata, name: "npm.default.00c0ffee.8" } });
    expect(isKind(refused, "corrupt"), String(refused)).to.equal(true);
    expect(String(refused)).to.contain("npm.default.00c0ffee.8").and.to.contain("npm.default.00c0ffee.7");
  });
});
