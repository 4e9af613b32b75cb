/** What a node has of volumes, whether it runs or not: records, mounts, and kubelet's folders of them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Volume } from "../../src/cache/volume.ts";
import { cluster } from "./stage.ts";

const state = (number: number): string => join(cluster.node(number).machine.disk, "lib/cachefork");

/** The records of the node's volumes. */
export function volumesOn(number: number): readonly Volume[] {
  const folder = join(state(number), "volumes");
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.flatMap((name) => {
    try {
      return [JSON.parse(readFileSync(join(folder, name), "utf8")) as Volume];
    } catch (error) {
      // It went meanwhile.
      if (existsSync(join(folder, name))) throw error;
      return [];
    }
  });
}
