/** What Cachefork's containers have in memory. */
import type { Cluster } from "../../test/cluster/cluster.ts";

/** Programs by their command lines. */
const programs = {
  "node plugin": /cachefork-node\.js node /,
  controller: /cachefork-node\.js controller /,
  provisioner: /^\/provisioner /,
  snapshotter: /^\/csi-snapshotter /,
} as const;

export type Program = keyof typeof programs;

/** MiB of resident memory, the largest of each program on any node; programs that do not run are left out. */
export async function residentMemory(cluster: Cluster): Promise<ReadonlyMap<Program, number>> {
  const largest = new Map<Program, number>();
  for (const { machine } of cluster.nodes) {
    for (const line of (await machine.run(["ps", "-e", "-o", "rss=,args="])).split("\n")) {
      const [, kib = "", args = ""] = /^ *(\d+) (.*)$/.exec(line) ?? [];
      const program = (Object.keys(programs) as Program[]).find((name) => programs[name].test(args));
      if (program !== undefined) largest.set(program, Math.max(largest.get(program) ?? 0, Number(kib) / 1024));
    }
  }
  return largest;
}
