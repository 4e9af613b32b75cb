/** What each event of a volume's life is in the log and in the metrics, and to the recorder of tests. */

import { CacheError } from "../src/cache/errors.ts";
import type { Events } from "../src/cache/events.ts";
import { type Generation, noChanges } from "../src/cache/generation.ts";
import type { Volume } from "../src/cache/volume.ts";

const pod = { namespace: "team-a", pod: "build-1", uid: "u1", serviceAccount: "builder", node: "node-1" };
export const cache = { namespace: "team-a", name: "npm" };

export const volume: Volume = {
  volumeId: "v1",
  target: "/target",
  request: {
    wishes: { cache: "npm", readOnly: false, required: false, commit: "always", merge: "union", sizeLimit: undefined },
    cache,
    mountGroup: undefined,
    exclusive: false,
    pod,
  },
  incarnation: "i1",
  base: { generation: 4, epoch: 0, layers: [], pending: ["i0"] },
  state: "open",
  upper: "u",
  bootId: "b",
  openedAt: "2026-01-01T00:00:00Z",
  sealNumber: 0,
  delta: { bytes: 10, entries: 2, excluded: 0 },
  reason: undefined,
};

export const generation: Generation = {
  cache,
  cacheUID: "c1",
  scope: "main",
  domain: "0123abcd",
  number: 5,
  parent: 4,
  epoch: 0,
  kind: "build",
  layers: [],
  volume: "i1",
  by: pod,
  base: 4,
  changes: { ...noChanges, added: 2, conflicts: 1 },
  merged: true,
  bytes: 10,
  time: "2026-01-01T00:00:00Z",
};

/** An event: how it is called, the level and message in the log, a line of the metrics, the recorder's line. */
export type Row = readonly [call: (events: Events) => void, level: number, msg: string, metric: string, line: string];

/** The events of a volume's life. */
export const rows: readonly Row[] = [
  [
    (events) => events.opened(volume, { ms: 3, start: "warm" }),
    30,
    "Opened a volume",
    'publish_seconds_count{start="warm"} 1',
    "opened npm from g4+1",
  ],
  [
    (events) =>
      events.opened({ ...volume, base: { ...volume.base, generation: 0, pending: [] } }, { ms: 3, start: "cold" }),
    30,
    "Opened a volume",
    'publish_seconds_count{start="cold"} 1',
    "opened npm from cold",
  ],
  [
    (events) => events.opened(volume, { ms: 3, start: "older" }),
    40,
    "Opened a volume from an older generation",
    'publish_seconds_count{start="older"} 1',
    "opened npm from older g4+1",
  ],
  [
    (events) => events.opened(volume, { ms: 3, start: "older", leftOut: 12 }),
    40,
    "Opened a volume without the newest deltas: too many wait for their commit",
    'publish_seconds_count{start="older"} 1',
    "opened npm from older g4+1",
  ],
  [(events) => events.sealed(volume, { ms: 3 }), 30, "Sealed a volume", "seal_seconds_count 1", "sealed npm"],
  [
    (events) => events.committed(volume, generation, { ms: 3, tries: 2 }),
    30,
    "Committed a delta",
    'commits_total{outcome="merged"} 1',
    "committed g5 merged",
  ],
  [
    (events) => events.committed(volume, { ...generation, merged: false }, { ms: 3, tries: 2 }),
    30,
    "Committed a delta",
    'commits_total{outcome="fast"} 1',
    "committed g5",
  ],
  [
    (events) => events.committed(volume, generation, { ms: 3, tries: 2 }),
    30,
    "Committed a delta",
    'commit_tries_bucket{le="2"} 1',
    "committed g5 merged",
  ],
  [
    (events) => events.committed(volume, generation, { ms: 3, tries: 2 }),
    30,
    "Committed a delta",
    'committed_paths_total{change="conflicts"} 1',
    "committed g5 merged",
  ],
  [
    (events) => events.unchanged(volume),
    30,
    "Nothing to commit",
    'commits_total{outcome="unchanged"} 1',
    "unchanged npm",
  ],
  [
    (events) => events.discarded(volume, "busy", "a writer was left"),
    40,
    "Discarded a delta",
    'discards_total{reason="busy"} 1',
    "discarded npm: busy",
  ],
  [
    (events) => events.discarded(volume, "first-writer", "another was first"),
    30,
    "Discarded a delta",
    'commits_total{outcome="discarded"} 1',
    "discarded npm: first-writer",
  ],
  [
    (events) => events.discarded(volume, "not-succeeded", "its pod failed"),
    30,
    "Discarded a delta",
    'commits_total{outcome="discarded"} 1',
    "discarded npm: not-succeeded",
  ],
  [
    (events) => events.busy(volume, "leaked"),
    40,
    "A volume was in use when it was sealed",
    'busy_total{how="leaked"} 1',
    "busy npm: leaked",
  ],
  [
    (events) => events.delayed(volume, new CacheError("exhausted", "ENOSPC")),
    40,
    "A commit is put off and will be tried again",
    'commit_delays_total{kind="exhausted"} 1',
    "delayed npm",
  ],
  [(events) => events.removed(cache), 30, "Removed a cache", "unreadable_total 0", "removed team-a/npm"],
  [
    (events) => events.swept({ layers: 2, generations: 1 }),
    30,
    "Swept",
    'swept_total{what="layers"} 2',
    "swept 2 layers, 1 generations",
  ],
  [
    (events) => events.swept({ layers: 0, generations: 0 }),
    20,
    "Swept",
    'swept_total{what="layers"} 0',
    "swept 0 layers, 0 generations",
  ],
  [
    (events) => events.sweepRefused("a record cannot be read"),
    40,
    "Did not sweep",
    "sweep_refusals_total 1",
    "sweep refused",
  ],
  [
    (events) => events.recovered({ open: 1, sealed: 2, discarded: 3, ms: 4 }),
    30,
    "Recovered",
    "unreadable_total 0",
    "recovered 1 open, 2 sealed, 3 discarded",
  ],
  [
    (events) => events.unreadable("v/x.json"),
    50,
    "Something on disk cannot be read",
    "unreadable_total 1",
    "unreadable",
  ],
];
