/** Which generations may go: those past the number to keep, and under pressure the least recently used. */
import type { Generation, LayerId, LayerRef } from "./generation.ts";
import { isUpkeep } from "./generation.ts";
import type { CacheKey } from "./key.ts";
import { formatKey } from "./key.ts";

/** Of a generation what retention decides by. */
export interface KeptGeneration extends Pick<Generation, "number" | "epoch" | "kind" | "volume"> {
  readonly layers: readonly Pick<LayerRef, "id" | "size" | "entries">[];
}

/** A cache with its log, as retention sees it. */
export interface Kept {
  readonly key: CacheKey;
  /** RFC 3339; when a volume of it was last published. */
  readonly usedAt: string;
  /** Oldest first. */
  readonly generations: readonly KeptGeneration[];
}

/** Disk: bytes of contents, and directory entries, which stand for inodes. */
export interface Space {
  readonly bytes: number;
  readonly entries: number;
}

/** What is asked of retention. */
export interface Budget {
  /** Generations to keep of each cache, at least 1. */
  readonly keep: number;
  /** What must be freed; zeros for no pressure. */
  readonly toFree: Space;
  /** Volume incarnations whose commit is not recorded yet: their entries stay, because finding them is how a retry knows that it succeeded. */
  readonly uncommitted: ReadonlySet<string>;
  /** Layers that volumes need, whatever the log says: retiring their generations frees nothing. */
  readonly pinned: ReadonlySet<LayerId>;
}

/** Entries of this cache up to and including this number may be retired. */
export interface Retirement {
  readonly key: CacheKey;
  readonly upTo: number;
}

/** How much of a log stays: so many generations, the newest entry alone, or none. */
type Stay = number | "head" | "nothing";

/**
 * Plans retirements. First what `keep` says. Then, while space is to be freed, all but the newest entry of the least recently used caches,
 * and at last those, too, least recently used first: a cold start is better than a full disk. What would free nothing stays, and a cache
 * of which volumes pin the most: it can be given up when they end, and is warm until then.
 */
export function retain(caches: readonly Kept[], budget: Budget): readonly Retirement[] {
  const left = new Map(caches.map((cache) => [formatKey(cache.key), allowedPast(cache, budget.keep, budget)]));
  const oldestFirst = caches.toSorted((a, b) => (a.usedAt < b.usedAt ? -1 : 1));
  for (const stay of ["head", "nothing"] as const) {
    for (const cache of oldestFirst) {
      const soFar = freed(caches, left, budget.pinned);
      if (covers(soFar, budget.toFree)) break;
      const name = formatKey(cache.key);
      const before = left.get(name) ?? 0;
      left.set(name, Math.max(before, allowedPast(cache, stay, budget)));
      const gained = weight(freed(caches, left, budget.pinned)) - weight(soFar);
      if (!isWorth(gained, cache, stay)) left.set(name, before);
    }
  }
  return caches
    .map((cache) => ({
      key: cache.key,
      upTo: left.get(formatKey(cache.key)) ?? 0,
      first: cache.generations[0]?.number,
    }))
    .filter(({ first, upTo }) => first !== undefined && first <= upTo)
    .map(({ key, upTo }) => ({ key, upTo }));
}

/** The layers of an old generation are most often those of newer ones, too: then it may as well stay. */
function isWorth(gained: number, { generations }: Kept, stay: Stay): boolean {
  if (stay !== "nothing") return gained > 0;
  const layers = generations.at(-1)?.layers ?? [];
  const lost = layers.reduce((sum, { size, entries }) => sum + weight({ bytes: size, entries }), 0);
  return gained > 0 && gained * 2 >= lost;
}

/** Bytes on the disk, about: an entry takes an inode, or a part of a directory. */
function weight({ bytes, entries }: Space): number {
  return bytes + entries * 4096;
}

/** The highest number that may go when so much stays and no uncommitted entry is passed; 0 for none. */
function allowedPast({ generations }: Kept, stay: Stay, { uncommitted }: Budget): number {
  // What a prune left behind is a start for nobody any more: it goes whatever is to be kept (docs/architecture.md).
  const { epoch } = generations.at(-1) ?? {};
  const pruned = generations.find((generation) => generation.epoch === epoch)?.number ?? 0;
  const firstKept = Math.max(pruned, oldestKept(generations, stay));
  const past = generations.filter((generation) => generation.number < firstKept);
  const stop = past.findIndex((generation) => uncommitted.has(generation.volume));
  return (stop === -1 ? past : past.slice(0, stop)).at(-1)?.number ?? 0;
}

/** A compaction or an eviction is no generation of its own to a user: it does not count, and stays with what it came after. */
function oldestKept(generations: readonly KeptGeneration[], stay: Stay): number {
  if (stay === "nothing") return Infinity;
  if (stay === "head") return generations.at(-1)?.number ?? 0;
  return generations.filter((generation) => !isUpkeep(generation)).at(-stay)?.number ?? 0;
}

function covers(space: Space, wanted: Space): boolean {
  return space.bytes >= wanted.bytes && space.entries >= wanted.entries;
}

/** What the layers hold that only retired generations refer to. */
function freed(caches: readonly Kept[], retired: ReadonlyMap<string, number>, pinned: ReadonlySet<LayerId>): Space {
  const going = new Map<LayerId, KeptGeneration["layers"][number]>();
  const staying = new Set<LayerId>(pinned);
  for (const cache of caches) {
    const upTo = retired.get(formatKey(cache.key)) ?? 0;
    for (const { number, layers } of cache.generations) {
      for (const layer of layers) {
        if (number > upTo) staying.add(layer.id);
        else going.set(layer.id, layer);
      }
    }
  }
  let [bytes, entries] = [0, 0];
  for (const layer of going.values()) {
    if (staying.has(layer.id)) continue;
    bytes += layer.size;
    entries += layer.entries;
  }
  return { bytes, entries };
}
