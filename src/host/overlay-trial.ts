/** Trial mounts: what this kernel's overlayfs can do with the state directory, found out by doing it. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { CacheError } from "../cache/errors.ts";
import { attempt, codeOf, failed } from "./kinds.ts";
import { lremovexattr, lsetxattr, mount, umount2 } from "./libc.ts";
import { MNT_DETACH, MS_NODEV, MS_NOSUID, UMOUNT_NOFOLLOW } from "./mount-flags.ts";
import { parseMountInfo } from "./mountinfo.ts";
import { chooseOptions, type OverlayOptions, wishedOptions } from "./overlay-options.ts";

/** The source of trial mounts in the mount table; not that of volumes. */
export const trialSource = "cachefork-trial";
const trialPrefix = "trial-";

/** A directory for one trial: for node:fs, and relative to the thread's directory (the state) for mount options. */
export interface TrialDirectory {
  readonly absolute: string;
  readonly relative: string;
}

/** Runs it with a new directory below the state's `tmp`, which is gone afterwards, or as soon as `removing` sees to it. */
export function inTrialDirectory<Result>(
  state: string,
  run: (directory: TrialDirectory) => Result,
  removing: (absolute: string) => void = remove,
): Result {
  const absolute = attempt(`make a directory for a trial in ${state}`, () => {
    mkdirSync(path.join(state, "tmp"), { recursive: true, mode: 0o700 });
    return mkdtempSync(path.join(state, "tmp", trialPrefix));
  });
  try {
    return run({ absolute, relative: path.relative(state, absolute) });
  } finally {
    removing(absolute);
  }
}

function remove(directory: string): void {
  attempt(`clear ${directory}`, () => rmSync(directory, { recursive: true, force: true }));
}

/** What one mount leaves below the directory that was made for it, innermost first, with and without an index and `volatile`. */
const left = ["t", "u", "w/work/incompat/volatile", "w/work/incompat", "w/work", "w/index", "w", "."];

/** Removes the directory of a trial by the names that must be in it, which takes a tenth of the calls that looking for what is there does. */
export function removeTrial(directory: string): void {
  try {
    for (const name of readdirSync(directory)) {
      const made = path.join(directory, name);
      rmSync(path.join(made, "w/work/incompat/volatile/dirty"), { force: true });
      for (const one of left.filter((part) => existsSync(path.join(made, part)))) rmdirSync(path.join(made, one));
    }
    rmdirSync(directory);
  } catch {
    remove(directory);
  }
}

/**
 * Mounts a throw-away overlay with the lower directory (relative to the state), runs, and unmounts. Upper and work
 * directories are fresh: a work directory of a volatile mount cannot be used again.
 */
export function withTrialMount<Result>(
  trial: TrialDirectory,
  what: { readonly lowerdir: string; readonly options: string },
  run: (made: TrialMount) => Result,
): Result {
  const name = path.basename(mkdtempSync(path.join(trial.absolute, "m-")));
  const [target, upper, work] = ["t", "u", "w"].map((part) => path.join(trial.absolute, name, part)) as [
    string,
    string,
    string,
  ];
  for (const directory of [target, upper, work]) mkdirSync(directory);
  const data = `lowerdir=${what.lowerdir},upperdir=${trial.relative}/${name}/u,workdir=${trial.relative}/${name}/w,${what.options}`;
  mount(target, MS_NOSUID | MS_NODEV, { source: trialSource, type: "overlay", data });
  try {
    return run({ target, upper, work });
  } finally {
    umount2(target, UMOUNT_NOFOLLOW | MNT_DETACH);
  }
}

export interface TrialMount {
  readonly target: string;
  readonly upper: string;
  readonly work: string;
}

/**
 * Finds out which options to mount with. Throws `precondition` with what to do when overlayfs cannot work here: not
 * permitted, not in the kernel, or a file system without extended attributes or file types.
 */
