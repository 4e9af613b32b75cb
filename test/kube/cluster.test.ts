/** Holds the controller's view of an API server to its contract, and to what only an API server does. */
import { expect } from "chai";
import type { ClusterCache } from "../../src/cache/cluster.ts";
import { KubeCluster } from "../../src/kube/cluster.ts";
import { toResource } from "../../src/kube/generation-resource.ts";
import { apiVersion, caches, generations, holdings, nodes } from "../../src/kube/resources.ts";
import { generation } from "../cache/made.ts";
import { newCache } from "../contracts/api-server.ts";
import { type ClusterWorld, describeCluster } from "../contracts/cluster.ts";
import { npm } from "../controller/objects.ts";
import { Api, never } from "./api.ts";

describe("KubeCluster", () => {
  describeCluster(async () => makeWorld(await Api.start(), []));

  it("tells of what went while no watch was there to tell", async () => {
    const api = await Api.start();
    const failed: unknown[] = [];
    await using world = makeWorld(api, failed);
    await world.makeCache(npm);
    const stop = new AbortController();
    const told: (ClusterCache | undefined)[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const whole = Promise.withResolvers<void>();
    const following = world.cluster.follow(
      {
        cache: (_, cache) => {
          told.push(cache);
          if (!cache) resolve();
        },
        generation: () => {},
        holding: () => {},
        synced: whole.resolve,
      },
      stop.signal,
    );
    await whole.promise;
    await api.server.refuse();
    api.server.objects.delete("cachefork.dev/caches", mustFind(api), new Date());
    api.server.objects.forget();
    await api.server.serve();
    await api.patiently(promise);
    expect(told.map((cache) => cache?.key.name)).to.deep.equal(["npm", undefined]);
    expect(failed).to.not.deep.equal([]);
    stop.abort();
    await following;
  });

  it("keeps everything of a snapshot that cannot be read, and nothing of one of the empty cache", async () => {
    await using world = makeWorld(await Api.start(), []);
    await world.makeCache(npm);
    for (const [text, pins] of [
      ["{}", [{ domain: undefined, generation: 1 }]],
      ["not JSON", [{ domain: undefined, generation: 1 }]],
      ["null", [{ domain: undefined, generation: 1 }]],
      [JSON.stringify({ domain: "00c0ffee", generation: 0 }), []],
    ] as const) {
      await world.annotate("snapshot.cachefork.dev/one", text);
      expect((await world.cluster.read(npm, never))?.pins, text).to.deep.equal(pins);
    }
    await world.annotate("other.cachefork.dev/one", "{}");
    expect((await world.cluster.read(npm, never))?.pins).to.deep.equal([]);
  });

  it("shows sizes to people, too", async () => {
    const api = await Api.start();
    await using world = makeWorld(api, []);
    await world.makeCache(npm);
    const cache = await world.cluster.read(npm, never);
    const counts = { generations: 1, bytes: 1536, hits: 0, coldStarts: 0, conflicts: 0, pendingDeltas: 0 };
    if (cache) await world.cluster.writeStatus(cache, { heads: [], conditions: [], ...counts }, never);
    expect(mustFind(api).status).to.deep.include({ size: "1.5Ki", sizeBytes: 1536 });
  });
});

function mustFind(api: Api): NonNullable<ReturnType<Api["server"]["objects"]["find"]>> {
  const found = api.server.objects.find("cachefork.dev/caches", "builds/npm");
  if (!found) throw new Error("there is no cache");
  return found;
}

interface KubeWorld extends ClusterWorld {
  annotate(key: string, text: string): Promise<void>;
}

function makeWorld(api: Api, failed: unknown[]): KubeWorld {
  const { client, clock } = api;
  const annotate = async (annotations: Readonly<Record<string, string>>): Promise<void> => {
    await client.patch(caches, npm, { metadata: { annotations } }, never);
  };
  return {
    cluster: new KubeCluster({ client, clock, failed: (error) => failed.push(error) }),
    makeCache: async ({ namespace, name }) => void (await client.create(caches, newCache(namespace, name), never)),
    pin: (_, domain, number) =>
      annotate({ "snapshot.cachefork.dev/s1": JSON.stringify({ domain, generation: number }) }),
    annotate: async (key, text) => {
      const { metadata } = await client.get(caches, npm, never);
      const none = Object.fromEntries(Object.keys(metadata.annotations ?? {}).map((name) => [name, null]));
      await client.patch(caches, npm, { metadata: { annotations: { ...none, [key]: text } } }, never);
    },
    deleteCache: (key) => client.delete(caches, { ...key }, {}, never),
    append: async (cache, domain, number) => {
      const { metadata } = await client.get(caches, { ...cache }, never);
      const entry = generation(number, ["l2", "l1"], { cache, domain, cacheUID: metadata.uid ?? "" });
      await client.create(generations, toResource(entry), never);
    },
    hold: async (node, domain, logs) => {
      const resource = { apiVersion, kind: "Holding", metadata: { name: node }, spec: { node, domain } };
      await client.apply(holdings, resource, node, never);
      const status = {
        time: "2026-01-01T00:00:00Z",
        disk: { size: "1Gi", free: "1Gi", sizeBytes: 2 ** 30, freeBytes: 2 ** 30 },
        layers: { count: 0, size: "0", bytes: 0 },
        pendingDeltas: 0,
        openVolumes: 0,
        logs: logs.map(({ cache, ...log }) => ({
          namespace: cache.namespace,
          cache: cache.name,
          head: 1,
          generations: 1,
          size: 0,
          ...log,
        })),
      };
      await client.apply(holdings, { ...resource, status }, node, never, "status");
    },
    addNode: async (name) =>
      void (await client.create(nodes, { apiVersion: "v1", kind: "Node", metadata: { name } }, never)),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}
