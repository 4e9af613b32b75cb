/** Holds the fake cluster to its contract. */
import { formatKey } from "../../src/cache/key.ts";
import { type ClusterWorld, describeCluster } from "../contracts/cluster.ts";
import { cacheObject, entry, holding } from "../controller/objects.ts";
import { FakeCluster } from "./fake-cluster.ts";

describe("FakeCluster", () => {
  describeCluster(async () => makeWorld(new FakeCluster()));
});

function makeWorld(cluster: FakeCluster): ClusterWorld {
  return {
    cluster,
    makeCache: async (key) => void cluster.putCache(cacheObject({ key, keep: 5 })),
    pin: async (key, domain, generation) => {
      const cache = cluster.caches.get(formatKey(key));
      if (cache) cluster.putCache({ ...cache, pins: [...cache.pins, { domain, generation }] });
    },
    deleteCache: async (key) => cluster.dropCache(key),
    append: async (cache, domain, number) => {
      const { uid = "" } = cluster.caches.get(formatKey(cache)) ?? {};
      const layers = ["l2", "l1"].map((id) => ({ id, size: 10, entries: 1 }));
      const by = { namespace: "builds", pod: "pod", node: "node-1" };
      cluster.putGeneration(entry(number, { cache, domain, cacheUID: uid, layers, by }));
    },
    hold: async (node, domain, logs) => cluster.putHolding(holding(node, domain, logs)),
    addNode: async (name) => cluster.addNode(name),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