export function tryOverlay(state: string, context: string): OverlayOptions {
  clearTrials(state);
  return inTrialDirectory(state, (trial) => {
    const userxattr = attributeNamespace(state, trial.absolute) === "user";
    mkdirSync(path.join(trial.absolute, "l"));
    writeFileSync(path.join(trial.absolute, "l", "deleted"), "");
    const lowerdir = `${trial.relative}/l`;
    const must = userxattr ? ["userxattr"] : [];
    const takes = (options: readonly string[]): boolean =>
      takesOptions(trial, lowerdir, [...must, ...options].join(","));
    const all = Object.keys(wishedOptions);
    if (!takes([]))
      throw unsuitable(state, "overlayfs cannot write to its file system; use a disk with ext4, XFS or Btrfs");
    const accepted = new Set(takes(all) ? all : all.filter((option) => takes([option])));
    const chosen = chooseOptions({ accepted, userxattr, context });
    attempt(`mount an overlay in ${state}`, () => checkWhiteouts(state, trial, { lowerdir, options: chosen.options }));
    return chosen;
  });
}

/**
 * Removes what a plugin left that was killed in a trial. Unmounts first: nothing is deleted through a mount. Call it before
 * anything moves what is in `tmp`, because mounts move along.
 */
export function clearTrials(state: string): void {
  attempt(`clear ${state}/tmp`, () => {
    const directory = path.join(realpathSync(state), "tmp");
    if (!existsSync(directory)) return;
    for (const { target, source } of parseMountInfo(readFileSync("/proc/self/mountinfo"))) {
      if (source === trialSource && target.startsWith(`${directory}/`)) umount2(target, UMOUNT_NOFOLLOW | MNT_DETACH);
    }
    for (const name of readdirSync(directory)) {
      if (name.startsWith(trialPrefix)) rmSync(path.join(directory, name), { recursive: true, force: true });
    }
  });
}

function takesOptions(trial: TrialDirectory, lowerdir: string, options: string): boolean {
  try {
    withTrialMount(trial, { lowerdir, options }, () => undefined);
    return true;
  } catch (error) {
    if (codeOf(error) === "EINVAL") return false;
    throw asPrecondition(error);
  }
}

/** Where overlayfs may keep its marks: it needs `trusted.*`, or with `userxattr` makes do with `user.*`. */
function attributeNamespace(state: string, directory: string): "trusted" | "user" {
  for (const namespace of ["trusted", "user"] as const) {
    try {
      lsetxattr(directory, `${namespace}.cachefork`, Buffer.from("y"));
      lremovexattr(directory, `${namespace}.cachefork`);
      return namespace;
    } catch (error) {
      const code = codeOf(error);
      if (code !== "EPERM" && code !== "ENOTSUP") throw failed(`set an extended attribute in ${state}`, error);
    }
  }
  throw unsuitable(state, "its file system has no extended attributes; use a disk with ext4, XFS or Btrfs");
}

/**
 * Deletes a lower file and looks: a whiteout must be a device that is not listed. Where directory entries have no file
 * type (XFS made with ftype=0), deleted files would stay visible.
 */
function checkWhiteouts(state: string, trial: TrialDirectory, what: { lowerdir: string; options: string }): void {
  withTrialMount(trial, what, ({ target, upper }) => {
    unlinkSync(path.join(target, "deleted"));
    const listed = readdirSync(target).length > 0;
    const whiteout = statSync(path.join(upper, "deleted"), { throwIfNoEntry: false })?.isCharacterDevice() ?? false;
    if (!whiteout || listed) {
      throw unsuitable(state, "its file system does not tell file types in directories; make it anew (XFS: ftype=1)");
    }
  });
}

function asPrecondition(error: unknown): CacheError {
  const code = codeOf(error);
  if (code === "ENODEV") {
    return new CacheError(
      "precondition",
      "Cannot mount overlays: the kernel lacks overlayfs; load its module `overlay`",
      { cause: error },
    );
  }
  if (code === "EPERM" || code === "EACCES") {
    return new CacheError(
      "precondition",
      "Cannot mount overlays: it is not permitted; run as root with CAP_SYS_ADMIN, or in a user namespace (unshare -Urm)",
      { cause: error },
    );
  }
  return failed("mount a trial overlay", error);
}

function unsuitable(state: string, why: string): CacheError {
  return new CacheError("precondition", `Cannot keep the state in ${state}: ${why}`);
}
