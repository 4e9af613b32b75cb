/** The port Cluster at an API server: what the controller follows, and what it changes. */
import type {
  CacheStatus,
  Cluster,
  ClusterCache,
  ClusterGeneration,
  ClusterHolding,
  ClusterObserver,
} from "../cache/cluster.ts";
import { isKind, throwIfAborted } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import type { Clock } from "../cache/ports.ts";
import type { Client } from "./client.ts";
import { statusPatch, toClusterCache, toClusterGeneration, toClusterHolding } from "./cluster-objects.ts";
import { resourceName } from "./generation-resource.ts";
import { ListWatch, type Observer } from "./list-watch.ts";
import { caches, generations, holdings, type Kind, type Metadata, nodes, type Resource } from "./resources.ts";

export interface KubeClusterOptions {
  readonly client: Client;
  readonly clock: Clock;
  /** Told of every watch that broke, and of every object that cannot be read; it goes on by itself. */
  readonly failed: (error: unknown) => void;
}

export class KubeCluster implements Cluster {
  readonly #options: KubeClusterOptions;

  constructor(options: KubeClusterOptions) {
    this.#options = options;
  }

  async follow(observer: ClusterObserver, signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    await using watches = new AsyncDisposableStack();
    const synced = [
      this.#watch(watches, caches, (name, cache) => observer.cache(keyOf(name), cache && toClusterCache(cache))),
      this.#watch(watches, generations, ({ namespace = "", name }, one) => {
        observer.generation(namespace, name, one && toClusterGeneration(one));
      }),
      this.#watch(watches, holdings, ({ name }, one) => observer.holding(name, one && toClusterHolding(one))),
    ];
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => resolve(), { once: true });
    // They are rejected when they are stopped, and only then.
    Promise.all(synced).then(
      () => observer.synced(),
      () => {},
    );
    await promise;
  }

  async read({ namespace, name }: CacheKey, signal: AbortSignal): Promise<ClusterCache | undefined> {
    const found = await this.#options.client.find(caches, { namespace, name }, signal);
    return found && toClusterCache(found);
  }

  async nodes(names: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    const there = new Set<string>();
    for (const name of names) if (await this.#options.client.find(nodes, { name }, signal)) there.add(name);
    return there;
  }

  async writeStatus(
    { key, revision }: ClusterCache,
    status: CacheStatus,
    signal: AbortSignal,
  ): Promise<Pick<ClusterCache, "revision">> {
    const { client } = this.#options;
    const { metadata } = await client.patch(caches, { ...key }, statusPatch(revision, status), signal, "status");
    return { revision: metadata.resourceVersion ?? "" };
  }

  async deleteGeneration(generation: ClusterGeneration, signal: AbortSignal): Promise<void> {
    const { namespace } = generation.cache;
    await this.#delete(generations, { namespace, name: resourceName(generation) }, generation, signal);
  }

  async deleteHolding(holding: ClusterHolding, signal: AbortSignal): Promise<void> {
    await this.#delete(holdings, { name: holding.node }, holding, signal);
  }

  async #delete<Type extends Resource>(
    kind: Kind<Type>,
    name: { readonly namespace?: string; readonly name: string },
    { uid, revision }: { readonly uid: string; readonly revision: string },
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await this.#options.client.delete(kind, name, { uid, resourceVersion: revision }, signal);
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
    }
  }

  #watch<Type extends Resource>(
    watches: AsyncDisposableStack,
    kind: Kind<Type>,
    tell: (name: Metadata, object: Type | undefined) => void,
  ): Promise<void> {
    const { client, clock, failed } = this.#options;
    const observer = new Telling(tell, failed);
    const watch = watches.use(new ListWatch({ client, kind, selection: {}, observer, clock, failed }));
    watch.start();
    return watch.synced;
  }
}

function keyOf({ namespace = "", name }: Metadata): CacheKey {
  return { namespace, name };
}

/** Tells of one object after the other, also of those that were gone when a list was made anew. */
class Telling<Type extends Resource> implements Observer<Type> {
  readonly #tell: (name: Metadata, object: Type | undefined) => void;
  readonly #failed: (error: unknown) => void;
  /** What was told of and is not gone, by namespace and name. */
  readonly #told = new Map<string, Metadata>();

  constructor(tell: (name: Metadata, object: Type | undefined) => void, failed: (error: unknown) => void) {
    this.#tell = tell;
    this.#failed = failed;
  }

  async listed(items: readonly Type[]): Promise<void> {
    const there = new Set(items.map(({ metadata }) => idOf(metadata)));
    for (const [id, name] of this.#told) if (!there.has(id)) this.#gone(name);
    for (const item of items) this.#is(item);
  }

  async changed(item: Type): Promise<void> {
    this.#is(item);
  }

  async deleted({ metadata }: Type): Promise<void> {
    this.#gone(metadata);
  }

  /** One that cannot be read must not hide the rest. */
  #is(item: Type): void {
    const { namespace, name } = item.metadata;
    const known = namespace === undefined ? { name } : { namespace, name };
    this.#told.set(idOf(known), known);
    try {
      this.#tell(known, item);
    } catch (error) {
      this.#failed(error);
    }
  }

  #gone(name: Metadata): void {
    this.#told.delete(idOf(name));
    this.#tell(name, undefined);
  }
}

function idOf({ namespace = "", name }: Metadata): string {
  return `${namespace}/${name}`;
}
