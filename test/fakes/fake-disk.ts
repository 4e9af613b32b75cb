/** A Disk of any size, as full as a test says. */
import type { Disk, DiskUsage } from "../../src/cache/ports.ts";

export class FakeDisk implements Disk {
  #usage: DiskUsage = { size: 100e9, free: 60e9, inodes: 1e6, inodesFree: 6e5 };
  #failures: unknown[] = [];

  /** From now on the disk looks like this; what is not named stays. */
  set(usage: Partial<DiskUsage>): void {
    this.#usage = { ...this.#usage, ...usage };
  }

  /** The next look at it throws this. */
  failNext(error: unknown): void {
    this.#failures.push(error);
  }

  async usage(): Promise<DiskUsage> {
    if (this.#failures.length > 0) throw this.#failures.shift();
    return this.#usage;
  }
}
