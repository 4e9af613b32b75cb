/** The port Disk of a cluster: of all nodes' disks the one that holds most, as their Holdings tell. */
import type { Clock, Disk, DiskUsage } from "../cache/ports.ts";
import type { Client } from "./client.ts";
import { holdings } from "./resources.ts";

/** Milliseconds that an answer is believed: Holdings are large, and claims come in crowds. */
const believedMs = 60_000;

/** Where nobody has told of a disk yet, every claim fits: no node enforces its capacity. */
const unknown: DiskUsage = { size: Number.MAX_SAFE_INTEGER, free: 0, inodes: 0, inodesFree: 0 };

export class HoldingsDisk implements Disk {
  readonly #client: Client;
  readonly #clock: Clock;
  #asked: { readonly usage: Promise<DiskUsage>; readonly at: number } | undefined;

  constructor(client: Client, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** The most that one node has, and that one node has free; of inodes no Holding tells. Throws `unavailable`. */
  usage(): Promise<DiskUsage> {
    const now = this.#clock.ticks();
    if (this.#asked && now - this.#asked.at < believedMs) return this.#asked.usage;
    const asked = { usage: this.#ask(), at: now };
    this.#asked = asked;
    asked.usage.catch(() => {
      if (this.#asked === asked) this.#asked = undefined;
    });
    return asked.usage;
  }

  async #ask(): Promise<DiskUsage> {
    const { items } = await this.#client.list(holdings, {}, new AbortController().signal);
    const disks = items.flatMap(({ status }) => status?.disk ?? []);
    if (disks.length === 0) return unknown;
    const size = Math.max(...disks.map(({ sizeBytes }) => sizeBytes));
    return { size, free: Math.max(...disks.map(({ freeBytes }) => freeBytes)), inodes: 0, inodesFree: 0 };
  }
}
