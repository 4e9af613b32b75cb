/** The mirror of a log that lies elsewhere: the files of an embedded ledger, written as the log is. */
import { statSync, utimesSync } from "node:fs";
import type { Decision } from "../cache/decision.ts";
import { isKind } from "../cache/errors.ts";
import type { Generation } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import type { Mirror } from "../cache/mirror.ts";
import type { Clock } from "../cache/ports.ts";
import { createFile, ensureDirectory, removeFile, replaceFile, translated } from "./files.ts";
import { type Layout, newId } from "./layout.ts";
import { EmbeddedLedger } from "./ledger.ts";
import type { Description } from "./log-files.ts";
import { LogFiles } from "./log-files.ts";
import { readRecord, recordText } from "./record.ts";
import { isGeneration } from "./shapes.ts";
import { unreadableAsAbsent } from "./unreadable.ts";

export class DiskMirror extends EmbeddedLedger implements Mirror {
  readonly #layout: Layout;
  readonly #files: LogFiles;
  readonly #clock: Clock;

  constructor(layout: Layout, domain: string, clock: Clock) {
    const files = new LogFiles(layout, domain);
    super(layout, domain, clock, files);
    this.#layout = layout;
    this.#files = files;
    this.#clock = clock;
  }

  async adopt(generation: Generation): Promise<void> {
    const { cache: key, number, cacheUID } = generation;
    // Of a Cache that was deleted since somebody looked: another one has its name now.
    if (((await this.bound(key)) ?? cacheUID) !== cacheUID) return;
    if ((await this.#files.state(key)).floor < number) await this.#put(generation);
    await this.#settle(key, { from: number, upTo: number });
  }

  async #put(generation: Generation): Promise<void> {
    const { cache: key, number } = generation;
    const path = this.#files.path(key, number);
    await ensureDirectory(this.#files.directory(key));
    try {
      await createFile(path, recordText(generation), this.#layout.temporary);
    } catch (error) {
      if (!isKind(error, "exists")) throw error;
    }
    // It may have been retired meanwhile, as in an append.
    if ((await this.#files.state(key)).floor >= number) await removeFile(path);
  }

  async doubt(generation: Generation): Promise<void> {
    const { cache: key, number } = generation;
    await ensureDirectory(this.#files.directory(key));
    const path = `${this.#files.path(key, number)}.${newId()}`;
    await createFile(path, recordText(generation), this.#layout.temporary);
  }

  override async doubtful(): Promise<readonly Generation[]> {
    const found: Generation[] = [];
    for (const key of await this.#files.keys()) found.push(...(await this.#doubtfulIn(key)));
    return found;
  }

  async doubted(key: CacheKey, volume: string): Promise<Generation | undefined> {
    const own = (await this.#doubtfulIn(key)).filter((generation) => generation.volume === volume);
    return own.toSorted((a, b) => a.number - b.number).at(-1);
  }

  async #doubtfulIn(key: CacheKey): Promise<readonly Generation[]> {
    const found: Generation[] = [];
    for (const path of await this.#files.doubts(key)) {
      const generation = await readRecord(path, isGeneration).catch(unreadableAsAbsent);
      if (generation) found.push(generation);
    }
    return found;
  }

  override async retire(key: CacheKey, upTo: number): Promise<void> {
    await super.retire(key, upTo);
    await this.#settle(key, { from: 0, upTo });
  }

  /** Nobody doubts any more that there is an entry of these numbers, or none. */
  async #settle(key: CacheKey, { from, upTo }: { readonly from: number; readonly upTo: number }): Promise<void> {
    for (const path of await this.#files.doubts(key, { from, upTo })) await removeFile(path);
  }

  bound(key: CacheKey): Promise<string | undefined> {
    return this.#files.boundUid(key);
  }

  async bind(key: CacheKey, uid: string): Promise<"same" | "bound" | "restarted"> {
    const known = await this.bound(key);
    if (known === uid) return "same";
    if (known !== undefined) await this.#restart(key);
    await this.#describe(key, { uid, bound: true });
    return known === undefined ? "bound" : "restarted";
  }

  decided(key: CacheKey): Promise<Decision | undefined> {
    return this.#files.decision(key);
  }

  async decide(key: CacheKey, uid: string, { commit, merge, limit }: Decision): Promise<void> {
    if ((await this.bound(key)) !== uid) return;
    const decision: Decision = { commit, merge, ...(limit && { limit }) };
    if (JSON.stringify(await this.decided(key)) === JSON.stringify(decision)) return;
    await this.#describe(key, { uid, bound: true, decision });
  }

  async unbind(key: CacheKey, uid: string): Promise<void> {
    if ((await this.bound(key)) !== uid) return;
    await this.#settle(key, { from: 0, upTo: Infinity });
    await this.remove(key);
  }

  /** The new floor and epoch come first: cut off behind them, a restart is only made once more. */
  async #restart(key: CacheKey): Promise<void> {
    const { last, epoch } = await this.head(key);
    await this.raise(key, { floor: last, epoch: epoch + 1 });
    await super.retire(key, last);
    await this.#settle(key, { from: 0, upTo: Infinity });
  }

  /** The time of its last use stays, which is the file's mtime. */
  async #describe(key: CacheKey, said: Pick<Description, "uid" | "bound" | "decision">): Promise<void> {
    const path = this.#files.cachePath(key);
    const now = this.#clock.now();
    const known = await this.#files.described(key).catch(unreadableAsAbsent);
    const record: Description = { key, createdAt: known?.createdAt ?? now.toISOString(), ...said };
    await ensureDirectory(this.#files.directory(key));
    const used = usedAt(path) ?? now;
    await replaceFile(path, recordText(record), this.#layout.temporary);
    try {
      utimesSync(path, used, used);
    } catch (error) {
      throw translated(`date ${path}`, error);
    }
  }
}

function usedAt(path: string): Date | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtime;
}
