/** Reconciles: follows the cluster's objects, plans, and carries the plans out, for as long as its term lasts. */
import type { Cluster, ClusterGeneration, Term } from "../cache/cluster.ts";
import type { ControllerEvents } from "../cache/controller-events.ts";
import { strangeClaims } from "../cache/domain-owner.ts";
import { isKind } from "../cache/errors.ts";
import { entryName } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Clock } from "../cache/ports.ts";
import { Due } from "./due.ts";
import { Known } from "./known.ts";
import type { Action, Pace } from "./plan.ts";
import { expiresIn, isNews, paceOf, planCache, planHoldings, silentHoldings } from "./plan.ts";

/** What the reconciler works on. */
export interface ReconcilerWorld {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly events: ControllerEvents;
}

/** Milliseconds. Everything is looked at again so often, for what no object tells: that time has passed, that a node is gone. */
const resyncMs = 5 * 60_000;
const firstPause = 2_000;
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
  /** By cache: when its status was written last, in the clock's ticks, and what that status says of the next time. */
  readonly #written = new Map<string, Pace & { readonly at: number }>();

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
      for (const claim of strangeClaims(this.#known.holdings)) events.claimIgnored(claim);
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
        rest = Math.max(this.#failed(key, error), this.#restOf(key));
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
      const actions = this.#plan(key);
      let done = 0;
      try {
        for (const action of actions) {
          await this.#carryOut(action);
          done += 1;
        }
        events.reconciled(key, { ms: clock.ticks() - begun, actions: done });
        this.#markExpiry(key);
        return this.#restOf(key);
      } catch (error) {
        if (!isKind(error, "conflict", "not-found") || tries === maxTries) throw error;
        events.outrun(key);
        this.#known.cache(key, await cluster.read(key, signal));
        if (done === 0) continue;
        due.mark(key);
        return this.#restOf(key);
      }
    }
  }

  #plan(key: CacheKey): readonly Action[] {
    const { clock, due } = this.#world;
    const view = this.#known.view(key);
    if (!view) {
      this.#written.delete(formatKey(key));
      return [];
    }
    const actions = planCache(view, clock.now());
    const [write, ...rest] = actions;
    if (write?.act !== "write-status" || rest.length > 0 || isNews(view.cache.status, write.status)) return actions;
    const { at, countsMs } = this.#written.get(formatKey(key)) ?? { at: 0, countsMs: 0 };
    const wait = at + countsMs - clock.ticks();
    if (wait <= 0) return actions;
    due.mark(key, wait);
    return [];
  }

  /** What expires later than the next look at everything is seen then: the clock may be set before. */
  #markExpiry(key: CacheKey): void {
    const { clock, due } = this.#world;
    const view = this.#known.view(key);
    const ms = view ? expiresIn(view, clock.now()) : Infinity;
    if (ms < resyncMs) due.mark(key, ms);
  }

  #restOf(key: CacheKey): number {
    const { at, restMs } = this.#written.get(formatKey(key)) ?? { at: 0, restMs: 0 };
    return Math.max(0, at + restMs - this.#world.clock.ticks());
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
        this.#written.set(formatKey(cache.key), { ...paceOf(status), at: this.#world.clock.ticks() });
        events.statusWritten(cache, status);
        return;
      }
      case "delete-generation": {
        const { generation } = action;
        await cluster.deleteGeneration(generation, signal);
        this.#forget(generation);
        events.generationDeleted(generation);
        return;
      }
      case "delete-stray": {
        const { generation, node } = action;
        await cluster.deleteGeneration(generation, signal);
        this.#forget(generation);
        events.strayDeleted(generation, node);
        return;
      }
      case "delete-holding":
        await cluster.deleteHolding(action.holding, signal);
        events.holdingDeleted(action.holding);
    }
  }

  #forget({ cache, scope, domain, number }: ClusterGeneration): void {
    this.#known.generation(cache.namespace, entryName(cache.name, scope, domain, number), undefined);
  }
}
