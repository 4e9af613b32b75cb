/** Whether two entries of layers are equal, by looking as little as possible. */
import { readSync } from "node:fs";
import { onlyTouched, sameInode, sameMetadata, sameStat } from "../cache/admit.ts";
import type { Dialect } from "./dialect.ts";
import type { Found } from "./found.ts";
import { targetOf } from "./tree.ts";

/** Whether the later one is the earlier one, at most touched (docs/architecture.md). */
export function unchanged(dialect: Dialect, before: Found, after: Found): boolean {
  if (sameInode(before.entry, after.entry)) return true;
  return onlyTouched(before.entry, after.entry) && sameRest(dialect, before, after);
}

/** Whether two entries are equal in kind, mode, owner, mtime, attributes and content. */
export function equal(dialect: Dialect, a: Found, b: Found): boolean {
  if (sameInode(a.entry, b.entry)) return true;
  return sameStat(a.entry, b.entry) && sameRest(dialect, a, b);
}

/** Whether two directories have the same metadata and attributes; mtimes do not count. */
export function sameDirectory(dialect: Dialect, a: Found, b: Found): boolean {
  return sameInode(a.entry, b.entry) || (sameMetadata(a.entry, b.entry) && sameAttributes(dialect, a, b));
}

function sameRest(dialect: Dialect, a: Found, b: Found): boolean {
  // What was written anew mostly differs at its beginning: that is found sooner than attributes are listed.
  return sameSubstance(dialect, a, b) && sameAttributes(dialect, a, b);
}

function sameSubstance(dialect: Dialect, a: Found, b: Found): boolean {
  if (a.entry.kind === "file") return sameContent(dialect, a, b);
  if (a.entry.kind === "symlink") return targetOf(a.directory, a.name) === targetOf(b.directory, b.name);
  return a.entry.kind === "fifo" || a.entry.kind === "socket";
}

/** Whether the attributes that belong to the content are equal. */
export function sameAttributes(dialect: Dialect, a: Found, b: Found): boolean {
  const [left, right] = [dialect.content(a), dialect.content(b)];
  if (left.size !== right.size) return false;
  return [...left].every(([attribute, value]) => {
    const other = right.get(attribute);
    return other !== undefined && Buffer.from(value).equals(other);
  });
}

const chunk = 1 << 18;

/** Larger files count as changed when they were written: reading both takes longer than a merge may, and holes read as slowly as content. */
const mostCompared = 1n << 30n;

/** Whether two files hold the same bytes. */
export function sameContent(dialect: Dialect, a: Found, b: Found): boolean {
  if (a.entry.size !== b.entry.size || a.entry.size > mostCompared) return false;
  if (a.entry.size === 0n) return true;
  const size = Math.min(chunk, Number(a.entry.size));
  const [left, right] = [Buffer.allocUnsafe(size), Buffer.allocUnsafe(size)];
  return dialect.linux.reading(a.directory, a.name, (first) =>
    dialect.linux.reading(b.directory, b.name, (second) => {
      for (;;) {
        const got = readFully(first, left);
        if (got !== readFully(second, right) || left.compare(right, 0, got, 0, got) !== 0) return false;
        if (got < size) return true;
      }
    }),
  );
}

/** Fills the buffer from the file's position, as far as the file goes. */
function readFully(descriptor: number, into: Buffer): number {
  let filled = 0;
  while (filled < into.length) {
    const got = readSync(descriptor, into, filled, into.length - filled, null);
    if (got === 0) break;
    filled += got;
  }
  return filled;
}
