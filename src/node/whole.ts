/** What is left to build on when layers are missing from the disk. */
import type { Chain, Head } from "../cache/generation.ts";
import { formatKey } from "../cache/key.ts";
import type { Volume } from "../cache/volume.ts";
import type { World } from "./world.ts";

/** The two views that a delta is merged between. */
export interface Views {
  readonly base: Chain;
  readonly head: Chain;
}

/** What a cache without a generation shows. */
export const nothing: Chain = { layers: [] };

/**
 * The newest generation whose layers are all there stands for the head, and nothing for a base that is not whole: then the delta's files count
 * as added and its deletions for nothing. What is lost is lost, but the cache goes on.
 */
export async function wholeViews({ layers, ledger, events }: World, volume: Volume, head: Head): Promise<Views> {
  const present = new Set(await layers.list());
  const isWhole = (chain: Chain): boolean => chain.layers.every((layer) => present.has(layer.id));
  const generations = await ledger.generations(volume.request.cache);
  const chains: Chain[] = [...generations, ...(head.generation ? [head.generation] : [])].toReversed();
  events.unreadable(`layers of cache ${formatKey(volume.request.cache)}: some are missing`);
  return { base: isWhole(volume.base) ? volume.base : nothing, head: chains.find(isWhole) ?? nothing };
}
