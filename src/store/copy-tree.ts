/** A copy of a whole tree, with the links between its files: for an upper that a leaked mount may still reach. */
import { linkSync, mkdirSync, rmSync } from "node:fs";
import { CacheError, isKind } from "../cache/errors.ts";
import { copyEntry, copyMetadata } from "./copy.ts";
import type { Dialect } from "./dialect.ts";
import { hasCode } from "./files.ts";
import { maxDepth } from "./finish.ts";
import type { Found } from "./found.ts";
import { Headroom } from "./headroom.ts";
import { mostNames } from "./names.ts";
import { removeTree } from "./remove.ts";
import { at, entryAt, entryOf, openBelow, openTop, within } from "./tree.ts";

/** What an entry takes beside its content, about: an inode, or a block of names. */
const perEntry = 4096;

/**
 * Copies a tree to a path, with what `TreeCopy` says. False when the disk has no room for it, or less than `free` bytes would
 * be left: then a part may be there, as after an error.
 */
export function copyTree(dialect: Dialect, path: string, to: string, free: number): boolean {
  const links = `${to}-links`;
  try {
    mkdirSync(to, { mode: 0o700 });
    mkdirSync(links, { mode: 0o700 });
    within(openTop(links), (seen) =>
      within(openTop(path), (from) =>
        within(openTop(to), (into) =>
          new TreeCopy(dialect, seen, new Headroom(links, free)).copy(
            { entry: entryOf(from), directory: from, name: "." },
            into,
          ),
        ),
      ),
    );
    return true;
  } catch (error) {
    if (isKind(error, "exhausted") || hasCode(error, "ENOSPC", "EDQUOT")) return false;
    throw error;
  } finally {
    removeTree(links);
  }
}

/** Copies trees; files with several names are found again by a link in a directory of its own. */
class TreeCopy {
  readonly #dialect: Dialect;
  readonly #links: number;
  readonly #headroom: Headroom;

  /** `links` is an empty open directory on the same file system, for the copy's own use. */
  constructor(dialect: Dialect, links: number, headroom: Headroom) {
    this.#dialect = dialect;
    this.#links = links;
    this.#headroom = headroom;
  }

  /**
   * Copies all below a directory but device nodes, overlayfs' marks included, and then the directory's own metadata and mtime.
   * Throws `precondition` for trees that `finishTree` refuses for their depth or their names, and `exhausted` as the headroom does.
   */
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
    // No layer keeps them.
    if (found.entry.kind === "device") return;
    this.#headroom.take(perEntry);
    const target = at(into, found.name);
    if (found.entry.kind === "directory") {
      mkdirSync(target, { mode: 0o700 });
      within(openBelow(into, found.name), (below) => this.copy(found, below, depth + 1));
      return;
    }
    if (found.entry.nlink === 1n) return copyEntry(this.#dialect, found, into, this.#headroom);
    const known = at(this.#links, String(found.entry.ino));
    if (linked(known, target)) return;
    copyEntry(this.#dialect, found, into, this.#headroom);
    rmSync(known, { force: true });
    linkSync(target, known);
  }
}

/** False where the file has no copy yet, or one that can take no more names. */
function linked(known: Buffer, target: Buffer): boolean {
  try {
    linkSync(known, target);
    return true;
  } catch (error) {
    if (!hasCode(error, "ENOENT", "EMLINK")) throw error;
    return false;
  }
}
