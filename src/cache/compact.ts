/** Which run of a chain to replace by one layer, so that every entry is copied to a new layer O(log n) times (size-tiered, as log-structured merge trees). */
import type { LayerRef } from "./generation.ts";

/** Chains longer than this are compacted in the background. */
export const longChain = 16;

/** A commit waits for a compaction rather than make a chain longer than this. */
export const longestChain = 64;

/** Layers `from` (inclusive, newest) to `to` (exclusive), counted from the newest. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** A layer joins the run above it unless it holds more than this many times its entries. */
const tier = 2;

/**
 * The run to replace, or undefined when the chain is short enough. It starts at the newest layer from which at least two are of about
 * one size, and goes on while the next layer is not much larger than all of the run: so small layers are merged often and large ones seldom.
 */
export function planRun(layers: readonly LayerRef[], limit: number): Run | undefined {
  if (layers.length <= limit) return undefined;
  for (let from = 0; from < layers.length - 1; from += 1) {
    const to = endOfRun(layers, from);
    if (to - from >= 2) return { from, to };
  }
  return { from: 0, to: layers.length };
}

function endOfRun(layers: readonly LayerRef[], from: number): number {
  let sum = weight(layers[from]);
  let to = from + 1;
  while (to < layers.length && weight(layers[to]) <= tier * sum) {
    sum += weight(layers[to]);
    to += 1;
  }
  return to;
}

/** Linking costs by entry; a layer has at least its root. */
function weight(layer: LayerRef | undefined): number {
  return (layer?.entries ?? 0) + 1;
}

/** Where the run's layers stand in a chain that may have got longer on top; undefined when they are no longer there as a whole. */
export function findRun(chain: readonly LayerRef[], run: readonly LayerRef[]): Run | undefined {
  const from = chain.findIndex((layer) => layer.id === run[0]?.id);
  if (from === -1 || !run.every((layer, index) => chain[from + index]?.id === layer.id)) return undefined;
  return { from, to: from + run.length };
}

/** The chain with a run replaced by the layer that has the same content. */
export function withoutRun(chain: readonly LayerRef[], run: Run, layer: LayerRef): readonly LayerRef[] {
  return [...chain.slice(0, run.from), layer, ...chain.slice(run.to)];
}
