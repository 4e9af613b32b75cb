/** Which generations may go: those past the number to keep, and under pressure the least recently used. */
import type { Generation } from "./generation.ts";
import type { CacheKey } from "./key.ts";
import { formatKey } from "./key.ts";

/** A cache with its log, as retention sees it. */
export interface Kept {
  readonly key: CacheKey;
  /** RFC 3339; when a volume of it was last published. */
  readonly usedAt: string;
  /** Oldest first. */
  readonly generations: readonly Generation[];
}

/** What is asked of retention. */
export interface Budget {
  /** Generations to keep of each cache, at least 1. */
  readonly keep: number;
  /** Bytes that must be freed; 0 for no pressure. */
  readonly toFree: number;
  /** Volume incarnations whose commit is not recorded yet: their entries stay, because finding them is how a retry knows that it succeeded. */
  readonly uncommitted: ReadonlySet<string>;
}

/** Entries of this cache up to and including this number may be retired. */
export interface Retirement {
  readonly key: CacheKey;
  readonly upTo: number;
}

/**
 * Plans retirements. First what `keep` says. Then, while bytes are to be freed, all but the head of the least recently used caches,
 * and at last the heads themselves, least recently used first: a cold start is better than a full disk.
 */
export function retain(caches: readonly Kept[], budget: Budget): readonly Retirement[] {
  const left = new Map(
    caches.map((cache) => [formatKey(cache.key), allowedPast(cache, budget.keep, budget.uncommitted)]),
  );
  let toFree = budget.toFree - freed(caches, left);
  const oldestFirst = caches.toSorted((a, b) => (a.usedAt < b.usedAt ? -1 : 1));
  for (const keep of [1, 0]) {
    for (const cache of oldestFirst) {
      if (toFree <= 0) break;
      const name = formatKey(cache.key);
      const before = left.get(name) ?? 0;
      left.set(name, Math.max(before, allowedPast(cache, keep, budget.uncommitted)));
      const still = budget.toFree - freed(caches, left);
      // The layers of an old generation are most often those of newer ones, too: then it may as well stay.
      if (still === toFree) left.set(name, before);
      toFree = still;
    }
  }
  return caches
    .map(({ key }) => ({ key, upTo: left.get(formatKey(key)) ?? 0 }))
    .filter(({ key, upTo }) =>
      caches.some((cache) => cache.key === key && (cache.generations[0]?.number ?? Infinity) <= upTo),
    );
}

/**
 * The highest number that may go when the newest `keep` stay and no uncommitted entry is passed; 0 for none.
 * A compaction is no generation of its own to a user: it does not count, and stays with what it made shorter.
 */
function allowedPast(cache: Kept, keep: number, uncommitted: ReadonlySet<string>): number {
  const counted = cache.generations.filter((generation) => generation.kind !== "compacted");
  const oldestKept = keep === 0 ? Infinity : (counted.at(-keep)?.number ?? 0);
  // What a prune left behind is a start for nobody any more: it goes whatever is to be kept (DESIGN §2.10).
  const { epoch } = cache.generations.at(-1) ?? {};
  const pruned = cache.generations.find((generation) => generation.epoch === epoch)?.number ?? 0;
  const past = cache.generations.filter((generation) => generation.number < Math.max(oldestKept, pruned));
  const stop = past.findIndex((generation) => uncommitted.has(generation.volume));
  return (stop === -1 ? past : past.slice(0, stop)).at(-1)?.number ?? 0;
}

/** Bytes of the layers that only retired generations refer to. Open volumes may pin them longer. */
function freed(caches: readonly Kept[], retired: ReadonlyMap<string, number>): number {
  const sizes = new Map<string, number>();
  const kept = new Set<string>();
  for (const cache of caches) {
    const upTo = retired.get(formatKey(cache.key)) ?? 0;
    for (const generation of cache.generations) {
      for (const layer of generation.layers) {
        sizes.set(layer.id, layer.size);
        if (generation.number > upTo) kept.add(layer.id);
      }
    }
  }
  return [...sizes].filter(([id]) => !kept.has(id)).reduce((sum, [, size]) => sum + size, 0);
}
