/** What is left to build on when layers are missing from the disk. */
import type { Head, LayerRef } from "../cache/generation.ts";
import { formatKey } from "../cache/key.ts";
import type { Volume } from "../cache/volume.ts";
import type { World } from "./world.ts";

/** The two views that a delta is merged between, newest layer first. */
export interface Views {
  readonly base: readonly LayerRef[];
  readonly head: readonly LayerRef[];
}

/**
 * The newest generation whose layers are all there stands for the head, and nothing for a base that is not whole: then the delta's files count
 * as added and its deletions for nothing. What is lost is lost, but the cache goes on.
 */
export async function wholeViews({ layers, ledger, events }: World, volume: Volume, head: Head): Promise<Views> {
  const present = new Set(await layers.list());
  const isWhole = (chain: readonly LayerRef[]): boolean => chain.every((layer) => present.has(layer.id));
  const generations = await ledger.generations(volume.request.cache);
  const chains = [head.generation?.layers ?? [], ...generations.map((generation) => generation.layers).toReversed()];
  events.unreadable(`layers of cache ${formatKey(volume.request.cache)}: some are missing`);
  return { base: isWhole(volume.base.layers) ? volume.base.layers : [], head: chains.find(isWhole) ?? [] };
}
