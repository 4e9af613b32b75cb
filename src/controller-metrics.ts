/** What a controller counts and measures, for Prometheus: every metric of it by name. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Written } from "./cache/controller-events.ts";

const seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** The registry, and one method for each thing that happens. */
export class ControllerMetrics {
  readonly #registry = new Registry();
  readonly #rpcs = this.#histogram("rpc_seconds", "Time that RPCs took to be answered", ["method", "code"]);
  readonly #looks = this.#histogram("reconcile_seconds", "Time to bring a cache to what it should be", []);
  readonly #writes = this.#counter("api_writes_total", "Writes at the API server, by resource", ["resource"]);
  readonly #outruns = this.#counter("reconcile_conflicts_total", "Caches that changed while they were looked at", []);
  readonly #delays = this.#counter("reconcile_delays_total", "Things put off, by what and kind of error", [
    "what",
    "kind",
  ]);
  readonly #disbeliefs = this.#counter("not_believed_total", "What nodes wrote of what is not theirs, by resource", [
    "resource",
  ]);
  readonly #leader = new Gauge({
    name: "cachefork_leader",
    help: "Whether this replica is the one that acts",
    registers: [this.#registry],
  });

  /** With the figures of this process unless they are left out. */
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

  /** Asks how many caches wait whenever metrics are read. Call it once. */
  observe(queued: () => number): void {
    const collect = function collect(this: Gauge): void {
      this.set(queued());
    };
    const help = "Caches that wait to be looked at";
    this.#registry.registerMetric(new Gauge({ name: "cachefork_queue_length", help, registers: [], collect }));
  }

  answered(method: string, code: string, ms: number): void {
    this.#rpcs.observe({ method, code }, ms / 1000);
  }

  leads(is: boolean): void {
    this.#leader.set(is ? 1 : 0);
  }

  wrote(resource: Written): void {
    this.#writes.inc({ resource });
  }

  reconciled(ms: number): void {
    this.#looks.observe(ms / 1000);
  }

  notBelieved(resource: "generations" | "holdings"): void {
    this.#disbeliefs.inc({ resource });
  }

  outrun(): void {
    this.#outruns.inc();
  }

  delayed(what: "lease" | "cache" | "resync" | "watch", kind: string): void {
    this.#delays.inc({ what, kind });
  }

  #histogram(name: string, help: string, labelNames: string[]): Histogram {
    return new Histogram({
      name: `cachefork_${name}`,
      help,
      labelNames,
      buckets: seconds,
      registers: [this.#registry],
    });
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name: `cachefork_${name}`, help, labelNames, registers: [this.#registry] });
  }
}
