/** What a controller gets to hear when it asks nodes to commit what ended pods wrote. */
import { expect } from "chai";
import type { CacheKey } from "../../src/cache/key.ts";
import { KubeCaches } from "../../src/kube/caches.ts";
import { commitOnNodes } from "../../src/kube/commit-on-nodes.ts";
import { CommitRequests } from "../../src/kube/commit-requests.ts";
import { toResource } from "../../src/kube/generation-resource.ts";
import { ListWatch } from "../../src/kube/list-watch.ts";
import { ensured } from "../../src/kube/make-cache.ts";
import { apiVersion, caches, generations, type Holding, holdings } from "../../src/kube/resources.ts";
import { newGeneration } from "../contracts/ledger.ts";
import { failure } from "../contracts/mounter.ts";
import { Api, never } from "./api.ts";
import { overtaken } from "./overtaken.ts";

const npm: CacheKey = { namespace: "builds", name: "npm" };

describe("A request to commit what ended pods wrote", () => {
  let api: Api;
  let failures: unknown[];
  let open: AsyncDisposableStack;

  beforeEach(async () => {
    api = await Api.start();
    open = new AsyncDisposableStack();
    failures = [];
    await ensured(api.client, npm, never);
  });

  afterEach(async () => {
    await open[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  /** A node that wrote its Holding so long ago. */
  async function holding(node: string, agoMs = 0): Promise<void> {
    const domain = "00c0ffee";
    const draft = { apiVersion, kind: "Holding", metadata: { name: node }, spec: { node, domain } };
    await api.client.create(holdings, draft, never);
    const status: Holding["status"] = {
      time: new Date(api.clock.now().getTime() - agoMs).toISOString(),
      disk: { size: "1", free: "1", sizeBytes: 1, freeBytes: 1 },
      layers: { count: 0, size: "0", bytes: 0 },
      pendingDeltas: 0,
      openVolumes: 0,
      logs: [],
    };
    await api.client.patch(holdings, { name: node }, { status }, never, "status");
  }

  /** The part of a node that hears of requests. */
  function follow(node: string, client = api.another()): CommitRequests {
    const failed = (error: unknown): void => {
      failures.push(error);
    };
    const requests = open.use(new CommitRequests({ client, clock: api.clock, node, failed }));
    const both = { client, clock: api.clock, failed };
    open.use(new ListWatch({ ...both, kind: caches, selection: {}, observer: requests })).start();
    return requests;
  }

  async function asked(): Promise<void> {
    await api.patiently(commitOnNodes(api.another(), api.clock, npm, never));
  }

  it("is done when every node has said so", async () => {
    await holding("node-1");
    await holding("node-2");
    const committed: string[] = [];
    for (const node of ["node-1", "node-2"])
      follow(node).serve(async ({ name }) => committed.push(`${node} ${name}`) > 0);
    await asked();
    expect(committed).to.have.members(["node-1 npm", "node-2 npm"]);
    expect(failures).to.deep.equal([]);
  });

  it("goes on until all is committed", async () => {
    await holding("node-1");
    let tries = 0;
    follow("node-1").serve(async () => {
      tries += 1;
      return tries === 3;
    });
    await asked();
    expect(tries).to.equal(3);
  });

  it("is answered by a node that was not ready when it came", async () => {
    await holding("node-1");
    const requests = follow("node-1");
    const done = asked();
    requests.serve(() => Promise.resolve(true));
    await done;
  });

  it("is answered beside another one, also when the API server takes its time with the first answer", async () => {
    await holding("node-1");
    const go = { namespace: "builds", name: "go" };
    await ensured(api.client, go, never);
    const [held, both] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const committed: string[] = [];
    follow(
      "node-1",
      overtaken(api.another(), "apply", () => held.promise),
    ).serve(async ({ name }) => {
      committed.push(name);
      if (committed.length === 2) both.resolve();
      return true;
    });
    const asking = [npm, go].map((cache) => commitOnNodes(api.another(), api.clock, cache, never));
    await both.promise;
    // Time for the second answer to overtake the first one, if it can.
    await api.client.list(holdings, {}, never);
    held.resolve();
    await api.patiently(Promise.all(asking));
    const { status } = await api.client.get(holdings, { name: "node-1" }, never);
    expect(status?.committedFor).to.have.lengthOf(2);
  });

  it("is unavailable, naming the node, while one that is there does not say so", async () => {
    await holding("node-1");
    follow("node-1").serve(() => Promise.resolve(true));
    await holding("node-2");
    const { message } = await failure(asked(), "unavailable");
    expect(message).to.contain("node-2").and.not.contain("node-1");
  });

  it("does not wait for nodes that were silent for minutes, nor for a Cache that is not there", async () => {
    await holding("node-1", 200_000);
    await asked();
    await commitOnNodes(api.client, api.clock, { namespace: "builds", name: "none" }, never);
  });

  it("comes before the content of a cache is looked up: a snapshot has what the last pod wrote", async () => {
    await holding("node-1");
    const { metadata } = await api.client.get(caches, npm, never);
    follow("node-1").serve(async (cache) => {
      const place = { cache, cacheUID: metadata.uid ?? "", scope: "default", domain: "00c0ffee", number: 1, parent: 0 };
      const layers = [{ id: "layer1", size: 1, entries: 1 }];
      await api.client.create(generations, toResource({ ...newGeneration("v1", { layers }), ...place }), never);
      return true;
    });
    const content = await api.patiently(new KubeCaches(api.another(), api.clock).content(npm, never));
    expect(content.generation).to.equal(1);
  });
});
