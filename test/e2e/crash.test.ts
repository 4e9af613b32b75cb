/** What a node's crash takes from a cache, and what it leaves. */
import { expect } from "chai";
import { cluster, Stage } from "./stage.ts";

describe("A node that crashes and boots", () => {
  const number = 2;
  const node = "node-2";
  const attributes = { cache: "crashed" };
  const list = "ls -1 /cache";
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
    await stage.job({ name: "before", node, attributes, script: "echo kept >/cache/kept" });
    expect(await stage.pod({ name: "look", node, attributes, script: list })).to.equal("kept\n");
    const write = "echo half >/cache/half; touch /tmp/written; sleep 3600";
    await stage.start({ name: "ends", node, attributes, script: write, readyWhen: "test -e /tmp/written" });
    const again = `${list}; ${write}`;
    const restartPolicy = "Always" as const;
    await stage.start({ name: "restarts", node, attributes, script: again, readyWhen: "true", restartPolicy });
    for (const pod of ["ends", "restarts"]) await stage.ready(pod);
    await cluster.node(number).machine.crash();
    await cluster.boot(number, "new");
    await stage.restarted("restarts");
  });
  after(() => stage[Symbol.asyncDispose]());

  it("gives a pod that it restarts a new fork: nothing of what was written and not committed", async () => {
    expect(await stage.mustKubectl("logs", "restarts")).to.equal("kept\n");
  });

  it("starts the next build from what was committed", async () => {
    expect(await stage.pod({ name: "after", node, attributes, script: list })).to.equal("kept\n");
  });

  it("commits again", async () => {
    await stage.job({ name: "later", node, attributes, script: "echo more >/cache/more" });
    expect(await stage.pod({ name: "last", node, attributes, script: list })).to.equal("kept\nmore\n");
  });
});
