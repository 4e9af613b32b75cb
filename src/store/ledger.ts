/** The embedded ledger: the logs of all caches of one state directory, as files. */
import { randomUUID } from "node:crypto";
import { stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { CacheError, isKind, messageOf } from "../cache/errors.ts";
import type { Generation, Head, LogState, NewGeneration } from "../cache/generation.ts";
import { entryName, entryNumber } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { cacheKey, formatKey, isLabel } from "../cache/key.ts";
import type { CacheEntry, Clock, Ledger } from "../cache/ports.ts";
import { createFile, ensureDirectory, listNames, removeFile, replaceFile, syncDirectory } from "./files.ts";
import type { Layout } from "./layout.ts";
import { Remembered } from "./remembered.ts";
import { isCacheEntry, isGeneration, isLogState } from "./shapes.ts";

/** Scopes with fallback come later; until then every log has this one. */
const scope = "default";

/** The Ledger port over `caches/<namespace>/<name>/`: `cache.json`, `log.json`, and an entry per generation. Needs no memory: any process may append. */
export class EmbeddedLedger implements Ledger {
  readonly domain: string;
  readonly #layout: Layout;
  readonly #clock: Clock;
  readonly #records = new Remembered();

  constructor(layout: Layout, domain: string, clock: Clock) {
    this.#layout = layout;
    this.domain = domain;
    this.#clock = clock;
  }

  async ensure(key: CacheKey): Promise<CacheEntry> {
    const path = this.#cachePath(key);
    const now = this.#clock.now();
    const known = await this.#known(key);
    if (known) {
      // Losing it costs a cache its place in the order of eviction, and a volume nothing.
      await utimes(path, now, now).catch(() => {});
      return { ...known, usedAt: now.toISOString() };
    }
    await ensureDirectory(this.#directory(key));
    const entry = { key, uid: randomUUID(), createdAt: now.toISOString() };
    try {
      await createFile(path, `${JSON.stringify(entry)}\n`, this.#layout.temporary);
      return { ...entry, usedAt: entry.createdAt };
    } catch (error) {
      if (!isKind(error, "exists")) throw error;
      return this.ensure(key);
    }
  }

  async caches(): Promise<readonly CacheEntry[]> {
    const found: CacheEntry[] = [];
    for (const key of await this.#keys()) {
      const entry = await this.#known(key).catch(unreadableAsAbsent);
      if (entry) found.push(entry);
    }
    return found;
  }

  /** The time of last use is the file's mtime: it costs a publish no fsync, and losing it in a power cut costs nothing. */
  async #known(key: CacheKey): Promise<CacheEntry | undefined> {
    const entry = await this.#records.read(this.#cachePath(key), isCacheEntry);
    return entry && { ...entry, usedAt: (await stat(this.#cachePath(key))).mtime.toISOString() };
  }

  async head(key: CacheKey): Promise<Head> {
    const state = await this.#state(key);
    const numbers = await this.#numbers(key, state);
    const last = numbers.at(-1) ?? state.floor;
    for (const number of numbers.toReversed()) {
      const generation = await this.#entry(key, number).catch(unreadableAsAbsent);
      if (generation) return { ...state, generation, epoch: Math.max(state.epoch, generation.epoch), last };
    }
    // All that was listed may have been retired before it was read; then newer ones are there.
    const now = await this.#state(key);
    return now.floor > state.floor ? this.head(key) : { ...state, generation: undefined, last };
  }

  async generations(key: CacheKey): Promise<readonly Generation[]> {
    const found: Generation[] = [];
    for (const number of await this.#numbers(key, await this.#state(key))) {
      const generation = await this.#entry(key, number).catch(unreadableAsAbsent);
      if (generation) found.push(generation);
    }
    return found;
  }

  async find(key: CacheKey, volume: string): Promise<Generation | undefined> {
    const found = (await this.generations(key)).find((generation) => generation.volume === volume);
    // Whoever wrote it may have been killed before its name was on disk.
    if (found) await syncDirectory(this.#directory(key));
    return found;
  }

  async append(key: CacheKey, head: Head, generation: NewGeneration): Promise<Generation> {
    const own = generation.volume === "" ? undefined : await this.find(key, generation.volume);
    if (own) return own;
    const { uid } = await this.ensure(key);
    const number = head.last + 1;
    const entry: Generation = {
      ...generation,
      cache: key,
      cacheUID: uid,
      scope,
      domain: this.domain,
      number,
      parent: head.generation?.number ?? 0,
    };
    const path = this.#path(key, number);
    try {
      await createFile(path, `${JSON.stringify(entry)}\n`, this.#layout.temporary);
    } catch (error) {
      if (isKind(error, "exists"))
        throw new CacheError(
          "conflict",
          `Cannot append generation ${number} of ${formatKey(key)}: another writer was faster`,
          { cause: error },
        );
      throw error;
    }
    // A writer that slept may have found its number free because the entry was retired meanwhile (docs/architecture.md).
    if ((await this.#state(key)).floor >= number) {
      await removeFile(path);
      throw new CacheError(
        "conflict",
        `Cannot append generation ${number} of ${formatKey(key)}: the log's floor has passed it`,
      );
    }
    return entry;
  }

  async retire(key: CacheKey, upTo: number): Promise<void> {
    const state = await this.#state(key);
    const head = await this.head(key);
    if (upTo > state.floor) {
      const next: LogState = { floor: upTo, epoch: head.epoch };
      await replaceFile(join(this.#directory(key), "log.json"), `${JSON.stringify(next)}\n`, this.#layout.temporary);
    }
    for (const number of await this.#numbers(key, { floor: 0 })) {
      if (number <= upTo) await removeFile(this.#path(key, number));
    }
  }

  async unreadable(): Promise<readonly string[]> {
    const found: string[] = [];
    const note = (error: unknown): undefined => {
      found.push(messageOf(error));
    };
    for (const key of await this.#keys()) {
      const state = await this.#state(key).catch(note);
      const numbers = await this.#numbers(key, state ?? { floor: 0 });
      // Looked for after the entries, because a writer makes it before the first of them.
      const known = await this.#known(key).catch((error: unknown) => note(error) ?? "unreadable");
      // Without it nobody would find the cache, and nothing would seem to pin its layers.
      if (!known && numbers.length > 0)
        note(new CacheError("corrupt", `Cannot find ${this.#cachePath(key)}, and the log has entries`));
      for (const number of numbers) await this.#entry(key, number).catch(note);
    }
    return found;
  }

  async #state(key: CacheKey): Promise<LogState> {
    return (await this.#records.read(join(this.#directory(key), "log.json"), isLogState)) ?? { floor: 0, epoch: 0 };
  }

  /** The numbers above the floor, lowest first, readable or not. */
  async #numbers(key: CacheKey, state: Pick<LogState, "floor">): Promise<number[]> {
    const names = await listNames(this.#directory(key));
    const numbers = names
      .map((name) => entryNumber(name, key.name, scope, this.domain))
      .filter((number) => number !== undefined);
    return numbers.filter((number) => number > state.floor).toSorted((a, b) => a - b);
  }

  async #entry(key: CacheKey, number: number): Promise<Generation | undefined> {
    const path = this.#path(key, number);
    const entry = await this.#records.read(path, isGeneration);
    if (entry && (entry.number !== number || formatKey(entry.cache) !== formatKey(key))) {
      throw new CacheError(
        "corrupt",
        `Cannot read ${path}: it says it is generation ${entry.number} of ${formatKey(entry.cache)}`,
      );
    }
    return entry;
  }

  async #keys(): Promise<CacheKey[]> {
    const keys: CacheKey[] = [];
    for (const namespace of (await listNames(this.#layout.caches)).toSorted()) {
      for (const name of (await listNames(join(this.#layout.caches, namespace))).toSorted()) {
        if (isLabel(namespace) && isLabel(name)) keys.push(cacheKey(namespace, name));
      }
    }
    return keys;
  }

  #directory(key: CacheKey): string {
    return join(this.#layout.caches, key.namespace, key.name);
  }

  #cachePath(key: CacheKey): string {
    return join(this.#directory(key), "cache.json");
  }

  #path(key: CacheKey, number: number): string {
    return join(this.#directory(key), entryName(key.name, scope, this.domain, number));
  }
}

/** One entry that cannot be read does not stop the others; `unreadable` names it. */
function unreadableAsAbsent(error: unknown): undefined {
  if (!isKind(error, "corrupt")) throw error;
}
