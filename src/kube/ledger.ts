/** The ledger over the API server: a node's own log is appended to there, and read from the node's mirror (ADR 0026). */
import type { Unreadable } from "../cache/aside.ts";
import type { AskOwner, Decision } from "../cache/decision.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import { defaultScope, type Generation, type Head, type NewGeneration } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Mirror } from "../cache/mirror.ts";
import type { CacheEntry, Clock, Ledger } from "../cache/ports.ts";
import { ApiLog } from "./api-log.ts";
import { policyOf } from "./cache-policy.ts";
import type { Client } from "./client.ts";
import { isEnding, KnownCaches } from "./known-caches.ts";
import { ListWatch, type Observer } from "./list-watch.ts";
import { ensured } from "./make-cache.ts";
import { together } from "./observers.ts";
import { OwnEntries } from "./own-entries.ts";
import { type Cache, caches, domainLabel, type GenerationResource, generations } from "./resources.ts";

export interface KubeLedgerOptions {
  readonly client: Client;
  /** The node's name: what no pod made says that it comes from there. */
  readonly node: string;
  /** Of this node's domain. */
  readonly mirror: Mirror;
  readonly clock: Clock;
  /** Told of all Caches before the ledger itself is: what holds layers must know before entries go. */
  readonly alsoTold?: Observer<Cache>;
  /** Told when the API server cannot be followed; that goes on by itself. */
  readonly failed: (error: unknown) => void;
}

/** Milliseconds that a publish waits for the API server, of which it only wants to know a Cache that nobody here knew. */
const publishPatience = 1_000;
/** Milliseconds that no other publish waits for it, when one waited for nothing. */
const restAfterFailure = 10_000;

/** Disposed of before the client and the mirror are. */
export class KubeLedger implements Ledger, AsyncDisposable {
  readonly domain: string;
  readonly #client: Client;
  readonly #node: string;
  readonly #mirror: Mirror;
  readonly #clock: Clock;
  readonly #known: KnownCaches;
  readonly #log: ApiLog;
  readonly #watches: readonly ListWatch<Cache | GenerationResource>[];
  readonly #stop = new AbortController();
  #restUntil = 0;

