/** Why a delta must not be committed on a head. */
import type { DiscardReason } from "../cache/events.ts";
import type { Head } from "../cache/generation.ts";
import type { Volume } from "../cache/volume.ts";
import { strategyOf, unknownEpoch } from "../cache/volume.ts";
import { othersSince } from "./entries.ts";
import { whyUnearned } from "./verdict.ts";
import type { World } from "./world.ts";

interface Refusal {
  readonly reason: DiscardReason;
  readonly why: string;
}

/** Undefined when it may be. Throws `unavailable` while that is open. */
export async function refusalOf(
  world: World,
  volume: Volume,
  head: Head,
  signal: AbortSignal,
): Promise<Refusal | undefined> {
  if (!(await world.layers.has(volume.upper))) return { reason: "unfit", why: "its delta is gone from the disk" };
  if (volume.base.epoch !== head.epoch && volume.base.epoch !== unknownEpoch)
    return { reason: "pruned", why: "the cache was pruned, reset or removed after the volume started" };
  if (strategyOf(volume) === "firstWriterWins" && (await othersSince(world.ledger, volume)))
    return { reason: "first-writer", why: "another build committed first, and merge is firstWriterWins" };
  const why = await whyUnearned(world, volume, signal);
  return why === undefined ? undefined : { reason: "not-succeeded", why };
}
