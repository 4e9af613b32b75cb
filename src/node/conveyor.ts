/** The conveyor: carries sealed volumes forward until their contribution is a generation. */
import { longestChain } from "../cache/compact.ts";
import { CacheError, isKind, mayPass, messageOf } from "../cache/errors.ts";
import type { Generation, Head, LayerRef } from "../cache/generation.ts";
import { formatKey } from "../cache/key.ts";
import type { LimitOf } from "../cache/size-limit.ts";
import { planUpkeep, whyRefused } from "../cache/size-limit.ts";
import type { Volume } from "../cache/volume.ts";
import { strategyOf } from "../cache/volume.ts";
import type { Compactor } from "./compactor.ts";
import { ownEntry } from "./entries.ts";
import type { Gate } from "./gate.ts";
import type { Grace } from "./grace.ts";
import type { Prepared } from "./prepare.ts";
import { prepare } from "./prepare.ts";
import { Queue } from "./queue.ts";
import { refusalOf } from "./refusal.ts";
import type { Rulings } from "./ruling.ts";
import { nothing } from "./whole.ts";
import type { World } from "./world.ts";

/** How often one commit may lose against other writers before it waits. */
const maxTries = 16;
const firstPause = 1_000;
const longestPause = 60_000;

/** The parts of the node that a conveyor needs beside its world. */
export interface ConveyorParts {
  readonly gate: Gate;
  readonly grace: Grace;
  readonly compactor: Compactor;
  readonly limitOf: LimitOf;
  readonly rulings: Rulings;
  /** Called after every commit. */
  readonly committed: () => void;
}

/** Commits one volume at a time for each cache, and tries again what failed for a reason that may pass. */
export class Conveyor {
  readonly #world: World;
  readonly #gate: Gate;
  readonly #grace: Grace;
  readonly #queue = new Queue();
  readonly #compactor: Compactor;
  readonly #limitOf: LimitOf;
  readonly #rulings: Rulings;
  readonly #committed: () => void;
  readonly #waiting = new Set<Promise<void>>();
  /** Incarnations whose next try waits for its time. */
  readonly #sleeping = new Set<string>();
  readonly #stop = new AbortController();

  constructor(world: World, parts: ConveyorParts) {
    this.#world = world;
    this.#gate = parts.gate;
    this.#grace = parts.grace;
    this.#compactor = parts.compactor;
    this.#limitOf = parts.limitOf;
    this.#rulings = parts.rulings;
    this.#committed = parts.committed;
  }

  /** Commits a sealed volume, or joins the attempt under way. Resolves also when the commit must wait; it is tried again then. */
  carry(volume: Volume): Promise<void> {
    return this.#attempt(volume, firstPause);
  }

  /** Whether no commit of this cache is under way. */
  isIdle(volume: Pick<Volume["request"], "cache">): boolean {
    return this.#queue.isIdle(formatKey(volume.cache));
  }

  /** Resolves when no commit of this cache is under way. */
  idle(volume: Pick<Volume["request"], "cache">): Promise<void> {
    return this.#queue.idle(formatKey(volume.cache));
  }

