/** What is counted of each cache on a node: how its volumes started, conflicts, and the last delta that was not committed. */
import type { DiscardReason, Events } from "../cache/events.ts";
import type { Generation } from "../cache/generation.ts";
import { type CacheKey, formatKey } from "../cache/key.ts";
import type { Clock } from "../cache/ports.ts";
import type { Volume } from "../cache/volume.ts";
import type { HoldingLog } from "./resources.ts";

/** Since the log began on this node. */
export type Counts = Pick<HoldingLog, "hits" | "coldStarts" | "conflicts" | "lastRefusal">;

const none: Counts = { hits: 0, coldStarts: 0, conflicts: 0 };

/** Throwing these away is what was asked for. */
const expected: readonly DiscardReason[] = ["first-writer"];

export class HoldingCounts implements Partial<Events> {
  readonly #clock: Clock;
  readonly #counts = new Map<string, Counts>();
  /** The uid of the cache that was counted. */
  readonly #uids = new Map<string, string>();
  #touched = new Set<string>();
  /** Called when something changed. */
  changed: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Goes on from what was counted before a start; what was counted since is added. */
  restore(logs: readonly HoldingLog[]): void {
    for (const { namespace, cache, hits, coldStarts, conflicts, lastRefusal } of logs) {
      const key = { namespace, name: cache };
      const since = this.#of(key);
      const refusal = since.lastRefusal ?? lastRefusal;
      this.#put(key, {
        hits: since.hits + hits,
        coldStarts: since.coldStarts + coldStarts,
        conflicts: since.conflicts + conflicts,
        ...(refusal ? { lastRefusal: refusal } : {}),
      });
    }
  }

  /** The counts of a cache; of another one of that name, nothing has been counted yet. */
  of(key: CacheKey, uid: string): Counts {
    const name = formatKey(key);
    const known = this.#uids.get(name);
    this.#uids.set(name, uid);
    if (known !== undefined && known !== uid) this.#counts.delete(name);
    return this.#of(key);
  }

  /** The caches that something happened to since this was called last. */
  takeTouched(): ReadonlySet<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  opened(volume: Volume, { start }: { readonly start: "warm" | "cold" | "older" }): void {
    const { cache } = volume.request;
    const counts = this.#of(cache);
    const hits = counts.hits + (start === "warm" ? 1 : 0);
    const coldStarts = counts.coldStarts + (start === "cold" ? 1 : 0);
    this.#put(cache, { ...counts, hits, coldStarts });
  }

  committed(_: Volume, { cache, changes }: Generation): void {
    const counts = this.#of(cache);
    this.#put(cache, { ...counts, conflicts: counts.conflicts + changes.conflicts });
  }

  discarded(volume: Volume, reason: DiscardReason, message: string): void {
    const { cache, pod } = volume.request;
    const lastRefusal = {
      time: this.#clock.now().toISOString(),
      pod: `${pod.namespace}/${pod.pod}`,
      reason,
      message: message.slice(0, 1000),
    };
    this.#put(cache, { ...this.#of(cache), ...(expected.includes(reason) ? {} : { lastRefusal }) });
  }

  sealed({ request }: Volume): void {
    this.#touch(request.cache);
  }

  released({ request }: Volume): void {
    this.#touch(request.cache);
  }

  unchanged({ request }: Volume): void {
    this.#touch(request.cache);
  }

  compacted({ cache }: Generation): void {
    this.#touch(cache);
  }

  evicted({ cache }: Generation): void {
    this.#touch(cache);
  }

  reset({ cache }: Generation): void {
    this.#touch(cache);
  }

  emptied(cache: CacheKey): void {
    this.#touch(cache);
  }

  #of(key: CacheKey): Counts {
    return this.#counts.get(formatKey(key)) ?? none;
  }

  #put(key: CacheKey, counts: Counts): void {
    this.#counts.set(formatKey(key), counts);
    this.#touch(key);
  }

  #touch(key: CacheKey): void {
    this.#touched.add(formatKey(key));
    this.changed();
  }
}
