/** Stands in for the system calls that node:fs lacks: what changes something counts. */
import * as libc from "../../src/host/libc.ts";
import { counted } from "./operations.ts";

export {
  chdir,
  flock,
  lgetxattr,
  llistxattr,
  mallocTrim,
  setIoPriority,
  statx,
  unshare,
} from "../../src/host/libc.ts";

export const ficlone = counted("clone", libc.ficlone);
export const lremovexattr = counted("removexattr", libc.lremovexattr);
export const lsetxattr = counted("setxattr", libc.lsetxattr);
export const mknod = counted("mknod", libc.mknod);
export const mount = counted("mount", libc.mount);
export const syncfs = counted("syncfs", libc.syncfs);
export const umount2 = counted("umount", libc.umount2);
export const utimensat = counted("utimes", libc.utimensat);

const linking = counted("link", (...[, , link]: [from: string, to: string, link: () => void]) => link(), 2);

/** By the paths of its open directories. */
export function linkat(from: number, name: string, into: number, as: string): void {
  linking(`/proc/self/fd/${from}/${name}`, `/proc/self/fd/${into}/${as}`, () => libc.linkat(from, name, into, as));
}
