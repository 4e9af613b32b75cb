/** What a Cache's status should say. */
import type { CacheStatus, ClusterCache, ClusterGeneration, LastCommit, LogStatus } from "../cache/cluster.ts";
import { conditionsOf } from "./plan-conditions.ts";
import type { CacheLog } from "./plan-logs.ts";
import { contentOf } from "./plan-logs.ts";

/** An object of the API must stay small: a log that does not fit has no floor of its own there, and loses no entries until it fits. */
export const maxHeads = 64;

/** A log with its floor; its entries are those above it. */
export interface FlooredLog extends CacheLog {
  readonly floor: number;
  /** Those at or below it. */
  readonly retired: readonly ClusterGeneration[];
}

/** The status of a cache with these logs. Fields that nothing has changed for stay as they are, so that equal means: nothing to write. */
export function statusOf(cache: ClusterCache, logs: readonly FlooredLog[], now: Date): CacheStatus {
  const kept = logs.flatMap(({ entries }) => entries);
  const held = logs.flatMap((log) => log.held);
  const sum = (count: "hits" | "coldStarts" | "conflicts" | "pendingDeltas"): number =>
    held.reduce((total, log) => total + log[count], 0);
  const lastCommit = newestCommit(kept) ?? cache.status?.lastCommit;
  return {
    heads: headsOf(logs),
    generations: kept.length,
    bytes: bytesOf(kept),
    hits: sum("hits"),
    coldStarts: sum("coldStarts"),
    conflicts: sum("conflicts"),
    pendingDeltas: sum("pendingDeltas"),
    lastCommit,
    conditions: conditionsOf(cache, logs, lastCommit, now),
  };
}

/** Those first whose entries are to be deleted: that needs their floor to be written. */
function headsOf(logs: readonly FlooredLog[]): readonly LogStatus[] {
  // A node tells of a log as soon as a volume of it was published: there is nothing to say of it yet.
  const begun = logs.filter(
    ({ entries, recorded, floor }) => entries.length > 0 || recorded !== undefined || floor > 0,
  );
  const heads = begun.map((log) => ({ head: headOf(log), waits: log.retired.length > 0 }));
  return heads
    .toSorted((a, b) => Number(b.waits) - Number(a.waits) || newestFirst(a.head, b.head))
    .slice(0, maxHeads)
    .map(({ head }) => head)
    .toSorted(newestFirst);
}

function headOf(log: FlooredLog): LogStatus {
  const { scope, domain, node, floor, recorded, entries, lostSince } = log;
  const made = contentOf(entries) ?? contentOf(log.retired);
  return {
    scope,
    domain,
    node,
    generation: entries.at(-1)?.number ?? 0,
    time: made?.time ?? recorded?.time,
    by: made ? authorOf(made) : recorded?.by,
    floor,
    lostSince,
  };
}

function authorOf({ by, kind }: ClusterGeneration): string {
  return by.pod === "" ? kind : `${by.namespace}/${by.pod}`;
}

/** By the domain on a tie: two looks at the same must not differ. */
function newestFirst(a: Pick<LogStatus, "time" | "domain">, b: Pick<LogStatus, "time" | "domain">): number {
  const [timeA, timeB] = [a.time ?? "", b.time ?? ""];
  if (timeA !== timeB) return timeA < timeB ? 1 : -1;
  return a.domain < b.domain ? -1 : 1;
}

function newestCommit(entries: readonly ClusterGeneration[]): LastCommit | undefined {
  const commits = entries.filter(({ kind, by }) => kind === "build" && by.pod !== "");
  const [newest] = commits.toSorted(newestFirst);
  return newest && { generation: newest.number, domain: newest.domain, time: newest.time, pod: authorOf(newest) };
}

/** Layers have their names from their node: the same name in another domain is another layer. */
function bytesOf(entries: readonly ClusterGeneration[]): number {
  const sizes = new Map(
    entries.flatMap(({ domain, layers }) => layers.map(({ id, size }) => [`${domain} ${id}`, size] as const)),
  );
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
