/** The port Cluster in memory: objects with revisions, that whoever follows is told of; it can be told to fail. */
import type {
  CacheStatus,
  Cluster,
  ClusterCache,
  ClusterGeneration,
  ClusterHolding,
  ClusterObject,
  ClusterObserver,
} from "../../src/cache/cluster.ts";
import { CacheError, throwIfAborted } from "../../src/cache/errors.ts";
import { entryName } from "../../src/cache/generation.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { formatKey } from "../../src/cache/key.ts";

type Unversioned<Type> = Omit<Type, "uid" | "revision">;

export class FakeCluster implements Cluster {
  /** By `namespace/name`, as whoever asks the API server gets them. */
  readonly caches = new Map<string, ClusterCache>();
  readonly generations = new Map<string, ClusterGeneration>();
  readonly holdings = new Map<string, ClusterHolding>();
  readonly #nodes = new Set<string>();
  /** What was written, in order: `status builds/npm`, `delete npm.default.00c0ffee.1`, `delete holding node-1`. */
  readonly writes: string[] = [];
  readonly #observers = new Set<ClusterObserver>();
  readonly #failures: CacheError[] = [];
  #before: (() => void) | undefined;
  #revision = 0;
  #silent = false;

  /** The next call throws it. */
  failNext(...failures: readonly CacheError[]): void {
    this.#failures.push(...failures);
  }

  /** Somebody else is faster: this happens between the next write's decision and the write. */
  beforeNextWrite(act: () => void): void {
    this.#before = act;
  }

  /** From now on, whoever follows is told of nothing. */
  breakWatch(): void {
    this.#silent = true;
  }

  putCache(cache: Unversioned<ClusterCache>): ClusterCache {
    const name = formatKey(cache.key);
    const made = { ...cache, ...this.#version(this.caches.get(name)) };
    this.caches.set(name, made);
    this.#tell((observer) => observer.cache(cache.key, made));
    return made;
  }

  /** As its owner's going takes the generations along. */
  dropCache(key: CacheKey): void {
    this.caches.delete(formatKey(key));
    for (const one of this.generations.values()) if (formatKey(one.cache) === formatKey(key)) this.#drop(one);
    this.#tell((observer) => observer.cache(key, undefined));
  }

  putGeneration(generation: Unversioned<ClusterGeneration>): ClusterGeneration {
    const made = { ...generation, ...this.#version(undefined) };
    this.generations.set(idOf(made), made);
    this.#tell((observer) => observer.generation(made.cache.namespace, nameOf(made), made));
    return made;
  }

  putHolding(holding: Unversioned<ClusterHolding>): void {
    const made = { ...holding, ...this.#version(this.holdings.get(holding.node)) };
    this.holdings.set(holding.node, made);
    this.#nodes.add(holding.node);
    this.#tell((observer) => observer.holding(holding.node, made));
  }

  addNode(node: string): void {
    this.#nodes.add(node);
  }

  dropNode(node: string): void {
    this.#nodes.delete(node);
  }

  async follow(observer: ClusterObserver, signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    this.#tellAll(observer);
    this.#observers.add(observer);
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => resolve(), { once: true });
    await promise;
    this.#observers.delete(observer);
  }

  async read(key: CacheKey, signal: AbortSignal): Promise<ClusterCache | undefined> {
    this.#mayFail(signal);
    return this.caches.get(formatKey(key));
  }

  async nodes(names: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    this.#mayFail(signal);
    return new Set(names.filter((name) => this.#nodes.has(name)));
  }

  async writeStatus(
    cache: ClusterCache,
    status: CacheStatus,
    signal: AbortSignal,
  ): Promise<Pick<ClusterCache, "revision">> {
    this.#mayFail(signal);
    this.#others();
    const name = formatKey(cache.key);
    const there = this.caches.get(name);
    if (!there) throw new CacheError("not-found", `There is no cache ${name}`);
    checkRevision(there, cache);
    const made = this.putCache({ ...there, status: JSON.parse(JSON.stringify(status)) as CacheStatus });
    this.writes.push(`status ${name}`);
    return made;
  }

  async deleteGeneration(generation: ClusterGeneration, signal: AbortSignal): Promise<void> {
    this.#mayFail(signal);
    this.#others();
    const there = this.generations.get(idOf(generation));
    if (!there) return;
    checkRevision(there, generation);
    this.#drop(there);
    this.writes.push(`delete ${nameOf(generation)}`);
  }

  async deleteHolding(holding: ClusterHolding, signal: AbortSignal): Promise<void> {
    this.#mayFail(signal);
    this.#others();
    const there = this.holdings.get(holding.node);
    if (!there) return;
    checkRevision(there, holding);
    this.holdings.delete(holding.node);
    this.writes.push(`delete holding ${holding.node}`);
    this.#tell((observer) => observer.holding(holding.node, undefined));
  }

  #drop(generation: ClusterGeneration): void {
    this.generations.delete(idOf(generation));
    this.#tell((observer) => observer.generation(generation.cache.namespace, nameOf(generation), undefined));
  }

  #version(before: { readonly uid: string } | undefined): { readonly uid: string; readonly revision: string } {
    this.#revision += 1;
    return { uid: before?.uid ?? `uid-${this.#revision}`, revision: String(this.#revision) };
  }

  #tell(tell: (observer: ClusterObserver) => void): void {
    if (!this.#silent) for (const observer of this.#observers) tell(observer);
  }

  #tellAll(observer: ClusterObserver): void {
    for (const cache of this.caches.values()) observer.cache(cache.key, cache);
    for (const one of this.generations.values()) observer.generation(one.cache.namespace, nameOf(one), one);
    for (const holding of this.holdings.values()) observer.holding(holding.node, holding);
    observer.synced();
  }

  #mayFail(signal: AbortSignal): void {
    throwIfAborted(signal);
    const failure = this.#failures.shift();
    if (failure) throw failure;
  }

  #others(): void {
    const act = this.#before;
    this.#before = undefined;
    act?.();
  }
}

function checkRevision(there: ClusterObject, known: ClusterObject): void {
  if (there.revision !== known.revision || there.uid !== known.uid)
    throw new CacheError("conflict", "It has changed since");
}

function nameOf({ cache, scope, domain, number }: Unversioned<ClusterGeneration>): string {
  return entryName(cache.name, scope, domain, number);
}

function idOf(generation: Unversioned<ClusterGeneration>): string {
  return `${generation.cache.namespace}/${nameOf(generation)}`;
}
