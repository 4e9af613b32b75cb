/** Holds what the API server knows of pods to the contract, and tells apart how pods end. */
import { expect } from "chai";
import type { Author } from "../../src/cache/generation.ts";
import { KubePods } from "../../src/kube/pods.ts";
import type { Pod } from "../../src/kube/resources.ts";
import { failure } from "../contracts/mounter.ts";
import { describePods, type PodsWorld } from "../contracts/pods.ts";
import type { Stored } from "../fakes/api-objects.ts";
import { Api, never } from "./api.ts";

interface ApiPodsWorld extends PodsWorld {
  readonly api: Api;
  /** A pod of this status, deleted or not. */
  put(name: string, status: Pod["status"], isDeleted?: boolean, spec?: Pod["spec"]): Author;
}

async function makeWorld(): Promise<ApiPodsWorld> {
  const api = await Api.start();
  const { objects } = api.server;
  const put: ApiPodsWorld["put"] = (name, status, isDeleted = false, spec = {}) => {
    const before = objects.find("/pods", `builds/${name}`);
    if (before) objects.delete("/pods", before, new Date());
    const metadata = { namespace: "builds", name, ...(isDeleted ? { finalizers: ["test/keep"] } : {}) };
    const made = objects.create("/pods", { apiVersion: "v1", kind: "Pod", metadata, spec, status }, new Date());
    if (isDeleted) objects.delete("/pods", made, new Date());
    return { namespace: "builds", pod: name, uid: made.metadata.uid ?? "", serviceAccount: "x", node: "n1" };
  };
  return {
    api,
    put,
    pods: new KubePods({ client: api.client, clock: api.clock }),
    run: async (name) => put(name, { phase: "Running" }),
    end: async ({ pod }, outcome = "succeeded") => {
      const found = objects.find("/pods", `builds/${pod}`) as Stored;
      const phase = outcome === "failed" ? "Failed" : "Succeeded";
      if (outcome === "gone") objects.delete("/pods", found, new Date());
      else objects.update("/pods", found, { ...found, status: { phase } });
    },
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

describe("KubePods", () => {
  describePods(makeWorld);

  let world: ApiPodsWorld;

  beforeEach(async () => {
    world = await makeWorld();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  const exited = { name: "main", state: { terminated: {} } };
  const running = { name: "side", state: { running: {} } };
  const waiting = { name: "next", state: { waiting: {} } };

  for (const [what, status, isDeleted, hasEnded] of [
    ["has failed", { phase: "Failed" }, false, true],
    ["runs", { phase: "Running", containerStatuses: [running] }, false, false],
    ["is deleted, with a container that still runs", { containerStatuses: [exited, running] }, true, false],
    [
      "is deleted, with an init container that still runs",
      { initContainerStatuses: [running], containerStatuses: [exited] },
      true,
      false,
    ],
    [
      "is deleted, with every container terminated",
      { initContainerStatuses: [exited], containerStatuses: [exited] },
      true,
      true,
    ],
    ["is deleted, with a container that waits", { containerStatuses: [exited, waiting] }, true, false],
    ["is deleted, and nothing is known of its containers", {}, true, false],
    [
      "is not deleted, with every container terminated: they may be started again",
      { phase: "Running", containerStatuses: [exited] },
      false,
      false,
    ],
  ] as const) {
    it(`says of a pod that ${what}: ${hasEnded ? "ended" : "not ended"}`, async () => {
      const pod = world.put("a", status, isDeleted);
      expect((await world.pods.ended([pod], never)).has(pod.uid)).to.equal(hasEnded);
    });
  }

  const all = { phase: "Running", initContainerStatuses: [exited], containerStatuses: [exited] };
  const main = { name: "main" };
  const sidecar = { name: "side", restartPolicy: "Always" };

  for (const [what, spec, status, hasEnded] of [
    ["is not started again, whose containers have exited", { restartPolicy: "Never", containers: [main] }, all, true],
    [
      "is not started again, whose containers and sidecar have exited",
      { restartPolicy: "Never", containers: [main], initContainers: [sidecar] },
      all,
      true,
    ],
    [
      "is not started again, with a sidecar that still runs",
      { restartPolicy: "Never", containers: [main], initContainers: [sidecar] },
      { ...all, initContainerStatuses: [running] },
      false,
    ],
    [
      "is not started again, with a container that still runs",
      { restartPolicy: "Never", containers: [main, main] },
      { ...all, containerStatuses: [exited, running] },
      false,
    ],
    [
      "is not started again, with containers that nobody has told of",
      { restartPolicy: "Never", containers: [main] },
      { phase: "Pending", initContainerStatuses: [exited] },
      false,
    ],
    [
      "is started again when it fails, whose containers have exited",
      { restartPolicy: "OnFailure", containers: [main] },
      all,
      false,
    ],
    [
      "has a container that is started again by its own policy",
      { restartPolicy: "Never", containers: [{ ...main, restartPolicy: "OnFailure" }] },
      all,
      false,
    ],
    [
      "has a container that is started again by a rule",
      { restartPolicy: "Never", containers: [{ ...main, restartPolicyRules: [{ action: "Restart" }] }] },
      all,
      false,
    ],
  ] as const) {
    it(`says of a pod that ${what}: ${hasEnded ? "ended" : "not ended"}`, async () => {
      const pod = world.put("a", status, false, spec);
      expect((await world.pods.ended([pod], never)).has(pod.uid)).to.equal(hasEnded);
    });
  }

  it("says of a pod that is gone: ended", async () => {
    const pod = await world.run("a");
    const found = world.api.server.objects.find("/pods", "builds/a") as Stored;
    world.api.server.objects.delete("/pods", found, new Date());
    expect(await world.pods.ended([pod], never)).to.deep.equal(new Set([pod.uid]));
  });

  it("waits a little for an API server that does not answer, and then lets nobody else wait for a while", async () => {
    const pod = await world.run("a");
    const { server, clock, client } = world.api;
    const pods = new KubePods({ client, clock, patience: 500 });
    server.failNext("never answered");
    await failure(pods.ended([pod], never), "unavailable");
    const before = server.requests.length;
    await failure(pods.ended([pod], never), "unavailable");
    expect(server.requests.length).to.equal(before);
    await clock.advance(10_000);
    expect(await pods.ended([pod], never)).to.deep.equal(new Set());
  });

  it("asks how a pod ended whatever publishes have to do without, and lets none of them do without", async () => {
    const pod = await world.run("a");
    const { server, clock, client } = world.api;
    const pods = new KubePods({ client, clock, patience: 500 });
    server.failNext("never answered");
    await failure(pods.ended([pod], never), "unavailable");
    expect(await pods.outcome(pod, never)).to.equal("open");
    await clock.advance(10_000);
    server.forbid("get pods");
    await failure(pods.outcome(pod, never), "precondition");
    server.allow("get pods");
    expect(await pods.ended([pod], never)).to.deep.equal(new Set());
  });

  it("asks for each pod twice at most, however many builds start at once", async () => {
    const pods = await Promise.all(Array.from({ length: 30 }, (_, at) => world.run(`pod-${at}`)));
    const { server } = world.api;
    server.requests.length = 0;
    const ended = pods[3] as Author;
    await world.end(ended);
    const answers = await Promise.all(pods.map(() => world.pods.ended(pods, never)));
    for (const found of answers) expect(found).to.deep.equal(new Set([ended.uid]));
    expect(server.requests.length).to.be.within(pods.length, 2 * pods.length);
  });

  it("asks for few pods at a time", async () => {
    const pods = await Promise.all(Array.from({ length: 30 }, (_, at) => world.run(`pod-${at}`)));
    const { server, clock, client } = world.api;
    server.failNext("never answered", () => true, 100);
    server.requests.length = 0;
    await failure(new KubePods({ client, clock, patience: 500 }).ended(pods, never), "unavailable");
    // Those of its patience, and perhaps those behind them.
    expect(server.requests.length).to.be.within(1, 16);
  });

  it("does not guess when the API server does not say", async () => {
    const pod = await world.run("a");
    world.api.server.forbid("get pods");
    await failure(world.pods.ended([pod], never), "precondition");
  });
});
