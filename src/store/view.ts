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
  | (Found & { readonly side: "file" })
  | (Found & { readonly side: "directory"; readonly parts: readonly Found[] });

/** A directory as a stack of layers shows it. Holds one descriptor per layer that has it; close it. */
export class View {
  readonly #dialect: Dialect;
  readonly #parts: readonly number[];

  private constructor(dialect: Dialect, parts: readonly number[]) {
    this.#dialect = dialect;
    this.#parts = parts;
  }

  /** The root of these layers, newest first, given by path. */
  static open(dialect: Dialect, layers: readonly string[]): View {
    return new View(dialect, openAll(layers, openTop));
  }

  /** A directory found by `lookup`. */
  static below(dialect: Dialect, parts: readonly Found[]): View {
    return new View(
      dialect,
      openAll(parts, (part) => openBelow(part.directory, part.name)),
    );
  }

  /** What the view shows at this name; undefined for nothing. */
  lookup(name: Name): ViewEntry | undefined {
    const parts: Found[] = [];
    for (const directory of this.#parts) {
      const entry = entryAt(directory, name);
      if (!entry) continue;
      if (entry.kind === "whiteout") break;
      const found = { entry, directory, name };
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
    for (const directory of this.#parts) {
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
    for (const directory of this.#parts) closeSync(directory);
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

function openAll<Item>(items: readonly Item[], open: (item: Item) => number): number[] {
  const opened: number[] = [];
  try {
    for (const item of items) opened.push(open(item));
    return opened;
  } catch (error) {
    for (const descriptor of opened) closeSync(descriptor);
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
