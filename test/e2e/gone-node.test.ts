/** What becomes of the Holding of a node that left the cluster. */
import { expect } from "chai";
import { allReady, replace } from "./own-pods.ts";
import { cluster } from "./stage.ts";

describe("A node that is gone", () => {
  const name = "node-gone";
  after(() => cluster.kubectl("delete", "holding", name, "--ignore-not-found"));

  it("is forgotten by the controller, when it has said nothing for a while", async () => {
    const spec = { node: name, domain: "0badc0de" };
    await cluster.apply({ apiVersion: "cachefork.dev/v1alpha1", kind: "Holding", metadata: { name }, spec });
    const status = {
      time: new Date(Date.now() - 3_600_000).toISOString(),
      disk: { size: "1Gi", free: "1Gi", sizeBytes: 2 ** 30, freeBytes: 2 ** 30 },
      layers: { count: 0, size: "0", bytes: 0 },
      pendingDeltas: 0,
      openVolumes: 0,
      logs: [],
    };
    const patch = ["--subresource=status", "--type=merge", `--patch=${JSON.stringify({ status })}`];
    await cluster.mustKubectl("patch", "holding", name, ...patch);
    // Whoever acts from now on looks at all nodes first.
    await replace("controller");
    await allReady("controller");
    await cluster.mustKubectl("wait", "--for=delete", `holding/${name}`, "--timeout=120s");
    const holdings = await cluster.mustKubectl("get", "holdings", "--output=name");
    expect(holdings.trim().split("\n").toSorted()).to.deep.equal(
      ["node-1", "node-2"].map((node) => `holding.cachefork.dev/${node}`),
    );
  });
});
