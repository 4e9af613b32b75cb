/** The model of an eviction: the view of a stack without the files touched longest ago. */
import { squash } from "./stack.ts";
import { bytesIn, type Directory, emptyDirectory, type Item, isDirectory, type Leaf } from "./tree.ts";

/** What is left when at most so many bytes may be, and how many names went. What the newest layer has goes last. */
export function evict(
  layers: readonly Directory[],
  most: number,
): { readonly tree: Directory; readonly deleted: number } {
  const whole = squash(layers, "nothing");
  const newest = new Set(leaves(layers[0] ?? emptyDirectory).map(([path]) => path));
  const order = leaves(whole).toSorted(([a, one], [b, other]) => {
    if (newest.has(a) !== newest.has(b)) return newest.has(a) ? 1 : -1;
    return one.mtime < other.mtime || (one.mtime === other.mtime && a < b) ? -1 : 1;
  });
  let left = bytesIn(whole);
  const going = new Set<string>();
  for (const [path, leaf] of order) {
    if (left <= most) break;
    left -= leaf.kind === "file" ? leaf.content.length : 0;
    going.add(path);
  }
  return { tree: without(whole, going), deleted: going.size };
}

/** Everything that is no directory, by path. */
function leaves(tree: Directory, above = ""): [string, Leaf][] {
  return [...tree.entries].flatMap(([name, item]): [string, Leaf][] =>
    isDirectory(item) ? leaves(item, `${above}${name}/`) : [[above + name, item]],
  );
}

/** A tree without these paths, and without the directories that they leave empty. */
function without(tree: Directory, going: ReadonlySet<string>, above = ""): Directory {
  const entries = [...tree.entries].flatMap(([name, item]): [string, Item][] => {
    if (!isDirectory(item)) return going.has(above + name) ? [] : [[name, item]];
    const left = without(item, going, `${above}${name}/`);
    return left.entries.size === 0 && item.entries.size > 0 ? [] : [[name, left]];
  });
  return { ...tree, entries: new Map(entries) };
}
