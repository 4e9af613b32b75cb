/** A node with a few caches, as the CLI's tests find it. */

import type { Changes, Generation, NewGeneration } from "../../src/cache/generation.ts";
import { noChanges } from "../../src/cache/generation.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { newVolume } from "../contracts/inspection-world.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";
import { newSnapshot } from "../contracts/snapshots.ts";
import { someTime } from "../fakes/layer-content.ts";
import { Terminal } from "./terminal.ts";

export const maven: CacheKey = { namespace: "ci", name: "maven" };

/** Appends a generation whose layers, newest first, the inspection has. */
export async function append(
  terminal: Terminal,
  key: CacheKey,
  volume: string,
  layers: readonly string[],
  more: Partial<Omit<NewGeneration, "changes">> & { readonly changes?: Partial<Changes> } = {},
): Promise<Generation> {
  const { ledger } = terminal;
  const { changes, ...rest } = more;
  const refs = layers.map((id) => ({ id, size: 1_500_000, entries: 12 }));
  const made = newGeneration(volume, {
    layers: refs,
    bytes: 1_500_000,
    ...rest,
    changes: { ...noChanges, ...changes },
  });
  return ledger.append(key, await ledger.head(key), made);
}

/**
 * Three caches: npm with three generations and two volumes, maven in another namespace with one of both, go with none; and two snapshots
 * of npm, of its second generation and of an older one.
 */
export async function someCaches(): Promise<Terminal> {
  const terminal = new Terminal();
  const { inspection, ledger } = terminal;
  inspection.layer("base", {
    "_cacache/index/aa": { file: "1".repeat(3000) },
    "_cacache/index/bb": { file: "2".repeat(300) },
    "logs/old.log": { file: "x" },
    latest: { symlink: "_cacache" },
  });
  inspection.layer("second", { "_cacache/index/cc": { file: "3".repeat(70_000) } });
  inspection.layer("third", {
    "_cacache/index/bb": { file: "changed", mode: 0o600, mtime: someTime + 60 },
    "_cacache/tmp": { directory: true, mode: 0o700 },
    "evil\x1b[2Jname\n\\": { file: "!" },
    "not-utf8-\xff": { file: "?" },
    "logs/old.log": { whiteout: true },
    latest: { symlink: "logs" },
  });
  inspection.layer("maven1", { "org/apache.jar": { file: "j".repeat(9000) } });
  inspection.layer("upper1", { "new/file": { file: "n".repeat(5000) } });
  inspection.layer("upper2", { "sealed/file": { file: "s".repeat(5000) } });
  inspection.layer("ancient", { "old/file": { file: "o".repeat(5000) } });
  inspection.layer("unused", { "garbage/file": { file: "g".repeat(5000) } });
  inspection.layer("gone", { "trash/file": { file: "t".repeat(5000) } });
  inspection.discard("gone");
  await append(terminal, npm, "v1", ["base"], { time: "2025-12-30T12:00:00.000Z", changes: { added: 4 } });
  await append(terminal, npm, "v2", ["second", "base"], {
    base: 1,
    time: "2026-01-04T12:00:00.000Z",
    changes: { added: 1 },
  });
  await append(terminal, npm, "v3", ["third", "second", "base"], {
    base: 1,
    merged: true,
    bytes: 12,
    time: "2026-01-05T11:52:30.000Z",
    changes: { added: 3, changed: 2, deleted: 1, unchanged: 7, conflicts: 2, lost: 1 },
  });
  await append(terminal, maven, "m1", ["maven1"], { time: "2026-01-05T11:59:15.000Z", changes: { added: 1 } });
  await ledger.ensure({ namespace: "default", name: "go" });
  const layers = [{ id: "base", size: 1_500_000, entries: 12 }];
  const { request } = newVolume("x-1");
  inspection.record(
    newVolume("a-1", { base: { generation: 1, epoch: 0, layers, pending: [] }, openedAt: "2026-01-05T11:58:00.000Z" }),
  );
  inspection.record(
    newVolume("b-1", {
      state: "sealed",
      upper: "upper2",
      openedAt: "2026-01-05T11:57:00.000Z",
      sealNumber: 1,
      delta: { bytes: 5000, entries: 2, excluded: 0 },
    }),
  );
  inspection.record(
    newVolume("c-1", {
      upper: "upper3",
      base: { generation: 0, epoch: 0, layers: [{ id: "ancient", size: 5000, entries: 2 }], pending: [] },
      openedAt: "2026-01-05T09:00:00.000Z",
      request: { ...request, cache: maven, wishes: { ...request.wishes, readOnly: true } },
    }),
  );
  inspection.layer("upper3", {});
  inspection.layer("before", { "of/old": { file: "b".repeat(9000) } });
  const refs = ["second", "base"].map((id) => ({ id, size: 1_500_000, entries: 12 }));
  await terminal.snapshots.create(newSnapshot({ name: "monday", generation: 2, layers: refs, bytes: 3_000_000 }));
  const old = { id: "before", size: 9000, entries: 2 };
  await terminal.snapshots.create(newSnapshot({ name: "last year", generation: 1, layers: [old], bytes: 9000 }));
  inspection.set({
    mounts: ["a-1", "c-1"].map((source) => ({ source, target: `/pods/${source}` })),
    mounted: new Set(["a-1", "c-1"]),
  });
  return terminal;
}
