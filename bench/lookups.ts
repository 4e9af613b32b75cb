/** System calls on many paths, as directly as this process can make them: node:fs would cost more than what is measured. */
import * as koffi from "koffi";

const lib = koffi.load(null);
const access: (path: Buffer, mode: number) => number = lib.func("int access(const void *path, int mode)");
const open: (path: Buffer, flags: number) => number = lib.func("int open(const void *path, int flags)");
const read: (fd: number, into: Buffer, size: number) => number = lib.func(
  "int64_t read(int fd, void *into, size_t size)",
);
const close: (fd: number) => number = lib.func("int close(int fd)");

/** Paths as C strings, made before anything is measured. */
export function cPaths(root: string, paths: readonly string[]): readonly Buffer[] {
  return paths.map((path) => Buffer.from(`${root}/${path}\0`));
}

/** Milliseconds to ask for paths that are not there; throws when one is. */
export function lookUpAbsent(paths: readonly Buffer[]): number {
  const started = performance.now();
  for (const path of paths) if (access(path, 0) === 0) throw new Error(`${path.toString()} is there`);
  return performance.now() - started;
}

/** Milliseconds to open, read and close files; throws when one is not there. */
export function readAll(paths: readonly Buffer[]): number {
  const into = Buffer.alloc(64 * 1024);
  const started = performance.now();
  for (const path of paths) {
    const fd = open(path, 0);
    if (fd === -1) throw new Error(`${path.toString()} is not there`);
    read(fd, into, into.length);
    close(fd);
  }
  return performance.now() - started;
}
