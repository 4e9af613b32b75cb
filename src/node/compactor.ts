/** Keeps caches in shape: appends generations with fewer layers, and with less in them where a cache is too large (docs/architecture.md). */
import type { Planned } from "../cache/compact.ts";
import { layersOf, withoutRun } from "../cache/compact.ts";
import { isKind } from "../cache/errors.ts";
import type { Chain, Generation, Head, LayerId, LayerRef, NewGeneration } from "../cache/generation.ts";
import { idsOf, noChanges } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { LimitOf } from "../cache/size-limit.ts";
import { planUpkeep, resetGeneration } from "../cache/size-limit.ts";
import { onTop, totalsOf } from "../cache/totals.ts";
import type { Grace } from "./grace.ts";
import { Queue } from "./queue.ts";
import type { World } from "./world.ts";

/** Lost races before a compaction is left to the next commit. */
const maxTries = 4;

/** A layer for the place of a run. */
interface Work {
  readonly made: LayerRef;
  /** The lost writes before it was made. */
  readonly since: number;
  /** Names that an eviction left out; undefined for a compaction. */
  readonly deleted: number | undefined;
}

/** Compacts one chain of a cache at a time. */
export class Compactor {
  readonly #world: World;
  readonly #grace: Grace;
  readonly #limitOf: LimitOf;
  readonly #queue = new Queue();
  /** By cache, the run that has not started yet. */
  readonly #waiting = new Map<string, Promise<void>>();
  #runs = 0;

  constructor(world: World, grace: Grace, limitOf: LimitOf) {
    this.#limitOf = limitOf;
    this.#world = world;
    this.#grace = grace;
  }

  /**
   * Compacts the cache's chain until nothing is left to do. Never rejects: what fails is tried again after the next commit. All calls that come
   * before a run starts share it; one that is under way may have looked at the head before the commit that calls.
   */
  compact(cache: CacheKey): Promise<void> {
    const key = formatKey(cache);
    const waiting = this.#waiting.get(key);
    if (waiting) return waiting;
    this.#runs += 1;
    const run = this.#queue.run(key, `${key} ${this.#runs}`, () => {
      this.#waiting.delete(key);
      return this.#compact(cache);
    });
    this.#waiting.set(key, run);
    return run;
  }

  async #compact(cache: CacheKey): Promise<void> {
    try {
      while (await this.#grace.during(() => this.#keepUp(cache)));
    } catch (error) {
      this.#world.events.compactionFailed(cache, error);
    }
  }

  /** Finishes what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#queue.drained();
  }

  /** Carries out one plan; whether there may be another one. */
  async #keepUp(cache: CacheKey): Promise<boolean> {
    const head = await this.#world.ledger.head(cache);
    const chain = head.generation;
    const plan = chain && planUpkeep(chain, this.#limitOf(cache), this.#shown());
    if (!plan) return false;
    if (plan.act === "reset") return this.#reset(cache, head);
    if (plan.act === "evict") return this.#evict(cache, chain, plan.most);
    return this.#shorten(cache, { chain, run: plan.run });
  }

  async #shorten(cache: CacheKey, planned: Planned): Promise<boolean> {
    const { layers, events } = this.#world;
    const started = performance.now();
    const replaced = idsOf(layersOf(planned));
    const since = layers.lostWrites();
    const below = planned.run.to === planned.chain.layers.length ? "nothing" : "something";
    const made = await layers.squash(replaced, below);
    const generation = await this.#append(cache, planned, { made, since, deleted: undefined });
    if (generation) events.compacted(generation, { ms: performance.now() - started, layers: replaced.length });
    return generation !== undefined;
  }

  async #evict(cache: CacheKey, chain: Chain, most: number): Promise<boolean> {
    const { layers, events } = this.#world;
    const started = performance.now();
    const planned = { chain, run: { from: 0, to: chain.layers.length } };
    const since = layers.lostWrites();
    const { layer: made, deleted } = await layers.evict(idsOf(chain.layers), most);
    const generation = await this.#append(cache, planned, { made, since, deleted });
    if (generation) events.evicted(generation, { ms: performance.now() - started });
    return generation !== undefined;
  }

  /** True when another writer was faster: then the chain is another one. */
  async #reset(cache: CacheKey, head: Head): Promise<boolean> {
    const { ledger, clock, events } = this.#world;
    try {
      events.reset(await ledger.append(cache, head, resetGeneration(head, clock.now(), this.#limitOf(cache)?.size)));
      return false;
    } catch (error) {
      if (!isKind(error, "conflict")) throw error;
      return true;
    }
  }

  /** The layers that open volumes show. */
  #shown(): ReadonlySet<LayerId> {
    const open = this.#world.volumes.list().filter(({ state }) => state === "open");
    return new Set(open.flatMap(({ base }) => idsOf(base.layers)));
  }

  /** Appends the chain with the run replaced, below what was committed meanwhile; undefined when the run is no longer in the head. */
  async #append(cache: CacheKey, planned: Planned, work: Work): Promise<Generation | undefined> {
    const { layers, ledger } = this.#world;
    const { made, since } = work;
    if (made.entries > 0) await layers.sync(made.id, since, "later");
    for (let tries = 1; ; tries += 1) {
      const head = await ledger.head(cache);
      const shorter = head.generation && withoutRun(head.generation, planned, made);
      if (!head.generation || !shorter) break;
      const chain = await this.#counted(shorter, planned, made);
      try {
        return await ledger.append(cache, head, this.#generation(cache, head, chain, work));
      } catch (error) {
        if (!isKind(error, "conflict") || tries >= maxTries) throw error;
      }
    }
    if (made.entries > 0) await layers.discard(made.id);
    return undefined;
  }

  /**
   * Where all of a chain was replaced that nobody had counted, what was put on top meanwhile is counted on the new layer, in time by what that is:
   * a cache that is committed to all the time would else never be counted, and be replaced as a whole again and again.
   */
  async #counted(chain: Chain, planned: Planned, made: LayerRef): Promise<Chain> {
    const { layers } = this.#world;
    if (totalsOf(chain) || layersOf(planned).length < planned.chain.layers.length) return chain;
    const above = chain.layers.filter(({ id }) => id !== made.id);
    let counted: Chain = { layers: [{ ...made, dead: 0 }], directories: made.directories };
    if (made.entries === 0) counted = { layers: [], directories: 1 };
    for (const layer of above.toReversed()) {
      const below = idsOf(counted.layers);
      const { effect, layer: admitted } = await layers.merge(layer, below, below);
      if (admitted && admitted.id !== layer.id) await layers.discard(admitted.id);
      counted = onTop(counted, layer, effect);
    }
    return counted;
  }

  #generation(cache: CacheKey, head: Head, chain: Chain, { deleted }: Work): NewGeneration {
    const { number: base = 0, by } = head.generation ?? {};
    return {
      epoch: head.epoch,
      kind: deleted === undefined ? "compacted" : "evicted",
      layers: chain.layers,
      directories: chain.directories,
      limit: this.#limitOf(cache)?.size,
      volume: "",
      by: { namespace: cache.namespace, pod: "", uid: "", serviceAccount: "", node: by?.node ?? "" },
      base,
      changes: { ...noChanges, deleted: deleted ?? 0 },
      merged: false,
      bytes: 0,
      time: this.#world.clock.now().toISOString(),
    };
  }
}
