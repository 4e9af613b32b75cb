/** C declarations of the system calls that read below an open directory: a path by way of /proc takes three to ten times as long. */
import { constants } from "node:fs";
import * as koffi from "koffi";
import { lib, SystemError } from "./system-error.ts";

type Call<Arguments extends unknown[]> = (...parameters: Arguments) => number;

// The declarations hold on x86_64 and arm64, as those of libc.ts do.

/** openat(2). Any thread. Variadic in C; both calling conventions pass the fourth alike. */
const cOpenat: Call<[number, Uint8Array, number, number]> = lib.func(
  "int openat(int dirfd, const void *path, int flags, unsigned int mode)",
);
/** close(2). Any thread. */
const cClose: Call<[number]> = lib.func("int close(int fd)");
/** lseek(2). Any thread. */
const cLseek: Call<[number, number, number]> = lib.func("int64_t lseek(int fd, int64_t offset, int whence)");
/** syscall(2), for getdents64(2), which not every C library has. Any thread. */
const cSyscall: Call<[number, number, Uint8Array, number]> = lib.func(
  "long syscall(long number, long fd, void *dirp, long count)",
);

/** asm/unistd.h; on other machines the kernel says ENOSYS. */
const getdents64: Readonly<Record<string, number>> = { x64: 217, arm64: 61 };
/** O_CLOEXEC, the same on both; node:fs sets it by itself. */
const closeOnExec = 0o2000000;
const readOnly = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | closeOnExec;

/**
 * Opens what is at a name in an open directory, for reading, gives it to `use`, and closes it whatever happens. A symlink is not followed, and
 * nobody is waited for at the other end of a fifo. The descriptor is not for node:fs to close: it takes care of its own only.
 */
export function reading<Result>(directory: number, name: string, use: (descriptor: number) => Result): Result {
  const descriptor = cOpenat(directory, terminated(name), readOnly, 0);
  if (descriptor === -1) throw new SystemError(koffi.errno(), "openat", Buffer.from(name, "latin1"));
  try {
    return use(descriptor);
  } finally {
    cClose(descriptor);
  }
}

/** struct linux_dirent64 (getdents(2)): where its length and its name are. A thread makes one call at a time. */
const listed = Buffer.alloc(65_536);
const lengthAt = 16;
const nameAt = 19;

/** Up to so many names in an open directory, as latin1, from its beginning; without `.` and `..`. */
export function namesAt(directory: number, most: number): string[] {
  const names: string[] = [];
  check(cLseek(directory, 0, 0), "lseek");
  while (names.length < most) {
    const length = cSyscall(getdents64[process.arch] ?? -1, directory, listed, listed.length);
    check(length, "getdents64");
    if (length === 0) break;
    for (let at = 0; at < length && names.length < most; at += listed.readUInt16LE(at + lengthAt)) {
      const name = listed.toString("latin1", at + nameAt, listed.indexOf(0, at + nameAt));
      if (name !== "." && name !== "..") names.push(name);
    }
  }
  return names;
}

function terminated(name: string): Buffer {
  if (name.includes("\0")) throw new SystemError(22, "NUL in a name", name);
  return Buffer.from(`${name}\0`, "latin1");
}

function check(result: number, syscall: string): void {
  if (result === -1) throw new SystemError(koffi.errno(), syscall);
}
