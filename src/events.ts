/** Everything worth telling an operator: a line in the log and a number in the metrics for each thing that happens. */
import type { Logger } from "pino";
import type { Note } from "./cache/aside.ts";
import { kindOf, messageOf } from "./cache/errors.ts";
import type { DiscardReason, Events } from "./cache/events.ts";
import type { Generation, LayerId } from "./cache/generation.ts";
import { type CacheKey, formatKey } from "./cache/key.ts";
import type { Volume } from "./cache/volume.ts";
import type { Metrics } from "./metrics.ts";

/** Throwing these away is what was asked for; everything else lost work that somebody may miss. */
const expected: readonly DiscardReason[] = ["first-writer", "not-succeeded"];

/** The Events of a plugin that runs. Field names are the words of docs/terms.md. */
export class LoggedEvents implements Events {
  readonly #log: Logger;
  readonly #metrics: Metrics;
  /** Layers that were told of: many volumes may have started from them. */
  readonly #missing = new Set<LayerId>();

  constructor(log: Logger, metrics: Metrics) {
    this.#log = log;
    this.#metrics = metrics;
  }

  opened(
    volume: Volume,
    {
      ms,
      start,
      leftOut = 0,
    }: { readonly ms: number; readonly start: "warm" | "cold" | "older"; readonly leftOut?: number },
  ): void {
    this.#metrics.opened(start, ms);
    const { generation, pending } = volume.base;
    const fields = { ...about(volume), start, generation, pending: pending.length, ms: round(ms) };
    // A warning: the volume is older or emptier than it could be.
    if (leftOut > 0)
      this.#log.warn(
        { ...fields, leftOut },
        "Opened a volume without the newest deltas: too many wait for their commit",
      );
    else if (start === "older") this.#log.warn(fields, "Opened a volume from an older generation");
    else this.#log.info(fields, "Opened a volume");
  }

  sealed(volume: Volume, took: { readonly ms: number }): void {
    this.#metrics.sealed(took.ms);
    this.#log.info({ ...about(volume), ...volume.delta, ms: round(took.ms) }, "Sealed a volume");
  }

  committed(volume: Volume, generation: Generation, effort: { readonly ms: number; readonly tries: number }): void {
    this.#metrics.committed(generation, effort);
    const { number, base, parent, merged, bytes, changes } = generation;
    const fields = {
      generation: number,
      base,
      parent,
      merged,
      bytes,
      changes,
      tries: effort.tries,
      ms: round(effort.ms),
    };
    this.#log.info({ ...about(volume), ...fields }, "Committed a delta");
  }

  compacted(generation: Generation, effort: { readonly ms: number; readonly layers: number }): void {
    this.#metrics.compacted(effort.layers);
    const { cache, number, layers } = generation;
    const fields = { cache: formatKey(cache), generation: number, replaced: effort.layers, layers: layers.length };
    this.#log.info({ ...fields, ms: round(effort.ms) }, "Compacted a chain");
  }

  compactionFailed(cache: CacheKey, error: unknown): void {
    this.#metrics.compactionFailed(kindOf(error));
    this.#log.warn({ cache: formatKey(cache), kind: kindOf(error), err: error }, "Gave up a compaction");
  }

  evicted(generation: Generation, effort: { readonly ms: number }): void {
    const { cache, number, changes, limit, layers } = generation;
    this.#metrics.evicted(changes.deleted);
    const fields = { cache: formatKey(cache), generation: number, deleted: changes.deleted, limit };
    const bytes = layers.reduce((sum, { size }) => sum + size, 0);
    this.#log.info({ ...fields, bytes, ms: round(effort.ms) }, "Evicted from a cache that was too large");
  }

  reset({ cache, number, limit }: Generation): void {
    this.#metrics.reset();
    this.#log.warn({ cache: formatKey(cache), generation: number, limit }, "Reset a cache that was too large");
  }

  released(volume: Volume): void {
    this.#log.info(about(volume), "Ended a volume that was not to be committed");
  }

  unchanged(volume: Volume): void {
    this.#metrics.unchanged();
    this.#log.info(about(volume), "Nothing to commit");
  }

  discarded(volume: Volume, reason: DiscardReason, message: string): void {
    this.#metrics.discarded(reason);
    const level = expected.includes(reason) ? "info" : "warn";
    this.#log[level]({ ...about(volume), reason, why: message }, "Discarded a delta");
  }

  busy(volume: Volume, how: "writer" | "directory" | "leaked"): void {
    this.#metrics.busy(how);
    this.#log.warn({ ...about(volume), busy: how }, "A volume was in use when it was sealed");
  }

  delayed(volume: Volume, error: unknown): void {
    this.#metrics.delayed(kindOf(error));
    this.#log.warn({ ...about(volume), ...wrong(error) }, "A commit is put off and will be tried again");
  }

  sealDelayed(volume: Volume, error: unknown): void {
    this.#metrics.sealDelayed(kindOf(error));
    this.#log.warn({ ...about(volume), ...wrong(error) }, "A volume could not be sealed and will be at its unpublish");
  }

  covered(volume: Volume, what: string): void {
    this.#metrics.busy("covered");
    this.#log.warn({ ...about(volume), what }, "Unmounted what covered a volume");
  }

  podsUnknown(error: unknown): void {
    this.#metrics.podsUnknown(kindOf(error));
    this.#log.warn(wrong(error), "Could not ask which pods have ended");
  }

  strayLeft(target: string, error: unknown): void {
    this.#log.warn({ target, ...wrong(error) }, "Could not unmount a mount without a record");
  }

  retireDelayed(cache: CacheKey, error: unknown): void {
    this.#log.warn({ cache: formatKey(cache), ...wrong(error) }, "Could not retire generations");
  }

  emptied(cache: CacheKey): void {
    this.#log.warn({ cache: formatKey(cache) }, "Gave up a cache for room on the disk");
  }

  removed(cache: CacheKey): void {
    this.#log.info({ cache: formatKey(cache) }, "Removed a cache");
  }

  swept(what: { readonly layers: number; readonly generations: number }): void {
    this.#metrics.swept(what.layers, what.generations);
    // Most sweeps find nothing.
    const level = what.layers + what.generations > 0 ? "info" : "debug";
    this.#log[level](what, "Swept");
  }

  sweepRefused(why: string): void {
    this.#metrics.sweepRefused();
    this.#log.warn({ why }, "Did not sweep");
  }

  recovered(counts: {
    readonly open: number;
    readonly sealed: number;
    readonly discarded: number;
    readonly ms: number;
  }): void {
    this.#log.info({ ...counts, ms: round(counts.ms) }, "Recovered");
  }

  unreadable(what: string): void {
    this.#metrics.unreadable();
    this.#log.error({ what }, "Something on disk cannot be read");
  }

  setAside({ name, why, layers }: Note): void {
    this.#metrics.setAside();
    this.#log.error({ name, why, layers: layers.length }, "Set aside what cannot be read");
  }

  restored({ name, since }: Note): void {
    this.#log.info({ name, since }, "What was set aside is gone, or can be read again");
  }

  unmountedAside(incarnation: string, target: string): void {
    this.#log.error({ incarnation, target }, "Unmounted a volume whose record cannot be read");
  }

  layersMissing(volume: Volume, layers: readonly LayerId[]): void {
    const news = layers.filter((id) => !this.#missing.has(id));
    if (news.length === 0) return;
    for (const id of news) this.#missing.add(id);
    this.#log.error({ ...about(volume), layers: news }, "Layers are missing; commits go on without them");
  }
}

/** Which volume, of which cache, for which pod. */
function about(volume: Volume): Record<string, string> {
  const { cache, pod } = volume.request;
  const { volumeId, incarnation } = volume;
  return { volume: volumeId, incarnation, cache: formatKey(cache), pod: `${pod.namespace}/${pod.pod}` };
}

/** What went wrong; with its stack where it is a defect of ours. */
function wrong(error: unknown): Record<string, unknown> {
  const kind = kindOf(error);
  return kind === "internal" ? { kind, why: messageOf(error), err: error } : { kind, why: messageOf(error) };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
