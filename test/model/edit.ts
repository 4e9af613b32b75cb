/** Carries out the operations of a random history, or of a story, on a tree as a value; one that does not fit there does nothing. */
import { directory, fifo, file, hour, symlink } from "./build.ts";
import { type Directory, type Item, isDirectory } from "./tree.ts";

/** The tree after one operation: `write d/f content 3h`, `remove d`, `move a b`, …; the same words as on disk. */
export function edit(tree: Directory, operation: string): Directory {
  const [word = "", path = "", second = "", third = ""] = operation.split(" ");
  const act = operations[word];
  if (!act) throw new Error(`No such operation: ${operation}`);
  return act(tree, path.split("/"), second, third) ?? tree;
}

type Path = readonly string[];
/** Undefined where the operation does not fit. */
type Act = (tree: Directory, path: Path, second: string, third: string) => Directory | undefined;

const operations: Readonly<Record<string, Act>> = {
  write(tree, path, content, time) {
    const before = at(tree, path);
    if (before && before.kind !== "file") return undefined;
    const made = file(content, { at: hoursIn(time) });
    return put(tree, path, before ? { ...before, content, mtime: made.mtime } : made);
  },
  remove: (tree, path) => (at(tree, path) ? without(tree, path) : undefined),
  recreate: (tree, path) => (at(tree, path) ? put(tree, path, directory({})) : undefined),
  renew(tree, path, content, time) {
    const item = at(tree, path);
    return isDirectory(item) ? put(tree, path, renewed(item, file(content, { at: hoursIn(time) }))) : undefined;
  },
  mkdir: (tree, path) => (at(tree, path) ? undefined : put(tree, path, directory({}))),
  move(tree, from, second) {
    const to = second.split("/");
    const [item, before] = [at(tree, from), at(tree, to)];
    if (!item || second.startsWith(`${from.join("/")}/`) || second === from.join("/")) return undefined;
    if (before && isDirectory(before) !== isDirectory(item)) return undefined;
    if (isDirectory(before) && before.entries.size > 0) return undefined;
    return put(without(tree, from), to, item);
  },
  chmod: (tree, path, mode) =>
    change(tree, path, (item) => (item.kind === "symlink" ? item : { ...item, mode: Number.parseInt(mode, 8) })),
  chown: (tree, path, owner) => change(tree, path, (item) => ({ ...item, owner: `${owner}:${owner}` })),
  tag: (tree, path, value) =>
    change(tree, path, (item) =>
      item.kind === "file" || item.kind === "directory" ? { ...item, attributes: `user.tag=${value}` } : item,
    ),
  symlink(tree, path, target, time) {
    const before = at(tree, path);
    if (before && before.kind !== "symlink") return undefined;
    return put(tree, path, symlink(target, { at: hoursIn(time) }));
  },
  touch: (tree, path, time) => change(tree, path, (item) => ({ ...item, mtime: hour(hoursIn(time)) })),
  /** Trees as values have no inodes: the other name gets a copy. */
  link(tree, from, second) {
    const item = at(tree, from);
    if (!item || isDirectory(item) || at(tree, second.split("/"))) return undefined;
    return put(tree, second.split("/"), item);
  },
  fifo: (tree, path, time) => (at(tree, path) ? undefined : put(tree, path, fifo({ at: hoursIn(time) }))),
  turn(tree, path, content, time) {
    const before = at(tree, path);
    if (!before) return undefined;
    const made = file(content, { at: hoursIn(time) });
    return put(tree, path, isDirectory(before) ? made : directory({ a: made }));
  },
};

/** The same directories, but those called `c`, with one new file in each. */
function renewed({ entries }: Directory, made: Item): Directory {
  const below = [...entries].flatMap(([name, item]) =>
    isDirectory(item) && name !== "c" ? [[name, renewed(item, made)] as const] : [],
  );
  return { ...directory({}), entries: new Map([...below, ["c", made]]) };
}

function hoursIn(time: string): number {
  return Number(time.replace("h", ""));
}

function at(tree: Directory, [name = "", ...rest]: Path): Item | undefined {
  const item = tree.entries.get(name);
  if (rest.length === 0) return item;
  return isDirectory(item) ? at(item, rest) : undefined;
}

/** With directories on the way made, as mkdir -p does; undefined where a file is in the way. */
function put(tree: Directory, [name = "", ...rest]: Path, item: Item): Directory | undefined {
  if (rest.length === 0) return withEntry(tree, name, item);
  const before = tree.entries.get(name) ?? directory({});
  const below = isDirectory(before) ? put(before, rest, item) : undefined;
  return below && withEntry(tree, name, below);
}

function change(tree: Directory, path: Path, by: (item: Item) => Item): Directory | undefined {
  const item = at(tree, path);
  return item && put(tree, path, by(item));
}

function without(tree: Directory, [name = "", ...rest]: Path): Directory {
  const entries = new Map(tree.entries);
  const below = entries.get(name);
  if (rest.length === 0) entries.delete(name);
  else if (isDirectory(below)) entries.set(name, without(below, rest));
  return { ...tree, entries };
}

function withEntry(tree: Directory, name: string, item: Item): Directory {
  return { ...tree, entries: new Map([...tree.entries, [name, item]]) };
}
