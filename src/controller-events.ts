/** What a controller tells an operator: a line in the log and a number in the metrics for each thing that happens. */
import type { Logger } from "pino";
import type { CacheStatus, ClusterCache, ClusterGeneration, ClusterHolding } from "./cache/cluster.ts";
import type { ControllerEvents } from "./cache/controller-events.ts";
import { kindOf, messageOf } from "./cache/errors.ts";
import { type CacheKey, formatKey } from "./cache/key.ts";
import type { ControllerMetrics } from "./controller-metrics.ts";

/** The ControllerEvents of a controller that runs. Field names are the words of docs/terms.md. */
export class LoggedControllerEvents implements ControllerEvents {
  readonly #log: Logger;
  readonly #metrics: ControllerMetrics;

  constructor(log: Logger, metrics: ControllerMetrics) {
    this.#log = log;
    this.#metrics = metrics;
  }

  elected(identity: string): void {
    this.#metrics.leads(true);
    this.#log.info({ identity }, "Leads: this replica acts now");
  }

  deposed(identity: string, why: unknown): void {
    this.#metrics.leads(false);
    this.#log.info({ identity, ...wrong(why) }, "Leads no longer");
  }

  leaseDelayed(error: unknown): void {
    this.#metrics.delayed("lease", kindOf(error));
    this.#log.warn(wrong(error), "Could not read or write the Lease; trying again");
  }

  leaseRenewed(): void {
    this.#metrics.wrote("leases");
    this.#log.trace("Renewed the Lease");
  }

  statusWritten({ key, status: before }: ClusterCache, status: CacheStatus): void {
    this.#metrics.wrote("caches/status");
    const { generations, lastCommit, hits, coldStarts } = status;
    const fields = { cache: formatKey(key), generations, generation: lastCommit?.generation, hits, coldStarts };
    this.#log.debug(fields, "Wrote a cache's status");
    for (const { domain, floor } of status.heads) {
      const was = before?.heads.find((log) => log.domain === domain)?.floor ?? 0;
      if (floor > was) this.#log.info({ cache: formatKey(key), domain, floor, was }, "Raised a floor");
    }
  }

  generationDeleted({ cache, domain, number, kind }: ClusterGeneration): void {
    this.#metrics.wrote("generations");
    this.#log.info({ cache: formatKey(cache), domain, generation: number, kind }, "Deleted a generation");
  }

  strayDeleted({ cache, domain, number, by }: ClusterGeneration, owner: string): void {
    this.#metrics.wrote("generations");
    this.#metrics.notBelieved("generations");
    const fields = { cache: formatKey(cache), domain, generation: number, node: by.node, owner };
    this.#log.warn(
      fields,
      "Deleted a generation that another node put into a node's log; look for who has that node's token",
    );
  }

  claimIgnored({ node, domain }: ClusterHolding): void {
    this.#metrics.notBelieved("holdings");
    this.#log.warn(
      { node, domain },
      "Ignores a Holding that claims another node's domain; look for who has that node's token",
    );
  }

  holdingDeleted({ node, domain, time }: ClusterHolding): void {
    this.#metrics.wrote("holdings");
    this.#log.warn({ node, domain, since: time }, "Deleted the Holding of a node that is gone");
  }

  outrun(cache: CacheKey): void {
    this.#metrics.outrun();
    this.#log.debug({ cache: formatKey(cache) }, "A cache changed while it was looked at; looking again");
  }

  reconcileDelayed(cache: CacheKey, error: unknown): void {
    this.#metrics.delayed("cache", kindOf(error));
    this.#log.warn({ cache: formatKey(cache), ...wrong(error) }, "Could not bring a cache in order; trying again");
  }

  resyncDelayed(error: unknown): void {
    this.#metrics.delayed("resync", kindOf(error));
    this.#log.warn(wrong(error), "Could not look for nodes that are gone; trying again");
  }

  reconciled(cache: CacheKey, { ms, actions }: { readonly ms: number; readonly actions: number }): void {
    this.#metrics.reconciled(ms);
    this.#log.trace({ cache: formatKey(cache), ms: Math.round(ms), actions }, "Looked at a cache");
  }

  /** Kubelet has registered the driver on a node that waited for it; no port asks for it. */
  untainted(node: string): void {
    this.#metrics.wrote("nodes");
    this.#log.info({ node }, "Took the startup taint from a node");
  }

  /** A watch broke, or an object cannot be read; no port asks for it. */
  watchFailed(error: unknown): void {
    this.#metrics.delayed("watch", kindOf(error));
    this.#log.warn(wrong(error), "Could not follow the cluster's objects; going on");
  }
}

/** What went wrong; with its stack where it is a defect of ours. */
function wrong(error: unknown): Record<string, unknown> {
  if (error === undefined) return {};
  const kind = kindOf(error);
  return kind === "internal" ? { kind, why: messageOf(error), err: error } : { kind, why: messageOf(error) };
}
