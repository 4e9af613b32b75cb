/** The node plugin: publish, unpublish, stats. Read this file first. */

import type { Caches } from "../cache/caches.ts";
import type { AskOwner } from "../cache/decision.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { PolicyOf } from "../cache/policy.ts";
import type { DiskUsage } from "../cache/ports.ts";
import type { LimitOf } from "../cache/size-limit.ts";
import type { Volume, VolumeAddress, VolumeRequest } from "../cache/volume.ts";
import { NodeCaches } from "./caches.ts";
import { Compactor } from "./compactor.ts";
import { Conveyor } from "./conveyor.ts";
import { EndedPods } from "./ended-pods.ts";
import { Gate } from "./gate.ts";
import { Grace } from "./grace.ts";
import { Publishing } from "./publish.ts";
import { Queue } from "./queue.ts";
import { Recovery } from "./recover.ts";
import { Rulings } from "./ruling.ts";
import { Sampler } from "./sampler.ts";
import type { SweepBudget } from "./sweep.ts";
import { Sweeper } from "./sweep.ts";
import { waitFor } from "./wait.ts";
import type { World } from "./world.ts";

/** How a node is set. */
export interface NodeOptions extends SweepBudget {
  /** Milliseconds that a process which outlived its pod may keep a file open for writing. */
  readonly writerGrace: number;
  /** The size limits of caches; none unless told. */
  readonly limitOf?: LimitOf;
  /** What the owners of caches decided; volumes have what they wish for unless told. */
  readonly policyOf?: PolicyOf;
  /** Asked before a commit of a volume that was opened when `policyOf` could not tell. */
  readonly askOwner?: AskOwner;
}

/** No cache has a limit, or a policy. */
function unlimited(): undefined {}

/** Milliseconds that an unpublish waits for the commit: it is acknowledged at sealed (docs/architecture.md). */
const commitPatience = 1_000;

/** What a volume uses, of its own limit where it has one, else of the disk. */
export interface Stats {
  readonly usedBytes: number;
  readonly totalBytes: number;
  readonly availableBytes: number;
  readonly usedInodes: number;
  readonly totalInodes: number;
  readonly availableInodes: number;
}

/** The volumes of one node. `ready` turns true when recovery is done. */
export class Node {
  readonly #world: World;
  readonly #grace = new Grace();
  readonly #gate: Gate;
  readonly #conveyor: Conveyor;
  readonly #compactor: Compactor;
  readonly #sweeper: Sweeper;
  readonly #sampler: Sampler;
  readonly #endedPods: EndedPods;
  readonly #publishing: Publishing;
  readonly #recovery: Recovery;
  /** For claims and snapshots; only where they are made by the node itself. */
  readonly caches: Caches;
  readonly #endings = new Queue();
  readonly #background = new Set<Promise<void>>();
  #ready = false;
  #stopping = false;

