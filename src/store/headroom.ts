/** Watches what a copy leaves free on its disk. */
import { statfsSync } from "node:fs";
import { CacheError } from "../cache/errors.ts";

/** The disk is asked again after so many bytes. */
const interval = 1 << 20;

export class Headroom {
  readonly #directory: string;
  readonly #least: number;
  #unseen = interval;

  /** `least` bytes are to stay free on the disk of the directory. */
  constructor(directory: string, least: number) {
    this.#directory = directory;
    this.#least = least;
  }

  /** Notes that so much is about to be written; throws `exhausted` when less is free than should stay so: others write, too. */
  take(bytes: number): void {
    this.#unseen += bytes;
    if (this.#unseen < interval) return;
    this.#unseen = 0;
    const { bavail, bsize } = statfsSync(this.#directory);
    if (bavail * bsize < this.#least)
      throw new CacheError("exhausted", `Cannot copy more: ${this.#least} bytes are to stay free`);
  }
}
