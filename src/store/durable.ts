/** Makes small trees durable by fsync, file by file; large ones are left to syncfs. */
import { closeSync, constants, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { CacheError } from "../cache/errors.ts";
import { fits } from "./fits.ts";
import { at, entryAt, openBelow, openTop, someNames, within } from "./tree.ts";

/** Up to this many entries, fsync of each costs less than a syncfs, which flushes everybody's dirty data. */
export const fewEntries = 32;

/**
 * Fsyncs all in the tree and the directory that names it; false, with nothing done, when there is too much of it. Throws
 * `corrupt` when the disk did not keep what was written: the kernel says that once, and the next fsync succeeds (fsync(2)).
 */
export function syncSmallTree(path: string): boolean {
  const budget = { left: fewEntries };
  return within(openTop(path), (top) => {
    if (!fits(top, budget)) return false;
    syncBelow(top);
    within(openTop(dirname(path)), synced);
    return true;
  });
}

function syncBelow(directory: number): void {
  for (const name of someNames(directory, fewEntries)) {
    const kind = entryAt(directory, name)?.kind;
    if (kind === "directory") within(openBelow(directory, name), syncBelow);
    else if (kind === "file") syncFile(directory, name);
  }
  synced(directory);
}

function syncFile(directory: number, name: string): void {
  const file = openSync(at(directory, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    synced(file);
  } finally {
    closeSync(file);
  }
}

function synced(descriptor: number): void {
  try {
    fsyncSync(descriptor);
  } catch (error) {
    throw new CacheError("corrupt", "Cannot make it durable: the disk did not keep what was written", { cause: error });
  }
}
