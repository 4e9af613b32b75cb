/** Makes the layer that puts a delta's contribution on a head. */
import { isKind } from "../cache/errors.ts";
import type { Chain, Head } from "../cache/generation.ts";
import { idsOf, sameLayers } from "../cache/generation.ts";
import type { Merged } from "../cache/ports.ts";
import { onTop } from "../cache/totals.ts";
import type { Volume } from "../cache/volume.ts";
import { deltaLayer, strategyOf } from "../cache/volume.ts";
import { othersSince } from "./entries.ts";
import type { Views } from "./whole.ts";
import { nothing, wholeViews } from "./whole.ts";
import type { World } from "./world.ts";

/** A layer that is ready to be appended, and what the generation will be. */
export interface Prepared {
  readonly merged: Merged;
  /** With the new layer on top. */
  readonly chain: Chain;
  /** Whether the head had moved since the base. */
  readonly moved: boolean;
}

/** Merges a volume's delta onto the head, durably. Throws `precondition` for a delta that no walk can look at. */
export async function prepare(world: World, volume: Volume, head: Head): Promise<Prepared> {
  const all: Views = { base: volume.base, head: head.generation ?? nothing };
  try {
    return await merge(world, volume, all);
  } catch (error) {
    // Where a layer should be there may be a file.
    if (!isKind(error, "not-found", "corrupt")) throw error;
    const whole = await wholeViews(world, volume, head);
    if (isKind(error, "corrupt") && whole.base === all.base && whole.head === all.head) throw error;
    return merge(world, volume, whole);
  }
}

async function merge({ layers, ledger }: World, volume: Volume, { base, head }: Views): Promise<Prepared> {
  const delta = deltaLayer(volume);
  // Without its own base, the last writer has no view that could stand for the whole cache.
  const last = strategyOf(volume) === "lastWriterWins" && base === volume.base;
  const below = last ? base : head;
  const since = layers.lostWrites();
  const merged = await layers.merge(delta, idsOf(base.layers), idsOf(below.layers));
  if (merged.layer && merged.layer.id !== delta.id) await layers.sync(merged.layer.id, since, "now");
  const moved = !sameLayers(base.layers, head.layers) && (await othersSince(ledger, volume));
  const chain = merged.layer ? onTop(below, merged.layer, merged.effect) : below;
  return { merged, chain, moved };
}
