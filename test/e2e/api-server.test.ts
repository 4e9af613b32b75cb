/** What builds notice of an API server that does not answer, and what becomes of their commits. */
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { cluster, Stage } from "./stage.ts";

describe("An API server that is gone for a while", () => {
  const number = 1;
  const node = "node-1";
  const attributes = { cache: "alone" };
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(async () => {
    await cluster.controlPlane.startApiServer();
    await stage[Symbol.asyncDispose]();
  });

  it("keeps no build from its end, and its commit comes later", async () => {
    const { machine } = cluster.node(number);
    const script = "echo alone >/cache/alone; touch /tmp/written; sleep 10";
    await stage.start({ name: "build", node, attributes, script, readyWhen: "test -e /tmp/written" });
    await stage.ready("build");
    const { metadata } = await stage.get<{ metadata: { uid: string } }>("pod", "build");
    const mounted = async (): Promise<boolean> =>
      (await machine.run(["cat", "/proc/mounts"])).includes(`/pods/${metadata.uid}/volumes/kubernetes.io~csi/`);
    expect(await mounted()).to.be.true;
    await cluster.controlPlane.stopApiServer();
    const ended = async (): Promise<true | undefined> => ((await mounted()) ? undefined : true);
    await until(ended, { what: "unmounted volume", seconds: 90, every: 500 });
    await cluster.controlPlane.startApiServer();
    expect(await stage.succeeded("build")).to.equal("");
    expect(await stage.pod({ name: "next", node, attributes, script: "cat /cache/alone" })).to.equal("alone\n");
  });
});
