/** Removes the control groups that containers of a machine leave behind when it crashes. */
import { readdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { until } from "./until.ts";

const top = "/sys/fs/cgroup";

/** Removes a control group with all below it from every hierarchy. Its processes must have been ended. */
export async function removeControlGroup(path: string): Promise<void> {
  // With version 2 the hierarchy is the top folder itself, with version 1 they are the folders in it.
  for (const hierarchy of [top, ...foldersIn(top)]) {
    const folder = join(hierarchy, path);
    // Whoever was killed leaves its group only when it has ended.
    await until(() => removeTree(folder) || undefined, { what: `empty control group ${folder}`, seconds: 20 });
  }
}

/** Whether nothing is left of it. */
function removeTree(folder: string): boolean {
  for (const below of foldersIn(folder)) if (!removeTree(below)) return false;
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}
