/** The Caches of the API server, as a node needs them: what each asks for, and which one the mirror's cache of that name is. */
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Mirror } from "../cache/mirror.ts";
import { type CachePolicy, policyOf } from "./cache-policy.ts";
import type { Observer } from "./list-watch.ts";
import type { Cache, Metadata } from "./resources.ts";

/** What is kept of a Cache. */
interface Known {
  readonly uid: string;
  readonly policy: CachePolicy;
}

export interface KnownCachesOptions {
  readonly mirror: Mirror;
  readonly scope: string;
  /** The Cache as it is at this moment. */
  readonly now: (key: CacheKey) => Promise<Cache | undefined>;
}

export class KnownCaches implements Observer<Cache> {
  readonly #options: KnownCachesOptions;
  readonly #known = new Map<string, Known>();

  constructor(options: KnownCachesOptions) {
    this.#options = options;
  }

  /** The uid of the Cache; undefined when there is none, or nobody told yet. */
  uid(key: CacheKey): string | undefined {
    return this.#known.get(formatKey(key))?.uid;
  }

  /** What the Cache asks for; undefined when nobody told yet. */
  policy(key: CacheKey): CachePolicy | undefined {
    return this.#known.get(formatKey(key))?.policy;
  }

  /** Takes note of a Cache that was just made, or looked at. One that is being deleted is none any more. */
  learn(cache: Cache): void {
    const name = formatKey(keyOf(cache.metadata));
    if (isEnding(cache)) this.#known.delete(name);
    else this.#known.set(name, { uid: cache.metadata.uid ?? "", policy: policyOf(cache.spec) });
  }

  async listed(caches: readonly Cache[]): Promise<void> {
    this.#known.clear();
    for (const cache of caches) this.learn(cache);
    for (const cache of caches) await this.changed(cache);
    for (const { key } of await this.#options.mirror.caches()) {
      const bound = this.#known.has(formatKey(key)) ? undefined : await this.#options.mirror.bound(key);
      if (bound !== undefined) await this.#settle(key);
    }
  }

  async changed(cache: Cache): Promise<void> {
    const key = keyOf(cache.metadata);
    this.learn(cache);
    const { mirror } = this.#options;
    const bound = await mirror.bound(key);
    // Of caches that this node does not use it keeps nothing.
    if (bound === undefined) return;
    if (bound !== cache.metadata.uid || isEnding(cache)) return this.#settle(key);
    await this.#retire(key, floorOf(cache, this.#options.scope, mirror.domain));
  }

  async deleted(cache: Cache): Promise<void> {
    const key = keyOf(cache.metadata);
    if (this.uid(key) === cache.metadata.uid) this.#known.delete(formatKey(key));
    const bound = await this.#options.mirror.bound(key);
    if (bound !== undefined && bound === cache.metadata.uid) await this.#options.mirror.unbind(key, bound);
  }

  /** What was told may be late: which Cache it is now decides. */
  async #settle(key: CacheKey): Promise<void> {
    const { mirror, now } = this.#options;
    const bound = await mirror.bound(key);
    const cache = await now(key);
    if (cache && !isEnding(cache)) {
      this.learn(cache);
      await mirror.bind(key, cache.metadata.uid ?? "");
    } else if (bound !== undefined) await mirror.unbind(key, bound);
  }

  async #retire(key: CacheKey, floor: number): Promise<void> {
    if (floor === 0 || floor <= (await this.#options.mirror.head(key)).floor) return;
    await this.#options.mirror.retire(key, floor);
  }
}

/** What is being deleted takes no more generations. */
export function isEnding({ metadata }: Cache): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** The floor that the controller set for a log. */
export function floorOf({ status }: Cache, scope: string, domain: string): number {
  return status?.heads?.find((head) => head.scope === scope && head.domain === domain)?.floor ?? 0;
}

function keyOf({ namespace = "", name }: Metadata): CacheKey {
  return { namespace, name };
}
