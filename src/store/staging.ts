/** A layer in the making: its directories are made only when something is put into them. */
import { closeSync, constants, linkSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../cache/admit.ts";
import { weightOf } from "../cache/admit.ts";
import { copyEntry, copyMetadata } from "./copy.ts";
import type { Dialect } from "./dialect.ts";
import type { Found } from "./found.ts";
import { removeTree } from "./remove.ts";
import type { Name } from "./tree.ts";
import { at, openBelow, openTop } from "./tree.ts";

/** What was put into a staging, for the layer's reference. */
export interface Tally {
  bytes: number;
  entries: number;
  /** The root included. */
  directories: number;
}

/** Where a new layer is put together: `<path>/tree`, with the inode that all its whiteouts share beside it. */
export class Staging {
  readonly dialect: Dialect;
  readonly tally: Tally = { bytes: 0, entries: 0, directories: 1 };
  readonly #path: string;
  readonly #directory: number;
  readonly #open = new Set<StagedDirectory>();
  readonly #weighed = new Set<bigint>();
  readonly #without: ReadonlySet<bigint>;
  #leftOut = 0;
  #whiteouts = 0;

  /** Makes the directory `path`; throws EEXIST when it is there. Files of the inodes `without` are not put into it. */
  constructor(dialect: Dialect, path: string, without: ReadonlySet<bigint> = new Set()) {
    this.#without = without;
    this.dialect = dialect;
    this.#path = path;
    mkdirSync(path, { mode: 0o700 });
    try {
      mkdirSync(this.tree, { mode: 0o700 });
      this.#directory = openTop(path);
    } catch (error) {
      // Nobody has it yet who could close it.
      removeTree(path);
      throw error;
    }
  }

  /** The path of the layer's root. */
  get tree(): string {
    return join(this.#path, "tree");
  }

  /** The layer's root, with the metadata of the given directory. */
  root(like: Found): StagedDirectory {
    const root = new StagedDirectory(this, openTop(this.tree), like);
    this.#open.add(root);
    return root;
  }

  /** How many names were not put into it. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Whether a file is not to be put into it; counts it then. */
  leavesOut({ ino }: Entry): boolean {
    if (!this.#without.has(ino)) return false;
    this.#leftOut += 1;
    return true;
  }

  /** Counts a file, once however many names it has. */
  weigh(entry: Entry): void {
    if (this.#weighed.has(entry.ino)) return;
    if (entry.nlink > 1n) this.#weighed.add(entry.ino);
    this.tally.bytes += weightOf(entry);
  }

  /** Keeps count of the open directories, so that an error in the middle leaves none open. */
  opened(directory: StagedDirectory): void {
    this.#open.add(directory);
  }

  closed(directory: StagedDirectory): void {
    this.#open.delete(directory);
  }

  /** Puts a whiteout at a name: all are links to one inode, as the kernel's are, and a new one where that has too many links. */
  whiteout(directory: number, name: Name): void {
    try {
      if (this.#whiteouts === 0) throw Object.assign(new Error("no whiteout yet"), { code: "EMLINK" });
      this.dialect.linux.link(this.#directory, `whiteout${this.#whiteouts}`, directory, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EMLINK") throw error;
      this.#whiteouts += 1;
      const source = `whiteout${this.#whiteouts}`;
      this.dialect.linux.mknod(at(this.#directory, source), constants.S_IFCHR);
      this.dialect.linux.link(this.#directory, source, directory, name);
    }
    this.tally.entries += 1;
  }

  /**
   * Puts a file at a name by a copy: its own inode can take no more links. The next name becomes a link to the copy,
   * until that is full, too.
   */
  copy(file: Found, directory: number): void {
    const known = at(this.#directory, `copy-${file.entry.ino}`);
    try {
      linkSync(known, at(directory, file.name));
    } catch (error) {
      if (!["ENOENT", "EMLINK"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      copyEntry(this.dialect, file, directory);
      rmSync(known, { force: true });
      linkSync(at(directory, file.name), known);
    }
  }

  /** Closes it; what was not moved away from `tree` is removed with everything else. */
  close(): void {
    for (const directory of this.#open) directory.abandon();
    closeSync(this.#directory);
    removeTree(this.#path);
  }
}

/** A directory of a layer in the making. */
export class StagedDirectory {
  readonly #staging: Staging;
  readonly #parent: { readonly directory: StagedDirectory; readonly name: Name } | undefined;
  #descriptor: number | undefined;
  #like: Found;
  #mtime: bigint;
  #opaque = false;
  #hasWhiteouts = false;

  constructor(
    staging: Staging,
    parent: number | { readonly directory: StagedDirectory; readonly name: Name },
    like: Found,
  ) {
    this.#staging = staging;
    this.#like = like;
    this.#mtime = like.entry.mtime;
    if (typeof parent === "number") this.#descriptor = parent;
    else this.#parent = parent;
  }

  /** A directory below, made when something is put into it, with the metadata of `like`. */
  below(name: Name, like: Found): StagedDirectory {
    return new StagedDirectory(this.#staging, { directory: this, name }, like);
  }

  /** Gives it other metadata than it was announced with. */
  become(like: Found): void {
    this.#like = like;
  }

  /** Names that were left out of the layer so far. */
  get leftOut(): number {
    return this.#staging.leftOut;
  }

  /** Directories that were made in the layer so far. */
  get directories(): number {
    return this.#staging.tally.directories;
  }

  /** The mtime it will have; directories have no other way to be up to date. */
  setTime(mtime: bigint): void {
    this.#mtime = mtime;
  }

  /** Hides what the layers below have under this name. */
  makeOpaque(): void {
    this.#opaque = true;
    this.descriptor();
  }

  /** The open directory; made now if it was not yet. */
  descriptor(): number {
    if (this.#descriptor !== undefined) return this.#descriptor;
    if (!this.#parent) throw new Error("A staged root is always open");
    const { directory, name } = this.#parent;
    const above = directory.descriptor();
    mkdirSync(at(above, name), { mode: 0o700 });
    this.#staging.tally.entries += 1;
    this.#staging.tally.directories += 1;
    this.#descriptor = openBelow(above, name);
    this.#staging.opened(this);
    return this.#descriptor;
  }

  /** Puts a file here by a hard link, or by a copy where the inode can take no more links or is on another mount. */
  put(file: Found): void {
    if (this.#staging.leavesOut(file.entry)) return;
    const { dialect } = this.#staging;
    try {
      dialect.linux.link(file.directory, file.name, this.descriptor(), file.name);
    } catch (error) {
      if (!["EMLINK", "EXDEV"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      this.#staging.copy(file, this.descriptor());
    }
    this.#staging.tally.entries += 1;
    this.#staging.weigh(file.entry);
  }

  whiteout(name: Name): void {
    this.#hasWhiteouts = true;
    this.#staging.whiteout(this.descriptor(), name);
  }

  /** Sets owner, mode, attributes and mtime, after which nothing more is put in, and closes it. */
  finish(): void {
    if (this.#descriptor === undefined) return;
    const [directory, name] = [this.#descriptor, "."];
    const { dialect } = this.#staging;
    copyMetadata(dialect, this.#like, directory, name);
    if (this.#opaque) dialect.makeOpaque(directory, name);
    else if (this.#hasWhiteouts) dialect.noteOrigin(directory, name);
    dialect.linux.utimens(at(directory, name), this.#like.entry.atime, this.#mtime);
    this.abandon();
  }

  /** Closes it unfinished, after an error. */
  abandon(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    this.#staging.closed(this);
  }
}
