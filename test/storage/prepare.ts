/** Sees to a cluster for the tests of this checkout, with the driver on it. */
import { install } from "../cluster/cachefork-install.ts";
import { Cluster } from "../cluster/cluster.ts";
import { defaultName, Place } from "../cluster/place.ts";
import type { Steps } from "../cluster/steps.ts";

/** The cluster of this checkout, or the one that CACHEFORK_CLUSTER names. */
export const cluster = new Cluster(new Place(process.env["CACHEFORK_CLUSTER"] || defaultName()));

/** Starts a cluster of two nodes with this checkout's Cachefork on it, unless one runs; throws when Cachefork is not on that. */
export async function raiseUnlessUp(steps: Steps): Promise<void> {
  if (cluster.isUp) return requireCachefork();
  await cluster.up(2, steps);
  await install(cluster, steps);
}

/** Throws with what to do when Cachefork is not installed on the cluster. */
async function requireCachefork(): Promise<void> {
  const found = await cluster.kubectl("get", "csidriver/csi.cachefork.dev", "--output=name");
  if (found.code === 0) return;
  throw new Error(
    `Cachefork is not on cluster ${cluster.place.name}: install charts/cachefork there (docs/kubernetes.md), and run this again`,
  );
}
