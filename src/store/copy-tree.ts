/** A copy of a whole tree, with the links between its files: for an upper that a leaked mount may still reach. */
import { linkSync, mkdirSync } from "node:fs";
import { CacheError } from "../cache/errors.ts";
import { copyEntry, copyMetadata } from "./copy.ts";
import type { Dialect } from "./dialect.ts";
import { maxDepth } from "./finish.ts";
import type { Found } from "./found.ts";
import { mostNames } from "./names.ts";
import { at, entryAt, openBelow, within } from "./tree.ts";

/** Copies trees; files with several names are found again by a link in a directory of its own. */
export class TreeCopy {
  readonly #dialect: Dialect;
  readonly #links: number;

  /** `links` is an empty open directory on the same file system, for the copy's own use. */
  constructor(dialect: Dialect, links: number) {
    this.#dialect = dialect;
    this.#links = links;
  }

  /** Copies all below a directory, overlayfs' marks included, and then the directory's own metadata and mtime. Throws `precondition` for trees that `finishTree` refuses for their depth or their names. */
  copy(from: Found, into: number, depth = 0): void {
    if (depth > maxDepth)
      throw new CacheError("precondition", `Cannot copy a tree deeper than ${maxDepth} directories`);
    within(openBelow(from.directory, from.name), (source) => {
      using names = this.#dialect.namesIn(source, mostNames);
      for (const name of names) {
        const entry = entryAt(source, name);
        if (entry) this.#copyEntry({ entry, directory: source, name }, into, depth);
      }
    });
    copyMetadata(this.#dialect, from, into, ".");
    this.#dialect.copyMarks(from.directory, from.name, into, ".");
    this.#dialect.linux.utimens(at(into, "."), from.entry.atime, from.entry.mtime);
  }

  #copyEntry(found: Found, into: number, depth: number): void {
    const target = at(into, found.name);
    if (found.entry.kind === "directory") {
      mkdirSync(target, { mode: 0o700 });
      within(openBelow(into, found.name), (below) => this.copy(found, below, depth + 1));
      return;
    }
    const known = at(this.#links, String(found.entry.ino));
    if (found.entry.nlink > 1n && entryAt(this.#links, String(found.entry.ino))) return linkSync(known, target);
    copyEntry(this.#dialect, found, into);
    if (found.entry.nlink > 1n) linkSync(target, known);
  }
}
