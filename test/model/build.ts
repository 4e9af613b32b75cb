/** Writes trees down as literals. */
import { type Directory, emptyDirectory, type Item, type Leaf } from "./tree.ts";

/** A file is a string, or what `file` makes of it; a directory is another such literal, or what `directory` makes of it. */
export interface Literal {
  readonly [name: string]: string | Item | Literal;
}

/** Hours after the time at which all literals begin, in nanoseconds since the epoch. */
export function hour(hours: number): bigint {
  return BigInt(Date.parse("2026-01-01T00:00:00Z")) * 1_000_000n + BigInt(hours * 3600) * 1_000_000_000n;
}

const plain: Leaf = { kind: "file", content: "", mode: 0o644, owner: "0:0", attributes: "", mtime: hour(0), links: 1 };

export const whiteout: Leaf = { ...plain, kind: "whiteout", mode: 0, mtime: 0n };

/** A character device that is no whiteout: /dev/null. */
export const device: Leaf = { ...plain, kind: "device" };

export interface Looks {
  readonly mode?: number;
  /** Hours. */
  readonly at?: number;
  readonly owner?: string;
  readonly attributes?: string;
}

function looks<Kind extends Item>(item: Kind, { at, ...others }: Looks): Kind {
  return { ...item, ...others, ...(at === undefined ? {} : { mtime: hour(at) }) };
}

export function file(content: string, wishes: Looks = {}): Leaf {
  return looks({ ...plain, content }, wishes);
}

export function symlink(target: string, wishes: Looks = {}): Leaf {
  return looks({ ...plain, kind: "symlink", content: target, mode: 0o777 }, wishes);
}

export function fifo(wishes: Looks = {}): Leaf {
  return looks({ ...plain, kind: "fifo" }, wishes);
}

export function directory(literal: Literal, wishes: Looks & { readonly opaque?: boolean } = {}): Directory {
  const entries = Object.entries(literal).map(([name, item]) => [name, itemOf(item)] as const);
  return {
    ...looks({ ...emptyDirectory, mtime: hour(0) }, wishes),
    opaque: wishes.opaque ?? false,
    entries: new Map(entries),
  };
}

/** In layers: a directory that hides what is below it. */
export function opaque(literal: Literal, wishes: Looks = {}): Directory {
  return directory(literal, { ...wishes, opaque: true });
}

function itemOf(item: string | Item | Literal): Item {
  if (typeof item === "string") return file(item);
  return isItem(item) ? item : directory(item);
}

/** An mtime that is a bigint tells a tree from a literal, whatever its files are called. */
function isItem(item: Item | Literal): item is Item {
  return "mtime" in item && typeof item.mtime === "bigint";
}
