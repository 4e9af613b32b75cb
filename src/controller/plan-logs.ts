/** Sorts what is known of one cache by its logs, and says how far the floor of each may rise. */
import type { ClusterCache, ClusterGeneration, HeldLog, LogStatus, Pin } from "../cache/cluster.ts";
import { isFrom } from "../cache/domain-owner.ts";
import { defaultScope, isUpkeep } from "../cache/generation.ts";
import { retain } from "../cache/retain.ts";

/** What is known of one cache. */
export interface CacheView {
  readonly cache: ClusterCache;
  /** In any order; those of an earlier cache of the same name, too. */
  readonly generations: readonly ClusterGeneration[];
  /** What nodes tell of it. */
  readonly held: readonly (HeldLog & { readonly domain: string; readonly node: string })[];
  /** The node of each domain that has a Holding, whether or not it tells of this cache. */
  readonly nodes: ReadonlyMap<string, string>;
}

/** One log of a cache, put together from all that tells of it. */
export interface CacheLog {
  readonly scope: string;
  readonly domain: string;
  /** Oldest first. */
  readonly entries: readonly ClusterGeneration[];
  /** As the status has it. */
  readonly recorded: LogStatus | undefined;
  readonly held: readonly HeldLog[];
  /** Whose it is; undefined where no Holding ever said so. */
  readonly node: string | undefined;
  /** RFC 3339: since when no node has it. */
  readonly lostSince: string | undefined;
}

/** Milliseconds after which a lost log is given up, with its entries: until then its node may come back with its disk. */
export const lostMs = 24 * 3_600_000;

/** The logs of a cache, by domain. A log that was lost for long, and has no entries any more, is none. */
export function logsOf({ cache, generations, held, nodes }: CacheView, now: Date): readonly CacheLog[] {
  const own = generations.filter(({ cacheUID }) => cacheUID === cache.uid);
  const recorded = cache.status?.heads ?? [];
  const names = new Map(
    [...own, ...recorded, ...held.map(({ domain }) => ({ domain, scope: defaultScope }))].map((log) => [
      nameOf(log),
      log,
    ]),
  );
  return [...names]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { scope, domain }]) => {
      const before = recorded.find((log) => nameOf(log) === name);
      // Whose it was it stays until it is given up: while that node is away, another one must not get it by saying so.
      const node = before?.node ?? nodes.get(domain);
      return {
        scope,
        domain,
        entries: own
          .filter((entry) => nameOf(entry) === name && isFrom(node, entry.by))
          .toSorted((a, b) => a.number - b.number),
        recorded: before,
        held: scope === defaultScope ? held.filter((log) => log.domain === domain && log.node === node) : [],
        node,
        lostSince: nodes.has(domain) && nodes.get(domain) === node ? undefined : lostSince(before, now),
      };
    })
    .filter((log) => log.entries.length > 0 || !isGivenUp(log, now));
}

/** An entry that another node than its log's put there. */
export interface Stray {
  readonly generation: ClusterGeneration;
  readonly node: string;
}

/** Of all Caches that ever had the name: an entry of another one takes a number, too. */
export function straysOf({ cache, generations, nodes }: CacheView): readonly Stray[] {
  const recorded = new Map((cache.status?.heads ?? []).map((log) => [nameOf(log), log.node]));
  return generations.flatMap((generation) => {
    const node = recorded.get(nameOf(generation)) ?? nodes.get(generation.domain);
    return node === undefined || isFrom(node, generation.by) ? [] : [{ generation, node }];
  });
}

/** The number up to which entries may go: it never falls, and rises past no pin. */
export function floorOf(log: CacheLog, { keep, maxAge = Infinity, pins, key }: ClusterCache, now: Date): number {
  const { entries, recorded, held } = log;
  const last = entries.at(-1)?.number ?? 0;
  const budget = { keep, toFree: { bytes: 0, entries: 0 }, uncommitted: new Set<string>(), pinned: new Set<string>() };
  const [retired] = retain([{ key, usedAt: "", generations: entries }], budget);
  const before = recorded?.floor ?? 0;
  const wanted = Math.max(
    before,
    retired?.upTo ?? 0,
    // Behind a floor that no entry has reached, none could ever come.
    ...held.map(({ floor }) => Math.min(floor, last)),
    expiredUpTo(entries, now.getTime() - maxAge),
    isGivenUp(log, now) ? last : 0,
  );
  // What is gone behind it is below it, whoever took it away. But the first entry may stand on some that only its node has.
  const next = wanted === 0 ? undefined : entries.find(({ number }) => number > wanted);
  const reached = next ? next.number - 1 : wanted;
  return Math.max(before, Math.min(reached, lowestPin(pins, log) - 1));
}

/** The entry that put there what the head shows: upkeep is nobody's. */
export function contentOf(entries: readonly ClusterGeneration[]): ClusterGeneration | undefined {
  return entries.findLast((entry) => !isUpkeep(entry)) ?? entries.at(-1);
}

/** The number of the last entry that shows nothing newer than that; 0 for none. What keeps a cache in shape makes its content no younger. */
function expiredUpTo(entries: readonly ClusterGeneration[], oldest: number): number {
  let upTo = 0;
  let content = Infinity;
  for (const entry of entries) {
    if (!isUpkeep(entry) || content === Infinity) content = Date.parse(entry.createdAt);
    if (!(content < oldest)) break;
    upTo = entry.number;
  }
  return upTo;
}

function lowestPin(pins: readonly Pin[], { domain }: CacheLog): number {
  const own = pins.filter((pin) => (pin.domain ?? domain) === domain);
  return Math.min(Infinity, ...own.map(({ generation }) => generation));
}

function isGivenUp({ lostSince: since }: CacheLog, now: Date): boolean {
  return since !== undefined && now.getTime() - Date.parse(since) >= lostMs;
}

/** Only what a Holding once told of can be lost: that there is none may also mean that nobody writes them. */
function lostSince(recorded: LogStatus | undefined, now: Date): string | undefined {
  return recorded?.node === undefined ? undefined : (recorded.lostSince ?? now.toISOString());
}

function nameOf({ scope, domain }: { readonly scope: string; readonly domain: string }): string {
  return `${domain}.${scope}`;
}
