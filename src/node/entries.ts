/** What the entries of a log say of a volume. */
import type { Generation, Head } from "../cache/generation.ts";
import { isUpkeep } from "../cache/generation.ts";
import type { Ledger } from "../cache/ports.ts";
import type { Volume } from "../cache/volume.ts";

/** The entry that this volume made before, in a try whose answer was lost or in a process that is gone. */
export async function ownEntry(ledger: Ledger, volume: Volume, head: Head): Promise<Generation | undefined> {
  if ((head.generation?.number ?? 0) <= volume.base.generation) return undefined;
  return ledger.find(volume.request.cache, volume.incarnation);
}

/** Whether others committed since the volume's base; what keeps the cache in shape is nobody's change. */
export async function othersSince(ledger: Ledger, volume: Volume): Promise<boolean> {
  const { generation: base, pending } = volume.base;
  const generations = await ledger.generations(volume.request.cache);
  return generations.some(
    (generation) => generation.number > base && !isUpkeep(generation) && !pending.includes(generation.volume),
  );
}
