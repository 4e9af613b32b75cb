/** What a chain adds up to: every layer that is put on top says what it hides, so that nobody has to look at the whole view again. */
import type { Chain, LayerRef } from "./generation.ts";

/** What a layer does to the view that it is put on. */
export interface Effect {
  /** Directories that are shown more than before; negative for fewer. */
  readonly directories: number;
  /** Bytes that are no longer shown of each layer of that view, newest first; what is missing at the end is 0. */
  readonly hidden: readonly number[];
}

/** The sums that decide about a compaction. */
export interface Totals {
  /** Bytes of file contents that the chain shows, and that it hides. */
  readonly live: number;
  readonly dead: number;
  /** Directories in all layers, and those that the chain shows: listing all of it takes as many as the first, of a plain directory the second. */
  readonly directories: number;
  readonly shown: number;
}

/** Undefined when something of the chain was never counted. */
export function totalsOf({ layers, directories: shown }: Chain): Totals | undefined {
  if (layers.length === 0) return { live: 0, dead: 0, directories: 1, shown: 1 };
  let [live, dead, directories] = [0, 0, 0];
  for (const layer of layers) {
    if (layer.dead === undefined || layer.directories === undefined || shown === undefined) return undefined;
    live += layer.size - layer.dead;
    dead += layer.dead;
    directories += layer.directories;
  }
  return { live, dead, directories, shown: shown ?? directories };
}

/** Bytes of file contents that the chain shows; all that its layers hold where nobody counted. */
export function bytesShown(chain: Chain): number {
  return totalsOf(chain)?.live ?? chain.layers.reduce((sum, layer) => sum + layer.size, 0);
}

/** The chain with one layer more. */
export function onTop(below: Chain, layer: LayerRef, { directories, hidden }: Effect): Chain {
  const shown = below.layers.length === 0 ? 1 : below.directories;
  return {
    layers: [{ ...layer, dead: 0 }, ...below.layers.map((one, index) => hiding(one, hidden[index] ?? 0))],
    directories: shown === undefined ? undefined : shown + directories,
  };
}

/** A file with several names may be hidden more than once. */
function hiding(layer: LayerRef, bytes: number): LayerRef {
  return layer.dead === undefined || bytes === 0 ? layer : { ...layer, dead: Math.min(layer.size, layer.dead + bytes) };
}
