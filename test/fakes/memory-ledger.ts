/** The Ledger port in memory: several of them can work on the same logs, as processes do; it can be told to fail. */
import type { Unreadable } from "../../src/cache/aside.ts";
import { CacheError } from "../../src/cache/errors.ts";
import type { Generation, Head, NewGeneration } from "../../src/cache/generation.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { formatKey } from "../../src/cache/key.ts";
import type { CacheEntry, Clock, Ledger } from "../../src/cache/ports.ts";

interface Log {
  readonly entries: Map<number, Generation>;
  readonly spoiled: Set<number>;
  floor: number;
  epoch: number;
}

/** What ledgers on the same logs share. */
class Logs {
  readonly caches = new Map<string, CacheEntry>();
  readonly #logs = new Map<string, Log>();
  /** Caches that were made so far. */
  made = 0;
  #lastUse = 0;

  of(key: CacheKey): Log {
    const name = formatKey(key);
    const log = this.#logs.get(name) ?? { entries: new Map(), spoiled: new Set(), floor: 0, epoch: 0 };
    this.#logs.set(name, log);
    return log;
  }

  /** Later than every use before, also when the clock was set back. */
  useTime(now: Date): Date {
    this.#lastUse = now.getTime() >= this.#lastUse ? now.getTime() : this.#lastUse + 1;
    return new Date(this.#lastUse);
  }

  drop(name: string): void {
    this.#logs.delete(name);
  }

  get names(): string[] {
    return [...this.#logs.keys()];
  }

  named(name: string): Log | undefined {
    return this.#logs.get(name);
  }
}

export class MemoryLedger implements Ledger {
  readonly domain = "00c0ffee";
  readonly #clock: Clock;
  readonly #logs: Logs;
  readonly #failures: CacheError[] = [];
  readonly #appendFailures: CacheError[] = [];
  #doubtful: readonly Generation[] = [];

  constructor(clock: Clock, logs: Logs = new Logs()) {
    this.#clock = clock;
    this.#logs = logs;
  }

  /** Another ledger on the same logs. */
  another(): MemoryLedger {
    return new MemoryLedger(this.#clock, this.#logs);
  }

  /** The next call throws it. */
  failNext(failure: CacheError): void {
    this.#failures.push(failure);
  }

  /** The next append throws it, whatever is called before. */
  failNextAppend(failure: CacheError): void {
    this.#appendFailures.push(failure);
  }

  /** As when the appends of these entries were not answered. */
  leaveInDoubt(entries: readonly Generation[]): void {
    this.#doubtful = entries;
  }

  async doubtful(): Promise<readonly Generation[]> {
    this.#mayFail();
    return this.#doubtful;
  }

  /** Makes an entry unreadable. */
  spoil(key: CacheKey, number: number): void {
    this.#logs.of(key).spoiled.add(number);
  }

  /** As when its file is put back. */
  restore(key: CacheKey, number: number): void {
    this.#logs.of(key).spoiled.delete(number);
  }

  async ensure(key: CacheKey): Promise<CacheEntry> {
    this.#mayFail();
    return this.#ensured(key);
  }

  async caches(): Promise<readonly CacheEntry[]> {
    this.#mayFail();
    return [...this.#logs.caches.values()].toSorted((a, b) => (formatKey(a.key) < formatKey(b.key) ? -1 : 1));
  }

  async head(key: CacheKey): Promise<Head> {
    this.#mayFail();
    const log = this.#logs.of(key);
    const generation = readable(log).at(-1);
    return {
      floor: log.floor,
      epoch: Math.max(log.epoch, generation?.epoch ?? 0),
      generation,
      last: Math.max(log.floor, ...log.entries.keys()),
    };
  }

  async generations(key: CacheKey): Promise<readonly Generation[]> {
    this.#mayFail();
    return readable(this.#logs.of(key));
  }

  async find(key: CacheKey, volume: string): Promise<Generation | undefined> {
    this.#mayFail();
    return readable(this.#logs.of(key)).find((generation) => generation.volume === volume);
  }

  async append(key: CacheKey, head: Head, generation: NewGeneration): Promise<Generation> {
    this.#mayFail();
    const failure = this.#appendFailures.shift();
    if (failure) throw failure;
    const log = this.#logs.of(key);
    const own = readable(log).find(({ volume }) => volume !== "" && volume === generation.volume);
    if (own) return own;
    const number = head.last + 1;
    if (log.entries.has(number) || number <= log.floor || generation.epoch < log.epoch)
      throw new CacheError("conflict", `Cannot append generation ${number} of ${formatKey(key)}: it is taken`);
    const { uid: cacheUID } = this.#ensured(key);
    const place = { cache: key, cacheUID, scope: "default", domain: this.domain };
    const entry = structuredClone({ ...generation, ...place, number, parent: head.generation?.number ?? 0 });
    log.entries.set(number, entry);
    return entry;
  }

  async retire(key: CacheKey, upTo: number): Promise<void> {
    this.#mayFail();
    const log = this.#logs.of(key);
    log.epoch = Math.max(log.epoch, readable(log).at(-1)?.epoch ?? 0);
    log.floor = Math.max(log.floor, upTo);
    for (const number of log.entries.keys()) if (number <= upTo) log.entries.delete(number);
  }

  async remove(key: CacheKey): Promise<void> {
    this.#mayFail();
    if (!this.#logs.caches.delete(formatKey(key))) return;
    const log = this.#logs.of(key);
    log.epoch = Math.max(log.epoch, readable(log).at(-1)?.epoch ?? 0) + 1;
    log.floor = Math.max(log.floor, ...log.entries.keys());
    log.entries.clear();
  }

  async removed(): Promise<readonly CacheKey[]> {
    this.#mayFail();
    const traces = this.#logs.names.filter((name) => this.#isTrace(name));
    return traces.map((name) => name.split("/")).map(([namespace = "", name = ""]) => ({ namespace, name }));
  }

  async forget(key: CacheKey): Promise<void> {
    this.#mayFail();
    if (this.#isTrace(formatKey(key))) this.#logs.drop(formatKey(key));
  }

  #isTrace(name: string): boolean {
    return !this.#logs.caches.has(name) && (this.#logs.named(name)?.epoch ?? 0) > 0;
  }

  async unreadable(): Promise<readonly Unreadable[]> {
    this.#mayFail();
    return this.#logs.names.flatMap((name) =>
      [...(this.#logs.named(name)?.spoiled ?? [])]
        .filter((number) => this.#logs.named(name)?.entries.has(number))
        .map((number) => ({
          name: `caches/${name}/${number}`,
          why: `Cannot read generation ${number} of ${name}`,
          pins: "layers" as const,
          mark: "spoiled",
        })),
    );
  }

  #ensured(key: CacheKey): CacheEntry {
    const now = this.#logs.useTime(this.#clock.now()).toISOString();
    const known = this.#logs.caches.get(formatKey(key));
    if (!known) this.#logs.made += 1;
    const uid = `uid-${this.#logs.made}`;
    const entry = known ? { ...known, usedAt: now } : { key, uid, createdAt: now, usedAt: now };
    this.#logs.caches.set(formatKey(key), entry);
    return entry;
  }

  #mayFail(): void {
    const failure = this.#failures.shift();
    if (failure) throw failure;
  }
}

function readable(log: Log): Generation[] {
  const above = [...log.entries.values()].filter(({ number }) => number > log.floor && !log.spoiled.has(number));
  return above.toSorted((a, b) => a.number - b.number);
}
