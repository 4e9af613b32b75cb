/** What is left of a namespace that is deleted while builds run in it. */
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { volumesOn } from "./on-node.ts";
import { ownPodOn, signal } from "./own-pods.ts";
import { cluster, Stage } from "./stage.ts";

describe("A namespace that is deleted", () => {
  const number = 1;
  const node = "node-1";

  /** Resolves when the node has no volume of the namespace, sealed or open. */
  const nothingOf = (namespace: string): Promise<true> =>
    until(() => volumesOn(number, namespace).length === 0 || undefined, {
      what: `end of the volumes of ${namespace}`,
      seconds: 120,
      every: 200,
    });

  it("goes with its caches while builds run in it, and nothing of ours holds it up", async () => {
    const stage = await Stage.open();
    const attributes = { cache: "short-lived" };
    await stage.job({ name: "seed", node, attributes, script: "echo seed >/cache/seed" });
    const script = "echo more >/cache/more; touch /tmp/written; sleep 3600";
    await stage.start({ name: "build", node, attributes, script, readyWhen: "test -e /tmp/written" });
    await stage.ready("build");
    expect(await stage.mustKubectl("get", "caches", "--output=name")).to.equal("cache.cachefork.dev/short-lived\n");
    await stage[Symbol.asyncDispose]();
    for (const kind of ["caches", "generations"])
      expect(await cluster.mustKubectl("get", kind, "--all-namespaces", "--output=name")).not.to.contain("short-lived");
    await nothingOf(stage.namespace);
  });

  it("leaves nothing on a node for the next one of its name, also of a cache that was never made", async () => {
    const stage = await Stage.open();
    const { namespace } = stage;
    const attributes = { cache: "never-made" };
    const plugin = await ownPodOn("node", node);
    const script = "echo mine >/cache/mine; sleep 3600";
    // The plugin is asked for the volume when the namespace is being deleted already.
    await signal(plugin, `--node-id=${node}`, "STOP");
    try {
      await stage.start({ name: "late", node, attributes, script });
      await stage.mustKubectl("wait", "--for=jsonpath={.status.startTime}", "pod/late");
      await cluster.mustKubectl("delete", "namespace", namespace, "--wait=false");
    } finally {
      await signal(plugin, `--node-id=${node}`, "CONT");
    }
    await cluster.mustKubectl("wait", "--for=delete", `namespace/${namespace}`, "--timeout=120s");
    await nothingOf(namespace);
    const again = await Stage.open(namespace);
    expect(await again.pod({ name: "next", node, attributes, script: "ls -1 /cache" })).to.equal("");
    await again[Symbol.asyncDispose]();
  });
});
