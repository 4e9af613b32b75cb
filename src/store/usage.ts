/** How much disk a tree takes, counted while it may still change. */
import { entryAt, namesIn, openBelow, openTop, within } from "./tree.ts";
import { hasCode } from "./files.ts";

interface Sum {
  bytes: number;
  inodes: number;
  readonly seen: Set<bigint>;
}

/** Bytes of contents and inodes below a directory, each hard-linked file once. What vanishes meanwhile is not counted. */
export function measureTree(path: string): { bytes: number; inodes: number } {
  const sum: Sum = { bytes: 0, inodes: 0, seen: new Set() };
  within(openTop(path), (top) => add(top, sum));
  return { bytes: sum.bytes, inodes: sum.inodes };
}

function add(directory: number, sum: Sum): void {
  for (const name of namesIn(directory)) {
    const entry = entryAt(directory, name);
    if (!entry || sum.seen.has(entry.ino)) continue;
    if (entry.nlink > 1n && entry.kind !== "directory") sum.seen.add(entry.ino);
    sum.inodes += 1;
    if (entry.kind === "file") sum.bytes += Number(entry.size);
    if (entry.kind === "directory") addBelow(directory, name, sum);
  }
}

function addBelow(directory: number, name: string, sum: Sum): void {
  try {
    within(openBelow(directory, name), (below) => add(below, sum));
  } catch (error) {
    // The pod is at work: a directory may be gone, or be something else, since it was listed.
    if (!hasCode(error, "ENOENT", "ENOTDIR", "ELOOP")) throw error;
  }
}
