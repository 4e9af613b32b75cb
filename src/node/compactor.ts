/** Keeps chains short: appends generations of the same content with fewer layers (docs/architecture.md). */
import { findRun, longChain, planRun, withoutRun } from "../cache/compact.ts";
import { isKind } from "../cache/errors.ts";
import type { Generation, Head, LayerRef } from "../cache/generation.ts";
import { noChanges } from "../cache/generation.ts";
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

  /** Shortens the cache's chain if it is long. Never rejects: a chain that stays long is tried again after the next commit. */
  compact(cache: CacheKey): Promise<void> {
    const key = formatKey(cache);
    return this.#queue.run(key, key, async () => {
      try {
        await this.#grace.during(() => this.#shorten(cache));
      } catch (error) {
        this.#world.events.compactionFailed(cache, error);
      }
    });
  }

  /** Finishes what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue.drained();
  }

  async #shorten(cache: CacheKey): Promise<void> {
    const { ledger, layers, events } = this.#world;
    const started = performance.now();
    const chain = (await ledger.head(cache)).generation?.layers ?? [];
    const plan = planRun(chain, longChain);
    if (!plan) return;
    const run = chain.slice(plan.from, plan.to);
    const since = layers.lostWrites();
    const made = await layers.squash(
      run.map((layer) => layer.id),
      plan.to === chain.length ? "nothing" : "something",
    );
    if (made.entries > 0) await layers.sync(made.id, since);
    const generation = await this.#append(cache, run, made);
    if (generation) events.compacted(generation, { ms: performance.now() - started, layers: run.length });
    else if (made.entries > 0) await layers.discard(made.id);
  }

  /** Appends the chain with the run replaced, below what was committed meanwhile; undefined when the run is no longer in the head. */
  async #append(cache: CacheKey, run: readonly LayerRef[], made: LayerRef): Promise<Generation | undefined> {
    for (let tries = 1; ; tries += 1) {
      const head = await this.#world.ledger.head(cache);
      const chain = head.generation?.layers ?? [];
      const place = findRun(chain, run);
      if (!head.generation || !place) return undefined;
      try {
        return await this.#appendOnce(cache, head, head.generation, withoutRun(chain, place, made));
      } catch (error) {
        if (!isKind(error, "conflict") || tries >= maxTries) throw error;
      }
    }
  }

  #appendOnce(cache: CacheKey, head: Head, before: Generation, layers: readonly LayerRef[]): Promise<Generation> {
    return this.#world.ledger.append(cache, head, {
      epoch: head.epoch,
      kind: "compacted",
      layers: layers.filter((layer) => layer.entries > 0),
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
