/** Mounts volumes: what runs on the thread for mounts, one system call after the other. */
import { closeSync, constants, fsyncSync, lstatSync, openSync, readFileSync, realpathSync, rmdirSync } from "node:fs";
import path from "node:path";
import { CacheError } from "../cache/errors.ts";
import type { OverlayMount } from "../cache/ports.ts";
import { makeDirectories } from "./directories.ts";
import { upperInUse } from "./in-use.ts";
import { attempt, codeOf, failed } from "./kinds.ts";
import { chdir, mount, umount2, unshare } from "./libc.ts";
import { CLONE_FS, MNT_DETACH, MS_NODEV, MS_NOSUID, MS_RDONLY, MS_REMOUNT, UMOUNT_NOFOLLOW } from "./mount-flags.ts";
import { isOurs, parseMountInfo, sourceOf } from "./mountinfo.ts";
import { mountData, type OverlayOptions } from "./overlay-options.ts";
import { removeTrial, tryOverlay } from "./overlay-trial.ts";

/** The functions of the thread for mounts. */
export type MountCalls = ReturnType<typeof mountCalls>;

/**
 * Gives the calling thread the state as its current directory, and nobody else: so layers have short relative names in
 * the one page of options, and no character of the state's path has to be escaped. Never call it on the main thread.
 */
export function mountCalls(state: string) {
  const source = attempt(`work in ${state}`, () => {
    unshare(CLONE_FS);
    chdir(state);
    return sourceOf(state);
  });
  const trials: string[] = [];
  return {
    tryOverlay: (context: string): OverlayOptions => tryOverlay(state, context),
    /** What the source field of this state's mounts starts with. */
    source: (): string => source,
    mount: (overlay: OverlayMount, target: string, options: string): void =>
      mountOverlay({ ...overlay, source: source + overlay.source }, target, options),
    remountReadOnly,
    unmount: (target: string): void => unmount(target, UMOUNT_NOFOLLOW),
    detach: (target: string): void => unmount(target, UMOUNT_NOFOLLOW | MNT_DETACH),
    inUse: (upperdir: string, options: string): boolean =>
      upperInUse(state, upperdir, options, (trial) => trials.push(trial)),
    /** Removes what the questions since the last call left. */
    removeTrials: (): void => trials.splice(0).forEach(removeTrial),
  };
}

function mountOverlay(overlay: OverlayMount, target: string, options: string): void {
  const data = mountData(overlay, options);
  kindOfTarget(target);
  const access = overlay.upperdir === undefined ? MS_RDONLY : 0;
  attempt(`mount ${target}`, () => {
    const made = makeDirectories(target, 0o750);
    try {
      mount(target, MS_NOSUID | MS_NODEV | access, { source: overlay.source, type: "overlay", data });
    } catch (error) {
      if (made !== undefined) removeUpTo(target, made);
      throw error;
    }
  });
}

/** Removes the empty directories from the innermost one up to the outermost one that was made. */
function removeUpTo(innermost: string, outermost: string): void {
  for (let directory = path.resolve(innermost); ; directory = path.dirname(directory)) {
    try {
      rmdirSync(directory);
    } catch {
      return; // Somebody uses what we made: it stays, and the error that led here is the one to tell.
    }
    if (directory === path.resolve(outermost)) return;
  }
}

/**
 * remount,ro of the whole overlay, not of one mount of it: the kernel refuses while any file is open for writing, in
 * any namespace, and from then on every copy of the mount is read-only. What others mounted on top goes first, because
 * a path leads to the topmost mount only, and an unpublish ends all that is at its target. Answers what that was.
 */
function remountReadOnly(target: string): string[] {
  if (kindOfTarget(target) === "absent") throw notMounted(target);
  return attempt(`make ${target} read-only`, () => {
    const real = realpathSync.native(target);
    const here = parseMountInfo(readFileSync("/proc/self/mountinfo")).filter((entry) => entry.target === real);
    const ours = here.findLastIndex(isOurs);
    if (ours === -1) throw notMounted(target);
    const above = here.slice(ours + 1);
    for (const _ of above) umount2(target, UMOUNT_NOFOLLOW | MNT_DETACH);
    mount(target, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, {});
    checkWrites(real);
    return above.map(({ type, source }) => `${type} ${source}`);
  });
}

/**
 * Throws `corrupt` when the disk has lost writes since the mount was made. A volatile overlay remembers that, whoever else
 * was told of it, and answers every fsync with it (kernel doc overlayfs.rst, "Volatile mount"); it syncs nothing.
 */
function checkWrites(target: string): void {
  const root = openSync(target, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    fsyncSync(root);
  } catch (error) {
    throw new CacheError("corrupt", `Cannot trust what was written to ${target}: the disk lost writes meanwhile`, {
      cause: error,
    });
  } finally {
    closeSync(root);
  }
}

function notMounted(target: string): CacheError {
  return new CacheError("not-found", `Cannot make ${target} read-only: nothing is mounted there`);
}

/** Unmounts until nothing is mounted there (EINVAL, umount(2)), and removes the directory, never what is in it. */
function unmount(target: string, flags: number): void {
  if (kindOfTarget(target) === "absent") return;
  attempt(`unmount ${target}`, () => {
    while (unmounted(target, flags)) continue;
  });
  try {
    rmdirSync(target);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw failed(`remove ${target}`, error);
  }
}

/** Whether there was a mount to remove. */
function unmounted(target: string, flags: number): boolean {
  try {
    umount2(target, flags);
    return true;
  } catch (error) {
    if (codeOf(error) === "EINVAL" || codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

/** Throws `invalid` for a symlink: mount(2) would follow it, out of the pod's directory. */
function kindOfTarget(target: string): "absent" | "present" {
  const found = attempt(`look at ${target}`, () => lstatSync(target, { throwIfNoEntry: false }));
  if (found === undefined) return "absent";
  if (found.isSymbolicLink()) throw new CacheError("invalid", `Cannot use target ${target}: it is a symbolic link`);
  return "present";
}
