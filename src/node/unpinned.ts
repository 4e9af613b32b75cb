/** Which layers on disk nothing pins. */
import type { LayerId } from "../cache/generation.ts";
import { idsOf } from "../cache/generation.ts";
import { setAside } from "./set-aside.ts";
import type { World } from "./world.ts";

/** Layers that no generation, no append in doubt, no snapshot, no volume, no delta and nothing that was set aside refers to. */
export async function unpinnedLayers(world: World): Promise<ReadonlySet<LayerId>> {
  const { ledger, snapshots, volumes, layers } = world;
  const found = new Set(await layers.list());
  const pin = (ids: readonly LayerId[]): void => {
    for (const id of ids) found.delete(id);
  };
  for (const { key } of await ledger.caches())
    for (const generation of await ledger.generations(key)) pin(idsOf(generation.layers));
  for (const generation of await ledger.doubtful()) pin(idsOf(generation.layers));
  for (const snapshot of await snapshots.list()) pin(idsOf(snapshot.layers));
  for (const { upper, base } of volumes.list()) pin([upper, ...idsOf(base.layers)]);
  pin([...(await setAside(world))]);
  return found;
}
