/** The Caches of the API server, as a node needs them: what each asks for, and which one the mirror's cache of that name is. */
import type { Decision } from "../cache/decision.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Mirror } from "../cache/mirror.ts";
import { policyOf } from "./cache-policy.ts";
import type { Observer } from "./list-watch.ts";
import type { Cache, Metadata } from "./resources.ts";

/** What is kept of a Cache. */
interface Known {
  readonly uid: string;
  readonly policy: Decision;
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
  /** The uids that caches of the mirror are bound to. */
  readonly #bound = new Map<string, string>();

  constructor(options: KnownCachesOptions) {
    this.#options = options;
  }

  /** The uid of the Cache; undefined when there is none, or nobody told yet. */
  uid(key: CacheKey): string | undefined {
    return this.#known.get(formatKey(key))?.uid;
  }

  /** What the Cache asks for; undefined when nobody told yet, nor before the start. */
  policy(key: CacheKey): Decision | undefined {
    return this.#known.get(formatKey(key))?.policy;
  }

  /** What holds for a volume that is opened now; undefined also where the mirror's cache is not bound to that Cache: it may be another one (ADR 0055). */
  granting(key: CacheKey): Decision | undefined {
    const known = this.#known.get(formatKey(key));
    return known && this.#bound.get(formatKey(key)) === known.uid ? known.policy : undefined;
  }

  /** Goes by what was kept, until somebody tells. */
  async recall(): Promise<void> {
    const { mirror } = this.#options;
    for (const { key } of await mirror.caches()) {
      const [uid, policy] = [await mirror.bound(key), await mirror.decided(key)];
      if (uid === undefined || policy === undefined || this.#known.has(formatKey(key))) continue;
      this.#known.set(formatKey(key), { uid, policy });
      this.#bound.set(formatKey(key), uid);
    }
  }

  /** From now on the mirror's cache is the Cache that is known; undefined when none is. */
  async bind(key: CacheKey): Promise<string | undefined> {
    const known = this.#known.get(formatKey(key));
    if (!known) return undefined;
    await this.#options.mirror.bind(key, known.uid);
    await this.#options.mirror.decide(key, known.uid, known.policy);
    this.#bound.set(formatKey(key), known.uid);
    return known.uid;
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
      if (bound !== undefined) await this.settle(key);
    }
  }

  async changed(cache: Cache): Promise<void> {
    const key = keyOf(cache.metadata);
    this.learn(cache);
    const { mirror } = this.#options;
    const bound = await mirror.bound(key);
    // Of caches that this node does not use it keeps nothing.
    if (bound === undefined) return;
    if (bound !== cache.metadata.uid || isEnding(cache)) return void (await this.settle(key));
    await this.bind(key);
    await this.#retire(key, floorOf(cache, this.#options.scope, mirror.domain));
  }

  async deleted(cache: Cache): Promise<void> {
    const key = keyOf(cache.metadata);
    if (this.uid(key) === cache.metadata.uid) this.#known.delete(formatKey(key));
    if (this.#bound.get(formatKey(key)) === cache.metadata.uid) this.#bound.delete(formatKey(key));
    const bound = await this.#options.mirror.bound(key);
    if (bound !== undefined && bound === cache.metadata.uid) await this.#options.mirror.unbind(key, bound);
  }

  /** What was told may be late: which Cache it is now decides. Undefined when there is none. */
  async settle(key: CacheKey): Promise<Cache | undefined> {
    const { mirror, now } = this.#options;
    const bound = await mirror.bound(key);
    const cache = await now(key);
    if (cache && !isEnding(cache)) {
      this.learn(cache);
      await this.bind(key);
      return cache;
    }
    if (bound !== undefined) await mirror.unbind(key, bound);
    this.#bound.delete(formatKey(key));
    return undefined;
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