  constructor({ client, node, mirror, clock, alsoTold, failed }: KubeLedgerOptions) {
    this.domain = mirror.domain;
    this.#client = client;
    this.#node = node;
    this.#mirror = mirror;
    this.#clock = clock;
    this.#known = new KnownCaches({
      mirror,
      scope: defaultScope,
      now: (key) => client.find(caches, key, this.#stop.signal),
    });
    this.#log = new ApiLog(client, mirror, node);
    const own = new OwnEntries({ client, mirror, node, stop: this.#stop.signal, failed });
    const both = { client, clock, failed };
    const ofCaches = together<Cache>([...(alsoTold ? [alsoTold] : []), this.#known]);
    this.#watches = [
      new ListWatch({ ...both, kind: caches, selection: {}, observer: ofCaches }),
      new ListWatch({
        ...both,
        kind: generations,
        selection: { labels: `${domainLabel}=${this.domain}` },
        observer: own,
      }),
    ];
  }

  /** Until the API server tells, Caches ask for what they asked for when it told last. Call it before the start. */
  recall(): Promise<void> {
    return this.#known.recall();
  }

  /** Follows the API server from now on. */
  start(): void {
    for (const watch of this.#watches) watch.start();
  }

  /** Fulfilled when all that the API server knows now has been told; rejected when it is stopped before. */
  async synced(): Promise<void> {
    await Promise.all(this.#watches.map((watch) => watch.synced));
  }

  /** What the Cache asks for; undefined when nobody told yet. */
  policy(key: CacheKey): Decision | undefined {
    return this.#known.policy(key);
  }

  /** What holds for a volume of the cache that is opened now; undefined when nobody can tell. */
  granting(key: CacheKey): Decision | undefined {
    return this.#known.granting(key);
  }

  /** See AskOwner. */
  readonly ask: AskOwner = async (key) => {
    const bound = await this.#mirror.bound(key);
    const cache = bound === undefined ? await this.#begin(key) : await this.#known.settle(key);
    return cache && (bound ?? cache.metadata.uid) === cache.metadata.uid ? policyOf(cache.spec) : "gone";
  };

  /** Of a Cache that was seen before, the API server is not asked. When it does not answer, the cache begins here, and becomes that Cache later. */
  async ensure(key: CacheKey): Promise<CacheEntry> {
    const entry = await this.#mirror.ensure(key);
    if ((await this.#mirror.bound(key)) !== undefined) return entry;
    const known = await this.#known.bind(key);
    if (known !== undefined) return { ...entry, uid: known };
    if (this.#clock.now().getTime() < this.#restUntil) return entry;
    try {
      const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(publishPatience)]);
      return { ...entry, uid: uidOf(await this.#make(key, signal)) };
    } catch (error) {
      if (!isKind(error, "precondition", "not-found")) this.#restUntil = this.#clock.now().getTime() + restAfterFailure;
      return entry;
    }
  }

  caches(): Promise<readonly CacheEntry[]> {
    return this.#mirror.caches();
  }

  head(key: CacheKey): Promise<Head> {
    return this.#mirror.head(key);
  }

  generations(key: CacheKey): Promise<readonly Generation[]> {
    return this.#mirror.generations(key);
  }

  find(key: CacheKey, volume: string): Promise<Generation | undefined> {
    return this.#mirror.find(key, volume);
  }

  unreadable(): Promise<readonly Unreadable[]> {
    return this.#mirror.unreadable();
  }

  doubtful(): Promise<readonly Generation[]> {
    return this.#mirror.doubtful();
  }

  retire(key: CacheKey, upTo: number): Promise<void> {
    return this.#mirror.retire(key, upTo);
  }

  /** What this node has of the cache: the Cache is the API server's to delete, and a node is told of that. */
  remove(key: CacheKey): Promise<void> {
    return this.#mirror.remove(key);
  }

  removed(): Promise<readonly CacheKey[]> {
    return this.#mirror.removed();
  }

  forget(key: CacheKey): Promise<void> {
    return this.#mirror.forget(key);
  }

  async append(key: CacheKey, head: Head, generation: NewGeneration): Promise<Generation> {
    const own = generation.volume === "" ? undefined : await this.#mirror.find(key, generation.volume);
    if (own) return own;
    await this.#mirror.ensure(key);
    const cacheUID = (await this.#mirror.bound(key)) ?? uidOf(await this.#make(key, this.#stop.signal));
    const now = await this.#mirror.head(key);
    if (now.epoch > generation.epoch || now.floor > head.last)
      throw new CacheError("conflict", `Cannot append to ${formatKey(key)}: its log is another one than it was`);
    const place = { cache: key, cacheUID, scope: defaultScope, domain: this.domain };
    const by = generation.by.pod === "" ? { ...generation.by, node: this.#node } : generation.by;
    const entry = { ...generation, ...place, by, number: head.last + 1, parent: head.generation?.number ?? 0 };
    const made = await this.#log.put(await this.#doubt(entry), this.#stop.signal);
    await this.#adopt(key, made);
    return made;
  }

  /** The entry, noted as in doubt. A try before that was not answered had one of the same place: a second one would say the same in other layers. */
  async #doubt(entry: Generation): Promise<Generation> {
    const before = entry.volume === "" ? undefined : await this.#mirror.doubted(entry.cache, entry.volume);
    if (before && placeOf(before) === placeOf(entry)) return before;
    await this.#mirror.doubt(entry);
    return entry;
  }

  /** Throws `conflict` when the Cache was deleted, or made again, since its uid was read: the entry goes with the one that it is of. */
  async #adopt(key: CacheKey, made: Generation): Promise<void> {
    if ((await this.#mirror.bound(key)) !== made.cacheUID)
      throw new CacheError("conflict", `Cannot append to ${formatKey(key)}: it was deleted meanwhile`);
    await this.#mirror.adopt(made);
  }

  /** Undefined when the namespace has ended: what was begun here of the cache ends with it, and is nothing of the next one's of that name. */
  async #begin(key: CacheKey): Promise<Cache | undefined> {
    try {
      return await this.#make(key, this.#stop.signal);
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
      await this.#mirror.ensure(key);
      await this.#mirror.remove(key);
      return undefined;
    }
  }

  /** The Cache, made with defaults when there is none; from now on the mirror's is that one. */
  async #make(key: CacheKey, signal: AbortSignal): Promise<Cache> {
    const cache = await ensured(this.#client, key, signal);
    if (isEnding(cache))
      throw new CacheError(
        "unavailable",
        `Cannot use cache ${formatKey(key)}: it is being deleted; that ends by itself`,
      );
    this.#known.learn(cache);
    await this.#known.bind(key);
    return cache;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new CacheError("cancelled", "The plugin is stopping"));
    for (const watch of this.#watches) await watch[Symbol.asyncDispose]();
  }
}

/** Which entry of which log it is, and on what it stands. */
function placeOf({ cacheUID, epoch, number, parent }: Generation): string {
  return [cacheUID, epoch, number, parent].join(" ");
}

function uidOf({ metadata: { uid = "" } }: Cache): string {
  return uid;
}
