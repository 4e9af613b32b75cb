/** Sees to a cluster for the tests of this checkout, with the driver on it. */
import { Cluster } from "../cluster/cluster.ts";
import { defaultName, Place } from "../cluster/place.ts";
import type { Steps } from "../cluster/steps.ts";

/** The cluster of this checkout, or the one that CACHEFORK_CLUSTER names. */
export const cluster = new Cluster(new Place(process.env["CACHEFORK_CLUSTER"] || defaultName()));

/** Starts what does not run of a cluster of two nodes; answers whether all of it had to be started. */
export async function startCluster(steps: Steps): Promise<boolean> {
  const started = !cluster.isUp;
  await cluster.up(2, steps);
  return started;
}

/** Throws with what to do when Cachefork is not installed on the cluster. */
export async function requireCachefork(): Promise<void> {
  const found = await cluster.kubectl("get", "csidriver/csi.cachefork.dev", "storageclass/cachefork", "--output=name");
  if (found.code === 0) return;
  throw new Error(
    `Cachefork is not on cluster ${cluster.place.name}: install charts/cachefork there (docs/kubernetes.md), and run this again`,
  );
}
