/** What a new volume starts from, in order of preference. */
import type { Generation, Head, LayerRef } from "./generation.ts";
import type { Base, Volume } from "./volume.ts";
import { commits, deltaLayer, needsSuccess, strategyOf, unknownEpoch } from "./volume.ts";

/** A possible start. Only mounting it shows whether its layers are all there. */
export interface Start {
  readonly base: Base;
  readonly how: "warm" | "cold" | "older";
}

/** Nothing to start from; without a head, because the log cannot be read now. */
export function coldStart(head: Pick<Head, "epoch"> | undefined): Start {
  return { base: { generation: 0, epoch: head?.epoch ?? unknownEpoch, layers: [], pending: [] }, how: "cold" };
}

/**
 * The head, with the deltas on top that were sealed on this node and are not appended yet. `sealed` are this cache's volumes in that state;
 * the one whose entry is the head has only not noticed yet.
 */
export function newestStart(head: Head, sealed: readonly Volume[]): Start {
  const inHead = new Set(head.generation?.layers.map((layer) => layer.id));
  const pending = sealed
    .filter((volume) => commits(volume) && !needsSuccess(volume) && volume.base.epoch === head.epoch)
    .filter((volume) => volume.incarnation !== head.generation?.volume && !inHead.has(volume.upper))
    .toSorted((a, b) => a.sealNumber - b.sealNumber);
  return newest(head, pending);
}

/** What is left when the newest start cannot be mounted: older generations, newest first, and at last nothing. `generations` are oldest first. */
export function olderStarts(head: Head, generations: readonly Generation[]): readonly Start[] {
  const older = generations.filter(({ epoch }) => epoch === head.epoch).toReversed();
  return [...older.map((generation): Start => ({ base: baseOf(generation, []), how: "older" })), coldStart(head)];
}

/** What the log will show once the pending deltas are appended, oldest seal first: each on top, but the last writer on its own base. */
function newest(head: Head, pending: readonly Volume[]): Start {
  let layers: readonly LayerRef[] = head.generation?.layers ?? [];
  for (const volume of pending) {
    layers = [deltaLayer(volume), ...(strategyOf(volume) === "lastWriterWins" ? volume.base.layers : layers)];
  }
  const base: Base = {
    generation: head.generation?.number ?? 0,
    epoch: head.epoch,
    layers,
    // What a pending delta does to the view is known when it is committed.
    directories: pending.length === 0 ? head.generation?.directories : undefined,
    pending: pending.map((volume) => volume.incarnation),
  };
  return { base, how: base.layers.length === 0 ? "cold" : "warm" };
}

function baseOf(generation: Generation, pending: readonly string[]): Base {
  const { number, epoch, layers, directories } = generation;
  return { generation: number, epoch, layers, directories, pending };
}
