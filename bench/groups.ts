/** All groups of figures, in the order of the report. */
import { matchesGlob } from "node:path";
import { cluster } from "./cluster/group.ts";
import { commit } from "./groups/commit.ts";
import { contention } from "./groups/contention.ts";
import { copies } from "./groups/copies.ts";
import { memory } from "./groups/memory.ts";
import { merge } from "./groups/merge.ts";
import { pair } from "./groups/pair.ts";
import { publish } from "./groups/publish.ts";
import { start } from "./groups/start.ts";
import { view } from "./groups/view.ts";
import { width } from "./groups/width.ts";
import type { Group } from "./setting.ts";

export const groups: readonly Group[] = [publish, pair, commit, copies, merge, view, width, contention, memory, start];

/** Every group that there is. */
export const allGroups: readonly Group[] = [...groups, cluster];

/** The groups whose names match, of those that are measured here or of that on a cluster; throws a TypeError when none does. */
export function selectGroups(glob: string, where: "here" | "on a cluster"): readonly Group[] {
  if (where === "on a cluster") return [cluster];
  const found = groups.filter(({ name }) => matchesGlob(name, glob));
  if (found.length > 0) return found;
  throw new TypeError(
    `No group matches ${JSON.stringify(glob)}: there are ${groups.map(({ name }) => name).join(", ")}`,
  );
}
