/** How much disk a tree takes, counted while it may still change. */

import { weightOf } from "../cache/admit.ts";
import { CacheError } from "../cache/errors.ts";
import { hasCode } from "./files.ts";
import { maxDepth, mostLinked } from "./finish.ts";
import { mostNamesTogether, NamesHeld } from "./names.ts";
import { entryAt, openBelow, openTop, someNames, within } from "./tree.ts";

interface Sum {
  bytes: number;
  inodes: number;
  readonly seen: Set<bigint>;
  readonly names: NamesHeld;
}

/** Bytes of contents and inodes below a directory, each hard-linked file once. What vanishes meanwhile is not counted. Throws `precondition` for too many levels or names. */
export function measureTree(path: string): { bytes: number; inodes: number } {
  const sum: Sum = { bytes: 0, inodes: 0, seen: new Set(), names: new NamesHeld(someNames) };
  within(openTop(path), (top) => add(top, sum, 0));
  return { bytes: sum.bytes, inodes: sum.inodes };
}

function add(directory: number, sum: Sum, depth: number): void {
  if (depth > maxDepth)
    throw new CacheError("precondition", `Cannot measure a tree deeper than ${maxDepth} directories`);
  using names = sum.names.of(directory, mostNamesTogether);
  for (const name of names) {
    const entry = entryAt(directory, name);
    if (!entry || sum.seen.has(entry.ino)) continue;
    if (entry.nlink > 1n && entry.kind !== "directory") remember(sum, entry.ino);
    sum.inodes += 1;
    sum.bytes += weightOf(entry);
    if (entry.kind === "directory") addBelow(directory, name, sum, depth + 1);
  }
}

function remember({ seen }: Sum, inode: bigint): void {
  seen.add(inode);
  if (seen.size > mostLinked)
    throw new CacheError("precondition", `Cannot measure more than ${mostLinked} files that have several names`);
}

function addBelow(directory: number, name: string, sum: Sum, depth: number): void {
  try {
    within(openBelow(directory, name), (below) => add(below, sum, depth));
  } catch (error) {
    // The pod is at work: a directory may be gone, or be something else, since it was listed.
    if (!hasCode(error, "ENOENT", "ENOTDIR", "ELOOP")) throw error;
  }
}
