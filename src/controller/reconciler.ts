/** Reconciles: follows the cluster's objects, plans, and carries the plans out, for as long as its term lasts. */
import type { Cluster, Term } from "../cache/cluster.ts";
import type { ControllerEvents } from "../cache/controller-events.ts";
import { isKind } from "../cache/errors.ts";
import { entryName } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Clock } from "../cache/ports.ts";
import { Due } from "./due.ts";
import { Known } from "./known.ts";
import type { Action } from "./plan.ts";
import { planCache, planHoldings, silentHoldings } from "./plan.ts";

/** What the reconciler works on. */
export interface ReconcilerWorld {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly events: ControllerEvents;
}

/** Milliseconds after a write before the next one to the same cache: what comes meanwhile is written with it. */
const writePause = 2_000;
/** Everything is looked at again so often, for what no object tells: that time has passed, that a node is gone. */
const resyncMs = 5 * 60_000;
const firstPause = writePause;
const longestPause = 60_000;
/** Caches that are worked on side by side. */
const workers = 4;
/** How often a cache that changes under our hands is looked at again, before it waits. */
const maxTries = 3;

export class Reconciler {
  readonly #world: ReconcilerWorld;
  #due: Due<CacheKey>;

  constructor(world: ReconcilerWorld) {
    this.#world = world;
    this.#due = new Due(world.clock, formatKey);
  }

  /** Caches that wait to be looked at. */
  get queued(): number {
    return this.#due.size;
  }

  /** Works until the term is over. Starts from nothing: what an earlier term knew may be old. */
  async lead(term: Term): Promise<void> {
    this.#due = new Due(this.#world.clock, formatKey);
    const failed = new AbortController();
    const signal = AbortSignal.any([term.signal, failed.signal]);
    const work = new TermOfWork({ ...this.#world, due: this.#due, term, signal });
    const parts = work.parts();
    try {
      await Promise.all(parts);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      failed.abort();
      await Promise.allSettled(parts);
    }
  }
}

interface TermWorld extends ReconcilerWorld {
  readonly due: Due<CacheKey>;
  readonly term: Term;
  /** Fires with the term's, and when a part of the work has failed for good. */
  readonly signal: AbortSignal;
}

/** What one term knows and does. */
class TermOfWork {
  readonly #world: TermWorld;
  readonly #known: Known;
  /** By cache: the pause after the last failure. */
  readonly #pauses = new Map<string, number>();

  constructor(world: TermWorld) {
    this.#world = world;
    this.#known = new Known((key) => world.due.mark(key));
  }

  parts(): readonly Promise<void>[] {
    const { cluster, signal } = this.#world;
    const begun = this.#whole();
    return [
      cluster.follow(this.#known, signal),
      begun.then(() => this.#resync()),
      ...Array.from({ length: workers }, () => begun.then(() => this.#work())),
    ];
  }

  /** A plan made of half of what there is would be wrong. */
  async #whole(): Promise<void> {
    const { signal } = this.#world;
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => resolve(), { once: true });
    await Promise.race([this.#known.whole, promise]);
    signal.throwIfAborted();
  }

  async #resync(): Promise<void> {
    const { clock, signal, due, events } = this.#world;
    for (;;) {
      for (const key of this.#known.keys) due.mark(key);
      try {
        await this.#dropHoldings();
      } catch (error) {
        signal.throwIfAborted();
        events.resyncDelayed(error);
      }
      await clock.sleep(resyncMs, signal);
    }
  }

  async #dropHoldings(): Promise<void> {
    const { cluster, clock, signal } = this.#world;
    const silent = silentHoldings(this.#known.holdings, clock.now());
    if (silent.length === 0) return;
    const nodes = await cluster.nodes(
      silent.map(({ node }) => node),
      signal,
    );
    for (const action of planHoldings(silent, nodes)) await this.#carryOut(action);
  }

  async #work(): Promise<void> {
    const { due, signal } = this.#world;
    for (;;) {
      const key = await due.take(signal);
      let rest = 0;
      try {
        rest = await this.#reconcile(key);
        this.#pauses.delete(formatKey(key));
      } catch (error) {
        signal.throwIfAborted();
        rest = this.#failed(key, error);
      } finally {
        due.done(key, rest);
      }
    }
  }

  #failed(key: CacheKey, error: unknown): number {
    const pause = this.#pauses.get(formatKey(key)) ?? firstPause;
    this.#pauses.set(formatKey(key), Math.min(pause * 2, longestPause));
    this.#world.events.reconcileDelayed(key, error);
    this.#world.due.mark(key, pause);
    return pause;
  }

  /** Milliseconds that the cache is to be left alone for then. */
  async #reconcile(key: CacheKey): Promise<number> {
    const { clock, events, cluster, signal, due } = this.#world;
    const begun = clock.ticks();
    for (let tries = 1; ; tries += 1) {
      const view = this.#known.view(key);
      const actions = view ? planCache(view, clock.now()) : [];
      let done = 0;
      try {
        for (const action of actions) {
          await this.#carryOut(action);
          done += 1;
        }
        events.reconciled(key, { ms: clock.ticks() - begun, actions: done });
        return done > 0 ? writePause : 0;
      } catch (error) {
        if (!isKind(error, "conflict", "not-found") || tries === maxTries) throw error;
        events.outrun(key);
        this.#known.cache(key, await cluster.read(key, signal));
        if (done === 0) continue;
        due.mark(key);
        return writePause;
      }
    }
  }

  async #carryOut(action: Action): Promise<void> {
    const { cluster, term, signal, events } = this.#world;
    term.check();
    switch (action.act) {
      case "write-status": {
        const { cache, status } = action;
        const { revision } = await cluster.writeStatus(cache, status, signal);
        // What was written, whatever the API server made of it: or it would be written again and again.
        this.#known.cache(cache.key, { ...cache, revision, status });
        events.statusWritten(cache, status);
        return;
      }
      case "delete-generation": {
        const { generation } = action;
        const { cache, scope, domain, number } = generation;
        await cluster.deleteGeneration(generation, signal);
        this.#known.generation(cache.namespace, entryName(cache.name, scope, domain, number), undefined);
        events.generationDeleted(generation);
        return;
      }
      case "delete-holding":
        await cluster.deleteHolding(action.holding, signal);
        events.holdingDeleted(action.holding);
    }
  }
}
