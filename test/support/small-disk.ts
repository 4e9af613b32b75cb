/** A small file system that a test can fill. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mount } from "../../src/host/libc.ts";

/** Flags with which a plugin accepts it, and leaves all of it to the caches. */
export const smallDiskFlags = ["--allow-tmpfs", "--min-free", "0", "--max-used", "100%"];

/** Mounts one at a directory that it makes, with so many inodes if it is told; who made the directory's parent unmounts it. */
export function makeSmallDisk(directory: string, megabytes: number, inodes = 0): void {
  mkdirSync(directory);
  const data = [`size=${megabytes}m`, ...(inodes === 0 ? [] : [`nr_inodes=${inodes}`])].join();
  mount(directory, 0, { source: "small", type: "tmpfs", data });
}

/** Takes all that is free on the disk of a directory, down to the last page, until the result is disposed of. */
export function fill(directory: string): Disposable {
  const files: string[] = [];
  for (const size of [1 << 20, 1 << 12]) {
    for (let full = false; !full; ) {
      const file = join(directory, `filler-${files.length}`);
      files.push(file);
      full = !written(file, size);
    }
  }
  return { [Symbol.dispose]: () => files.forEach((file) => rmSync(file, { force: true })) };
}

function written(file: string, size: number): boolean {
  try {
    writeFileSync(file, Buffer.alloc(size, 1));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    return false;
  }
}
