/** Objects of a cluster for tests: whole ones, of which a test says only what matters. */
import type { CacheStatus, ClusterCache, ClusterGeneration, ClusterHolding, HeldLog } from "../../src/cache/cluster.ts";
import type { CacheKey } from "../../src/cache/key.ts";

export const npm: CacheKey = { namespace: "builds", name: "npm" };
export const domains = { one: "00000001", two: "00000002" } as const;
export const now = new Date("2026-01-02T00:00:00.000Z");

export function cacheObject(changes: Partial<ClusterCache> = {}): ClusterCache {
  return { key: npm, uid: "uid", revision: "1", specRevision: 1, keep: 2, pins: [], status: undefined, ...changes };
}

/** An entry with one layer of ten bytes more than the one before it. */
export function entry(number: number, changes: Partial<ClusterGeneration> = {}): ClusterGeneration {
  const time = changes.time ?? new Date(Date.parse("2026-01-01T23:00:00Z") + number * 1000).toISOString();
  return {
    uid: `uid-of-g${number}`,
    revision: "1",
    cache: npm,
    cacheUID: "uid",
    scope: "default",
    domain: domains.one,
    number,
    epoch: 0,
    kind: "build",
    volume: `volume-of-g${number}`,
    layers: Array.from({ length: number }, (_, index) => ({ id: `l${number - index}`, size: 10, entries: 1 })),
    by: { namespace: "builds", pod: `pod-${number}`, node: "" },
    time,
    createdAt: time,
    ...changes,
  };
}

export function entries(...numbers: readonly number[]): ClusterGeneration[] {
  return numbers.map((number) => entry(number));
}

export function heldLog(changes: Partial<HeldLog> = {}): HeldLog {
  return { cache: npm, floor: 0, hits: 0, coldStarts: 0, conflicts: 0, pendingDeltas: 0, ...changes };
}

export function holding(
  node: string,
  domain: string,
  logs: readonly HeldLog[] = [heldLog()],
  createdAt = "2026-01-01T00:00:00Z",
): ClusterHolding {
  return { uid: `uid-of-${node}`, revision: "1", node, domain, createdAt, time: now.toISOString(), logs };
}

/** A status in which only these floors are set. */
export function statusWith(floors: Readonly<Record<string, number>>): CacheStatus {
  return {
    heads: Object.entries(floors).map(([domain, floor]) => ({ scope: "default", domain, generation: 0, floor })),
    generations: 0,
    bytes: 0,
    hits: 0,
    coldStarts: 0,
    conflicts: 0,
    pendingDeltas: 0,
    conditions: [],
  };
}
