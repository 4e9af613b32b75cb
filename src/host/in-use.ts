/** Tells whether an upper directory is still used by a mount somewhere, in any namespace, by asking overlayfs. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { codeOf, failed } from "./kinds.ts";
import { parseMountInfo } from "./mountinfo.ts";
import { inTrialDirectory, type TrialDirectory, withTrialMount } from "./overlay-trial.ts";

/**
 * Whether a mount uses the directory (relative to the state) as its upper. With `index=on` overlayfs refuses such a
 * directory as a lower one (kernel doc overlayfs.rst, "Sharing and copying layers"); index counts only in a mount with
 * an upper of its own, and the candidate is never that, for that would leave attributes on it.
 * Where overlayfs does not keep an index (user namespaces: it needs CAP_DAC_READ_SEARCH of the whole machine), the mount
 * tables of all visible processes are read instead. They do not show a detached mount whose last user lives on; it is
 * read-only by then, so that user alone may see odd things.
 * What is left of the mount is removed, or given to `removing`.
 */
export function upperInUse(
  state: string,
  upperdir: string,
  options: string,
  removing?: (absolute: string) => void,
): boolean {
  return inTrialDirectory(state, (trial) => answer(trial, upperdir, options), removing);
}

function answer(trial: TrialDirectory, upperdir: string, options: string): boolean {
  try {
    const answered = withTrialMount(trial, { lowerdir: upperdir, options: indexed(options) }, ({ work }) =>
      existsSync(path.join(work, "index")),
    );
    return answered ? false : inMountTables(upperdir);
  } catch (error) {
    if (codeOf(error) === "EBUSY") return true;
    throw failed(`find out whether ${upperdir} is in use`, error);
  }
}

function indexed(options: string): string {
  return ["index=on", ...options.split(",").filter((option) => option !== "index=off")].join(",");
}

function inMountTables(upperdir: string): boolean {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return processes.some((pid) =>
    parseMountInfo(mountTable(pid)).some((entry) => entry.options.split(",").includes(`upperdir=${upperdir}`)),
  );
}

/** Empty for a process that has ended meanwhile, or that is not ours to look at. */
function mountTable(pid: string): Uint8Array {
  try {
    return readFileSync(`/proc/${pid}/mountinfo`);
  } catch {
    return new Uint8Array();
  }
}
