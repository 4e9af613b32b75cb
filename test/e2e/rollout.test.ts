/** What pods notice of a new version of the node plugin: nothing. */
import { expect } from "chai";
import { namespace } from "../cluster/cachefork-install.ts";
import { cluster, Stage } from "./stage.ts";

describe("A rollout of the node plugin", () => {
  const node = "node-1";
  const attributes = { cache: "rolled-out" };
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  it("leaves the volumes of running pods alone, and what they write is committed in the end", async () => {
    const script = [
      "echo early >/cache/early",
      "touch /tmp/written",
      "until [ -e /tmp/go ]; do sleep 0.1; done",
      "echo late >/cache/late",
      "cat /cache/early /cache/late",
    ];
    await stage.start({
      name: "build",
      node,
      attributes,
      script: script.join("; "),
      readyWhen: "test -e /tmp/written",
    });
    await stage.ready("build");
    const daemonSet = ["daemonset/cachefork-node", `--namespace=${namespace}`];
    await cluster.mustKubectl("rollout", "restart", ...daemonSet);
    await cluster.mustKubectl("rollout", "status", ...daemonSet, "--timeout=180s");
    await stage.mustKubectl("exec", "build", "--", "touch", "/tmp/go");
    expect(await stage.succeeded("build")).to.equal("early\nlate\n");
    expect(await stage.pod({ name: "next", node, attributes, script: "ls -1 /cache" })).to.equal("early\nlate\n");
  });
});
