/** The layers on this node's disk. */
import { chmodSync, chownSync, lstatSync, mkdirSync, opendirSync, renameSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { CacheError, isKind, throwIfAborted } from "../cache/errors.ts";
import type { LayerId, LayerRef } from "../cache/generation.ts";
import type { Evicted, Layers, Measured, Merged, Surveyed } from "../cache/ports.ts";
import { hasCode, listNames, translated } from "./files.ts";
import type { Layout } from "./layout.ts";
import { newId } from "./layout.ts";
import type { TreeCalls } from "./trees.ts";

/** The functions on trees as their thread offers them. */
export interface TreeThread {
  call<Method extends keyof TreeCalls>(
    method: Method,
    ...parameters: Parameters<TreeCalls[Method]>
  ): Promise<Awaited<ReturnType<TreeCalls[Method]>>>;
}

/** Two empty layers for mounts that would have too few: overlayfs wants one, and two without an upper. */
export const emptyLayers: readonly [top: LayerId, bottom: LayerId] = ["empty0", "empty1"];

/** Threads with the same functions, for work that must not wait for each other's. */
export interface TreeThreads {
  /** For what every unpublish waits for: only what is short. */
  readonly seals: TreeThread;
  /** For trees whose seal takes long. */
  readonly large: TreeThread;
  readonly merges: TreeThread;
  readonly background: TreeThread;
}

/** Where so many are being synced file by file, who comes next is left to one syncfs, which is shared by all who wait. */
const crowd = 4;

/** Milliseconds of removing before others may have the thread again. */
const slice = 50;

/** What the store needs of the disk below it: one call that makes everything written so far durable. */
export interface Sync {
  /** syncfs(2) of the state's file system; calls that wait together share one. Throws `corrupt` when the disk lost what was written. */
  syncfs(): Promise<void>;
  /** How many of them said so. */
  readonly lostWrites: number;
}

/** The Layers port over directories `l/<id>`. */
export class DiskLayers implements Layers {
  readonly #layout: Layout;
  readonly #seals: TreeThread;
  readonly #large: TreeThread;
  readonly #merges: TreeThread;
  readonly #background: TreeThread;
  readonly #sync: Sync;
  readonly #laterSync: Sync;
  #lostWrites = 0;
  /** How many layers are being synced file by file, or wait for that. */
  #small = 0;

  /** A seal must not wait for somebody's large tree or merge, and nobody for the background. */
  constructor(layout: Layout, threads: TreeThreads, sync: Sync, laterSync: Sync) {
    this.#layout = layout;
    this.#seals = threads.seals;
    this.#large = threads.large;
    this.#merges = threads.merges;
    this.#background = threads.background;
    this.#sync = sync;
    this.#laterSync = laterSync;
  }

  async create(group: number | undefined): Promise<LayerId> {
    const id = newId();
    const path = this.#layout.layer(id);
    try {
      mkdirSync(path, { mode: 0o700 });
      if (group !== undefined) chownSync(path, -1, group);
      // Every pod has its own user id, as with emptyDir; the state directory above is closed to all but us.
      chmodSync(path, group === undefined ? 0o777 : 0o2777);
      return id;
    } catch (error) {
      throw translated(`create layer ${id}`, error);
    }
  }

  async has(id: LayerId): Promise<boolean> {
    try {
      return lstatSync(this.#layout.layer(id), { throwIfNoEntry: false })?.isDirectory() ?? false;
    } catch (error) {
      throw translated(`look at layer ${id}`, error);
    }
  }

  async isEmpty(id: LayerId): Promise<boolean> {
    try {
      // Not all of its names: there may be many.
      const directory = opendirSync(this.#layout.layer(id), { bufferSize: 1 });
      try {
        return directory.readSync() === null;
      } finally {
        directory.closeSync();
      }
    } catch (error) {
      if (hasCode(error, "ENOENT")) return false;
      throw translated(`look into layer ${id}`, error);
    }
  }

  async list(): Promise<readonly LayerId[]> {
    return (await listNames(this.#layout.layers)).filter((id) => !emptyLayers.includes(id));
  }

  async finish(upper: LayerId): Promise<Measured> {
    return (await this.#seals.call("finishSmall", upper)) ?? (await this.#large.call("finish", upper));
  }

  survey(upper: LayerId): Promise<Surveyed> {
    return this.#large.call("survey", upper);
  }

  copy(id: LayerId, free: number): Promise<LayerId | undefined> {
    return this.#large.call("copy", id, free);
  }

  async sync(id: LayerId, since: number, when: "now" | "later"): Promise<void> {
    const [thread, sync, other] =
      when === "now" ? [this.#seals, this.#sync, this.#laterSync] : [this.#background, this.#laterSync, this.#sync];
    if ((when === "now" && this.#small >= crowd) || !(await this.#syncSmall(id, thread))) await syncAll(sync, other);
    // A syncfs on somebody else's behalf may have been told of this layer's content, and then nobody else is.
    if (this.lostWrites() > since)
      throw new CacheError("corrupt", `Cannot trust layer ${id}: the disk lost writes while it was made`);
  }

  async #syncSmall(id: LayerId, thread: TreeThread): Promise<boolean> {
    this.#small += 1;
    try {
      return await thread.call("sync", id);
    } catch (error) {
      // A thread that died may have been told, too.
      if (isKind(error, "corrupt", "internal")) this.#lostWrites += 1;
      throw error;
    } finally {
      this.#small -= 1;
    }
  }

  lostWrites(): number {
    return this.#lostWrites + this.#sync.lostWrites + this.#laterSync.lostWrites;
  }

  merge(delta: LayerRef, base: readonly LayerId[], head: readonly LayerId[]): Promise<Merged> {
    return this.#merges.call("merge", delta, base, head);
  }

  squash(run: readonly LayerId[], below: "something" | "nothing"): Promise<LayerRef> {
    return this.#background.call("squash", run, below);
  }

  evict(chain: readonly LayerId[], most: number): Promise<Evicted> {
    return this.#background.call("evict", chain, most);
  }

  measure(id: LayerId): Promise<{ readonly bytes: number; readonly inodes: number }> {
    return this.#background.call("measure", id);
  }

  async discard(id: LayerId): Promise<void> {
    const path = this.#layout.layer(id);
    // An empty one is gone at once.
    try {
      rmdirSync(path);
    } catch {
      toTrash(this.#layout, path);
    }
  }

  async empty(signal: AbortSignal): Promise<void> {
    if ((await listNames(this.#layout.trash)).length === 0) return;
    while (!(await this.#background.call("empty", slice))) throwIfAborted(signal);
  }
}

/** Each of them is told of an error once: the other one asks now, or it would take that for an error of what it syncs next. */
async function syncAll(sync: Sync, other: Sync): Promise<void> {
  try {
    await sync.syncfs();
  } catch (error) {
    void other.syncfs().catch(() => {});
    throw error;
  }
}

/** Moves a directory out of sight; nothing there is fine. */
export function toTrash(layout: Layout, path: string): void {
  try {
    renameSync(path, join(layout.trash, newId()));
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw translated(`discard ${path}`, error);
  }
}
