/** The few system calls that node:fs lacks or does badly, as the store needs them; `host/` makes them, `compose.ts` introduces them. */

/** What is known of a file, under the names of node:fs. */
export interface Stat {
  readonly mode: number | bigint;
  readonly uid: number | bigint;
  readonly gid: number | bigint;
  readonly size: bigint;
  readonly blocks: bigint;
  readonly mtimeNs: bigint;
  readonly atimeNs: bigint;
  readonly dev: bigint;
  readonly ino: bigint;
  readonly nlink: bigint;
  readonly rdev: bigint;
}

/**
 * Synchronous calls on a path given as bytes, or on a name given as latin1 (names need not be UTF-8). None follows a symlink in the last component.
 * Each throws an error with `code` (`ENOENT`, …) and `syscall`, in the form of node:fs.
 */
export interface Linux {
  /** statx(2) of a name in an open directory, which is not followed; undefined when nothing is there. */
  stat(directory: number, name: string): Stat | undefined;
  /** getdents64(2): up to so many names in an open directory, as latin1, in the file system's order. */
  names(directory: number, most: number): string[];
  /** openat(2): gives what is at a name to `use`, for reading, and closes it. */
  reading<Result>(directory: number, name: string, use: (descriptor: number) => Result): Result;
  /** linkat(2): another name for what is at a name, also for a symlink. */
  link(from: number, name: string, into: number, as: string): void;
  /** mknod(2). `mode` holds the file type; device numbers are 0 unless given. */
  mknod(path: Uint8Array, mode: number): void;
  /** llistxattr(2): the names of all extended attributes that the caller may see. */
  listxattr(path: Uint8Array): string[];
  /** lgetxattr(2); undefined when the file has no such attribute. */
  getxattr(path: Uint8Array, name: string): Uint8Array | undefined;
  setxattr(path: Uint8Array, name: string, value: Uint8Array): void;
  removexattr(path: Uint8Array, name: string): void;
  /** utimensat(2) with AT_SYMLINK_NOFOLLOW: nanoseconds since the epoch, which node:fs would round. */
  utimens(path: Uint8Array, atime: bigint, mtime: bigint): void;
  /** ioctl FICLONE: shares the blocks of one open file with another. False where the file system cannot. */
  clone(target: number, source: number): boolean;
}
