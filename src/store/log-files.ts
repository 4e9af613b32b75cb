/** The files of the logs of one state directory, read as far as they can be read. */
import { createHash } from "node:crypto";
import { rmdirSync, unlinkSync } from "node:fs";
import { basename, join, relative } from "node:path";
import type { Unreadable } from "../cache/aside.ts";
import type { Decision } from "../cache/decision.ts";
import { isDecision } from "../cache/decision.ts";
import { CacheError } from "../cache/errors.ts";
import type { Generation, LogState } from "../cache/generation.ts";
import { defaultScope, entryName, entryNumber } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { cacheKey, formatKey, isLabel } from "../cache/key.ts";
import type { CacheEntry } from "../cache/ports.ts";
import { listNames, listNamesNow, translated } from "./files.ts";
import type { Layout } from "./layout.ts";
import { Remembered } from "./remembered.ts";
import { isCacheEntry, isGeneration, isLogState } from "./shapes.ts";
import { corruptAsAbsent, unreadableAsAbsent, unreadableAt } from "./unreadable.ts";

/** What `cache.json` says. */
export type Description = Omit<CacheEntry, "usedAt"> & {
  /** Whether its uid was given by the API server (ADR 0026). */
  readonly bound?: true;
  /** What its owner decided, as the API server told last (ADR 0055). */
  readonly decision?: Decision;
};

/** Paths and contents below `caches/`. */
export class LogFiles {
  readonly #layout: Layout;
  readonly #domain: string;
  readonly #records = new Remembered();

  constructor(layout: Layout, domain: string) {
    this.#layout = layout;
    this.#domain = domain;
  }

