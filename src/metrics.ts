/** What is counted and measured, for Prometheus: every metric of the plugin by name. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { DiscardReason } from "./cache/events.ts";
import type { Generation } from "./cache/generation.ts";

/** How a sealed delta ended: appended as it was, appended after a merge, nothing left to append, or thrown away. */
export type CommitOutcome = "fast" | "merged" | "unchanged" | "discarded";

/** Asked when metrics are read: what is true now and needs no counting. */
export interface Readings {
  readonly volumesOpen?: () => number;
  /** Sealed deltas that wait for their commit. */
  readonly deltasPending?: () => number;
  /** Records, entries, claims and snapshots that cannot be read. */
  readonly unreadable?: () => number | Promise<number>;
  readonly layersAside?: () => number | Promise<number>;
  readonly layersMissing?: () => number | Promise<number>;
  readonly caches?: () => number | Promise<number>;
  readonly generations?: () => number | Promise<number>;
  readonly snapshots?: () => number | Promise<number>;
  readonly layers?: () => number | Promise<number>;
  readonly diskSize?: () => number | Promise<number>;
  readonly diskFree?: () => number | Promise<number>;
  readonly registered?: () => number;
}

const readingHelp = {
  volumesOpen: ["cachefork_volumes_open", "Volumes that are open"],
  deltasPending: ["cachefork_deltas_pending", "Sealed deltas that wait for their commit"],
  unreadable: [
    "cachefork_records_unreadable",
    "Records, log entries, claims and snapshots that cannot be read: they are set aside",
  ],
  layersAside: ["cachefork_layers_aside", "Layers that may be needed by what is set aside, and are kept for that"],
  layersMissing: [
    "cachefork_layers_missing",
    "Layers that generations, snapshots or volumes are made of, and that are not on the disk",
  ],
  caches: ["cachefork_caches", "Caches in the ledger"],
  generations: ["cachefork_generations", "Generations above their logs' floors"],
  snapshots: ["cachefork_snapshots", "Snapshots, which keep their layers on the disk"],
  layers: ["cachefork_layers", "Layers on this node's disk"],
  diskSize: ["cachefork_disk_size_bytes", "Size of the disk that holds the state"],
  diskFree: ["cachefork_disk_free_bytes", "Free bytes of the disk that holds the state"],
  registered: ["cachefork_registered", "Whether kubelet has registered the plugin"],
} as const satisfies Readonly<Record<keyof Readings, readonly [string, string]>>;

const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 120];

