/** What is left of a namespace that is deleted while builds run in it. */
import { expect } from "chai";
import { cluster, Stage } from "./stage.ts";

describe("A namespace that is deleted", () => {
  it("goes with its caches while builds run in it, and nothing of ours holds it up", async () => {
    const stage = await Stage.open();
    const attributes = { cache: "short-lived" };
    await stage.job({ name: "seed", attributes, script: "echo seed >/cache/seed" });
    const script = "echo more >/cache/more; touch /tmp/written; sleep 3600";
    await stage.start({ name: "build", attributes, script, readyWhen: "test -e /tmp/written" });
    await stage.ready("build");
    expect(await stage.mustKubectl("get", "caches", "--output=name")).to.equal("cache.cachefork.dev/short-lived\n");
    await stage[Symbol.asyncDispose]();
    for (const kind of ["caches", "generations"])
      expect(await cluster.mustKubectl("get", kind, "--all-namespaces", "--output=name")).not.to.contain("short-lived");
  });
});