  /** The caches that have a directory. */
  async keys(): Promise<CacheKey[]> {
    const keys: CacheKey[] = [];
    for (const namespace of await labelsIn(this.#layout.caches)) {
      const names = await labelsIn(join(this.#layout.caches, namespace)).catch(unreadableAsAbsent);
      keys.push(...(names ?? []).map((name) => cacheKey(namespace, name)));
    }
    return keys;
  }

  /** What the cache is; undefined when nothing says so. Throws `corrupt`. */
  async described(key: CacheKey): Promise<Omit<CacheEntry, "usedAt"> | undefined> {
    const entry = await this.#description(key);
    return entry && { key: entry.key, uid: entry.uid, createdAt: entry.createdAt };
  }

  /** The uid that the API server gave the cache; undefined when it gave none yet. */
  async boundUid(key: CacheKey): Promise<string | undefined> {
    const entry = await this.#description(key).catch(unreadableAsAbsent);
    return entry?.bound ? entry.uid : undefined;
  }

  /** What its owner decided; undefined when nothing was kept of that. */
  async decision(key: CacheKey): Promise<Decision | undefined> {
    const entry = await this.#description(key).catch(unreadableAsAbsent);
    return entry?.bound && isDecision(entry.decision) ? entry.decision : undefined;
  }

  async #description(key: CacheKey): Promise<Description | undefined> {
    const path = this.cachePath(key);
    const entry = await this.#records.read(path, isCacheEntry);
    if (entry && formatKey(entry.key) !== formatKey(key))
      throw new CacheError("corrupt", `Cannot read ${path}: it says it is of ${formatKey(entry.key)}`);
    return entry;
  }

  /**
   * What the log says of a cache whose description is missing (then nobody knows when it was `used`) or cannot be read: so it goes on as
   * the cache that it was. Undefined when there is no such cache.
   */
  async derived(key: CacheKey, used: Date | undefined): Promise<Omit<CacheEntry, "usedAt"> | undefined> {
    const numbers = await this.numbers(key, { floor: 0 });
    if (!used && numbers.length === 0) return undefined;
    const [first] = await this.generations(key);
    const name = createHash("sha256")
      .update(`${this.#domain} ${formatKey(key)}`)
      .digest("hex")
      .slice(0, 32);
    return { key, uid: first?.cacheUID ?? name, createdAt: first?.time ?? (used ?? new Date(0)).toISOString() };
  }

  /** The entries above the floor, and above a number, that can be read, oldest first. */
  async generations(key: CacheKey, above = 0): Promise<readonly Generation[]> {
    const found: Generation[] = [];
    const state = await this.state(key).catch(unreadableAsAbsent);
    for (const number of await this.numbers(key, { floor: Math.max(above, state?.floor ?? 0) })) {
      const generation = await this.entry(key, number).catch(unreadableAsAbsent);
      if (generation) found.push(generation);
    }
    return found;
  }

  /** The numbers above the floor, lowest first, readable or not. */
  async numbers(key: CacheKey, state: Pick<LogState, "floor">): Promise<number[]> {
    return this.#numbersAmong(await listNames(this.directory(key)), key, state);
  }

  /** The files that tell of appends in doubt, of entries with these numbers: `<entry>.<random>`, so that no reader takes one for an entry. */
  async doubts(
    key: CacheKey,
    { from, upTo }: { from: number; upTo: number } = { from: 0, upTo: Infinity },
  ): Promise<string[]> {
    const names = await listNames(this.directory(key));
    return names
      .filter((name) => {
        const number = entryNumber(name.replace(/\.[a-z0-9]+$/, ""), key.name, defaultScope, this.#domain);
        return number !== undefined && number >= from && number <= upTo;
      })
      .map((name) => join(this.directory(key), name));
  }

  /** The numbers at once, for one log: of many, each lets others have the thread. */
  numbersNow(key: CacheKey, state: Pick<LogState, "floor">): number[] {
    return this.#numbersAmong(listNamesNow(this.directory(key)), key, state);
  }

  #numbersAmong(names: readonly string[], key: CacheKey, state: Pick<LogState, "floor">): number[] {
    const numbers = names
      .map((name) => entryNumber(name, key.name, defaultScope, this.#domain))
      .filter((number) => number !== undefined);
    return numbers.filter((number) => number > state.floor).toSorted((a, b) => a - b);
  }

  /** One entry; undefined when it is gone. Throws `corrupt`. */
  async entry(key: CacheKey, number: number): Promise<Generation | undefined> {
    const path = this.path(key, number);
    const entry = await this.#records.read(path, isGeneration);
    if (entry && (entry.number !== number || formatKey(entry.cache) !== formatKey(key))) {
      throw new CacheError(
        "corrupt",
        `Cannot read ${path}: it says it is generation ${entry.number} of ${formatKey(entry.cache)}`,
      );
    }
    return entry;
  }

  /** All that cannot be read. */
  async unreadable(): Promise<readonly Unreadable[]> {
    const found: Unreadable[] = [];
    for (const namespace of await labelsIn(this.#layout.caches)) {
      const path = join(this.#layout.caches, namespace);
      const names = await labelsIn(path).catch(async (error: unknown) => {
        found.push(await unreadableAt(this.#layout, path, error, "layers"));
        return [];
      });
      for (const name of names) found.push(...(await this.#unreadableIn(cacheKey(namespace, name))));
    }
    return found;
  }

  async #unreadableIn(key: CacheKey): Promise<readonly Unreadable[]> {
    const found: Unreadable[] = [];
    const noting = (path: string, pins: Unreadable["pins"]) => async (error: unknown) => {
      found.push(await unreadableAt(this.#layout, path, error, pins));
      return undefined;
    };
    const numbers = await this.numbers(key, { floor: 0 }).catch(noting(this.directory(key), "layers"));
    if (!numbers) return found;
    const state = await this.#records
      .read(this.statePath(key), isLogState)
      .catch(noting(this.statePath(key), "nothing"));
    for (const number of numbers.filter((one) => one > (state?.floor ?? 0)))
      await this.entry(key, number).catch(noting(this.path(key, number), "layers"));
    // Looked for after the entries, because a writer makes it before the first of them.
    const path = this.cachePath(key);
    const missing = new CacheError("corrupt", `Cannot find ${path}, and the log has entries`);
    const described = await this.described(key).catch(noting(path, "nothing"));
    const isNoted = found.some((one) => one.name === relative(this.#layout.root, path));
    if (!described && !isNoted && numbers.length > 0) await noting(path, "nothing")(missing);
    return found;
  }

  /** Without it the entries tell where the log stands, but for those that were retired. */
  async state(key: CacheKey): Promise<LogState> {
    return (await this.#records.read(this.statePath(key), isLogState).catch(corruptAsAbsent)) ?? { floor: 0, epoch: 0 };
  }

  /** Whether nothing is left of a cache but where its log stood. */
  isTrace(key: CacheKey): boolean {
    const [only, ...others] = listNamesNow(this.directory(key));
    return only === basename(this.statePath(key)) && others.length === 0;
  }

  /** Takes that away, too. Needs no durability: what comes back is taken away again. */
  dropTrace(key: CacheKey): void {
    try {
      unlinkSync(this.statePath(key));
      rmdirSync(this.directory(key));
    } catch (error) {
      throw translated(`remove ${this.directory(key)}`, error);
    }
  }

  /** Where the log of a cache is. */
  directory(key: CacheKey): string {
    return join(this.#layout.caches, key.namespace, key.name);
  }

  cachePath(key: CacheKey): string {
    return join(this.directory(key), "cache.json");
  }

  statePath(key: CacheKey): string {
    return join(this.directory(key), "log.json");
  }

  path(key: CacheKey, number: number): string {
    return join(this.directory(key), entryName(key.name, defaultScope, this.#domain, number));
  }
}

async function labelsIn(directory: string): Promise<string[]> {
  return (await listNames(directory)).filter(isLabel).toSorted();
}
