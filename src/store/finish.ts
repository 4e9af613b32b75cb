/** Makes a written upper harmless, and measures it, before it is sealed. */
import { chmodSync, unlinkSync } from "node:fs";
import type { Entry } from "../cache/admit.ts";
import { weightOf } from "../cache/admit.ts";
import { CacheError } from "../cache/errors.ts";
import type { Measured } from "../cache/ports.ts";
import type { Dialect } from "./dialect.ts";
import { mostNames } from "./names.ts";
import type { Name } from "./tree.ts";
import { at, entryOf, openBelow, openTop, within } from "./tree.ts";

/** Directories deeper than this are refused: every walk holds a descriptor per level. */
export const maxDepth = 256;

/** Files with several names are remembered while a tree is measured, to be counted once. */
export const mostLinked = 1_000_000;

/** What is executed with another identity does not get into a cache; the mount is nosuid, but an archive of the layer would not be. */
const setId = 0o6000;
const fileCapabilities = "security.capability";

/** Where files take whole blocks, of this size or of a multiple. */
const block = 4096n;

/**
 * Strips set-user-id, set-group-id and file capabilities from files, removes device nodes, and measures. Harmless when repeated.
 * Throws `precondition` for marks that overlayfs never writes with our mount options, and for trees deeper than `maxDepth`
 * or with more than `mostNames` along a path.
 */
export function finishTree(dialect: Dialect, path: string): Measured {
  const finishing = new Finishing(dialect, "finish");
  within(openTop(path), (top) => finishing.walk(top, 0));
  return finishing.measured;
}

/** Measures like `finishTree`, and throws what that does, but changes nothing. Answers what the tree takes of the disk, too. */
export function surveyTree(dialect: Dialect, path: string): { readonly measured: Measured; readonly takes: Takes } {
  const finishing = new Finishing(dialect, "look");
  within(openTop(path), (top) => finishing.walk(top, 0));
  return finishing;
}

/** Bytes on the disk. */
export interface Takes {
  readonly contents: number;
  /** Directories, and whatever else takes blocks. */
  readonly rest: number;
}

class Finishing {
  readonly #dialect: Dialect;
  readonly #finishes: boolean;
  #contents = 0;
  #rest = 0;
  readonly #linked = new Set<bigint>();
  #bytes = 0;
  #entries = 0;
  #directories = 0;
  #excluded = 0;

  constructor(dialect: Dialect, purpose: "finish" | "look") {
    this.#dialect = dialect;
    this.#finishes = purpose === "finish";
  }

  get takes(): Takes {
    return { contents: this.#contents, rest: this.#rest };
  }

  get measured(): Measured {
    return {
      bytes: this.#bytes,
      entries: this.#entries,
      directories: this.#directories,
      excluded: this.#excluded,
    };
  }

  walk(directory: number, depth: number): void {
    if (depth > maxDepth)
      throw new CacheError("precondition", `Cannot keep a tree deeper than ${maxDepth} directories`);
    this.#directories += 1;
    const before = entryOf(directory);
    const removed = this.#excluded;
    using names = this.#dialect.namesIn(directory, mostNames);
    for (const name of names) {
      const entry = this.#dialect.entryAt(directory, name);
      if (entry) this.#visit(directory, name, entry, depth);
    }
    if (this.#finishes && this.#excluded > removed)
      this.#dialect.linux.utimens(at(directory, "."), before.atime, before.mtime);
  }

  #visit(directory: number, name: Name, entry: Entry, depth: number): void {
    if (entry.kind === "device") {
      if (this.#finishes) unlinkSync(at(directory, name));
      this.#excluded += 1;
      return;
    }
    this.#entries += 1;
    if (entry.kind === "whiteout") return;
    this.#attributes(directory, name);
    if (entry.kind !== "file") this.#rest += Number(entry.allocated);
    if (entry.kind === "directory") within(openBelow(directory, name), (below) => this.walk(below, depth + 1));
    else this.#file(directory, name, entry);
  }

  #file(directory: number, name: Name, entry: Entry): void {
    if (this.#finishes && entry.kind !== "symlink" && (entry.mode & setId) !== 0)
      chmodSync(at(directory, name), entry.mode & ~setId);
    if (entry.kind !== "file") return;
    if (entry.nlink > 1n) {
      if (this.#linked.has(entry.ino)) return;
      this.#linked.add(entry.ino);
      if (this.#linked.size > mostLinked) {
        throw new CacheError("precondition", `Cannot keep more than ${mostLinked} files that have several names`);
      }
    }
    this.#bytes += weightOf(entry);
    const most = ((entry.size + block - 1n) / block) * block;
    this.#contents += Number(entry.allocated < most ? entry.allocated : most);
  }

  #attributes(directory: number, name: Name): void {
    for (const attribute of this.#dialect.linux.listxattr(at(directory, name))) {
      if (this.#finishes && attribute === fileCapabilities)
        this.#dialect.linux.removexattr(at(directory, name), attribute);
      if (this.#dialect.isOurs(attribute) && !this.#dialect.isKnown(attribute)) {
        throw new CacheError(
          "precondition",
          `Cannot keep ${JSON.stringify(name)}: it has the attribute ${attribute}, which no mount of ours writes`,
        );
      }
    }
  }
}
