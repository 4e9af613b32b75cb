/** File trees as values: what a mount shows, and what a layer holds. */

/** Everything that is no directory. A whiteout, the mark of a deletion, is in layers only; a device no longer after a seal. */
export interface Leaf {
  readonly kind: "file" | "symlink" | "fifo" | "device" | "whiteout";
  /** A file's bytes (latin1), a symlink's target. */
  readonly content: string;
  readonly mode: number;
  /** `uid:gid`. */
  readonly owner: string;
  /** Extended attributes, in one order. */
  readonly attributes: string;
  /** Nanoseconds since the epoch. */
  readonly mtime: bigint;
  /** How many names it has in the volume that wrote it; 1 in every other tree. */
  readonly links: number;
}

export interface Directory {
  readonly kind: "directory";
  readonly mode: number;
  readonly owner: string;
  readonly attributes: string;
  readonly mtime: bigint;
  /** In layers only: it hides what the layers below have at its path. */
  readonly opaque: boolean;
  readonly entries: ReadonlyMap<string, Item>;
}

export type Item = Leaf | Directory;

export const emptyDirectory: Directory = {
  kind: "directory",
  mode: 0o755,
  owner: "0:0",
  attributes: "",
  mtime: 0n,
  opaque: false,
  entries: new Map(),
};

export function isDirectory(item: Item | undefined): item is Directory {
  return item?.kind === "directory";
}

/** All names that any of these directories has. */
export function namesOf(...directories: readonly (Directory | undefined)[]): string[] {
  return [...new Set(directories.flatMap((directory) => [...(directory?.entries.keys() ?? [])]))];
}

/** Directories of a tree, its root included. */
export function directoriesIn(tree: Directory): number {
  return [...tree.entries.values()].reduce((sum, item) => sum + (isDirectory(item) ? directoriesIn(item) : 0), 1);
}

/** Bytes of the contents of all files. */
export function bytesIn(tree: Directory): number {
  return [...tree.entries.values()].reduce((sum, item) => {
    if (isDirectory(item)) return sum + bytesIn(item);
    return sum + (item.kind === "file" ? item.content.length : 0);
  }, 0);
}

/** One line for each entry below the root, sorted: what two trees are compared by. The root itself, and mtimes of directories, are left out. */
export function lines(tree: Directory, above = ""): string[] {
  return [...tree.entries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, item]) => {
      const path = above + name;
      const about = [item.mode.toString(8), item.owner, item.attributes].filter((word) => word !== "").join(" ");
      if (!isDirectory(item)) return [`${path}${shown(item)} ${about} ${timeOf(item.mtime)}`];
      return [`${path}/ ${about}${item.opaque ? " opaque" : ""}`, ...lines(item, `${path}/`)];
    });
}

function shown({ kind, content }: Leaf): string {
  if (kind === "symlink") return ` -> ${content}`;
  return kind === "file" ? ` ${JSON.stringify(content)}` : ` (${kind})`;
}

/** An mtime for people: RFC 3339, with nanoseconds where there are any. */
function timeOf(mtime: bigint): string {
  const [seconds, rest] = [mtime / 1_000_000_000n, mtime % 1_000_000_000n];
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return rest === 0n ? `${text}Z` : `${text}.${String(rest).padStart(9, "0")}Z`;
}

/** What a seal does to a tree: files lose set-user-id and set-group-id. */
export function stripped(tree: Directory): Directory {
  const entries = [...tree.entries].map(([name, item]): [string, Item] => {
    if (isDirectory(item)) return [name, stripped(item)];
    return [name, item.kind === "symlink" ? item : { ...item, mode: item.mode & ~0o6000 }];
  });
  return { ...tree, entries: new Map(entries) };
}
