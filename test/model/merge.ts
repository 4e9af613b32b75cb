/** The model of a merge: what a head shows after a volume was committed to it, said as simply as can be, on whole views. */
import { type Directory, type Item, isDirectory, type Leaf, lines, namesOf } from "./tree.ts";

const day = 86_400_000_000_000n;

/** What the head shows after a volume that started from `base`, and ended as `volume`, was merged into it. Roots keep their own metadata. */
export function merge(base: Directory, head: Directory, volume: Directory): Directory {
  return { ...head, entries: mergeEntries(base, head, volume) };
}

function mergeEntries(
  base: Directory | undefined,
  head: Directory | undefined,
  volume: Directory,
): ReadonlyMap<string, Item> {
  const merged = namesOf(base, head, volume).map((name) => {
    const of = (directory: Directory | undefined): Item | undefined => directory?.entries.get(name);
    return [name, mergeItem(of(base), of(head), of(volume))] as const;
  });
  return new Map(merged.filter((pair): pair is [string, Item] => pair[1] !== undefined));
}

function mergeItem(base: Item | undefined, head: Item | undefined, volume: Item | undefined): Item | undefined {
  if (!volume) return base ? deleted(base, head) : head;
  if (isDirectory(volume)) return mergeDirectory(base, head, volume);
  if (isUntouched(base, volume)) return head;
  if (!head || isAsBase(base, head)) return volume;
  if (isSame(head, volume)) return head;
  return volume.mtime >= newestChange(base, head) ? volume : head;
}

/** A deletion counts where the head's entry is as base; in a directory that the head changed, name by name. */
function deleted(base: Item, head: Item | undefined): Item | undefined {
  if (!head || isAsBase(base, head)) return undefined;
  if (!isDirectory(base) || !isDirectory(head)) return head;
  const kept = [...head.entries].map(([name, item]) => {
    const before = base.entries.get(name);
    return [name, before ? deleted(before, item) : item] as const;
  });
  return { ...head, entries: new Map(kept.filter((pair): pair is [string, Item] => pair[1] !== undefined)) };
}

function mergeDirectory(base: Item | undefined, head: Item | undefined, volume: Directory): Item | undefined {
  if (head && !isDirectory(head)) return againstFile(base, head, volume);
  const before = isDirectory(base) ? base : undefined;
  const entries = mergeEntries(before, head, volume);
  const changed = !before || !sameMetadata(before, volume);
  if (!head) return changed || entries.size > 0 ? { ...volume, entries } : undefined;
  const merged = { ...(changed && takesMetadata(before, head, volume) ? volume : head), entries };
  return { ...merged, mtime: timeOf(merged, head, volume) };
}

/** A directory is as new as the newer of the two once the volume put anything in: the next merge may have to ask. */
function timeOf(merged: Directory, head: Directory, volume: Directory): bigint {
  const same = lines(merged).join("\n") === lines(head).join("\n") && sameMetadata(merged, head);
  return same || head.mtime > volume.mtime ? head.mtime : volume.mtime;
}

/** Whose mode, owner and attributes a directory gets that the volume changed. */
function takesMetadata(before: Directory | undefined, head: Directory, volume: Directory): boolean {
  if (sameMetadata(head, volume)) return false;
  const byHead = !before || !sameMetadata(before, head);
  return !byHead || volume.mtime >= head.mtime;
}

/** Where the head has a file and the volume a directory, one of them stays whole. */
function againstFile(base: Item | undefined, head: Leaf, volume: Directory): Item {
  if (base && !isDirectory(base) && isAsBase(base, head)) return volume;
  const newest = newestChange(base, volume);
  return newest > 0n && newest >= head.mtime ? volume : head;
}

/** Whether a volume's file is as it found it. With another name beside it, it is not: left out, the two would become two files. */
function isUntouched(base: Item | undefined, volume: Leaf): boolean {
  return volume.links === 1 && isSame(base, volume);
}

/** Whether the later file is the earlier one, at most touched. */
export function isSame(before: Item | undefined, after: Leaf): boolean {
  if (!before || isDirectory(before)) return false;
  const moved = after.mtime - before.mtime;
  return (
    before.kind === after.kind &&
    before.content === after.content &&
    sameMetadata(before, after) &&
    moved >= 0n &&
    moved < day
  );
}

function sameMetadata(a: Item, b: Item): boolean {
  return a.mode === b.mode && a.owner === b.owner && a.attributes === b.attributes;
}

/** Whether all that the head shows here is as base; what it deleted does not count. */
function isAsBase(base: Item | undefined, head: Item): boolean {
  if (!isDirectory(head)) return isSame(base, head);
  if (!isDirectory(base) || !sameMetadata(base, head)) return false;
  return [...head.entries].every(([name, item]) => isAsBase(base.entries.get(name), item));
}

/** The newest mtime among the files that a side has otherwise than the base; 0 when there are none. */
function newestChange(base: Item | undefined, side: Item): bigint {
  if (!isDirectory(side)) return isUntouched(base, side) ? 0n : side.mtime;
  const before = isDirectory(base) ? base.entries : new Map<string, Item>();
  const times = [...side.entries].map(([name, item]) => newestChange(before.get(name), item));
  return times.reduce((newest, time) => (time > newest ? time : newest), 0n);
}
