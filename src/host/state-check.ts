/** Refuses a state directory that cannot work, with what to do instead. */
import { accessSync, constants, readFileSync, realpathSync, statfsSync, statSync } from "node:fs";
import { CacheError } from "../cache/errors.ts";
import { codeOf, failed } from "./kinds.ts";
import { isOurs, type MountEntry, parseMountInfo } from "./mountinfo.ts";
import { trialSource } from "./overlay-trial.ts";

/** Numbers of file systems, from linux/magic.h, that overlayfs cannot write to or that forget. */
const unsuitable: ReadonlyMap<number, string> = new Map([
  [0x794c7630, "it is on overlayfs (a container's own file system), which cannot hold the layers of another overlay"],
  [0x6969, "it is on NFS, which overlayfs cannot write to"],
  [0xff534d42, "it is on CIFS, which overlayfs cannot write to"],
  [0xfe534d42, "it is on SMB, which overlayfs cannot write to"],
  [0x01021997, "it is on 9p, which overlayfs cannot write to"],
  [0xf15f, "it is on eCryptfs, which overlayfs cannot write to"],
]);
const inMemory: ReadonlyMap<number, string> = new Map([
  [0x01021994, "tmpfs"],
  [0x858458f6, "ramfs"],
]);
const diskInstead = "use a directory on a disk of this node (ext4, XFS, Btrfs), or a loop-mounted image on it";

/** What is known of a state directory before anything is tried. */
export interface StateFacts {
  readonly directory: string;
  /** The type of its file system, from statfs(2). */
  readonly magic: number;
  readonly mounts: readonly MountEntry[];
}

/**
 * Checks the directory as far as that goes without mounting (the mounter's trial does the rest). Throws `precondition`.
 * `memory: "allowed"` accepts tmpfs: the caches are lost with the machine.
 */
export function checkState(directory: string, rules: { readonly memory: "allowed" | "refused" }): void {
  try {
    const real = realpathSync(directory);
    if (!statSync(real).isDirectory()) throw refused(directory, "it is not a directory");
    const why = whyUnsuitable(
      { directory: real, magic: statfsSync(real).type, mounts: parseMountInfo(readFileSync("/proc/self/mountinfo")) },
      rules,
    );
    if (why !== undefined) throw refused(directory, why);
    accessSync(real, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = whyUnusable[codeOf(error) ?? ""];
    throw why === undefined ? failed(`keep the state in ${directory}`, error) : refused(directory, why, error);
  }
}

const whyUnusable: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist; make it",
  ENOTDIR: "it is not a directory",
  EACCES: "this process may not write to it; run as root, or give it to this user",
  EROFS: `its file system is read-only; ${diskInstead}`,
};

/** The reason against a state directory, for people; undefined when there is none. */
export function whyUnsuitable(
  { directory, magic, mounts }: StateFacts,
  { memory }: { readonly memory: "allowed" | "refused" },
): string | undefined {
  const never = unsuitable.get(magic);
  if (never !== undefined) return `${never}; ${diskInstead}`;
  const volatile = inMemory.get(magic);
  if (volatile !== undefined && memory === "refused") {
    return `it is on ${volatile}, so all caches would be lost with the machine, and fill its memory; ${diskInstead}`;
  }
  const below = mounts.find((entry) => entry.target.startsWith(`${directory}/`) && !mayBeBelow(entry));
  if (below !== undefined) {
    return `${below.target} is a mount of its own, and layers cannot be linked or renamed across mounts; unmount it, or mount one file system at the top`;
  }
  return undefined;
}

/** Volumes that a test or a standalone plugin mounts there, and trials left by a plugin that was killed. */
function mayBeBelow(entry: MountEntry): boolean {
  return isOurs(entry) || entry.source === trialSource;
}

function refused(directory: string, why: string, cause?: unknown): CacheError {
  return new CacheError(
    "precondition",
    `Cannot keep the state in ${directory}: ${why}`,
    cause === undefined ? undefined : { cause },
  );
}
