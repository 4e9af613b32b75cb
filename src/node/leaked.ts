/** What is sealed of a volume: its upper; or, where a leaked mount may still reach that, a copy, if it is to be kept and there is room for it. */
import type { DiscardReason } from "../cache/events.ts";
import type { LayerId } from "../cache/generation.ts";
import type { Measured } from "../cache/ports.ts";
import type { DiskAmount } from "../cache/quantity.ts";
import type { Volume } from "../cache/volume.ts";
import { roomToCopy, whyTooLarge } from "./room.ts";
import type { World } from "./world.ts";

/** What is to be sealed. */
export interface Finished {
  readonly upper: LayerId;
  readonly measured: Measured;
}

/** Why nothing is. */
export interface Refused {
  readonly reason: Extract<DiscardReason, "size-limit" | "disk-full">;
  readonly why: string;
}

/** Ends the writing of a volume's upper, or of a copy of it where others share it. Throws what the layers do. */
export async function finishUpper(
  world: World,
  maxUsed: DiskAmount,
  volume: Volume,
  whose: "own" | "shared",
): Promise<Finished | Refused> {
  const { layers } = world;
  if (whose === "own") return { upper: volume.upper, measured: await layers.finish(volume.upper) };
  // Whoever holds a copy of the mount could make it writable again.
  const found = await layers.survey(volume.upper);
  const tooLarge = await whyTooLarge(world, maxUsed, volume, found);
  if (tooLarge !== undefined) return { reason: "size-limit", why: tooLarge };
  const free = await roomToCopy(world, found);
  const upper = free === undefined ? undefined : await layers.copy(volume.upper, free);
  if (upper === undefined)
    return { reason: "disk-full", why: "its mount lives on elsewhere, and the disk has no room for a copy of it" };
  const measured = await layers.finish(upper);
  // The copy has no device nodes any more.
  return { upper, measured: { ...measured, excluded: measured.excluded + found.excluded } };
}
