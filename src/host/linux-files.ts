/** The file calls that the store needs beyond node:fs: device nodes, extended attributes, nanosecond times, clones. */
import { ficlone, lgetxattr, llistxattr, lremovexattr, lsetxattr, mknod, SystemError, utimensat } from "./libc.ts";

/** Synchronous calls on paths of any bytes; none follows a symlink in the last component. Each throws in the form of node:fs. */
export const linuxFiles = {
  /** mknod(2) with device number 0. */
  mknod,

  /** llistxattr(2): names of all attributes that the caller may see; none where the file system has no attributes. */
  listxattr(path: Uint8Array): string[] {
    const list = grown((into) => llistxattr(path, into), ["ENOTSUP"]);
    return list === undefined ? [] : list.toString("latin1").split("\0").slice(0, -1);
  },

  /** lgetxattr(2); undefined when the file has no such attribute. */
  getxattr(path: Uint8Array, name: string): Uint8Array | undefined {
    return grown((into) => lgetxattr(path, name, into), ["ENODATA", "ENOTSUP"]);
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

/** The most an attribute, or a list of names, can be (XATTR_SIZE_MAX, XATTR_LIST_MAX). */
const largest = 65_536;

/** What the call wrote, with a larger buffer where the first was too small; undefined for these errors. */
function grown(call: (into: Buffer) => number, absent: readonly string[]): Buffer | undefined {
  try {
    for (const size of [256, largest]) {
      const into = Buffer.alloc(size);
      const length = call(into);
      if (length >= 0) return into.subarray(0, length);
    }
  } catch (error) {
    if (error instanceof SystemError && absent.includes(error.code)) return undefined;
    throw error;
  }
  throw new SystemError(34, "xattr");
}
