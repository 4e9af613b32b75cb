/** The audited C declarations, with those of libc-read.ts: system calls that node:fs lacks, with its errors. */
import * as koffi from "koffi";
import { lib, SystemError } from "./system-error.ts";

/** A path or another C string: text, or bytes of any encoding. */
export type CString = string | Uint8Array;

type Call<Arguments extends unknown[]> = (...parameters: Arguments) => number;

// The declarations hold on x86_64 and arm64 (both LP64): mode_t is an unsigned int, dev_t, off_t and size_t have 64 bits.
// Bytes are passed as `const void *`, because a name need not be UTF-8; null is NULL.

/** mount(2). Any thread; a relative path counts from the calling thread's directory. */
const cMount: Call<[Bytes | null, Bytes, Bytes | null, number, Bytes | null]> = lib.func(
  "int mount(const void *source, const void *target, const void *filesystemtype, unsigned long mountflags, const void *data)",
);
/** umount(2). Any thread. Blocks while a file system syncs. */
const cUmount2: Call<[Bytes, number]> = lib.func("int umount2(const void *target, int flags)");
/** unshare(2). Acts on the calling thread only: never on the main thread. */
const cUnshare: Call<[number]> = lib.func("int unshare(int flags)");
/** chdir(2). Acts on all threads that share their directory with the calling one (clone(2), CLONE_FS). */
const cChdir: Call<[Bytes]> = lib.func("int chdir(const void *path)");
/** syncfs(2), sync(2). Any thread. Blocks as long as the disk takes. */
const cSyncfs: Call<[number]> = lib.func("int syncfs(int fd)");
/** flock(2). Any thread; the lock belongs to the open file, not to the thread. */
const cFlock: Call<[number, number]> = lib.func("int flock(int fd, int operation)");
/** mknod(2). Any thread. A symbol of its own since glibc 2.33. */
const cMknod: Call<[Bytes, number, number]> = lib.func(
  "int mknod(const void *pathname, unsigned int mode, uint64_t dev)",
);
/** statx(2). Any thread. The same layout on all machines. */
const cStatx: Call<[number, Bytes, number, number, Uint8Array]> = lib.func(
  "int statx(int dirfd, const void *pathname, int flags, unsigned int mask, void *statxbuf)",
);
/** linkat(2). Any thread. */
const cLinkat: Call<[number, Bytes, number, Bytes, number]> = lib.func(
  "int linkat(int olddirfd, const void *oldpath, int newdirfd, const void *newpath, int flags)",
);
/** utimensat(2). Any thread. `times` is two struct timespec: four 64-bit integers. */
const cUtimensat: Call<[number, Bytes, BigInt64Array, number]> = lib.func(
  "int utimensat(int dirfd, const void *pathname, const void *times, int flags)",
);
/** listxattr(2). Any thread. ssize_t has 64 bits; a list is at most 64 KiB. */
const cListxattr: Call<[Bytes, Buffer, number]> = lib.func(
  "int64_t llistxattr(const void *path, void *list, size_t size)",
);
/** getxattr(2). Any thread. */
const cGetxattr: Call<[Bytes, Bytes, Buffer, number]> = lib.func(
  "int64_t lgetxattr(const void *path, const void *name, void *value, size_t size)",
);
/** setxattr(2). Any thread. */
const cSetxattr: Call<[Bytes, Bytes, Uint8Array, number, number]> = lib.func(
  "int lsetxattr(const void *path, const void *name, const void *value, size_t size, int flags)",
);
/** removexattr(2). Any thread. */
const cRemovexattr: Call<[Bytes, Bytes]> = lib.func("int lremovexattr(const void *path, const void *name)");
/**
 * ioctl(2). Any thread. Variadic in C; declared with one `long`, which both calling conventions pass alike
 * (System V AMD64 ABI §3.5.7, AAPCS64 on Linux).
 */
const cIoctl: Call<[number, number, number]> = lib.func("int ioctl(int fd, unsigned long request, long argument)");

/** syscall(2), for ioprio_set(2), which has no function of its own. Any thread; acts on the calling one. */
const cSyscall: Call<[number, number, number, number]> = lib.func(
  "long syscall(long number, long which, long who, long priority)",
);

/** malloc_trim(3). Any thread. glibc alone has it. */
const cMallocTrim: Call<[number]> | undefined = found(() => lib.func("int malloc_trim(size_t pad)"));

function found<Function>(find: () => Function): Function | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

type Bytes = Uint8Array;

/** mount(2); NULL where undefined. */
export function mount(
  target: CString,
  flags: number,
  what: { readonly source?: string; readonly type?: string; readonly data?: string },
): void {
  check(
    cMount(optional(what.source), terminated(target), optional(what.type), flags, optional(what.data)),
    "mount",
    target,
  );
}

/** umount2(2). */
export function umount2(target: CString, flags: number): void {
  check(cUmount2(terminated(target), flags), "umount2", target);
}

/** unshare(2) of the calling thread. */
export function unshare(flags: number): void {
  check(cUnshare(flags), "unshare");
}

/** chdir(2) of the calling thread and of those that share its directory. */
export function chdir(path: CString): void {
  check(cChdir(terminated(path)), "chdir", path);
}

