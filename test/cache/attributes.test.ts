/** Every attribute with its values, good and bad, and what a pod's author is told. */
import { expect } from "chai";
import { parseAttributes, type Wishes } from "../../src/cache/attributes.ts";
import { CacheError } from "../../src/cache/errors.ts";

const defaults: Wishes = {
  cache: "npm",
  readOnly: false,
  required: false,
  commit: "always",
  merge: "union",
  sizeLimit: undefined,
};

function parsed(attributes: Readonly<Record<string, string>>): Wishes {
  return parseAttributes(new Map(Object.entries({ cache: "npm", ...attributes })));
}

/** The message of the refusal of these attributes. */
function refusal(attributes: Readonly<Record<string, string>>): string {
  try {
    parseAttributes(new Map(Object.entries(attributes)));
  } catch (error) {
    expect(error).to.be.instanceOf(CacheError).with.property("kind", "invalid");
    return (error as Error).message;
  }
  throw new Error(`Accepted ${JSON.stringify(attributes)}`);
}

describe("Volume attributes", () => {
  const good: readonly (readonly [attributes: Readonly<Record<string, string>>, wishes: Partial<Wishes>])[] = [
    [{}, {}],
    [{ cache: "a" }, { cache: "a" }],
    [{ cache: "a-1" }, { cache: "a-1" }],
    [{ cache: "x".repeat(63) }, { cache: "x".repeat(63) }],
    [{ readOnly: "true" }, { readOnly: true }],
    [{ readOnly: "false" }, {}],
    [{ required: "true" }, { required: true }],
    [{ commit: "always" }, {}],
    [{ commit: "never" }, { commit: "never" }],
    [{ merge: "union" }, {}],
    [{ merge: "lastWriterWins" }, { merge: "lastWriterWins" }],
    [{ merge: "firstWriterWins" }, { merge: "firstWriterWins" }],
    [{ sizeLimit: "500Mi" }, { sizeLimit: 500 * 2 ** 20 }],
    [{ sizeLimit: "0" }, { sizeLimit: 0 }],
    [{ "csi.storage.k8s.io/pod.name": "$(POD)", "csi.storage.k8s.io/ephemeral": "true" }, {}],
    [{ "storage.kubernetes.io/csiProvisionerIdentity": "1-2-csi" }, {}],
  ];
  for (const [attributes, wishes] of good) {
    it(`are read: ${JSON.stringify(attributes).slice(0, 90)}`, () => {
      expect(parsed(attributes)).to.deep.equal({ ...defaults, ...wishes });
    });
  }

  const bad: readonly (readonly [attributes: Readonly<Record<string, string>>, ...parts: string[]])[] = [
    [{ cache: "" }, 'cache=""', "a-z"],
    [{ cache: "Npm" }, 'cache="Npm"', "a-z"],
    [{ cache: "a.b" }, 'cache="a.b"'],
    [{ cache: "a/b" }, 'cache="a/b"'],
    [{ cache: "../etc" }, 'cache="../etc"'],
    [{ cache: "-a" }, "start and end"],
    [{ cache: "a-" }, "start and end"],
    [{ cache: "x".repeat(64) }, "63 characters"],
    [{ cache: "npm\n" }, String.raw`cache="npm\n"`],
    [{ cache: "$(CACHE)" }, 'cache="$(CACHE)"', "not replaced"],
    [{ cache: "npm", sizeLimit: "$(LIMIT)" }, "sizeLimit", "not replaced"],
    [{ cache: "$(params.cache)" }, 'cache="$(params.cache)"', "in the task (taskSpec.volumes)"],
    [{ cache: "go-$(params['cache'])" }, "taskSpec.volumes"],
    [{ cache: "npm", sizeLimit: "$(context.taskRun.name)" }, "taskSpec.volumes"],
    [{ cache: "npm", readOnly: "yes" }, 'readOnly="yes"', '"true" and "false"'],
    [{ cache: "npm", readOnly: "True" }, 'readOnly="True"'],
    [{ cache: "npm", readOnly: "" }, 'readOnly=""'],
    [{ cache: "npm", required: "1" }, 'required="1"'],
    [{ cache: "npm", commit: "onSuccess" }, 'commit="onSuccess"', "always, never"],
    [{ cache: "npm", merge: "lastwriterwins" }, "did you mean lastWriterWins"],
    [{ cache: "npm", sizeLimit: "5 GB" }, 'sizeLimit="5 GB"', "500Mi, 2Gi"],
    [{ cache: "npm", sizeLimit: "-1" }, 'sizeLimit="-1"'],
    [{ cache: "npm", sizelimit: "1Gi" }, '"sizelimit"', 'did you mean "sizeLimit"'],
    [{ cache: "npm", readonly: "true" }, 'did you mean "readOnly"'],
    [{ cahce: "npm" }, '"cahce"', 'did you mean "cache"'],
    [{ cache: "npm", "cachefork.dev/merge": "union" }, '"cachefork.dev/merge"', "allowed are cache, readOnly"],
    [{ cache: "npm", "": "x" }, '""'],
  ];
  for (const [attributes, ...parts] of bad) {
    it(`are refused, in words that help: ${JSON.stringify(attributes).slice(0, 90)}`, () => {
      const message = refusal(attributes);
      for (const part of parts) expect(message).to.contain(part);
    });
  }

  it("need a cache", () => {
    expect(refusal({})).to.contain('"cache" is required');
    expect(refusal({ readOnly: "true" })).to.contain('"cache" is required');
  });
});
