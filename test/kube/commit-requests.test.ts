/** What a controller gets to hear when it asks nodes to commit what ended pods wrote. */
import { expect } from "chai";
import type { CacheKey } from "../../src/cache/key.ts";
import { KubeCaches } from "../../src/kube/caches.ts";
import { CommitOnNodes } from "../../src/kube/commit-on-nodes.ts";
import { CommitRequests, requestKey } from "../../src/kube/commit-requests.ts";
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

  /** A node that writes its Holding now; its own clock may be wrong. */
  async function holding(node: string, aheadMs = 0): Promise<void> {
    const domain = "00c0ffee";
    const draft = { apiVersion, kind: "Holding", metadata: { name: node }, spec: { node, domain } };
    await api.client.create(holdings, draft, never);
    const status: Holding["status"] = {
      time: new Date(api.clock.now().getTime() + aheadMs).toISOString(),
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

  /** Turns the clock, slowly enough for what the API server is asked meanwhile, until the work is done. */
  async function patiently<Result>(work: Promise<Result>): Promise<Result> {
    let done = false;
    const ended = work.finally(() => {
      done = true;
    });
    ended.catch(() => {});
    for (;;) {
      if (done) return ended;
      await api.clock.advance(100);
      await api.client.find(caches, npm, never);
    }
  }

  const asked = (cache = npm, by = new CommitOnNodes(api.another(), api.clock)) => patiently(by.ask(cache, never));

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
    const by = new CommitOnNodes(api.another(), api.clock);
    const asking = [npm, go].map((cache) => by.ask(cache, never));
    await both.promise;
    // Time for the second answer to overtake the first one, if it can.
    await api.client.list(holdings, {}, never);
    held.resolve();
    await patiently(Promise.all(asking));
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
    await holding("node-1");
    await api.clock.advance(200_000);
    await asked();
    expect(await asked({ namespace: "builds", name: "none" })).to.deep.equal([]);
  });

  it("waits for a node whose clock is wrong, and tells which nodes are there", async () => {
    await holding("node-0", 1_000_000);
    await api.clock.advance(200_000);
    await holding("node-1", -1_000_000);
    await failure(asked(), "unavailable");
    follow("node-1").serve(() => Promise.resolve(true));
    const told = (await asked()).map(({ node, isThere }) => [node, isThere]);
    expect(told).to.deep.equal([
      ["node-0", false],
      ["node-1", true],
    ]);
  });

  it("is one of many that wait together: the Holdings are listed once for all", async () => {
    await holding("node-1");
    const all = Array.from({ length: 20 }, (_, number) => ({ namespace: "builds", name: `c${number}` }));
    for (const cache of all) await ensured(api.client, cache, never);
    const every = Promise.withResolvers<boolean>();
    let came = 0;
    follow("node-1").serve(() => {
      came += 1;
      if (came === all.length) every.resolve(true);
      return every.promise;
    });
    const by = new CommitOnNodes(api.another(), api.clock);
    await patiently(Promise.all(all.map((cache) => by.ask(cache, never))));
    const lists = api.server.requests.filter(
      ({ method, path, watch }) => method === "GET" && path.endsWith("/holdings") && !watch,
    );
    expect(lists).to.have.lengthOf(1);
  });

  it("is answered for as long as it is asked, however many there are", async () => {
    await holding("node-1");
    const answered = Promise.withResolvers<void>();
    let answers = 0;
    api.server.objects.listen(({ object: { kind } }) => {
      if (kind === "Holding") answers += 1;
      if (answers === 20) answered.resolve();
    });
    for (let number = 0; number < 20; number += 1) {
      const annotations = { [requestKey]: `r${number}` };
      const metadata = { namespace: "builds", name: `c${number}`, annotations };
      await api.client.create(caches, { apiVersion, kind: "Cache", metadata, spec: {} }, never);
    }
    follow("node-1").serve(() => Promise.resolve(true));
    await answered.promise;
    const { status } = await api.client.get(holdings, { name: "node-1" }, never);
    expect(status?.committedFor).to.have.lengthOf(20);
  });

  it("is answered by a later one of the same cache, which takes its place", async () => {
    await holding("node-1");
    const by = new CommitOnNodes(api.another(), api.clock);
    const first = by.ask(npm, never);
    const seen = async (): Promise<string | undefined> =>
      (await api.client.get(caches, npm, never)).metadata.annotations?.[requestKey];
    let one: string | undefined;
    while (one === undefined) one = await seen();
    const second = by.ask(npm, never);
    while ((await seen()) === one);
    follow("node-1").serve(() => Promise.resolve(true));
    await patiently(Promise.all([first, second]));
    const { status } = await api.client.get(holdings, { name: "node-1" }, never);
    expect(status?.committedFor).to.have.lengthOf(1);
  });

  it("is taken back when it is done, or given up: a node that starts answers nothing old", async () => {
    await holding("node-1");
    await failure(asked(), "unavailable");
    expect((await api.client.get(caches, npm, never)).metadata.annotations ?? {}).to.deep.equal({});
    follow("node-1").serve(async (cache) => {
      // The Cache is another revision then.
      await api.client.patch(caches, cache, { status: { hits: 1 } }, never, "status");
      return true;
    });
    await asked();
    const { metadata } = await api.client.get(caches, npm, never);
    expect(metadata.annotations ?? {}).to.deep.equal({});
  });

  it("comes before the content of a cache is looked up: a snapshot has what the last pod wrote", async () => {
    await holding("node-1");
    const { metadata } = await api.client.get(caches, npm, never);
    follow("node-1").serve(async (cache) => {
      const place = { cache, cacheUID: metadata.uid ?? "", scope: "default", domain: "00c0ffee", number: 1, parent: 0 };
      const layers = [{ id: "layer1", size: 1, entries: 1 }];
      const made = newGeneration("v1", { layers });
      const by = { ...made.by, node: "node-1" };
      await api.client.create(generations, toResource({ ...made, ...place, by }), never);
      return true;
    });
    const content = await patiently(new KubeCaches(api.another(), api.clock).content(npm, never));
    expect(content.generation).to.equal(1);
  });
});
