/** The contract between our client and an API server about watches, server-side apply and rules, for the fake server and the real one alike. */
import { expect } from "chai";
import type { Client, WatchEvent } from "../../src/kube/client.ts";
import { apiVersion, type Cache, caches, generations, holdings, type NewCache } from "../../src/kube/resources.ts";
import { skipBecause } from "../host/skip.ts";
import { type ApiWorld, entryFor, newCache } from "./api-server.ts";
import { failure } from "./mounter.ts";

const never = new AbortController().signal;

/** Runs the contract in a world that `make` makes anew for each test. */
export function describeApiStreams(make: () => Promise<ApiWorld>): void {
  let world: ApiWorld;
  let client: Client;
  let namespace: string;

  beforeEach(async () => {
    world = await make();
    ({ client, namespace } = world);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  function cacheOf(name: string, spec: NewCache["spec"] = {}): Promise<Cache> {
    return client.create(caches, newCache(namespace, name, spec), never);
  }

  describe("apply()", () => {
    const owner = "cachefork-test";
    const holding = (name: string): { apiVersion: string; kind: string; metadata: { name: string } } => ({
      apiVersion,
      kind: "Holding",
      metadata: { name },
    });

    it("makes an object, changes it, and takes back what it does not say any more", async () => {
      const made = await cacheOf("npm");
      const asks = (metadata: object): NewCache => ({
        ...newCache(namespace, "npm"),
        metadata: { namespace, name: "npm", ...metadata },
      });
      await client.apply(caches, asks({ labels: { a: "1", b: "2" } }), owner, never);
      const now = await client.apply(caches, asks({ labels: { a: "3" } }), owner, never);
      expect(now.metadata.labels).to.deep.equal({ a: "3" });
      expect(now.metadata.uid).to.equal(made.metadata.uid);
    });

    it("makes what has no namespace, and then its status", async () => {
      const node = `node-of-${namespace}`;
      const status = {
        time: "2026-01-01T00:00:00Z",
        disk: { size: "2 GiB", free: "1 GiB", sizeBytes: 2, freeBytes: 1 },
        layers: { count: 0, size: "0 B", bytes: 0 },
        pendingDeltas: 0,
        openVolumes: 1,
        logs: [],
      };
      await failure(client.apply(holdings, { ...holding(node), status }, owner, never, "status"), "not-found");
      await client.apply(holdings, { ...holding(node), spec: { node, domain: "00c0ffee" } }, owner, never);
      try {
        const told = await client.apply(holdings, { ...holding(node), status }, owner, never, "status");
        expect(told.status).to.deep.equal(status);
        expect(told.spec).to.deep.equal({ node, domain: "00c0ffee" });
      } finally {
        await client.delete(holdings, { name: node }, {}, never);
      }
    });
  });

  describe("watch()", () => {
    it("tells what happens after a list, in order, of what was selected", async () => {
      const old = await cacheOf("old");
      const { resourceVersion } = await client.list(caches, { namespace }, never);
      const made = await cacheOf("npm");
      await client.patch(caches, made.metadata, { metadata: { labels: { of: "mine" } } }, never);
      await cacheOf("go");
      await client.patch(caches, made.metadata, { spec: { commit: { when: "never" } } }, never);
      await client.delete(caches, made.metadata, {}, never);
      await client.delete(caches, old.metadata, {}, never);
      const from = { resourceVersion, seconds: 20 };
      const told = await eventsUntil(client.watch(caches, { namespace }, from, never), "DELETED old");
      expect(told).to.deep.equal([
        "ADDED npm",
        "MODIFIED npm",
        "ADDED go",
        "MODIFIED npm",
        "DELETED npm",
        "DELETED old",
      ]);
      const mine = await eventsUntil(
        client.watch(caches, { namespace, labels: "of=mine" }, from, never),
        "DELETED npm",
      );
      expect(mine).to.deep.equal(["ADDED npm", "MODIFIED npm", "DELETED npm"]);
    });

    it("ends when the signal fires", async () => {
      const { resourceVersion } = await client.list(caches, { namespace }, never);
      const stop = new AbortController();
      const events = client.watch(caches, { namespace }, { resourceVersion, seconds: 20 }, stop.signal);
      await cacheOf("npm");
      for await (const event of events) {
        expect(event.type).to.equal("ADDED");
        break;
      }
      stop.abort();
    });
  });

  describe("the server's own rules", () => {
    beforeEach(function () {
      if (world.rules !== "all")
        skipBecause(this, "a fake runs no CEL; test/e2e/api-contract.test.ts runs this on a real server");
    });

    it("keep names that could not be keys out", async () => {
      expect((await failure(cacheOf("a.b"), "invalid")).message).to.contain("a cache's name must be");
    });

    it("keep the source of a cache as it was made", async () => {
      const source = { cache: "go", domain: "00c0ffee", generation: 3 };
      const [fork, other] = [await cacheOf("fork", { source }), await cacheOf("other")];
      for (const [cache, spec] of [
        [fork, { source: null }],
        [fork, { source: { ...source, generation: 4 } }],
        [other, { source }],
      ] as const) {
        const error = await failure(client.patch(caches, cache.metadata, { spec }, never), "invalid");
        expect(error.message).to.contain("source is set when the cache is made");
      }
      const changed = await client.patch(caches, fork.metadata, { spec: { commit: { when: "never" } } }, never);
      expect(changed.spec.source).to.deep.equal(source);
    });

    it("keep a generation to its name, and a holding to its node", async () => {
      const entry = entryFor(await cacheOf("npm"), 1);
      const moved = { ...entry, metadata: { ...entry.metadata, name: "npm.default.00c0ffee.2" } };
      expect((await failure(client.create(generations, moved, never), "invalid")).message).to.contain("name is");
      const holding = { apiVersion, kind: "Holding", metadata: { name: "a" }, spec: { node: "b", domain: "00c0ffee" } };
      expect((await failure(client.create(holdings, holding, never), "invalid")).message).to.contain(
        "name of its node",
      );
    });
  });
}

/** Type and name of each, up to one. */
async function eventsUntil(events: AsyncGenerator<WatchEvent<Cache>>, last: string): Promise<string[]> {
  const told: string[] = [];
  for await (const event of events) {
    if (event.type === "BOOKMARK" || event.type === "ERROR") continue;
    told.push(`${event.type} ${event.object.metadata.name}`);
    if (told.at(-1) === last) break;
  }
  return told;
}
