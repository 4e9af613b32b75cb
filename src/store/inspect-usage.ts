/** Counts the disk that trees take as du(1) does: allocated blocks, an inode with several names once. */

import type { BigIntStats, Dir } from "node:fs";
import { closeSync, lstatSync } from "node:fs";
import type { GroupUsage } from "../cache/inspection.ts";
import { hasCode } from "./files.ts";
import { at, listing, openBelow, openTop } from "./tree.ts";

/** stat(2) counts blocks of this size, whatever the file system's own is. */
const blockSize = 512;

/**
 * A directory that is being walked: one frame per level, because trees can be deeper than the call stack. Its names are
 * read some at a time, because all of them, on all levels, may be more than fits into memory.
 */
interface Frame {
  readonly directory: number;
  readonly names: Dir;
}

/** The groups that hold something, each once. */
export type Holders = readonly number[];

/** Adds up trees of any depth. What vanishes meanwhile is not counted: a pod may be at work in it. */
export class Tally {
  /** Who holds the inodes that have several names; by device, then inode, as numbers take half of the memory that bigints do. */
  readonly #linked = new Map<bigint, Map<number, Holders>>();
  readonly #tops = new Set<string>();
  readonly #exclusive = new Map<number, number>();
  readonly #shared = new Map<number, number>();
  #sharedOnce = 0;

  /** Bytes of what is at `path` and was not counted before, on behalf of these groups. A tree that was counted already is passed over, also inside another. */
  count(path: string, holders: Holders = []): number {
    const stats = lstatOf(Buffer.from(path));
    if (!stats || this.#tops.has(topOf(stats))) return 0;
    this.#tops.add(topOf(stats));
    let bytes = this.#one(stats, holders);
    const frames: Frame[] = [];
    try {
      if (stats.isDirectory()) enter(frames, () => openTop(path));
      for (let frame = frames.at(-1); frame; frame = frames.at(-1)) bytes += this.#step(frames, frame, holders);
    } finally {
      for (const frame of frames) leave(frame);
    }
    return bytes;
  }

  group(group: number): GroupUsage {
    return { exclusive: this.#exclusive.get(group) ?? 0, shared: this.#shared.get(group) ?? 0 };
  }

  /** What more than one group holds, counted once. */
  get shared(): number {
    return this.#sharedOnce;
  }

  /** Counts the next name of the innermost directory, or leaves it when there is none. */
  #step(frames: Frame[], frame: Frame, holders: Holders): number {
    const name = frame.names.readSync()?.name;
    if (name === undefined) {
      frames.pop();
      leave(frame);
      return 0;
    }
    const stats = lstatOf(at(frame.directory, name));
    if (!stats) return 0;
    if (stats.isDirectory()) {
      if (this.#tops.has(topOf(stats))) return 0;
      enter(frames, () => openBelow(frame.directory, name));
    }
    return this.#one(stats, holders);
  }

  /** The bytes of one inode, if it was not met before. */
  #one(stats: BigIntStats, holders: Holders): number {
    const bytes = Number(stats.blocks) * blockSize;
    const known = stats.nlink > 1n && !stats.isDirectory() ? this.#meet(stats, holders) : undefined;
    if (known === undefined) this.#account(holders, bytes);
    else if (known.now !== known.before) {
      this.#account(known.before, -bytes);
      this.#account(known.now, bytes);
    }
    return known === undefined ? bytes : 0;
  }

  /** Who held this inode before, and who does with these; undefined for the first meeting. */
  #meet(stats: BigIntStats, holders: Holders): { readonly before: Holders; readonly now: Holders } | undefined {
    const inodes = this.#linked.get(stats.dev) ?? new Map<number, Holders>();
    this.#linked.set(stats.dev, inodes);
    const inode = Number(stats.ino);
    const before = inodes.get(inode);
    const more = before && holders.filter((group) => !before.includes(group));
    const now = before === undefined ? holders : more && more.length > 0 ? [...before, ...more] : before;
    if (now !== before) inodes.set(inode, now);
    return before && { before, now };
  }

  #account(holders: Holders, bytes: number): void {
    const [first, second] = holders;
    if (first === undefined) return;
    if (second === undefined) return add(this.#exclusive, first, bytes);
    for (const group of holders) add(this.#shared, group, bytes);
    this.#sharedOnce += bytes;
  }
}

function add(sums: Map<number, number>, group: number, bytes: number): void {
  sums.set(group, (sums.get(group) ?? 0) + bytes);
}

function topOf(stats: BigIntStats): string {
  return `${stats.dev}:${stats.ino}`;
}

function lstatOf(path: Buffer): BigIntStats | undefined {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false });
}

function leave({ directory, names }: Frame): void {
  names.closeSync();
  closeSync(directory);
}

/** Puts an opened directory on top of the frames; what is gone, or no directory any more, is passed over. */
function enter(frames: Frame[], open: () => number): void {
  let directory: number;
  try {
    directory = open();
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "ELOOP")) return;
    throw error;
  }
  try {
    frames.push({ directory, names: listing(directory) });
  } catch (error) {
    closeSync(directory);
    throw error;
  }
}
