/** The port Disk: bytes and inodes of the file system that holds a directory. */
import { statfs } from "node:fs/promises";
import type { Disk, DiskUsage } from "../cache/ports.ts";
import { failed } from "./kinds.ts";

export class LinuxDisk implements Disk {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** statfs(2). Free is what others than root may use, as df shows it; inodes are 0 where the file system has no limit (Btrfs). */
  async usage(): Promise<DiskUsage> {
    const found = await statfs(this.#directory).catch((error: unknown) => {
      throw failed(`measure the disk of ${this.#directory}`, error);
    });
    return {
      size: found.blocks * found.bsize,
      free: found.bavail * found.bsize,
      inodes: found.files,
      inodesFree: found.ffree,
    };
  }
}
