/** What a node has of volumes on its disk, whether it runs or not: records, files of layers, and what kubelet and the kernel keep of them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Volume } from "../../src/cache/volume.ts";
import { cluster } from "./stage.ts";

const onDisk = (number: number, ...path: readonly string[]): string =>
  join(cluster.node(number).machine.disk, "lib", ...path);

/** The records of the node's volumes, of all namespaces or of one. */
export function volumesOn(number: number, namespace?: string): readonly Volume[] {
  const folder = onDisk(number, "cachefork", "volumes");
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const volumes = names.flatMap((name) => {
    try {
      return [JSON.parse(readFileSync(join(folder, name), "utf8")) as Volume];
    } catch (error) {
      // It went meanwhile.
      if (existsSync(join(folder, name))) throw error;
      return [];
    }
  });
  return volumes.filter(({ request }) => namespace === undefined || request.cache.namespace === namespace);
}

/** The names in the root of a layer, or of an upper that is written to; none when it is gone. */
export function namesIn(number: number, layer: string): readonly string[] {
  const folder = onDisk(number, "cachefork", "l", layer);
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** What is left on a running node of volumes that have ended; empty when nothing is. */
export async function leftOn(number: number): Promise<readonly string[]> {
  const { machine } = cluster.node(number);
  const mounts = (await machine.run(["cat", "/proc/mounts"])).split("\n");
  const pods = readdirSync(onDisk(number, "kubelet", "pods"));
  const folders = pods.flatMap((uid) => {
    const folder = onDisk(number, "kubelet", "pods", uid, "volumes", "kubernetes.io~csi");
    return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  });
  return [
    ...volumesOn(number).map(({ incarnation, state }) => `record of ${incarnation}, ${state}`),
    ...mounts.filter((line) => line.includes("/volumes/kubernetes.io~csi/")).map((line) => `mount ${line}`),
    ...folders.map((folder) => `Volume directory ${folder}`),
    ...readdirSync(onDisk(number, "cachefork", "w")).map((name) => `work directory ${name}`),
  ];
}
