/** What the end of the writing makes of an upper, as the contract of the layers says. */
import { CacheError } from "../../src/cache/errors.ts";
import type { Measured } from "../../src/cache/ports.ts";
import { bytesIn, type Directory, directoriesIn, type Item, isDirectory } from "./tree.ts";

/** What a seal leaves, and measures. */
export function finished(found: Directory): { tree: Directory; measured: Measured } {
  const tree = harmless(withoutDevices(found));
  const measured = {
    bytes: bytesIn(tree),
    entries: count(tree, () => true),
    directories: directoriesIn(tree),
    excluded: count(found, ({ kind }) => kind === "device"),
  };
  return { tree, measured };
}

/** The same tree without its device nodes, at any depth. */
export function withoutDevices(tree: Directory): Directory {
  const kept = [...tree.entries].filter(([, { kind }]) => kind !== "device");
  const entries = kept.map(([name, item]): [string, Item] => [name, isDirectory(item) ? withoutDevices(item) : item]);
  return { ...tree, entries: new Map(entries) };
}

/** Without set-user-id; marks of redirects make it unfit. */
function harmless(tree: Directory): Directory {
  const entries = [...tree.entries].map(([name, item]): [string, Item] => {
    if (item.attributes.includes("overlay.redirect"))
      throw new CacheError("precondition", `Cannot keep ${name}: it has a mark that no mount of ours writes`);
    if (isDirectory(item)) return [name, harmless(item)];
    return [name, item.kind === "symlink" ? item : { ...item, mode: item.mode & ~0o6000 }];
  });
  return { ...tree, entries: new Map(entries) };
}

/** How many entries there are of this sort, at any depth. */
export function count(tree: Directory, counts: (item: Item) => boolean): number {
  return [...tree.entries.values()].reduce(
    (sum, item) => sum + (counts(item) ? 1 : 0) + (isDirectory(item) ? count(item, counts) : 0),
    0,
  );
}
