/** The reserve on disk: a written file, and some empty ones for their inodes. */
import { mkdir, open, rm, stat, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CacheError } from "../cache/errors.ts";
import type { Reserve } from "../cache/reserve.ts";
import { listNames, translated } from "./files.ts";
import type { Layout } from "./layout.ts";

/** Enough for hundreds of records, log entries and working directories. */
const bytes = 4 << 20;
/** Written in so many parts: what is allocated at once stays with the process. */
const parts = 64;
const inodes = 64;
/** What must be free beside it: a reserve that took the last of a disk would keep every record from being written. */
const beside = { bytes: 1 << 20, inodes } as const;

/** The Reserve port over the directory `reserve`. */
export class DiskReserve implements Reserve {
  readonly size = bytes;
  readonly #directory: string;
  #whole = false;

  constructor(layout: Layout) {
    this.#directory = layout.reserve;
  }

  get #file(): string {
    return join(this.#directory, "bytes");
  }

  get whole(): boolean {
    return this.#whole;
  }

  async keep(): Promise<void> {
    if (this.#whole) return;
    try {
      if (!(await this.#isTaken())) await this.#take();
      this.#whole = true;
    } catch {
      // There is no room for it now: it is tried again when something was freed.
      await this.release();
    }
  }

  async release(): Promise<void> {
    this.#whole = false;
    try {
      await rm(this.#directory, { recursive: true, force: true });
    } catch (error) {
      throw translated("release the reserve", error);
    }
  }

  /** Whether it is there from before. One that was cut off half-way is not whole. */
  async #isTaken(): Promise<boolean> {
    if ((await listNames(this.#directory)).length <= inodes) return false;
    return (await stat(this.#file)).size === bytes;
  }

  async #take(): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    for (let number = 0; number < inodes; number += 1) await writeFile(join(this.#directory, `inode-${number}`), "");
    const file = await open(this.#file, "w", 0o600);
    try {
      const part = Buffer.alloc(bytes / parts, 1);
      for (let written = 0; written < parts; written += 1) await file.writeFile(part);
      // Blocks are really taken only when they are written.
      await file.sync();
    } finally {
      await file.close();
    }
    const { bavail, bsize, files, ffree } = await statfs(this.#directory);
    // Some file systems make inodes as they need them, and say 0 of both.
    if (bavail * bsize < beside.bytes || (files > 0 && ffree < beside.inodes))
      throw new CacheError("exhausted", "Cannot keep a reserve: it takes all that is free");
  }
}
