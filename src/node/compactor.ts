/** Keeps chains short: appends generations of the same content with fewer layers (docs/architecture.md). */
import type { Planned } from "../cache/compact.ts";
import { layersOf, planCompaction, withoutRun } from "../cache/compact.ts";
import { isKind } from "../cache/errors.ts";
import type { Chain, Generation, Head, LayerRef } from "../cache/generation.ts";
import { idsOf, noChanges } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Grace } from "./grace.ts";
import { Queue } from "./queue.ts";
import type { World } from "./world.ts";

/** Lost races before a compaction is left to the next commit. */
const maxTries = 4;

/** Compacts one chain of a cache at a time. */
export class Compactor {
  readonly #world: World;
  readonly #grace: Grace;
  readonly #queue = new Queue();

  constructor(world: World, grace: Grace) {
    this.#world = world;
    this.#grace = grace;
  }

  /** Compacts the cache's chain until nothing is left to do. Never rejects: what fails is tried again after the next commit. */
  compact(cache: CacheKey): Promise<void> {
    const key = formatKey(cache);
    return this.#queue.run(key, key, async () => {
      try {
        while (await this.#grace.during(() => this.#shorten(cache)));
      } catch (error) {
        this.#world.events.compactionFailed(cache, error);
      }
    });
  }

  /** Finishes what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue.drained();
  }

  /** Carries out one plan; false when there is none, or its run is gone. */
  async #shorten(cache: CacheKey): Promise<boolean> {
    const { ledger, layers, events } = this.#world;
    const started = performance.now();
    const chain = (await ledger.head(cache)).generation;
    const run = chain && planCompaction(chain);
    if (!run) return false;
    const replaced = idsOf(layersOf({ chain, run }));
    const since = layers.lostWrites();
    const made = await layers.squash(replaced, run.to === chain.layers.length ? "nothing" : "something");
    if (made.entries > 0) await layers.sync(made.id, since);
    const generation = await this.#append(cache, { chain, run }, made);
    if (generation) events.compacted(generation, { ms: performance.now() - started, layers: replaced.length });
    else if (made.entries > 0) await layers.discard(made.id);
    return generation !== undefined;
  }

  /** Appends the chain with the run replaced, below what was committed meanwhile; undefined when the run is no longer in the head. */
  async #append(cache: CacheKey, planned: Planned, made: LayerRef): Promise<Generation | undefined> {
    for (let tries = 1; ; tries += 1) {
      const head = await this.#world.ledger.head(cache);
      const chain = head.generation && withoutRun(head.generation, planned, made);
      if (!head.generation || !chain) return undefined;
      try {
        return await this.#appendOnce(cache, head, head.generation, chain);
      } catch (error) {
        if (!isKind(error, "conflict") || tries >= maxTries) throw error;
      }
    }
  }

  #appendOnce(cache: CacheKey, head: Head, before: Generation, chain: Chain): Promise<Generation> {
    return this.#world.ledger.append(cache, head, {
      epoch: head.epoch,
      kind: "compacted",
      ...chain,
      volume: "",
      by: { namespace: cache.namespace, pod: "", uid: "", serviceAccount: "", node: before.by.node },
      base: before.number,
      changes: noChanges,
      merged: false,
      bytes: 0,
      time: this.#world.clock.now().toISOString(),
    });
  }
}
