/** The dirty check: which entries of a delta changed anything (docs/architecture.md). */

/** What kind of thing a directory entry is. A whiteout is overlayfs' mark of a deletion, in layers only. */
export type EntryKind = "file" | "directory" | "symlink" | "fifo" | "socket" | "device" | "whiteout";

/** What stat(2) says of an entry, as far as merging needs it. */
export interface Entry {
  readonly kind: EntryKind;
  /** Permission bits, with set-user-id, set-group-id and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: bigint;
  /** Bytes of disk that the content takes; less than `size` for a file with holes. */
  readonly allocated: bigint;
  /** Nanoseconds since the epoch. */
  readonly mtime: bigint;
  readonly atime: bigint;
  readonly dev: bigint;
  readonly ino: bigint;
  readonly nlink: bigint;
}

/** A day in nanoseconds: tools touch what they use, and a touch a day must survive for their own trimming. */
const day = 86_400_000_000_000n;

/** Whether two names are the same inode, and so equal without a look at their content. */
export function sameInode(a: Entry, b: Entry): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}

/** Whether mode, owner and kind are equal: what a directory's own state consists of, beside its extended attributes. */
export function sameMetadata(a: Entry, b: Entry): boolean {
  return a.kind === b.kind && a.mode === b.mode && a.uid === b.uid && a.gid === b.gid;
}

/** Whether an entry that was written again may be passed over, if its content is equal: the mtime stayed, or moved forward by less than a day. */
export function onlyTouched(before: Entry, after: Entry): boolean {
  const moved = after.mtime - before.mtime;
  return sameMetadata(before, after) && sameSize(before, after) && moved >= 0n && moved < day;
}

/** Whether the entries could be equal: everything but content and extended attributes is. */
export function sameStat(a: Entry, b: Entry): boolean {
  return sameMetadata(a, b) && sameSize(a, b) && a.mtime === b.mtime;
}

function sameSize(a: Entry, b: Entry): boolean {
  return a.kind !== "file" || a.size === b.size;
}

/** What a file counts for: its length, but for holes only what they take of the disk. A pod must not evict others with a `truncate`. */
export function weightOf(entry: Entry): number {
  if (entry.kind !== "file") return 0;
  return Number(entry.allocated < entry.size ? entry.allocated : entry.size);
}
