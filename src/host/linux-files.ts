/** The file calls that the store needs beyond node:fs: device nodes, extended attributes, nanosecond times, clones. */
import { ficlone, lgetxattr, linkat, llistxattr, lremovexattr, lsetxattr, mknod, utimensat } from "./libc.ts";
import { namesAt, reading } from "./libc-read.ts";
import { stat } from "./stat.ts";
import { SystemError } from "./system-error.ts";

/** The most that an attribute, or a list of names, can be (XATTR_SIZE_MAX, XATTR_LIST_MAX). A thread makes one call at a time. */
const into = Buffer.alloc(65_536);

/** Synchronous calls on paths of any bytes; none follows a symlink in the last component. Each throws in the form of node:fs. */
export const linuxFiles = {
  /** statx(2). */
  stat,

  /** getdents64(2). */
  names: namesAt,

  /** openat(2), close(2). */
  reading,

  /** linkat(2). */
  link: linkat,

  /** mknod(2) with device number 0. */
  mknod,

  /** llistxattr(2): names of all attributes that the caller may see; none where the file system has no attributes. */
  listxattr(path: Uint8Array): string[] {
    const length = llistxattr(path, into) ?? 0;
    return length === 0 ? [] : into.toString("latin1", 0, length - 1).split("\0");
  },

  /** lgetxattr(2); undefined when the file has no such attribute. */
  getxattr(path: Uint8Array, name: string): Uint8Array | undefined {
    const length = lgetxattr(path, name, into);
    return length === undefined ? undefined : Uint8Array.from(into.subarray(0, length));
  },

  /** lsetxattr(2). */
  setxattr: lsetxattr,

  /** lremovexattr(2); throws ENODATA when there is none. */
  removexattr: lremovexattr,

  /** utimensat(2): nanoseconds since the epoch. */
  utimens: utimensat,

  /** FICLONE: false where the file system, or this pair of files, cannot share blocks. */
  clone(target: number, source: number): boolean {
    try {
      ficlone(target, source);
      return true;
    } catch (error) {
      if (error instanceof SystemError && cannotClone.has(error.code)) return false;
      throw error;
    }
  },
};

/** ioctl_ficlone(2): other mounts, unsuitable files, file systems without reflinks (ENOTTY where they know no such ioctl). */
const cannotClone = new Set(["EXDEV", "EINVAL", "ENOTSUP", "ENOTTY", "EBADF"]);
