/** Which layers are missing from the disk. */
import type { LayerId } from "../cache/generation.ts";
import { idsOf } from "../cache/generation.ts";
import type { World } from "./world.ts";

/** Layers that generations, snapshots, open volumes and sealed deltas are made of, and that are not there. */
export async function missingLayers({ ledger, snapshots, volumes, layers }: World): Promise<ReadonlySet<LayerId>> {
  const needed = new Set<LayerId>();
  for (const { key } of await ledger.caches()) {
    for (const generation of await ledger.generations(key)) for (const id of idsOf(generation.layers)) needed.add(id);
  }
  for (const snapshot of await snapshots.list()) for (const id of idsOf(snapshot.layers)) needed.add(id);
  for (const { state, upper, base } of volumes.list()) {
    if (state === "open" || state === "sealed") for (const id of [upper, ...idsOf(base.layers)]) needed.add(id);
  }
  const missing = new Set<LayerId>();
  for (const id of needed) if (!(await layers.has(id))) missing.add(id);
  return missing;
}
