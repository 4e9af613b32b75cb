/** Layers as overlayfs stacks them: what a stack shows, and the layer that turns one view into another. */
import type { Effect } from "../../src/cache/totals.ts";
import { whiteout } from "./build.ts";
import { type Directory, directoriesIn, emptyDirectory, type Item, isDirectory, type Leaf, namesOf } from "./tree.ts";

/** What layers show, newest first. */
export function show(layers: readonly Directory[]): Directory {
  const [top = emptyDirectory] = layers;
  const entries = namesOf(...layers).flatMap((name) => {
    const item = resolve(layers.map((layer) => layer.entries.get(name)));
    return item ? [[name, item] as const] : [];
  });
  return { ...top, opaque: false, entries: new Map(entries) };
}

function resolve(items: readonly (Item | undefined)[]): Item | undefined {
  const directories: Directory[] = [];
  for (const item of items) {
    if (!item) continue;
    if (item.kind === "whiteout") break;
    if (!isDirectory(item)) {
      if (directories.length === 0) return item;
      break;
    }
    directories.push(item);
    if (item.opaque) break;
  }
  return directories.length === 0 ? undefined : show(directories);
}

/** The layer that lets a stack that shows `before` show `after`: as overlayfs would write it. */
export function difference(before: Directory, after: Directory): Directory {
  const entries = namesOf(before, after).flatMap((name) => {
    const item = differenceAt(before.entries.get(name), after.entries.get(name));
    return item ? [[name, item] as const] : [];
  });
  return { ...after, entries: new Map(entries) };
}

function differenceAt(before: Item | undefined, after: Item | undefined): Item | undefined {
  if (!after) return before && whiteout;
  if (!isDirectory(after)) return sameLeaf(before, after) ? undefined : after;
  if (!isDirectory(before)) return { ...after, opaque: before !== undefined };
  const changed = difference(before, after);
  const same =
    changed.entries.size === 0 &&
    before.mode === after.mode &&
    before.owner === after.owner &&
    before.attributes === after.attributes;
  return same ? undefined : changed;
}

function sameLeaf(a: Item | undefined, b: Leaf): boolean {
  if (!a || isDirectory(a)) return false;
  return (["kind", "content", "mode", "owner", "attributes", "mtime"] as const).every((field) => a[field] === b[field]);
}

/** Bytes of file contents that a stack shows of each of its layers. */
export function shownBytes(layers: readonly Directory[]): number[] {
  const owned = layers.map((layer, index) => ownedBy(layer, String(index)) as Directory);
  const sums = layers.map(() => 0);
  const add = (item: Item): void => {
    if (isDirectory(item)) for (const below of item.entries.values()) add(below);
    else if (item.kind === "file") sums[Number(item.owner)] = (sums[Number(item.owner)] ?? 0) + item.content.length;
  };
  add(show(owned));
  return sums;
}

function ownedBy(item: Item, owner: string): Item {
  if (!isDirectory(item)) return { ...item, owner };
  return { ...item, entries: new Map([...item.entries].map(([name, below]) => [name, ownedBy(below, owner)])) };
}

/** What a layer does to the view of those below it, found by comparing the views. */
export function effectOf(layer: Directory, head: readonly Directory[]): Effect {
  const [before, after] = [shownBytes(head), shownBytes([layer, ...head])];
  return {
    directories: directoriesIn(show([layer, ...head])) - directoriesIn(show(head)),
    hidden: before.map((bytes, index) => bytes - (after[index + 1] ?? 0)),
  };
}

/** One layer in the place of several, newest first; `below` says whether anything can lie below them. */
export function squash(layers: readonly Directory[], below: "something" | "nothing"): Directory {
  const [top = emptyDirectory] = layers;
  const entries = namesOf(...layers).flatMap((name) => {
    const item = squashItems(
      layers.flatMap((layer) => layer.entries.get(name) ?? []),
      below,
    );
    return item ? [[name, item] as const] : [];
  });
  return { ...top, entries: new Map(entries) };
}

function squashItems(items: readonly Item[], below: "something" | "nothing"): Item | undefined {
  const [top] = items;
  if (top?.kind === "whiteout") return below === "something" ? top : undefined;
  if (!isDirectory(top)) return top;
  const end = items.findIndex((item, index) => !isDirectory(item) || (index > 0 && isOpaque(items[index - 1])));
  const merging = (end === -1 ? items : items.slice(0, end)).filter(isDirectory);
  const hides = end !== -1 || isOpaque(merging.at(-1));
  return { ...squash(merging, hides ? "nothing" : below), opaque: hides && below === "something" };
}

function isOpaque(item: Item | undefined): boolean {
  return isDirectory(item) && item.opaque;
}