  /** Ends the waiting for another try, and finishes what is under way. What is left is found on disk at the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new CacheError("cancelled", "The plugin is stopping"));
    await Promise.all(this.#waiting);
    await this.#queue.drained();
  }

  async #attempt(volume: Volume, pause: number): Promise<void> {
    try {
      await this.#queue.run(formatKey(volume.request.cache), volume.incarnation, () =>
        this.#grace.during(() => this.#commit(volume)),
      );
      this.#committed();
    } catch (error) {
      this.#world.events.delayed(volume, error);
      this.#later(volume, pause);
    }
  }

  #later(volume: Volume, pause: number): void {
    if (this.#stop.signal.aborted || this.#sleeping.has(volume.incarnation)) return;
    this.#sleeping.add(volume.incarnation);
    const waiting = this.#world.clock
      .sleep(pause, this.#stop.signal)
      .finally(() => this.#sleeping.delete(volume.incarnation))
      .then(() => this.#attempt(volume, Math.min(pause * 2, longestPause)))
      .catch(stopped)
      .finally(() => this.#waiting.delete(waiting));
    this.#waiting.add(waiting);
  }

  async #commit(known: Volume): Promise<void> {
    const volume = this.#world.volumes.get(known.incarnation);
    if (!volume) return;
    // All of them, oldest seal first: what they started from themselves is among them.
    for (const earlier of volume.base.pending) await this.#commitEarlier(earlier);
    await this.#commitAlone(volume);
  }

  async #commitAlone(volume: Volume): Promise<void> {
    const { volumes } = this.#world;
    const ruled = await this.#rulings.of(volume, this.#stop.signal);
    if (ruled.state === "sealed") await this.#append(ruled);
    const closed = volumes.get(volume.incarnation);
    if (closed) await volumes.forget(closed);
  }

  /**
   * Commits a delta that a volume started from: committed after it, it would bring back what the volume deleted of it.
   * Throws what may pass: the volume waits with it. What does not pass by waiting would hold up the cache for ever, and is overtaken.
   */
  async #commitEarlier(incarnation: string): Promise<void> {
    const earlier = this.#world.volumes.get(incarnation);
    if (!earlier) return;
    try {
      await this.#commitAlone(earlier);
    } catch (error) {
      if (mayPass(error)) throw error;
      this.#world.events.delayed(earlier, error);
    }
  }

  async #append(volume: Volume): Promise<void> {
    const { volumes, events } = this.#world;
    const started = performance.now();
    for (let tries = 1; ; tries += 1) {
      const head = await this.#shortHead(volume);
      const own = await ownEntry(this.#world.ledger, volume, head);
      if (own) return this.#appended(volume, own, { ms: performance.now() - started, tries });
      if (await this.#refusal(volume, head)) return;
      const prepared = await this.#prepared(volume, head);
      if (!prepared || (await this.#tooFull(volume, head, prepared))) return;
      if (!prepared.merged.layer) {
        // There is no entry to find it by: the record itself must say that it is over.
        await volumes.advance(volume, { to: "discarded", reason: "nothing to commit" });
        return events.unchanged(volume);
      }
      try {
        const generation = await this.#appendOnce(volume, head, prepared, prepared.merged.layer);
        return await this.#appended(volume, generation, { ms: performance.now() - started, tries });
      } catch (error) {
        if (!isKind(error, "conflict") || tries >= maxTries) throw error;
      }
    }
  }

  async #appended(
    volume: Volume,
    generation: Generation,
    effort: { readonly ms: number; readonly tries: number },
  ): Promise<void> {
    await this.#world.volumes.advance(volume, { to: "committed" });
    const { cache } = volume.request;
    if (planUpkeep(generation, this.#limitOf(cache))) void this.#compactor.compact(cache);
    this.#world.events.committed(volume, generation, effort);
  }

  /** The head, after waiting for a compaction where its chain has the greatest length. */
  async #shortHead(volume: Volume): Promise<Head> {
    const { cache } = volume.request;
    const head = await this.#world.ledger.head(cache);
    if ((head.generation?.layers.length ?? 0) < longestChain) return head;
    await this.#compactor.compact(cache);
    const shorter = await this.#world.ledger.head(cache);
    if ((shorter.generation?.layers.length ?? 0) < longestChain) return shorter;
    throw new CacheError(
      "exhausted",
      `Cannot commit to ${formatKey(cache)}: its chain has ${longestChain} layers and could not be compacted`,
    );
  }

  /** Discards a delta that must not be committed on this head; true when it did. */
  async #refusal(volume: Volume, head: Head): Promise<boolean> {
    const refusal = await refusalOf(this.#world, volume, head, this.#stop.signal);
    if (refusal) await this.#gate.discard(volume, refusal.reason, refusal.why);
    return refusal !== undefined;
  }

  /** Undefined for a delta that was given up: what no walk can look at now, none ever will. */
  async #prepared(volume: Volume, head: Head): Promise<Prepared | undefined> {
    try {
      return await prepare(this.#world, volume, head);
    } catch (error) {
      if (!isKind(error, "precondition")) throw error;
      await this.#gate.discard(volume, "unfit", messageOf(error));
      return undefined;
    }
  }

  /** Discards a delta for which the cache has no room; true when it did. */
  async #tooFull(volume: Volume, head: Head, { chain, merged }: Prepared): Promise<boolean> {
    const why = whyRefused(head.generation ?? nothing, chain, this.#limitOf(volume.request.cache));
    if (why === undefined) return false;
    if (merged.layer && merged.layer.id !== volume.upper) await this.#world.layers.discard(merged.layer.id);
    await this.#gate.discard(volume, "size-limit", why);
    return true;
  }

  async #appendOnce(volume: Volume, head: Head, prepared: Prepared, layer: LayerRef): Promise<Generation> {
    const { ledger, clock, layers } = this.#world;
    const { merged, chain, moved } = prepared;
    try {
      return await ledger.append(volume.request.cache, head, {
        epoch: head.epoch,
        kind: "build",
        ...chain,
        limit: this.#limitOf(volume.request.cache)?.size,
        volume: volume.incarnation,
        by: volume.request.pod,
        base: volume.base.generation,
        changes: { ...merged.changes, excluded: merged.changes.excluded + (volume.delta?.excluded ?? 0) },
        merged: moved && strategyOf(volume) === "union",
        bytes: layer.size,
        time: clock.now().toISOString(),
      });
    } catch (error) {
      // Only a lost race is sure: after any other error the entry may be there, and then the layer is part of the log.
      if (isKind(error, "conflict") && layer.id !== volume.upper) await layers.discard(layer.id);
      throw error;
    }
  }
}

/** A sleep ends with an error only when the plugin stops. */
function stopped(): void {}
