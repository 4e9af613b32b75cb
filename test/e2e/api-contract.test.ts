/** Holds a real API server, with our definitions on it, to the contract that the fake one keeps, and to the rules that only it runs. */
import { expect } from "chai";
import { attempt } from "../cluster/command.ts";
import { cluster } from "./stage.ts";

const controllerPods = "--selector=app.kubernetes.io/component=controller";

/** It writes the status of every Cache that it sees, also of those that are none of its business here. */
async function controllers(replicas: number): Promise<void> {
  const deployment = ["--namespace=cachefork", "deployment/cachefork-controller"];
  await cluster.mustKubectl("scale", `--replicas=${replicas}`, ...deployment);
  if (replicas > 0) await cluster.mustKubectl("rollout", "status", "--timeout=120s", ...deployment);
  else
    await cluster.mustKubectl("wait", "--namespace=cachefork", "--for=delete", "--timeout=120s", "pod", controllerPods);
}

describe("A real API server and our client", () => {
  before(() => controllers(0));
  after(() => controllers(2));

  it("keep the contract, with all rules of our definitions", async () => {
    const mocha = ["node_modules/.bin/mocha", "--no-config", "--exit", "--timeout=60000", "test/e2e/api-contract.ts"];
    const { code, stdout, stderr } = await attempt(cluster.reach(process.execPath, ...mocha), {
      env: cluster.environment,
    });
    expect(code, `${stdout}${stderr}`).to.equal(0);
    expect(stdout)
      .to.match(/\d+ passing/)
      .and.not.to.contain("pending");
  });
});