/** The registry, and one method or metric for each thing that happens. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #rpcs = this.#histogram("rpc_seconds", "Time that RPCs took to be answered", ["method", "code"]);
  readonly #publish = this.#histogram("publish_seconds", "Time from a publish to its mount, by what it started from", [
    "start",
  ]);
  readonly #seal = this.#histogram("seal_seconds", "Time to seal a volume: unmounted, measured, on disk", []);
  readonly #commit = this.#histogram("commit_seconds", "Time from a sealed delta to its generation", []);
  readonly #tries = this.#histogram("commit_tries", "Appends that a commit took", [], [1, 2, 3, 5, 8, 13, 21]);
  readonly #commits = this.#counter("commits_total", "Sealed deltas by how they ended", ["outcome"]);
  readonly #discards = this.#counter("discards_total", "Volumes whose delta was thrown away, by reason", ["reason"]);
  readonly #bytes = this.#counter("committed_bytes_total", "Bytes in the layers that commits added", []);
  readonly #paths = this.#counter("committed_paths_total", "Paths in commits, by what happened to them", ["change"]);
  readonly #busy = this.#counter("busy_total", "Volumes in use when they were sealed, by how", ["how"]);
  readonly #delays = this.#counter("commit_delays_total", "Commits put off, by kind of error", ["kind"]);
  readonly #sealDelays = this.#counter("seal_delays_total", "Seals put off, by kind of error", ["kind"]);
  readonly #unanswered = this.#counter("pods_unknown_total", "Times that nobody said which pods have ended", ["kind"]);
  readonly #aside = this.#counter("set_aside_total", "Records and log entries that were set aside", []);
  readonly #compactions = this.#counter("compactions_total", "Compactions, by OK or the kind of error", ["outcome"]);
  readonly #replaced = this.#counter("compacted_layers_total", "Layers that compactions replaced", []);
  readonly #evictions = this.#counter("evictions_total", "Evictions from caches past their size limit", []);
  readonly #evicted = this.#counter("evicted_paths_total", "Paths that evictions left out", []);
  readonly #resets = this.#counter("resets_total", "Caches past their size limit that were emptied", []);
  readonly #swept = this.#counter("swept_total", "Swept layers and generations", ["what"]);
  readonly #refusals = this.#counter(
    "sweep_refusals_total",
    "Sweeps that did nothing because something could not be trusted",
    [],
  );
  readonly #unreadable = this.#counter(
    "unreadable_total",
    "Times that something of ours on disk could not be read",
    [],
  );

  /** With the figures of this process (memory, descriptors, event loop) unless they are left out. */
  constructor({ ofProcess }: { readonly ofProcess: boolean } = { ofProcess: true }) {
    if (ofProcess) collectDefaultMetrics({ register: this.#registry });
  }

  /** The text that Prometheus reads. */
  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** Adds a gauge for every reading that is given. No reading may be given twice. */
  observe(readings: Readings): void {
    for (const [reading, [name, help]] of entries(readingHelp)) {
      const read = readings[reading];
      if (read === undefined) continue;
      const collect = async function collect(this: Gauge): Promise<void> {
        // One thing that cannot be read must not hide the rest.
        this.set(
          await Promise.resolve()
            .then(read)
            .catch(() => Number.NaN),
        );
      };
      this.#registry.registerMetric(new Gauge({ name, help, registers: [], collect }));
    }
  }

  answered(method: string, code: string, ms: number): void {
    this.#rpcs.observe({ method, code }, ms / 1000);
  }

  opened(start: "warm" | "cold" | "older", ms: number): void {
    this.#publish.observe({ start }, ms / 1000);
  }

  sealed(ms: number): void {
    this.#seal.observe(ms / 1000);
  }

  committed({ merged, bytes, changes }: Generation, effort: { readonly ms: number; readonly tries: number }): void {
    this.#ended(merged ? "merged" : "fast");
    this.#commit.observe(effort.ms / 1000);
    this.#tries.observe(effort.tries);
    this.#bytes.inc(bytes);
    for (const [change, paths] of Object.entries(changes)) this.#paths.inc({ change }, Number(paths));
  }

  compacted(layers: number): void {
    this.#compactions.inc({ outcome: "OK" });
    this.#replaced.inc(layers);
  }

  evicted(paths: number): void {
    this.#evictions.inc();
    this.#evicted.inc(paths);
  }

  reset(): void {
    this.#resets.inc();
  }

  compactionFailed(kind: string): void {
    this.#compactions.inc({ outcome: kind });
  }

  unchanged(): void {
    this.#ended("unchanged");
  }

  discarded(reason: DiscardReason): void {
    this.#ended("discarded");
    this.#discards.inc({ reason });
  }

  busy(how: string): void {
    this.#busy.inc({ how });
  }

  delayed(kind: string): void {
    this.#delays.inc({ kind });
  }

  sealDelayed(kind: string): void {
    this.#sealDelays.inc({ kind });
  }

  setAside(): void {
    this.#aside.inc();
  }

  podsUnknown(kind: string): void {
    this.#unanswered.inc({ kind });
  }

  swept(layers: number, generations: number): void {
    this.#swept.inc({ what: "layers" }, layers);
    this.#swept.inc({ what: "generations" }, generations);
  }

  sweepRefused(): void {
    this.#refusals.inc();
  }

  unreadable(): void {
    this.#unreadable.inc();
  }

  #ended(outcome: CommitOutcome): void {
    this.#commits.inc({ outcome });
  }

  #histogram(name: string, help: string, labelNames: string[], buckets = fast): Histogram {
    return new Histogram({ name: `cachefork_${name}`, help, labelNames, buckets, registers: [this.#registry] });
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name: `cachefork_${name}`, help, labelNames, registers: [this.#registry] });
  }
}

/** The keys of a table with their own type. */
function entries<Key extends string, Value>(table: Readonly<Record<Key, Value>>): [Key, Value][] {
  // The table is a constant of this file, without other keys.
  return Object.entries(table) as [Key, Value][];
}
