/** The few system calls that node:fs lacks or does badly, as the store needs them; `host/` makes them, `compose.ts` introduces them. */

/**
 * Synchronous calls on a path given as bytes (names need not be UTF-8). None follows a symlink in the last component.
 * Each throws an error with `code` (`ENOENT`, …) and `syscall`, in the form of node:fs.
 */
export interface Linux {
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
