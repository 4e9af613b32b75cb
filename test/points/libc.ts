/** Stands in for the system calls that node:fs lacks: what changes something counts. */
import * as libc from "../../src/host/libc.ts";
import { counted } from "./operations.ts";

export { chdir, flock, lgetxattr, llistxattr, SystemError, setIoPriority, unshare } from "../../src/host/libc.ts";

export const ficlone = counted("clone", libc.ficlone);
export const lremovexattr = counted("removexattr", libc.lremovexattr);
export const lsetxattr = counted("setxattr", libc.lsetxattr);
export const mknod = counted("mknod", libc.mknod);
export const mount = counted("mount", libc.mount);
export const syncfs = counted("syncfs", libc.syncfs);
export const umount2 = counted("umount", libc.umount2);
export const utimensat = counted("utimes", libc.utimensat);
