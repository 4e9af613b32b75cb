/** The embedded ledger: the logs of all caches of one state directory, as files. */
import { randomUUID } from "node:crypto";
import { statSync, utimesSync } from "node:fs";
import type { Unreadable } from "../cache/aside.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import { defaultScope, type Generation, type Head, type LogState, type NewGeneration } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { CacheEntry, Clock, Ledger } from "../cache/ports.ts";
import { Turns } from "../cache/turns.ts";
import { createFile, ensureDirectory, hasCode, removeFile, replaceFile, syncDirectory, translated } from "./files.ts";
import type { Layout } from "./layout.ts";
import { LogFiles } from "./log-files.ts";
import { recordText } from "./record.ts";
import { corruptAsAbsent, unreadableAsAbsent } from "./unreadable.ts";

/** The Ledger port over `caches/<namespace>/<name>/`: `cache.json`, `log.json`, and an entry per generation. Needs no memory: any process may append. */
export class EmbeddedLedger implements Ledger {
  readonly domain: string;
  readonly #layout: Layout;
  readonly #files: LogFiles;
  readonly #clock: Clock;
  /** By cache: who raises its floor or its epoch. */
  readonly #raises = new Turns();
  #lastUse = 0;

  constructor(layout: Layout, domain: string, clock: Clock, files = new LogFiles(layout, domain)) {
    this.#layout = layout;
    this.#files = files;
    this.domain = domain;
    this.#clock = clock;
  }

