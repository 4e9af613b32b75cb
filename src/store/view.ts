/** What a stack of layers shows, resolved one component at a time as overlayfs would, without mounting it. */
import { closeSync } from "node:fs";
import type { Entry } from "../cache/admit.ts";
import { sameInode } from "../cache/admit.ts";
import type { Side } from "../cache/merge.ts";
import type { Dialect } from "./dialect.ts";
import type { Found } from "./found.ts";
import type { Names } from "./names.ts";
import type { Name } from "./tree.ts";
import { entryOfTop, openBelow, openTop } from "./tree.ts";

/** What a view has at a name. A directory is made of the directories of that name in several layers, newest first. */
export type ViewEntry =
  | (Shown & { readonly side: "file" })
  | (Shown & { readonly side: "directory"; readonly parts: readonly Shown[] });

/** An entry, and which layer of the stack it is in, counted from the newest. */
type Shown = Found & { readonly layer: number };

/** A directory of one layer, and which layer of the stack that is. */
interface Part {
  readonly entry: Entry;
  readonly layer: number;
}

/** A directory as a stack of layers shows it. Holds one descriptor per layer that has it; close it, before the view that it shares with. */
export class View {
  readonly #dialect: Dialect;
  readonly #parts: readonly Part[];
  /** Of the first parts; the lower view has those of the others. */
  readonly #descriptors: readonly number[];
  readonly #lower: View | undefined;
  #last: { readonly name: Name; readonly shown: ViewEntry | undefined } | undefined;

  private constructor(
    dialect: Dialect,
    parts: readonly Part[],
    descriptors: readonly number[],
    lower: View | undefined,
  ) {
    this.#dialect = dialect;
    this.#parts = parts;
    this.#descriptors = descriptors;
    this.#lower = lower;
  }

  /** The root of these layers, newest first, given by path. Where it ends as `other` does, it shares what that has open and found. */
  static open(dialect: Dialect, layers: readonly string[], other?: View): View {
    const parts = layers.map((path, layer) => ({ path, layer, entry: entryOfTop(path) }));
    return View.#over(dialect, parts, other, ({ path }) => openTop(path));
  }

  /** A directory found by `lookup`; `other` as above. */
  static below(dialect: Dialect, parts: readonly Shown[], other?: View): View {
    return View.#over(dialect, parts, other, ({ directory, name }) => openBelow(directory, name));
  }

  static #over<Item extends Part>(
    dialect: Dialect,
    parts: readonly Item[],
    other: View | undefined,
    open: (part: Item) => number,
  ): View {
    const above = parts.length - (other ? other.#parts.length : 0);
    const lower = other && above >= 0 && sameParts(parts.slice(above), other.#parts) ? other : undefined;
    return new View(dialect, parts, openAll(lower ? parts.slice(0, above) : parts, open), lower);
  }

  /** What the view shows at this name; undefined for nothing. Asked for the same name twice, it looks once. */
  lookup(name: Name): ViewEntry | undefined {
    if (this.#last?.name !== name) this.#last = { name, shown: this.#resolve(name) };
    return this.#last.shown;
  }

  #resolve(name: Name): ViewEntry | undefined {
    const parts: Shown[] = [];
    for (const [at, directory] of this.#descriptors.entries()) {
      const entry = this.#dialect.entryAt(directory, name);
      if (!entry) continue;
      if (entry.kind === "whiteout") return together(parts);
      const found = { entry, directory, name, layer: this.#layer(at) };
      if (entry.kind !== "directory") return together(parts) ?? { ...found, side: "file" };
      parts.push(found);
      if (this.#dialect.isOpaque(found)) return together(parts);
    }
    const lower = this.#lower;
    const found = lower?.lookup(name);
    if (!lower || !found) return together(parts);
    if (found.side === "file") return together(parts) ?? this.#lifted(found, lower);
    return together([...parts, ...found.parts.map((part) => this.#lifted(part, lower))]);
  }

  #layer(at: number): number {
    return this.#parts[at]?.layer ?? 0;
  }

  /** What the lower view found, with its place in this stack: there may be other layers between those that both have. */
  #lifted<Item extends Part>(found: Item, lower: View): Item {
    const at = lower.#parts.findIndex(({ layer }) => layer === found.layer);
    return { ...found, layer: this.#layer(this.#descriptors.length + at) };
  }

  /** All names that the view shows, in memory as `Dialect.namesIn` says. */
  names(): Names {
    return this.#dialect.holding(this.#shown());
  }

  #shown(): Name[] {
    const all = this.#all();
    using names = this.#dialect.namesInAll(all);
    const shown: Name[] = [];
    for (const [name, first] of names) {
      if (this.#dialect.entryAt(all[first] ?? -1, name)?.kind !== "whiteout") shown.push(name);
    }
    return shown;
  }

  /** What it opened itself. */
  close(): void {
    for (const descriptor of this.#descriptors) closeSync(descriptor);
  }

  #all(): number[] {
    return [...this.#descriptors, ...(this.#lower ? this.#lower.#all() : [])];
  }
}

export function sideOf(entry: ViewEntry | undefined): Side {
  return entry?.side ?? "absent";
}

/** A directory of these parts; undefined for none. */
function together(parts: readonly Shown[]): ViewEntry | undefined {
  const top = parts[0];
  return top && { ...top, side: "directory", parts };
}

/** Whether two directories are made of the very same inodes, so that all below is equal. */
export function sameParts(a: readonly Pick<Part, "entry">[], b: readonly Pick<Part, "entry">[]): boolean {
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
  other?: View,
): Result {
  if (entry?.side !== "directory") return use(undefined);
  const view = View.below(dialect, entry.parts, other);
  try {
    return use(view);
  } finally {
    view.close();
  }
}

/** Both views of one directory. What they have in common, which is most, is opened and looked up once. */
export function viewingBoth<Result>(
  dialect: Dialect,
  base: ViewEntry | undefined,
  head: ViewEntry | undefined,
  use: (base: View | undefined, head: View | undefined) => Result,
): Result {
  return viewing(dialect, base, (below) => viewing(dialect, head, (above) => use(below, above), below));
}
