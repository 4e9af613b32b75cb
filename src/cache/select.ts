/** What a new volume starts from, in order of preference. */
import { longestChain } from "./compact.ts";
import type { Generation, Head, LayerRef } from "./generation.ts";
import type { Base, Volume } from "./volume.ts";
import { commits, deltaLayer, needsSuccess, strategyOf, unknownEpoch } from "./volume.ts";

/**
 * A base has no more layers than this: a chain of usual length with the deltas of all pods that a node may run, or the longest one with as
 * many deltas again. The names of about 300 would fill the one page that mount(2) takes (ADR 0053).
 */
export const longestBase = 2 * longestChain;

/** A possible start. Only mounting it shows whether its layers are all there. */
export interface Start {
  readonly base: Base;
  readonly how: "warm" | "cold" | "older";
  /** Pending deltas that it lacks because its base would have too many layers with them. */
  readonly leftOut: number;
}

/** Nothing to start from; without a head, because the log cannot be read now. */
export function coldStart(head: Pick<Head, "epoch"> | undefined): Start {
  const base = { generation: 0, epoch: head?.epoch ?? unknownEpoch, layers: [], pending: [] };
  return { base, how: "cold", leftOut: 0 };
}

/**
 * The head, with the deltas on top that were sealed on this node and are not appended yet. `sealed` are this cache's volumes in that state;
 * the one whose entry is the head has only not noticed yet. Of too many for a base the oldest are taken, because they are committed first: so it
 * is a state that the log will come to, and a delta is in it with all that it started from itself.
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
  return [
    ...older.map((generation): Start => ({ base: baseOf(generation, []), how: "older", leftOut: 0 })),
    coldStart(head),
  ];
}

/** What the log will show once the pending deltas are appended, oldest seal first, as many as a base has room for. */
function newest(head: Head, pending: readonly Volume[]): Start {
  let fitting: readonly LayerRef[] = head.generation?.layers ?? [];
  let taken = 0;
  let layers: readonly LayerRef[] | undefined = fitting;
  for (const [index, volume] of pending.entries()) {
    layers = withDelta(layers, volume);
    if (layers) [fitting, taken] = [layers, index + 1];
  }
  const base: Base = {
    generation: head.generation?.number ?? 0,
    epoch: head.epoch,
    layers: fitting,
    // What a pending delta does to the view is known when it is committed.
    directories: taken === 0 ? head.generation?.directories : undefined,
    pending: pending.slice(0, taken).map((volume) => volume.incarnation),
  };
  const leftOut = pending.length - taken;
  return { base, how: fitting.length === 0 ? "cold" : leftOut > 0 ? "older" : "warm", leftOut };
}

/** The delta on top, but the last writer's on its own base; undefined for more layers than a base has, and on those. */
function withDelta(layers: readonly LayerRef[] | undefined, volume: Volume): readonly LayerRef[] | undefined {
  const below = strategyOf(volume) === "lastWriterWins" ? volume.base.layers : layers;
  return below && below.length < longestBase ? [deltaLayer(volume), ...below] : undefined;
}

function baseOf(generation: Generation, pending: readonly string[]): Base {
  const { number, epoch, layers, directories } = generation;
  return { generation: number, epoch, layers, directories, pending };
}