  async ensure(key: CacheKey): Promise<CacheEntry> {
    const known = await this.#known(key);
    const now = this.#useTime();
    if (known && touched(this.#files.cachePath(key), now)) return { ...known, usedAt: now.toISOString() };
    await ensureDirectory(this.#files.directory(key));
    const entry = { key, uid: known?.uid ?? randomUUID(), createdAt: known?.createdAt ?? now.toISOString() };
    try {
      await createFile(this.#files.cachePath(key), recordText(entry), this.#layout.temporary);
      touched(this.#files.cachePath(key), now);
      return { ...entry, usedAt: now.toISOString() };
    } catch (error) {
      if (!isKind(error, "exists")) throw error;
      return this.ensure(key);
    }
  }

  async caches(): Promise<readonly CacheEntry[]> {
    const found: CacheEntry[] = [];
    for (const key of await this.#files.keys()) {
      // What is no directory has no log to read.
      const entry = await this.#known(key).catch(unreadableAsAbsent);
      if (entry) found.push(entry);
    }
    return found;
  }

  /** What is written here is never in doubt. */
  async doubtful(): Promise<readonly Generation[]> {
    return [];
  }

  /** The time of last use is the file's mtime: it costs a publish no fsync, and losing it in a power cut costs nothing. */
  async #known(key: CacheKey): Promise<CacheEntry | undefined> {
    const path = this.#files.cachePath(key);
    const used = mtimeOf(path);
    const entry =
      (await this.#files.described(key).catch(unreadableAsAbsent)) ?? (await this.#files.derived(key, used));
    if (!entry) return undefined;
    this.#lastUse = Math.max(this.#lastUse, used?.getTime() ?? 0);
    return { ...entry, usedAt: used?.toISOString() ?? entry.createdAt };
  }

  /** Later than every use before, also when the clock was set back: what is used must not look as if nobody wanted it. */
  #useTime(): Date {
    const now = this.#clock.now().getTime();
    this.#lastUse = now >= this.#lastUse ? now : this.#lastUse + 1;
    return new Date(this.#lastUse);
  }

  async head(key: CacheKey): Promise<Head> {
    const state = await this.#files.state(key);
    const numbers = this.#files.numbersNow(key, state);
    const last = numbers.at(-1) ?? state.floor;
    for (const number of numbers.toReversed()) {
      const generation = await this.#files.entry(key, number).catch(corruptAsAbsent);
      if (generation) return { ...state, generation, epoch: Math.max(state.epoch, generation.epoch), last };
    }
    // All that was listed may have been retired before it was read; then newer ones are there.
    const now = await this.#files.state(key);
    return now.floor > state.floor ? this.head(key) : { ...state, generation: undefined, last };
  }

  generations(key: CacheKey): Promise<readonly Generation[]> {
    return this.#files.generations(key);
  }

  unreadable(): Promise<readonly Unreadable[]> {
    return this.#files.unreadable();
  }

  async find(key: CacheKey, volume: string): Promise<Generation | undefined> {
    return this.#findAbove(key, volume, 0);
  }

  async #findAbove(key: CacheKey, volume: string, base: number): Promise<Generation | undefined> {
    const found = (await this.#files.generations(key, base)).find((generation) => generation.volume === volume);
    // Whoever wrote it may have been killed before its name was on disk.
    if (found) await syncDirectory(this.#files.directory(key));
    return found;
  }

  async append(key: CacheKey, head: Head, generation: NewGeneration): Promise<Generation> {
    const own = generation.volume === "" ? undefined : await this.#findAbove(key, generation.volume, generation.base);
    if (own) return own;
    const number = head.last + 1;
    await this.#refuseLate(key, number, generation.epoch);
    const { uid } = await this.ensure(key);
    const entry: Generation = {
      ...generation,
      cache: key,
      cacheUID: uid,
      scope: defaultScope,
      domain: this.domain,
      number,
      parent: head.generation?.number ?? 0,
    };
    const path = this.#files.path(key, number);
    try {
      await createFile(path, recordText(entry), this.#layout.temporary);
    } catch (error) {
      if (isKind(error, "exists"))
        throw new CacheError(
          "conflict",
          `Cannot append generation ${number} of ${formatKey(key)}: another writer was faster`,
          { cause: error },
        );
      throw error;
    }
    try {
      await this.#refuseLate(key, number, generation.epoch);
    } catch (error) {
      await removeFile(path);
      throw error;
    }
    return entry;
  }

  /** A writer that slept may have found its number free because the entry was retired meanwhile, or its cache removed (docs/architecture.md). */
  async #refuseLate(key: CacheKey, number: number, epoch: number): Promise<void> {
    const state = await this.#files.state(key);
    if (state.floor < number && state.epoch <= epoch) return;
    throw new CacheError(
      "conflict",
      `Cannot append generation ${number} of ${formatKey(key)}: the log's floor has passed it`,
    );
  }

  async retire(key: CacheKey, upTo: number): Promise<void> {
    const { epoch } = await this.head(key);
    await this.raise(key, { floor: upTo, epoch });
    await this.#removeEntries(key, upTo);
  }

  async remove(key: CacheKey): Promise<void> {
    if (!(await this.#known(key))) return;
    const { last, epoch: before } = await this.head(key);
    const epoch = before + 1;
    // Whoever appends from now on reads it behind its append, and takes it back. What came before is there to be seen.
    await this.raise(key, { floor: last, epoch });
    const newest = (await this.#files.numbers(key, { floor: last })).at(-1);
    if (newest !== undefined) await this.raise(key, { floor: newest, epoch });
    await this.#removeEntries(key, newest ?? last);
    await removeFile(this.#files.cachePath(key));
  }

  async removed(): Promise<readonly CacheKey[]> {
    return (await this.#files.keys()).filter((key) => this.#files.isTrace(key));
  }

  async forget(key: CacheKey): Promise<void> {
    // At once, so that nobody makes the cache anew in between.
    if (this.#files.isTrace(key)) this.#files.dropTrace(key);
  }

  /** Neither ever falls: who retires decides by what it read, and a removal may have raised both since. */
  protected async raise(key: CacheKey, { floor, epoch }: LogState): Promise<void> {
    await this.#raises.take(formatKey(key), async () => {
      const now = await this.#files.state(key);
      const next = { floor: Math.max(now.floor, floor), epoch: Math.max(now.epoch, epoch) };
      if (next.floor === now.floor && next.epoch === now.epoch) return;
      await replaceFile(this.#files.statePath(key), recordText(next), this.#layout.temporary);
    });
  }

  async #removeEntries(key: CacheKey, upTo: number): Promise<void> {
    for (const number of await this.#files.numbers(key, { floor: 0 })) {
      if (number <= upTo) await removeFile(this.#files.path(key, number));
    }
  }
}

function mtimeOf(path: string): Date | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mtime;
  } catch (error) {
    throw translated(`look at ${path}`, error);
  }
}

/** Whether it is there. Losing the time costs a cache its place in the order of eviction, and a volume nothing. */
function touched(path: string, time: Date): boolean {
  try {
    utimesSync(path, time, time);
    return true;
  } catch (error) {
    return !hasCode(error, "ENOENT");
  }
}
