/** Publish: gives a pod its volume. */
import { CacheError, isKind, messageOf, throwIfAborted } from "../cache/errors.ts";
import { formatKey } from "../cache/key.ts";
import { granted, type PolicyOf } from "../cache/policy.ts";
import type { Start } from "../cache/select.ts";
import { coldStart, newestStart, olderStarts } from "../cache/select.ts";
import type { Volume, VolumeAddress, VolumeRequest } from "../cache/volume.ts";
import { sameRequest } from "../cache/volume.ts";
import type { Conveyor } from "./conveyor.ts";
import type { EndedPods } from "./ended-pods.ts";
import type { Grace } from "./grace.ts";
import { Queue } from "./queue.ts";
import type { Rulings } from "./ruling.ts";
import { upperInUse } from "./upper.ts";
import { waitFor } from "./wait.ts";
import type { World } from "./world.ts";

/** Milliseconds that a publish waits for commits under way before it takes their deltas as they are. */
const startTimeout = 1_000;

/** The parts of the node that a publish needs beside its world. */
export interface PublishParts {
  readonly conveyor: Conveyor;
  readonly grace: Grace;
  readonly policyOf: PolicyOf;
  readonly rulings: Rulings;
  /** Seals a volume and starts its commit, as an unpublish would. */
  readonly end: (volume: Volume) => Promise<void>;
  readonly endedPods: EndedPods;
  /** Resolves when nobody is ending the volume any more. */
  readonly endings: (volume: Volume) => Promise<void>;
}

/** The flow behind NodePublishVolume. */
export class Publishing {
  readonly #world: World;
  readonly #parts: PublishParts;
  readonly #publishes = new Queue();
  #count = 0;

  constructor(world: World, parts: PublishParts) {
    this.#world = world;
    this.#parts = parts;
  }

