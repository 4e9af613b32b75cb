/** Directory trees by descriptor: names are bytes, paths have no length limit, and no symlink is ever followed. */
import type { Dir } from "node:fs";
import { closeSync, constants, lstatSync, opendirSync, openSync, readlinkSync } from "node:fs";
import type { Entry, EntryKind } from "../cache/admit.ts";
import type { Stat } from "./linux.ts";

/** A file name as a string of bytes (latin1), because names on Linux need not be UTF-8. */
export type Name = string;

const directoryFlags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * The path of a name below an open directory: `/proc/self/fd/N/name`. The kernel follows only the link to the directory
 * (proc(5)); the name itself is opened with O_NOFOLLOW or by calls that never follow.
 */
export function at(directory: number, name: Name): Buffer {
  return Buffer.from(`/proc/self/fd/${directory}/${name}`, "latin1");
}

/** Opens the directory of this name; throws ELOOP or ENOTDIR when it is anything else. */
export function openBelow(directory: number, name: Name): number {
  return openSync(at(directory, name), directoryFlags);
}

/** Opens a directory by path; the last component is not followed. */
export function openTop(path: string): number {
  return openSync(path, directoryFlags);
}

/** A directory's names, read some at a time; to be closed. */
export function listing(directory: number): Dir {
  return opendirSync(`/proc/self/fd/${directory}`, { encoding: "latin1", bufferSize: 512 });
}

/** Up to so many names in a directory. */
export function someNames(directory: number, most: number): Name[] {
  const names: Name[] = [];
  const listed = listing(directory);
  try {
    for (let next = listed.readSync(); next && names.length < most; next = listed.readSync()) names.push(next.name);
  } finally {
    listed.closeSync();
  }
  return names;
}

/** What is at this name; undefined when nothing is. */
export function entryAt(directory: number, name: Name): Entry | undefined {
  const stats = lstatSync(at(directory, name), { bigint: true, throwIfNoEntry: false });
  return stats && toEntry(stats);
}

/** The open directory itself. */
export function entryOf(directory: number): Entry {
  return entryOfTop(`/proc/self/fd/${directory}/.`);
}

/** What is at a path; the last component is not followed. */
export function entryOfTop(path: string): Entry {
  return toEntry(lstatSync(path, { bigint: true }));
}

export function targetOf(directory: number, name: Name): Name {
  return readlinkSync(at(directory, name), { encoding: "latin1" });
}

/** Opens a directory, gives it to `use`, and closes it whatever happens. */
export function within<Result>(directory: number, use: (directory: number) => Result): Result {
  try {
    return use(directory);
  } finally {
    closeSync(directory);
  }
}

/** What the kernel says of a file, as an entry. */
export function toEntry(stats: Stat): Entry {
  return {
    kind: kindOf(stats),
    mode: Number(stats.mode) & 0o7777,
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    size: stats.size,
    allocated: stats.blocks * 512n,
    mtime: stats.mtimeNs,
    atime: stats.atimeNs,
    dev: stats.dev,
    ino: stats.ino,
    nlink: stats.nlink,
  };
}

const kinds: Readonly<Record<number, EntryKind>> = {
  [constants.S_IFREG]: "file",
  [constants.S_IFDIR]: "directory",
  [constants.S_IFLNK]: "symlink",
  [constants.S_IFIFO]: "fifo",
  [constants.S_IFSOCK]: "socket",
};

/** A character device 0:0 is overlayfs' whiteout (kernel Documentation/filesystems/overlayfs.rst, "whiteouts and opaque directories"). */
function kindOf(stats: Stat): EntryKind {
  const type = Number(stats.mode) & constants.S_IFMT;
  if (type === constants.S_IFCHR && stats.rdev === 0n) return "whiteout";
  return kinds[type] ?? "device";
}
