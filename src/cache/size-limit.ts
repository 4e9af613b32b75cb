/** How much one cache may hold, and what becomes of it when it holds more. */
import type { Run } from "./compact.ts";
import { planCompaction } from "./compact.ts";
import type { Chain, Head, LayerId, NewGeneration } from "./generation.ts";
import type { CacheKey } from "./key.ts";
import { prunedGeneration } from "./prune.ts";
import { formatBytes } from "./quantity.ts";
import { bytesShown, totalsOf } from "./totals.ts";

/**
 * - `evict`: the files touched longest ago are left out; what the last commit brought stays until the next one (ADR 0047).
 * - `reset`: the cache starts anew, empty.
 * - `refuse`: what would make it too large is not committed.
 */
export const waysWhenFull = ["evict", "reset", "refuse"] as const;
export type WhenFull = (typeof waysWhenFull)[number];

export interface SizeLimit {
  /** Bytes of file contents that the head may show. */
  readonly size: number;
  readonly whenFull: WhenFull;
}

/** The limit of each cache; undefined where there is none. */
export type LimitOf = (cache: CacheKey) => SizeLimit | undefined;

/** An eviction leaves this share of the limit, or the next commit would start another one. */
const leftShare = 0.9;

/** What is to be done to a chain. */
export type Upkeep =
  | { readonly act: "compact"; readonly run: Run }
  /** So many bytes may stay. */
  | { readonly act: "evict"; readonly most: number }
  | { readonly act: "reset" };

/**
 * What the limit asks for, whatever open volumes show; else the compaction that the chain needs; undefined when it may stay as it is.
 * A chain that nobody counted is compacted first, which counts it.
 */
export function planUpkeep(
  chain: Chain,
  limit: SizeLimit | undefined,
  shown: ReadonlySet<LayerId> = new Set(),
): Upkeep | undefined {
  const shownBytes = bytesShown(chain);
  if (limit && shownBytes > limit.size) {
    if (!totalsOf(chain)) return { act: "compact", run: { from: 0, to: chain.layers.length } };
    if (limit.whenFull === "reset") return { act: "reset" };
    const newest = chain.layers[0]?.size ?? 0;
    if (limit.whenFull === "evict" && shownBytes > newest)
      return { act: "evict", most: Math.max(Math.floor(limit.size * leftShare), newest) };
  }
  const run = planCompaction(chain, shown);
  return run && { act: "compact", run };
}

/** Why a commit is not taken that would put `next` in the place of the head; undefined when it is: always where it makes the cache no larger, or nobody counted. */
export function whyRefused(head: Chain, next: Chain, limit: SizeLimit | undefined): string | undefined {
  if (limit?.whenFull !== "refuse") return undefined;
  const [before, after] = [totalsOf(head), totalsOf(next)];
  if (!after || after.live <= limit.size || after.live <= (before?.live ?? Infinity)) return undefined;
  return `the cache would have ${formatBytes(after.live)}, its size limit is ${formatBytes(limit.size)}`;
}

/** The entry with which a cache that is full starts anew: like a prune, nothing of what was there can come back. */
export function resetGeneration(head: Head, time: Date, limit: number | undefined): NewGeneration {
  return { ...prunedGeneration(head, time), kind: "reset", limit };
}
