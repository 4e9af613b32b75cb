/** Whether a delta may be kept: by its own limit, by its share of the disk, and by what is free. */
import type { Measured, Surveyed } from "../cache/ports.ts";
import type { DiskAmount } from "../cache/quantity.ts";
import { bytesOf, formatBytes } from "../cache/quantity.ts";
import type { Volume } from "../cache/volume.ts";
import type { World } from "./world.ts";

/**
 * Why the delta is too large; undefined when it is not. A volume that adds more than half of what all caches may use
 * together would make room for itself by evicting the others.
 */
export async function whyTooLarge(
  { disk }: World,
  maxUsed: DiskAmount,
  volume: Volume,
  { bytes }: Measured,
): Promise<string | undefined> {
  const { sizeLimit } = volume.request.wishes;
  if (sizeLimit !== undefined && bytes > sizeLimit)
    return `its delta has ${formatBytes(bytes)}, sizeLimit is ${formatBytes(sizeLimit)}`;
  const share = bytesOf(maxUsed, (await disk.usage()).size) / 2;
  return bytes > share
    ? `its delta has ${formatBytes(bytes)}, one volume may add at most ${formatBytes(share)} to this disk`
    : undefined;
}

/** Whether the disk is not full, or what was written is small enough for the last of it. */
export async function hasRoom(world: World, measured: Measured): Promise<boolean> {
  const { reserve } = world;
  await reserve.keep();
  if (reserve.whole || measured.bytes <= reserve.size) return true;
  // What was discarded before goes first.
  await emptyTrash(world);
  await reserve.keep();
  return reserve.whole;
}

/**
 * How many bytes a copy must leave free, where there is room for it: it may take half of what is free, or pods would find
 * the disk full because of it. Undefined where there is none, also after the trash was emptied, and the reserve released
 * for a small one.
 */
export async function roomToCopy(world: World, { copied, entries }: Surveyed): Promise<number | undefined> {
  const { disk, reserve } = world;
  const gains = [() => reserve.keep(), () => emptyTrash(world).then(() => reserve.keep())];
  if (copied <= reserve.size) gains.push(() => reserve.release());
  for (const gain of gains) {
    await gain();
    const { free, inodes, inodesFree } = await disk.usage();
    // Others write meanwhile: it goes on until a quarter is left.
    if (copied <= free / 2 && (inodes === 0 || entries <= inodesFree / 2)) return free / 4;
  }
  return undefined;
}

/** What cannot be removed is the sweep's to report. */
export async function emptyTrash({ layers }: World): Promise<void> {
  await layers.empty(new AbortController().signal).catch(() => {});
}
