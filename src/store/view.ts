/** What a stack of layers shows, resolved one component at a time as overlayfs would, without mounting it. */
import { closeSync } from "node:fs";
import type { Entry } from "../cache/admit.ts";
import { sameInode } from "../cache/admit.ts";
import { CacheError } from "../cache/errors.ts";
import type { Side } from "../cache/merge.ts";
import type { Dialect } from "./dialect.ts";
import type { Found } from "./equal.ts";
import type { Name } from "./tree.ts";
import { entryAt, mostNames, namesIn, openBelow, openTop } from "./tree.ts";

/** What a view has at a name. A directory is made of the directories of that name in several layers, newest first. */
export type ViewEntry =
  | (Shown & { readonly side: "file" })
  | (Shown & { readonly side: "directory"; readonly parts: readonly Shown[] });

/** An entry, and which layer of the stack it is in, counted from the newest. */
type Shown = Found & { readonly layer: number };

/** An open directory, and which layer of the stack it is in. */
interface Part {
  readonly descriptor: number;
  readonly layer: number;
}

/** A directory as a stack of layers shows it. Holds one descriptor per layer that has it; close it. */
export class View {
  readonly #dialect: Dialect;
  readonly #parts: readonly Part[];

  private constructor(dialect: Dialect, parts: readonly Part[]) {
    this.#dialect = dialect;
    this.#parts = parts;
  }

  /** The root of these layers, newest first, given by path. */
  static open(dialect: Dialect, layers: readonly string[]): View {
    return new View(
      dialect,
      openAll(layers, (path, layer) => ({ descriptor: openTop(path), layer })),
    );
  }

  /** A directory found by `lookup`. */
  static below(dialect: Dialect, parts: readonly Shown[]): View {
    return new View(
      dialect,
      openAll(parts, ({ directory, name, layer }) => ({ descriptor: openBelow(directory, name), layer })),
    );
  }

  /** What the view shows at this name; undefined for nothing. */
  lookup(name: Name): ViewEntry | undefined {
    const parts: Shown[] = [];
    for (const { descriptor: directory, layer } of this.#parts) {
      const entry = entryAt(directory, name);
      if (!entry) continue;
      if (entry.kind === "whiteout") break;
      const found = { entry, directory, name, layer };
      if (entry.kind !== "directory") {
        if (parts.length === 0) return { ...found, side: "file" };
        break;
      }
      parts.push(found);
      if (this.#dialect.isOpaque(directory, name)) break;
    }
    const top = parts[0];
    return top && { ...top, side: "directory", parts };
  }

  /** All names that the view shows. */
  names(): Name[] {
    const shown = new Set<Name>();
    const hidden = new Set<Name>();
    for (const { descriptor: directory } of this.#parts) {
      for (const name of namesIn(directory)) {
        if (shown.has(name) || hidden.has(name)) continue;
        const whiteout = entryAt(directory, name)?.kind === "whiteout";
        (whiteout ? hidden : shown).add(name);
        if (shown.size + hidden.size > 8 * mostNames) {
          throw new CacheError("precondition", `Cannot look at a directory with more than ${8 * mostNames} names`);
        }
      }
    }
    return [...shown];
  }

  close(): void {
    for (const { descriptor } of this.#parts) closeSync(descriptor);
  }
}

export function sideOf(entry: ViewEntry | undefined): Side {
  return entry?.side ?? "absent";
}

/** Whether two directories are made of the very same inodes, so that all below is equal. */
export function sameParts(a: readonly Found[], b: readonly Found[]): boolean {
  return a.length === b.length && a.every((part, index) => sameEntry(part.entry, b[index]?.entry));
}

function sameEntry(a: Entry, b: Entry | undefined): boolean {
  return b !== undefined && sameInode(a, b);
}

function openAll<Item>(items: readonly Item[], open: (item: Item, index: number) => Part): Part[] {
  const opened: Part[] = [];
  try {
    for (const [index, item] of items.entries()) opened.push(open(item, index));
    return opened;
  } catch (error) {
    for (const { descriptor } of opened) closeSync(descriptor);
    throw error;
  }
}

/** Opens the view of a directory entry, gives it to `use`, and closes it; without an entry, `use` gets undefined. */
export function viewing<Result>(
  dialect: Dialect,
  entry: ViewEntry | undefined,
  use: (view: View | undefined) => Result,
): Result {
  if (entry?.side !== "directory") return use(undefined);
  const view = View.below(dialect, entry.parts);
  try {
    return use(view);
  } finally {
    view.close();
  }
}
