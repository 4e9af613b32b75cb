/** What the controller was told of the cluster's objects, so that a plan for one cache finds all that it needs. */
import { isDeepStrictEqual } from "node:util";
import type { ClusterCache, ClusterGeneration, ClusterHolding, ClusterObserver, HeldLog } from "../cache/cluster.ts";
import { ownersOf } from "../cache/domain-owner.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { CacheView } from "./plan-logs.ts";

type TaggedLog = CacheView["held"][number];

/** Keeps what it is told, and says of which caches that tells something new. */
export class Known implements ClusterObserver {
  readonly #changed: (key: CacheKey) => void;
  readonly #synced = Promise.withResolvers<void>();
  readonly #caches = new Map<string, ClusterCache>();
  /** By cache, then by the entry's name. */
  readonly #generations = new Map<string, Map<string, ClusterGeneration>>();
  /** By namespace and name: an entry that is gone no longer says of which cache it is. */
  readonly #cacheOf = new Map<string, CacheKey>();
  readonly #holdings = new Map<string, ClusterHolding>();
  /** Domain to the node whose it is; made anew when Holdings come and go. */
  #nodes: ReadonlyMap<string, string> = new Map();
  /** By cache, then by node. */
  readonly #held = new Map<string, Map<string, TaggedLog>>();

  constructor(changed: (key: CacheKey) => void) {
    this.#changed = changed;
  }

  /** Resolves when everything has been told that there was at the beginning. */
  get whole(): Promise<void> {
    return this.#synced.promise;
  }

  get keys(): readonly CacheKey[] {
    return [...this.#caches.values()].map(({ key }) => key);
  }

  get holdings(): readonly ClusterHolding[] {
    return [...this.#holdings.values()];
  }

  /** Undefined for a cache that is not there: what else is left of it is the garbage collector's. */
  view(key: CacheKey): CacheView | undefined {
    const name = formatKey(key);
    const cache = this.#caches.get(name);
    return (
      cache && {
        cache,
        generations: [...(this.#generations.get(name)?.values() ?? [])],
        held: [...(this.#held.get(name)?.values() ?? [])],
        nodes: this.#nodes,
      }
    );
  }

  /** Of the revision that is known already it has nothing to say: what was written is known better than what is told of it. */
  cache(key: CacheKey, cache: ClusterCache | undefined): void {
    if (cache && this.#caches.get(formatKey(key))?.revision === cache.revision) return;
    if (cache) this.#caches.set(formatKey(key), cache);
    else this.#caches.delete(formatKey(key));
    this.#changed(key);
  }

  generation(namespace: string, name: string, generation: ClusterGeneration | undefined): void {
    const id = `${namespace}/${name}`;
    const key = generation?.cache ?? this.#cacheOf.get(id);
    if (!key) return;
    const entries = this.#generations.get(formatKey(key)) ?? new Map<string, ClusterGeneration>();
    if (generation) {
      entries.set(id, generation);
      this.#cacheOf.set(id, key);
    } else {
      entries.delete(id);
      this.#cacheOf.delete(id);
    }
    if (entries.size > 0) this.#generations.set(formatKey(key), entries);
    else this.#generations.delete(formatKey(key));
    this.#changed(key);
  }

  holding(node: string, holding: ClusterHolding | undefined): void {
    const before = this.#holdings.get(node);
    if (holding) this.#holdings.set(node, holding);
    else this.#holdings.delete(node);
    this.#logs(node, logsOf(before), logsOf(holding));
    if (before?.domain === holding?.domain && before?.createdAt === holding?.createdAt) return;
    this.#nodes = ownersOf(this.holdings);
    this.#changedDomain([before?.domain, holding?.domain]);
  }

  synced(): void {
    this.#synced.resolve();
  }

  #logs(node: string, were: ReadonlyMap<string, TaggedLog>, logs: ReadonlyMap<string, TaggedLog>): void {
    for (const [name, log] of logs) {
      if (isDeepStrictEqual(log, were.get(name))) continue;
      this.#logsAt(name).set(node, log);
      this.#changed(log.cache);
    }
    for (const [name, { cache }] of were) {
      if (logs.has(name)) continue;
      this.#logsAt(name).delete(node);
      if (this.#logsAt(name).size === 0) this.#held.delete(name);
      this.#changed(cache);
    }
  }

  #logsAt(name: string): Map<string, TaggedLog> {
    const logs = this.#held.get(name) ?? new Map<string, TaggedLog>();
    this.#held.set(name, logs);
    return logs;
  }

  /** A domain got a node, or lost it. */
  #changedDomain(domains: readonly (string | undefined)[]): void {
    for (const entries of this.#generations.values()) {
      const entry = [...entries.values()].find(({ domain }) => domains.includes(domain));
      if (entry) this.#changed(entry.cache);
    }
  }
}

function logsOf(holding: ClusterHolding | undefined): ReadonlyMap<string, TaggedLog> {
  const logs: readonly HeldLog[] = holding?.logs ?? [];
  return new Map(
    logs.map((log) => [formatKey(log.cache), { ...log, domain: holding?.domain ?? "", node: holding?.node ?? "" }]),
  );
}
