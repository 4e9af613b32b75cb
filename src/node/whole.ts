/** What is left to build on when layers are missing from the disk. */
import type { Chain, Head, LayerId } from "../cache/generation.ts";
import { idsOf } from "../cache/generation.ts";
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
  const generations = await ledger.generations(volume.request.cache);
  const chains: Chain[] = [...generations, ...(head.generation ? [head.generation] : [])].toReversed();
  const missing = new Set<LayerId>();
  for (const id of new Set([volume.base, ...chains].flatMap((chain) => idsOf(chain.layers))))
    if (!(await layers.has(id))) missing.add(id);
  const isWhole = (chain: Chain): boolean => chain.layers.every((layer) => !missing.has(layer.id));
  if (missing.size > 0) events.layersMissing(volume, [...missing]);
  return { base: isWhole(volume.base) ? volume.base : nothing, head: chains.find(isWhole) ?? nothing };
}
