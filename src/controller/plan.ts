/** The controller's plan: from the cluster's objects as they are known to what is to be done about them. It looks at nothing else. */
import { isDeepStrictEqual } from "node:util";
import type { CacheStatus, ClusterCache, ClusterGeneration, ClusterHolding } from "../cache/cluster.ts";
import type { CacheLog, CacheView } from "./plan-logs.ts";
import { floorOf, logsOf, type Stray, straysOf } from "./plan-logs.ts";
import type { FlooredLog } from "./plan-status.ts";
import { statusOf } from "./plan-status.ts";

/** One thing to do. */
export type Action =
  | { readonly act: "write-status"; readonly cache: ClusterCache; readonly status: CacheStatus }
  | { readonly act: "delete-generation"; readonly generation: ClusterGeneration }
  | ({ readonly act: "delete-stray" } & Stray)
  | { readonly act: "delete-holding"; readonly holding: ClusterHolding };

/**
 * What is to be done about one cache, in this order, and nothing after what failed: an entry may only go when its log's floor is written.
 * Empty once it is carried out, until something changes; but a log that is given up leaves the status a plan later than its entries go.
 */
export function planCache(view: CacheView, now: Date): readonly Action[] {
  const { cache } = view;
  const logs = logsOf(view, now).map((log) => floored(log, floorOf(log, cache, now)));
  const status = statusOf(cache, logs, now);
  const written = new Map(status.heads.map(({ scope, domain, floor }) => [`${scope} ${domain}`, floor]));
  const deletions = logs
    .filter(({ scope, domain, floor }) => written.get(`${scope} ${domain}`) === floor)
    .flatMap(({ retired }) => retired)
    .map((generation) => ({ act: "delete-generation", generation }) as const);
  const strays = straysOf(view).map((stray) => ({ act: "delete-stray", ...stray }) as const);
  const write = isSame(status, cache.status) ? [] : [{ act: "write-status", cache, status } as const];
  return [...write, ...deletions, ...strays];
}

function floored(log: CacheLog, floor: number): FlooredLog {
  const entries = log.entries.filter(({ number }) => number > floor);
  return { ...log, floor, entries, retired: log.entries.slice(0, log.entries.length - entries.length) };
}

/** Milliseconds until the next generation is older than may be kept, which no object tells; Infinity when none will be. */
export function expiresIn({ cache: { maxAge = Infinity }, generations }: CacheView, now: Date): number {
  const left = generations.map(({ createdAt }) => Date.parse(createdAt) + maxAge + 1 - now.getTime());
  return Math.min(Infinity, ...left.filter((ms) => ms > 0));
}

/** Milliseconds after which a Holding counts as silent. */
export const silentMs = 10 * 60_000;

/** The Holdings that nobody has written for a while: it is to be asked whether their nodes are there. */
export function silentHoldings(holdings: readonly ClusterHolding[], now: Date): readonly ClusterHolding[] {
  return holdings.filter(({ time }) => !(now.getTime() - Date.parse(time) < silentMs));
}

/** Of the silent ones, those that go: nobody will write them any more. */
export function planHoldings(silent: readonly ClusterHolding[], nodes: ReadonlySet<string>): readonly Action[] {
  return silent.filter(({ node }) => !nodes.has(node)).map((holding) => ({ act: "delete-holding", holding }));
}

/** Milliseconds after a status was written in which no other is, and in which counts alone are no reason for one. */
export interface Pace {
  readonly restMs: number;
  readonly countsMs: number;
}

/** All nodes are told of every status: one that lists many logs is written less often. */
export function paceOf({ heads }: CacheStatus): Pace {
  const restMs = 2_000 * Math.max(1, Math.ceil(heads.length / 8));
  return { restMs, countsMs: Math.max(restMs, 15_000) };
}

/** Whether a status says more than other counts. */
export function isNews(before: CacheStatus | undefined, after: CacheStatus): boolean {
  if (!before) return true;
  const { hits, coldStarts, conflicts, pendingDeltas } = after;
  return !isSame({ ...before, hits, coldStarts, conflicts, pendingDeltas }, after);
}

/** Whether two statuses are the same on the wire. */
function isSame(a: CacheStatus, b: CacheStatus | undefined): boolean {
  return isDeepStrictEqual(onWire(a), onWire(b));
}

/** A field that is undefined is none. */
function onWire(status: CacheStatus | undefined): unknown {
  return status === undefined ? undefined : JSON.parse(JSON.stringify(status));
}
