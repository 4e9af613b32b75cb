/** The sweep: retires generations by the budget, and deletes what nothing pins (docs/architecture.md). */
import { isKind, messageOf } from "../cache/errors.ts";
import { idsOf } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { DiskAmount } from "../cache/quantity.ts";
import { bytesOf } from "../cache/quantity.ts";
import type { Kept, Space } from "../cache/retain.ts";
import { type Retirement, retain } from "../cache/retain.ts";
import type { Grace } from "./grace.ts";
import { unpinnedLayers } from "./unpinned.ts";
import { upperInUse } from "./upper.ts";
import type { World } from "./world.ts";

/** What may stay. */
export interface SweepBudget {
  readonly keep: number;
  /** Free space that the disk must keep. */
  readonly minFree: DiskAmount;
  /** How much of the disk the layers may use. */
  readonly maxUsed: DiskAmount;
}

/** Milliseconds between sweeps when nothing asks for one, and when everything does; one that failed is tried again after the shortest, then ever more seldom. */
const interval = 60_000;
const shortest = 1_000;

/** Sweeps when woken, and once a minute; one sweep at a time. */
export class Sweeper {
  readonly #world: World;
  readonly #grace: Grace;
  readonly #budget: SweepBudget;
  readonly #stop = new AbortController();
  /** Retirements that were not finished, by cache: their floor may be raised already, and then no plan names them any more. */
  readonly #unfinished = new Map<string, Retirement>();
  #wake: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  constructor(world: World, grace: Grace, budget: SweepBudget) {
    this.#world = world;
    this.#grace = grace;
    this.#budget = budget;
  }

  /** Starts the loop. */
  start(): void {
    this.#running = this.#loop();
  }

  /** Asks for a sweep soon. */
  wake(): void {
    this.#wake();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#wake();
    await this.#running;
  }

  /** One sweep; false when something is left for the next try. Does nothing, and says why, when what it would decide by cannot be trusted. */
  async #sweep(): Promise<boolean> {
    const { layers, events } = this.#world;
    // First of all, because on a full disk the rest may fail; what cannot be removed is reported when all else is done.
    await layers.empty(this.#stop.signal).catch(stopped);
    const doubt = await this.#doubt();
    if (doubt !== undefined) {
      events.sweepRefused(doubt);
      return false;
    }
    const { retired: generations, delayed } = await this.#retire();
    const { ledger } = this.#world;
    const [marked, traces] = [await unpinnedLayers(this.#world), await ledger.removed()];
    await this.#grace.passed();
    for (const cache of traces) if (!this.#hasVolumes(cache)) await ledger.forget(cache);
    const still = marked.size === 0 ? marked : await unpinnedLayers(this.#world);
    let removed = 0;
    for (const id of marked) {
      if (!still.has(id)) continue;
      await layers.discard(id);
      removed += 1;
    }
    await layers.empty(this.#stop.signal);
    if (removed + generations > 0) events.swept({ layers: removed, generations });
    return !delayed;
  }

  /** Freeing space takes some: where there is none left, it comes from the reserve. */
  async #sweepWithRoom(): Promise<boolean> {
    const { reserve } = this.#world;
    let whole: boolean;
    try {
      whole = await this.#sweep();
    } catch (error) {
      if (!isKind(error, "exhausted")) throw error;
      await reserve.release();
      whole = await this.#sweep();
    }
    await reserve.keep();
    return whole;
  }

  /** Whether nothing is left for another try; what went wrong has been told. */
  async #swept(): Promise<boolean> {
    try {
      return await this.#sweepWithRoom();
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#world.events.sweepRefused(messageOf(error));
      return false;
    }
  }

  async #loop(): Promise<void> {
    const { clock } = this.#world;
    const { signal } = this.#stop;
    let again = shortest;
    while (!signal.aborted) {
      const woken = Promise.withResolvers<void>();
      this.#wake = woken.resolve;
      const whole = await this.#swept();
      const pause = whole ? interval : again;
      again = whole ? shortest : Math.min(again * 2, interval);
      await clock.sleep(shortest, signal).catch(stopped);
      const enough = new AbortController();
      const stop = AbortSignal.any([enough.signal, signal]);
      await Promise.race([woken.promise, clock.sleep(pause - shortest, stop).catch(stopped)]);
      enough.abort();
    }
  }

  /** Why nothing may be deleted now. */
  async #doubt(): Promise<string | undefined> {
    const { volumes, mounter } = this.#world;
    const believed = volumes.list().filter((volume) => volume.state === "open" && volumes.wasMounted(volume));
    if (believed.length === 0) return undefined;
    const mounted = new Set((await mounter.list()).map((mount) => mount.source));
    const missing = believed.filter(
      (volume) => volumes.get(volume.incarnation)?.state === "open" && !mounted.has(volume.incarnation),
    );
    // An unpublish unmounts before it closes the record: only a volume that nobody is ending is a reason to doubt.
    for (const volume of missing) {
      if (await upperInUse(this.#world, volume))
        return `volume ${volume.incarnation} is in use and not in the mount table`;
    }
    return undefined;
  }

  /** Whether volumes are left of a removed cache that must not commit to what is made of its name. */
  #hasVolumes(cache: CacheKey): boolean {
    return this.#world.volumes.list().some(({ request }) => formatKey(request.cache) === formatKey(cache));
  }

  /** How many generations it retired, and whether it could not retire all that should be. */
  async #retire(): Promise<{ readonly retired: number; readonly delayed: boolean }> {
    const { ledger, volumes, snapshots, aside } = this.#world;
    const kept: Kept[] = [];
    for (const cache of await ledger.caches()) {
      kept.push({ key: cache.key, usedAt: cache.usedAt, generations: await ledger.generations(cache.key) });
    }
    const uncommitted = new Set(
      volumes
        .list()
        .filter((volume) => volume.state === "sealed")
        .map((volume) => volume.incarnation),
    );
    const pinned = new Set([
      ...volumes.list().flatMap((volume) => [volume.upper, ...idsOf(volume.base.layers)]),
      ...(await snapshots.list()).flatMap((snapshot) => idsOf(snapshot.layers)),
      ...(await aside.list()).flatMap(({ layers }) => layers),
    ]);
    const toFree = await this.#toFree(kept);
    const plan = retain(kept, { keep: this.#budget.keep, toFree, uncommitted, pinned });
    for (const unfinished of this.#unfinished.values()) await this.#retireOne(unfinished);
    let [retired, delayed] = [0, false];
    for (const { key, upTo } of plan) {
      if (!(await this.#retireOne({ key, upTo }))) {
        delayed = true;
        continue;
      }
      const generations = kept.find((cache) => cache.key === key)?.generations ?? [];
      const gone = generations.filter(({ number }) => number <= upTo).length;
      if (gone === generations.length) this.#world.events.emptied(key);
      retired += gone;
    }
    return { retired, delayed };
  }

  /** A log that cannot be written keeps no other from being shortened. */
  async #retireOne({ key, upTo }: Retirement): Promise<boolean> {
    const { ledger, events } = this.#world;
    this.#unfinished.set(formatKey(key), { key, upTo });
    try {
      await ledger.retire(key, upTo);
      this.#unfinished.delete(formatKey(key));
      return true;
    } catch (error) {
      if (isKind(error, "exhausted")) throw error;
      events.retireDelayed(key, error);
      return false;
    }
  }

  /** What the disk lacks. Layers that share files by hard links are counted for each, so that never more is asked for than is really used. */
  async #toFree(kept: readonly Kept[]): Promise<Space> {
    const { size, free, inodes, inodesFree } = await this.#world.disk.usage();
    const { minFree, maxUsed } = this.#budget;
    const layers = kept.flatMap((cache) => cache.generations.flatMap((generation) => generation.layers));
    const sizes = new Map(layers.map((layer) => [layer.id, layer.size]));
    const used = Math.min(
      size - free,
      [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
    );
    return {
      bytes: Math.max(0, bytesOf(minFree, size) - free, used - bytesOf(maxUsed, size)),
      // Some file systems make inodes as they need them, and say 0 of both; a fixed number of bytes says nothing of inodes.
      entries: "share" in minFree ? Math.max(0, Math.floor(inodes * minFree.share) - inodesFree) : 0,
    };
  }
}

function stopped(): void {}
