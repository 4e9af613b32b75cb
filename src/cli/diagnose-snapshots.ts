/** The doctor's rules for snapshots: what they lack, and what they keep on the disk. */
import { idsOf } from "../cache/generation.ts";
import { formatKey } from "../cache/key.ts";
import type { Snapshot } from "../cache/snapshot.ts";
import type { Facts, Finding } from "./finding.ts";
import { counted } from "./text.ts";

/** Snapshots whose layers are not all there. */
export function brokenSnapshots({ snapshots, survey }: Facts): readonly Finding[] {
  return snapshots.flatMap((snapshot): Finding[] => {
    const missing = idsOf(snapshot.layers).filter((id) => !survey.layers.has(id));
    if (missing.length === 0) return [];
    return [
      {
        severity: "problem",
        code: "snapshot-broken",
        subject: snapshot.id,
        what: `${nameOf(snapshot)} lacks ${counted(missing.length, "layer")}: ${missing.join(", ")}`,
        advice: "No claim can be made from it any more: delete it.",
      },
    ];
  });
}

/** What no sweep and no full disk takes away. */
export function keptBySnapshots({ snapshots, logs }: Facts): readonly Finding[] {
  if (snapshots.length === 0) return [];
  const ofLogs = new Set(logs.flatMap((log) => log.generations.flatMap(({ layers }) => idsOf(layers))));
  const kept = new Set(snapshots.flatMap(({ layers }) => idsOf(layers)).filter((id) => !ofLogs.has(id)));
  return [
    {
      severity: "note",
      code: "snapshots",
      subject: "",
      what: `Snapshots: ${snapshots.length}. What stays on the disk for their sake alone: ${counted(kept.size, "layer")}`,
      advice:
        'It stays also when the disk is full. "cachefork du -A" tells their size; deleted snapshots keep nothing.',
    },
  ];
}

function nameOf({ name, cache }: Snapshot): string {
  return `snapshot ${name} of ${formatKey(cache)}`;
}
