/** Puts entries into a log that the API server keeps: each number once, and nothing below the floor. */
import { isFrom } from "../cache/domain-owner.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import type { Generation } from "../cache/generation.ts";
import { hides } from "../cache/imported.ts";
import { formatKey } from "../cache/key.ts";
import type { Mirror } from "../cache/mirror.ts";
import type { Client } from "./client.ts";
import { resourceName, strayOf, toBelieved, toGeneration, toResource } from "./generation-resource.ts";
import { floorOf, isEnding } from "./known-caches.ts";
import { cacheLabel, caches, domainLabel, type GenerationResource, generations } from "./resources.ts";

export class ApiLog {
  readonly #client: Client;
  readonly #mirror: Mirror;
  readonly #node: string;

  constructor(client: Client, mirror: Mirror, node: string) {
    this.#client = client;
    this.#mirror = mirror;
    this.#node = node;
  }

  /**
   * The entry, as the log has it when this returns: this one, or that of an earlier try of the same volume, whose answer was lost. Throws
   * `conflict` when another one has its number or it came too late; what the mirror did not know of that, it knows then. After `unavailable`
   * the log may have it, or another node put something there that has its number.
   */
  async put(entry: Generation, signal: AbortSignal): Promise<Generation> {
    const { generation: head } = await this.#mirror.head(entry.cache);
    const made = await this.#create(entry, signal);
    await this.#checkInTime(made, signal);
    // Whoever makes the cache a copy finds nothing in its log either, and gives its entry another number.
    if ((head?.layers.length ?? 0) === 0) await this.#checkUnhidden(made, signal);
    return made;
  }

  /** Our entry, made now or by a try before, whose answer was lost. Throws `conflict` when somebody else's has its number. */
  async #create(entry: Generation, signal: AbortSignal): Promise<Generation> {
    try {
      await this.#client.create(generations, toResource(entry), signal);
      return entry;
    } catch (error) {
      if (!isKind(error, "exists")) throw error;
    }
    const found = await this.#client.find(generations, nameOf(entry), signal);
    if (!found) throw conflict(entry, "another entry had its number until now");
    const there = toGeneration(found);
    if (!isFrom(this.#node, there.by)) throw strayOf(there);
    if (there.cacheUID !== entry.cacheUID) {
      await this.#clear(entry, found, signal);
      throw conflict(entry, "an entry of another cache of its name had its number");
    }
    if (entry.volume !== "" && there.volume === entry.volume) return there;
    await this.#mirror.adopt(there);
    throw conflict(entry, "another writer was faster");
  }

  /** Takes what an earlier Cache left out of the way. It may be ours that is the earlier one: then what is there stays, and the mirror learns of it. */
  async #clear(entry: Generation, found: GenerationResource, signal: AbortSignal): Promise<void> {
    const { cache: key, cacheUID } = entry;
    const cache = await this.#client.find(caches, key, signal);
    const uid = cache && !isEnding(cache) ? cache.metadata.uid : undefined;
    if (found.spec.cacheUID !== uid) await this.#withdraw(toGeneration(found), signal, found.metadata.uid);
    if (uid === undefined) await this.#mirror.unbind(key, cacheUID);
    else if (uid !== cacheUID) await this.#mirror.bind(key, uid);
  }

  /** A writer that slept may have made an entry whose number had been retired, or of a Cache that is gone: it is withdrawn. */
  async #checkInTime(entry: Generation, signal: AbortSignal): Promise<void> {
    const { cache: key, cacheUID, number } = entry;
    const cache = await this.#client.find(caches, key, signal);
    if (!cache || isEnding(cache)) {
      await this.#withdraw(entry, signal);
      await this.#mirror.unbind(key, cacheUID);
      throw conflict(entry, "the Cache is gone");
    }
    const { uid = "" } = cache.metadata;
    const floor = floorOf(cache, entry.scope, this.#mirror.domain);
    if (uid === cacheUID && floor < number) return;
    await this.#withdraw(entry, signal);
    if (uid === cacheUID) await this.#mirror.retire(key, floor);
    else await this.#mirror.bind(key, uid);
    throw conflict(entry, uid === cacheUID ? "the log's floor has passed it" : "the Cache is another one now");
  }

  /** The first entry that shows something gives way to a copy that was made at the same time, and is above it. */
  async #checkUnhidden(entry: Generation, signal: AbortSignal): Promise<void> {
    const { cache, cacheUID, domain } = entry;
    const labels = `${cacheLabel}=${cache.name},${domainLabel}=${domain}`;
    const { items } = await this.#client.list(generations, { namespace: cache.namespace, labels }, signal);
    const others = items.flatMap((one) => toBelieved(one, () => {}) ?? []);
    const above = others.find(
      (other) => other.cacheUID === cacheUID && isFrom(this.#node, other.by) && hides(other, entry),
    );
    if (!above) return;
    // The watch may have told of it already, or do so later: a mirror that had it would say that it is committed.
    await this.#mirror.retire(cache, entry.number);
    await this.#withdraw(entry, signal);
    const copy = await this.#client.find(generations, nameOf(above), signal);
    if (copy) await this.#mirror.adopt(toGeneration(copy));
    throw conflict(entry, "its cache became a copy meanwhile");
  }

  async #withdraw(entry: Generation, signal: AbortSignal, uid?: string): Promise<void> {
    try {
      const preconditions = uid === undefined ? {} : { uid };
      await this.#client.delete(generations, nameOf(entry), preconditions, signal);
    } catch (error) {
      if (!isKind(error, "not-found", "conflict")) throw error;
    }
  }
}

function nameOf(entry: Generation): { readonly namespace: string; readonly name: string } {
  return { namespace: entry.cache.namespace, name: resourceName(entry) };
}

function conflict({ cache, number }: Generation, why: string): CacheError {
  return new CacheError("conflict", `Cannot append generation ${number} of ${formatKey(cache)}: ${why}`);
}
