/** What a new volume starts from: candidates in order of preference. */
import type { Generation, Head } from "./generation.ts";
import type { Base, Volume } from "./volume.ts";
import { commits } from "./volume.ts";

/** A possible start. Only mounting it shows whether its layers are all there. */
export interface Start {
  readonly base: Base;
  readonly how: "warm" | "cold" | "older";
}

/** The start of a volume whose cache has nothing that can be read. */
export function coldStart(head: Pick<Head, "epoch"> | undefined): Start {
  return { base: { generation: 0, epoch: head?.epoch ?? 0, layers: [], pending: [] }, how: "cold" };
}

/**
 * The head with the deltas that were sealed on this node and not appended yet on top, then older generations, then nothing.
 * `sealed` are this cache's volumes in state sealed; `generations` are oldest first.
 */
export function candidates(
  head: Head,
  generations: readonly Generation[],
  sealed: readonly Volume[],
): readonly Start[] {
  const pending = sealed
    .filter((volume) => commits(volume) && volume.base.epoch === head.epoch)
    .filter((volume) => !generations.some((generation) => generation.volume === volume.incarnation))
    .toSorted((a, b) => b.sealNumber - a.sealNumber);
  const older = generations
    .filter(({ number, epoch }) => number < (head.generation?.number ?? 0) && epoch === head.epoch)
    .toReversed();
  return [
    ...(head.generation || pending.length > 0 ? [newest(head, pending)] : []),
    ...older.map((generation): Start => ({ base: baseOf(generation, []), how: "older" })),
    coldStart(head),
  ];
}

function newest(head: Head, pending: readonly Volume[]): Start {
  const onTop = pending.map((volume) => ({
    id: volume.upper,
    size: volume.delta?.bytes ?? 0,
    entries: volume.delta?.entries ?? 0,
  }));
  const base: Base = {
    generation: head.generation?.number ?? 0,
    epoch: head.epoch,
    layers: [...onTop, ...(head.generation?.layers ?? [])],
    pending: pending.map((volume) => volume.incarnation),
  };
  return { base, how: base.layers.length === 0 ? "cold" : "warm" };
}

function baseOf(generation: Generation, pending: readonly string[]): Base {
  return { generation: generation.number, epoch: generation.epoch, layers: generation.layers, pending };
}