  /**
   * Mounts a fork of the cache at the target. Doing it twice is doing it once; what failed is undone, because kubelet may never call again.
   * Throws `exists` for the same address with another request, `precondition` for another volume's target, a second target of an exclusive volume
   * or a required cache that has no generation, `unavailable` for a required cache that cannot be read.
   */
  async publish(address: VolumeAddress, request: VolumeRequest, signal: AbortSignal): Promise<void> {
    // One after the other for a volume id, or two targets of a volume for one writer would not see each other.
    this.#count += 1;
    const work = this.#publishes.run(address.volumeId, String(this.#count), () =>
      this.#publish(address, request, signal),
    );
    await waitFor(work, signal);
  }

  async #publish(address: VolumeAddress, request: VolumeRequest, signal: AbortSignal): Promise<void> {
    const started = performance.now();
    const known = await this.#known(address, signal);
    if (known?.state === "open") return this.#again(known, request);
    if (!known && (await this.#isMountedAside(address))) return;
    this.#checkTarget(address);
    this.#checkExclusive(address, request);
    await this.#parts.endedPods.seal(request.cache, signal);
    await this.#settle(request);
    throwIfAborted(signal);
    const { volume, start } = await this.#parts.grace.during(() => this.#open(address, request, signal));
    const { how, leftOut } = start;
    this.#world.events.opened(volume, { ms: performance.now() - started, start: how, leftOut });
  }

  /** The volume at this address; not while it is being ended, for another pod's sake: a mount now would change what is sealed. */
  async #known(address: VolumeAddress, signal: AbortSignal): Promise<Volume | undefined> {
    const known = this.#world.volumes.find(address);
    if (known) await waitFor(this.#parts.endings(known), signal);
    // Recovery could not close it: what is in it cannot be trusted.
    if (known?.state === "open" && known.bootId !== this.#world.bootId) await this.#parts.end(known);
    return this.#world.volumes.find(address);
  }

  /** Whether it is published already, and only its record cannot be read: the pod keeps what it has. */
  async #isMountedAside(address: VolumeAddress): Promise<boolean> {
    const { volumes, mounter } = this.#world;
    const incarnation = volumes.unreadableAt(address);
    return incarnation !== undefined && (await mounter.mountedAt(address.target)).includes(incarnation);
  }

  /** A repeated publish: mounted is done, not mounted (we were killed in between) is mounted again on what was written. */
  async #again(volume: Volume, request: VolumeRequest): Promise<void> {
    if (!sameRequest(volume.request, request)) {
      throw new CacheError(
        "exists",
        `Cannot publish volume ${JSON.stringify(volume.volumeId)} at ${volume.target}: it is published there with other arguments`,
      );
    }
    const mounted = await this.#world.mounter.mountedAt(volume.target);
    // Killed between a mount and its note, we would take it for one that no pod ever wrote to.
    if (mounted.includes(volume.incarnation)) return this.#world.volumes.noteMounted(volume);
    if (await upperInUse(this.#world, volume)) {
      throw new CacheError(
        "busy",
        `Cannot publish volume ${JSON.stringify(volume.volumeId)} at ${volume.target}: its mount is gone from there, and lives on elsewhere`,
      );
    }
    await this.#mount(volume);
  }

  /** A mount on top of another volume's would hide that from its pod, and both would go with the first unpublish. */
  #checkTarget({ volumeId, target }: VolumeAddress): void {
    const taken = this.#world.volumes.list().find((volume) => volume.target === target && volume.state === "open");
    if (!taken) return;
    throw new CacheError(
      "precondition",
      `Cannot publish volume ${JSON.stringify(volumeId)} at ${target}: volume ${JSON.stringify(taken.volumeId)} is published there`,
    );
  }

  #checkExclusive(address: VolumeAddress, request: VolumeRequest): void {
    const others = this.#world.volumes
      .list()
      .filter(
        (volume) => volume.volumeId === address.volumeId && volume.target !== address.target && volume.state === "open",
      );
    const taken = others.find((volume) => request.exclusive || volume.request.exclusive);
    if (!taken) return;
    throw new CacheError(
      "precondition",
      `Cannot publish volume ${JSON.stringify(address.volumeId)} at ${address.target}: it is for a single writer, and published at ${taken.target}`,
    );
  }

  /** Waits a little for commits under way, so that the head has them. */
  async #settle(request: VolumeRequest): Promise<void> {
    if (this.#parts.conveyor.isIdle(request)) return;
    const enough = new AbortController();
    const timeout = this.#world.clock.sleep(startTimeout, enough.signal).catch(() => {});
    await Promise.race([this.#parts.conveyor.idle(request), timeout]);
    enough.abort();
  }

  /** Tries one start after the other: one whose layers are not all there, or too many, cannot be mounted, and does not keep the next one from it. */
  async #open(
    address: VolumeAddress,
    request: VolumeRequest,
    signal: AbortSignal,
  ): Promise<{ volume: Volume; start: Start }> {
    let missing: unknown;
    for await (const start of this.#starts(request)) {
      this.#checkRequired(request, start);
      throwIfAborted(signal);
      const volume = await this.#world.volumes.open({
        ...address,
        request,
        base: start.base,
        granted: granted(request.wishes, this.#parts.policyOf(request.cache)),
      });
      try {
        await this.#mount(volume);
        return { volume, start };
      } catch (error) {
        const undone = await this.#undone(volume);
        if (!undone || !(isKind(error, "not-found", "out-of-range") || (await this.#lacksLayers(start)))) throw error;
        missing = error;
      }
    }
    throw missing;
  }

  /** The kernel's error does not always tell: where a layer should be there may be a file. */
  async #lacksLayers({ base }: Start): Promise<boolean> {
    const found = await Promise.all(base.layers.map(({ id }) => this.#world.layers.has(id)));
    return found.includes(false);
  }

  /** The starts of a cache, each looked up only when the one before it would not do. */
  async *#starts(request: VolumeRequest): AsyncGenerator<Start> {
    const { ledger, volumes } = this.#world;
    try {
      await ledger.ensure(request.cache);
      // Before the head: one that is committed meanwhile is in the head or still in this list.
      const sealed = volumes
        .list()
        .filter((volume) => volume.state === "sealed" && formatKey(volume.request.cache) === formatKey(request.cache))
        .flatMap((volume) => this.#parts.rulings.known(volume) ?? []);
      const head = await ledger.head(request.cache);
      yield newestStart(head, sealed);
      yield* olderStarts(head, await ledger.generations(request.cache));
    } catch (error) {
      if (request.wishes.required) {
        throw new CacheError(
          "unavailable",
          `Cannot read cache ${formatKey(request.cache)}, and the volume requires it`,
          { cause: error },
        );
      }
      this.#world.events.unreadable(`cache ${formatKey(request.cache)}: ${messageOf(error)}`);
      yield coldStart(undefined);
    }
  }

  #checkRequired(request: VolumeRequest, start: Start): void {
    // With deltas left out, it still has the newest generation.
    if (!request.wishes.required || start.how === "warm" || start.leftOut > 0) return;
    throw new CacheError(
      "precondition",
      `Cannot start volume of cache ${formatKey(request.cache)}: it has no complete newest generation, and the volume requires it`,
    );
  }

  async #mount(volume: Volume): Promise<void> {
    await this.#world.mounter.mount(await this.#world.volumes.overlay(volume), volume.target);
    await this.#world.volumes.noteMounted(volume);
  }

  /** Whether nothing is left of it. What is left, the next publish takes up, or recovery: the first error says more than the second. */
  async #undone(volume: Volume): Promise<boolean> {
    const { mounter, volumes, layers } = this.#world;
    try {
      // A target that was refused cannot be unmounted either.
      const mounted = (await mounter.list()).some(({ source }) => source === volume.incarnation);
      if (mounted) await mounter.unmount(volume.target);
      await volumes.forget(volume);
      await layers.discard(volume.upper);
      return true;
    } catch {
      return false;
    }
  }
}
