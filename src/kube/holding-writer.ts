/** Writes what a node has into its Holding: soon after something changed, and once a minute. */
import { CacheError, isKind } from "../cache/errors.ts";
import type { LayerRef } from "../cache/generation.ts";
import { formatKey } from "../cache/key.ts";
import type { CacheEntry, Clock, Disk, Ledger, Volumes } from "../cache/ports.ts";
import { formatBytes } from "../cache/quantity.ts";
import type { Client } from "./client.ts";
import type { HoldingCounts } from "./holding-counts.ts";
import { fitting } from "./holding-size.ts";
import { apiVersion, type HoldingLog, type HoldingStatus, holdings } from "./resources.ts";

export interface HoldingWriterOptions {
  readonly client: Client;
  readonly clock: Clock;
  /** The node's name, which is the Holding's. */
  readonly node: string;
  readonly world: {
    readonly ledger: Pick<Ledger, "domain" | "caches" | "head" | "generations">;
    readonly volumes: Pick<Volumes, "list">;
    readonly disk: Disk;
  };
  readonly counts: HoldingCounts;
  /** Told of every failure; it is tried again. */
  readonly failed: (error: unknown) => void;
}

/** Milliseconds between two writes, at least and at most. */
const shortest = 10_000;
const longest = 60_000;

/** As the schema has it. */
const mostLogs = 1000;

const owner = "cachefork-node";

export class HoldingWriter implements AsyncDisposable {
  readonly #options: HoldingWriterOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #isIntroduced = false;
  #wake: () => void = () => {};
  #isChanged = false;
  /** What was written of each log, with the layers that it refers to. */
  readonly #logs = new Map<string, Measured>();
  #allMeasuredAt = -Infinity;

  constructor(options: HoldingWriterOptions) {
    this.#options = options;
    options.counts.changed = () => {
      this.#isChanged = true;
      this.#wake();
    };
  }

  /** Starts it; call it once. */
  start(): void {
    this.#running = this.#run();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new CacheError("cancelled", "The plugin is stopping"));
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      this.#isChanged = false;
      try {
        await this.#write(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#options.failed(error);
      }
      await this.#rest(signal);
    }
  }

  async #rest(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    await clock.sleep(shortest, signal).catch(stopped);
    if (this.#isChanged || signal.aborted) return;
    const enough = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const stop = AbortSignal.any([enough.signal, signal]);
    await Promise.race([woken, clock.sleep(longest - shortest, stop).catch(stopped)]);
    enough.abort();
  }

  async #write(signal: AbortSignal): Promise<void> {
    if (!this.#isIntroduced) await this.#introduce(signal);
    const { client, node } = this.#options;
    const holding = { apiVersion, kind: "Holding", metadata: { name: node }, status: await this.#status() };
    try {
      await client.apply(holdings, holding, owner, signal, "status");
    } catch (error) {
      // Somebody deleted it: the next write makes it again.
      if (isKind(error, "not-found")) this.#isIntroduced = false;
      throw error;
    }
  }

  /** Reads what was counted before, once, and makes the Holding. Nothing is written before that: counts would go back. */
  async #introduce(signal: AbortSignal): Promise<void> {
    const { client, node, world, counts } = this.#options;
    const domain = world.ledger.domain;
    const before = await client.find(holdings, { name: node }, signal);
    const spec = { node, domain };
    // Of another state, that is gone: whose a domain is never changes.
    if (before && before.spec.domain !== domain)
      await client.delete(holdings, { name: node }, { uid: before.metadata.uid ?? "" }, signal);
    await client.apply(holdings, { apiVersion, kind: "Holding", metadata: { name: node }, spec }, owner, signal);
    if (this.#allMeasuredAt === -Infinity && before?.spec.domain === domain) counts.restore(before.status?.logs ?? []);
    this.#isIntroduced = true;
  }

  async #status(): Promise<HoldingStatus> {
    const { clock, world } = this.#options;
    const [disk, volumes] = [await world.disk.usage(), world.volumes.list()];
    await this.#measure();
    const newest = [...this.#logs.values()].slice(0, mostLogs).map(({ log }) => log);
    const layers = new Map([...this.#logs.values()].flatMap((log) => log.layers).map((layer) => [layer.id, layer]));
    const bytes = sizeOf([...layers.values()]);
    return {
      time: clock.now().toISOString(),
      disk: {
        size: formatBytes(disk.size),
        free: formatBytes(disk.free),
        sizeBytes: disk.size,
        freeBytes: disk.free,
      },
      layers: { count: layers.size, size: formatBytes(bytes), bytes },
      pendingDeltas: volumes.filter(({ state }) => state === "sealed").length,
      openVolumes: volumes.filter(({ state }) => state === "open").length,
      logs: [...fitting(newest)],
    };
  }

  /** Looks at the logs that something happened to; at all of them once a minute, because not all that happens is told. */
  async #measure(): Promise<void> {
    const { clock, world, counts } = this.#options;
    const now = clock.now().getTime();
    const touched = counts.takeTouched();
    const isAll = Math.abs(now - this.#allMeasuredAt) >= longest;
    if (isAll) this.#allMeasuredAt = now;
    const caches = (await world.ledger.caches()).toSorted((a, b) => (a.usedAt > b.usedAt ? -1 : 1));
    const before = new Map(this.#logs);
    this.#logs.clear();
    for (const cache of caches) {
      const name = formatKey(cache.key);
      const known = isAll || touched.has(name) ? undefined : before.get(name);
      const measured = known ?? (await this.#measureOne(cache));
      if (measured) this.#logs.set(name, measured);
    }
  }

  /** Undefined for a cache of which there is nothing to say, like one that was deleted. */
  async #measureOne({ key, uid }: CacheEntry): Promise<Measured | undefined> {
    const { world, counts } = this.#options;
    const { generation, floor } = await world.ledger.head(key);
    const generations = await world.ledger.generations(key);
    const layers = [...new Map(generations.flatMap((one) => one.layers).map((layer) => [layer.id, layer])).values()];
    const ofCache = world.volumes.list().filter(({ request }) => formatKey(request.cache) === formatKey(key));
    const counted = counts.of(key, uid);
    if (generations.length + ofCache.length + counted.hits + counted.coldStarts === 0) return undefined;
    const log: HoldingLog = {
      namespace: key.namespace,
      cache: key.name,
      head: generation?.number ?? 0,
      floor,
      generations: generations.length,
      size: sizeOf(layers),
      pendingDeltas: ofCache.filter(({ state }) => state === "sealed").length,
      ...counted,
    };
    return { log, layers };
  }
}

interface Measured {
  readonly log: HoldingLog;
  readonly layers: readonly LayerRef[];
}

function sizeOf(layers: readonly LayerRef[]): number {
  return layers.reduce((sum, { size }) => sum + size, 0);
}

/** A sleep ends with an error only when it is over anyway. */
function stopped(): void {}
