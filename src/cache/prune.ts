/** Emptying a cache: the generation with which new volumes start cold, and older ones no longer commit (docs/architecture.md). */
import type { Head, NewGeneration } from "./generation.ts";
import { noChanges } from "./generation.ts";
import type { Volume } from "./volume.ts";
import { commits } from "./volume.ts";

/** The entry that empties a cache. Its epoch is above the head's: what was pruned cannot come back with a volume that still has it. */
export function prunedGeneration(head: Head, time: Date): NewGeneration {
  return {
    epoch: head.epoch + 1,
    kind: "pruned",
    layers: [],
    volume: "",
    by: { namespace: "", pod: "", uid: "", serviceAccount: "", node: "" },
    base: head.generation?.number ?? 0,
    changes: noChanges,
    merged: false,
    bytes: 0,
    time: time.toISOString(),
  };
}

/** Those of a cache's volumes whose writes a prune throws away: they would commit, and started before it. */
export function lostToPrune(head: Head, volumes: readonly Volume[]): readonly Volume[] {
  return volumes.filter(
    (volume) =>
      (volume.state === "open" || volume.state === "sealed") && commits(volume) && volume.base.epoch >= head.epoch,
  );
}

/** Whether there is anything to prune: layers, entries that cannot be read, or volumes that are still to commit. */
export function hasContent(head: Head, volumes: readonly Volume[]): boolean {
  const unreadable = head.last > (head.generation?.number ?? head.floor);
  return unreadable || (head.generation?.layers.length ?? 0) > 0 || lostToPrune(head, volumes).length > 0;
}
