/** Whether a volume's upper directory is in use by a mount somewhere. */
import type { Volume } from "../cache/volume.ts";
import type { World } from "./world.ts";

/** True while any mount, in any namespace, writes to the volume's upper. One that is gone from the disk is used by nobody. */
export async function upperInUse({ layers, mounter }: World, volume: Volume): Promise<boolean> {
  return (await layers.has(volume.upper)) && (await mounter.inUse(`l/${volume.upper}`));
}