/** syncfs(2): everything of the file system that holds the open file, and the write errors since the last call. */
export function syncfs(fd: number): void {
  check(cSyncfs(fd), "syncfs");
}

/** flock(2). */
export function flock(fd: number, operation: number): void {
  check(cFlock(fd, operation), "flock");
}

/** mknod(2) with device number 0. */
export function mknod(path: CString, mode: number): void {
  check(cMknod(terminated(path), mode, 0), "mknod", path);
}

/** utimensat(2) on the last component itself; nanoseconds since the epoch. */
export function utimensat(path: CString, atime: bigint, mtime: bigint): void {
  const times = new BigInt64Array([...timespec(atime), ...timespec(mtime)]);
  check(cUtimensat(atFdcwd, terminated(path), times, atSymlinkNofollow), "utimensat", path);
}

/** The name that was looked at last: many layers are asked for the same one after the other. */
let asked: { readonly name: string; readonly bytes: Buffer } = { name: "", bytes: Buffer.alloc(1) };

/** statx(2) of a name in an open directory, which is not followed: the basic fields; false when nothing is there. */
export function statx(directory: number, name: string, into: Uint8Array): boolean {
  if (name !== asked.name) asked = { name, bytes: bytes(name) };
  if (cStatx(directory, asked.bytes, atSymlinkNofollow, statxBasic, into) === 0) return true;
  const errno = koffi.errno();
  if (errno === enoent) return false;
  throw new SystemError(errno, "statx", Buffer.from(name, "latin1"));
}

/** linkat(2): the name itself, also where it is a symlink. */
export function linkat(from: number, name: string, into: number, as: string): void {
  if (cLinkat(from, bytes(name), into, bytes(as), 0) === -1)
    throw new SystemError(koffi.errno(), "linkat", Buffer.from(as, "latin1"));
}

/** llistxattr(2): the length; undefined where the file system has no attributes. */
export function llistxattr(path: CString, into: Buffer): number | undefined {
  return sized(cListxattr(terminated(path), into, into.length), "llistxattr", path);
}

/** lgetxattr(2): the length; undefined when there is no such attribute. */
export function lgetxattr(path: CString, name: string, into: Buffer): number | undefined {
  return sized(cGetxattr(terminated(path), bytes(name), into, into.length), "lgetxattr", path);
}

/** lsetxattr(2): creates or replaces. */
export function lsetxattr(path: CString, name: string, value: Uint8Array): void {
  check(cSetxattr(terminated(path), bytes(name), value, value.length, 0), "lsetxattr", path);
}

/** lremovexattr(2). */
export function lremovexattr(path: CString, name: string): void {
  check(cRemovexattr(terminated(path), bytes(name)), "lremovexattr", path);
}

/** ioctl_ficlone(2). */
export function ficlone(target: number, source: number): void {
  check(cIoctl(target, ficloneRequest, source), "ioctl");
}

/** malloc_trim(3): gives back what was freed, where the C library can. */
export function mallocTrim(): void {
  cMallocTrim?.(0);
}

/** ioprio_set(2) of the calling thread, where its number is known here and the kernel permits it: no work depends on it. */
export function setIoPriority(priority: number): void {
  const number = ioprioSet[process.arch];
  if (number !== undefined) cSyscall(number, ioprioWhoProcess, 0, priority);
}

/** asm/unistd.h. */
const ioprioSet: Readonly<Record<string, number>> = { x64: 251, arm64: 30 };
/** linux/ioprio.h. */
const ioprioWhoProcess = 1;
const atFdcwd = -100;
const atSymlinkNofollow = 0x100;
/** _IOW(0x94, 9, int), linux/fs.h. */
const ficloneRequest = 0x40049409;
/** STATX_BASIC_STATS. */
const statxBasic = 0x7ff;
const enoent = 2;
/** ENODATA, EOPNOTSUPP. */
const absent: readonly number[] = [61, 95];

/** Throws when the call failed. errno is read at once, on the thread that made the call: the next call may change it. */
function check(result: number, syscall: string, path?: CString): void {
  if (result === -1) throw new SystemError(koffi.errno(), syscall, path);
}

/** What is absent is no error: making one takes longer than the call. */
function sized(result: number, syscall: string, path: CString): number | undefined {
  if (result !== -1) return result;
  const errno = koffi.errno();
  if (absent.includes(errno)) return undefined;
  throw new SystemError(errno, syscall, path);
}

/** The name of a file or an attribute, which is bytes written as latin1. */
function bytes(name: string): Buffer {
  if (name.includes("\0")) throw new SystemError(22, "NUL in a name", name);
  return Buffer.from(`${name}\0`, "latin1");
}

/** With the NUL that C needs. A NUL inside would cut the string, and name another file. */
function terminated(value: CString): Buffer {
  const content = typeof value === "string" ? Buffer.from(value) : value;
  if (content.includes(0)) throw new SystemError(22, "NUL in a name", value);
  return Buffer.concat([content, Buffer.alloc(1)]);
}

function optional(value: string | undefined): Buffer | null {
  return value === undefined ? null : terminated(value);
}

/** Seconds and the nanoseconds above them, which are never negative, before 1970, too. */
function timespec(ns: bigint): [bigint, bigint] {
  const rest = ((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return [(ns - rest) / 1_000_000_000n, rest];
}
