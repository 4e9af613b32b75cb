/** A cache that is pruned from the node plugin's container. */
import { expect } from "chai";
import type { GenerationSpec } from "../../src/kube/resources.ts";
import { namespace } from "../cluster/cachefork-install.ts";
import { ownPodOn } from "./own-pods.ts";
import { cluster, Stage } from "./stage.ts";

const list = "ls -1 /cache | sort";
const node = "node-1";

describe("cachefork prune on a cluster's node", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  it("empties the log at the API server, for the pods that come", async () => {
    const attributes = { cache: "npm" };
    await stage.pod({ name: "first", node, attributes, script: "echo old >/cache/old" });
    const { name } = await ownPodOn("node", node);
    const words = ["cachefork", "prune", `${stage.namespace}/npm`, "--yes"];
    const told = await cluster.mustKubectl("exec", `--namespace=${namespace}`, name, "--", ...words);
    expect(told).to.contain(`is the head of ${stage.namespace}/npm, and it is empty`);
    expect(await stage.pod({ name: "second", node, attributes, script: `${list}; echo new >/cache/new` })).to.equal("");
    expect(await stage.pod({ name: "third", node, attributes, script: list })).to.equal("new\n");
    const { items } = await stage.get<{ readonly items: readonly { readonly spec: GenerationSpec }[] }>("generations");
    const pruned = items.find(({ spec }) => spec.kind === "pruned");
    expect([pruned?.spec.epoch, pruned?.spec.by.node]).to.deep.equal([1, node]);
  });
});