  constructor(world: World, options: NodeOptions) {
    const grace = this.#grace;
    const limitOf = options.limitOf ?? unlimited;
    this.#world = world;
    this.#gate = new Gate(world, options);
    this.#sweeper = new Sweeper(world, grace, options);
    this.#compactor = new Compactor(world, grace, limitOf);
    const rulings = new Rulings(world, this.#gate, options.askOwner);
    this.#conveyor = new Conveyor(world, {
      gate: this.#gate,
      grace,
      compactor: this.#compactor,
      limitOf,
      rulings,
      committed: () => this.#sweeper.wake(),
    });
    this.caches = new NodeCaches(world, { grace, conveyor: this.#conveyor, removed: () => this.#sweeper.wake() });
    this.#sampler = new Sampler(world);
    this.#endedPods = new EndedPods(world, (volume) => this.#end(volume));
    this.#publishing = new Publishing(world, {
      conveyor: this.#conveyor,
      grace,
      rulings,
      endedPods: this.#endedPods,
      policyOf: options.policyOf ?? unlimited,
      end: (volume) => this.#end(volume),
      endings: (volume) => this.#endings.idle(volume.incarnation),
    });
    this.#recovery = new Recovery(world, this.#gate, this.#conveyor, (volume) => this.#end(volume));
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** Why nobody should call it now; undefined when it serves. */
  get notReady(): string | undefined {
    if (this.#stopping) return "the plugin is stopping";
    return this.#ready ? undefined : "recovery is under way";
  }

  /** Says from now on that it is stopping. Calls that have come already are served. */
  stopping(): void {
    this.#stopping = true;
  }

  /** Recovers, then sweeps from time to time. */
  async start(): Promise<void> {
    await this.#world.reserve.keep();
    await this.#recovery.recover((work) => {
      void this.#carryOn(work);
    });
    this.#ready = true;
    this.#sweeper.start();
  }

  /** Gives a pod its fork of a cache; see Publishing. */
  async publish(address: VolumeAddress, request: VolumeRequest, signal: AbortSignal): Promise<void> {
    this.#checkReady();
    await this.#publishing.publish(address, request, signal);
  }

  /** Whether all that pods which have ended wrote to the cache is in its log now, or was refused. Throws `unavailable` while it recovers or stops. */
  async commitEnded(cache: CacheKey, signal: AbortSignal): Promise<boolean> {
    this.#checkReady();
    const sealed = await this.#endedPods.seal(cache, signal);
    await waitFor(this.#conveyor.idle({ cache }), signal);
    const waits = ({ state, request }: Volume): boolean =>
      state === "sealed" && formatKey(request.cache) === formatKey(cache);
    return sealed && !this.#world.volumes.list().some(waits);
  }

  /**
   * Ends a volume: OK means that it is unmounted, and that what it changed is sealed and on disk. A volume that is unknown, or ended already, is fine.
   * The commit is tried at once, but holds the answer for a second at most. A caller that gives up leaves the work going on; its retry joins it.
   */
  async unpublish(address: VolumeAddress, signal: AbortSignal): Promise<void> {
    this.#checkReady();
    const volume = this.#world.volumes.find(address);
    if (volume) await waitFor(this.#carryOn(this.#end(volume)), signal);
    // Another volume's mount at this target is not this one's to take away.
    const taken = this.#world.volumes.list().some(({ state, target }) => state === "open" && target === address.target);
    if (!taken) await this.#unmount(address);
  }

  /** What has no record that can be read gets no gate: what it wrote stays as it is, and is not committed. */
  async #unmount(address: VolumeAddress): Promise<void> {
    const { volumes, mounter, events } = this.#world;
    const { target } = address;
    const lost = volumes.unreadableAt(address);
    if (lost === undefined || !(await mounter.mountedAt(target)).includes(lost)) return mounter.unmount(target);
    try {
      await mounter.unmount(target);
    } catch (error) {
      if (!isKind(error, "busy")) throw error;
      await mounter.detach(target);
    }
    events.unmountedAside(lost, target);
  }

  /** Usage of a published volume; throws `not-found` when there is none of this id at this path. */
  async stats(volumeId: string, path: string, signal: AbortSignal): Promise<Stats> {
    const volume = this.#world.volumes.find({ volumeId, target: path });
    if (volume?.state !== "open") {
      throw new CacheError(
        "not-found",
        `Cannot find volume ${JSON.stringify(volumeId)} at ${path}: it is not published there`,
      );
    }
    const [sample, disk] = await Promise.all([this.#sampler.sample(volume, signal), this.#world.disk.usage()]);
    return statsOf(volume, sample ?? { bytes: 0, inodes: 0 }, disk);
  }

  /** Finishes what is under way, and stops. Open volumes stay mounted: their pods notice nothing. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.stopping();
    this.#ready = false;
    await Promise.allSettled(this.#background);
    await this.#sweeper[Symbol.asyncDispose]();
    await this.#conveyor[Symbol.asyncDispose]();
    await this.#compactor[Symbol.asyncDispose]();
  }

  /** Seals a volume once, however many ask, and waits a little for its commit. */
  #end(volume: Volume): Promise<void> {
    return this.#endings.run(volume.incarnation, volume.incarnation, async () => {
      const current = this.#world.volumes.get(volume.incarnation);
      if (!current) return;
      const ended = current.state === "open" || current.state === "discarded";
      // A leaked volume's copy is pinned only when the record names it.
      const sealed = ended ? await this.#grace.during(() => this.#gate.seal(current)) : current;
      this.#sampler.forget(volume);
      if (sealed.state === "sealed") await this.#commitSoon(sealed);
      else this.#sweeper.wake();
    });
  }

  async #commitSoon(volume: Volume): Promise<void> {
    const enough = new AbortController();
    const timeout = this.#world.clock.sleep(commitPatience, enough.signal).catch(() => {});
    await Promise.race([this.#carryOn(this.#conveyor.carry(volume)), timeout]);
    enough.abort();
  }

  /** Keeps hold of work that may outlive its caller, so that a stop can wait for it. */
  #carryOn(work: Promise<void>): Promise<void> {
    const held = work.catch(() => {}).finally(() => this.#background.delete(held));
    this.#background.add(held);
    return work;
  }

  #checkReady(): void {
    if (!this.#ready) throw new CacheError("unavailable", `Cannot serve volumes now: ${this.notReady}`);
  }
}

function statsOf(volume: Volume, used: { readonly bytes: number; readonly inodes: number }, disk: DiskUsage): Stats {
  const { sizeLimit } = volume.request.wishes;
  return {
    usedBytes: used.bytes,
    totalBytes: sizeLimit ?? disk.size,
    availableBytes: sizeLimit === undefined ? disk.free : Math.max(0, sizeLimit - used.bytes),
    usedInodes: used.inodes,
    totalInodes: disk.inodes,
    availableInodes: disk.inodesFree,
  };
}
