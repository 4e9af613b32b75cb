/** The extended attributes by which overlayfs marks directories, in the trusted or the user namespace. */
import type { Entry } from "../cache/admit.ts";
import type { Found } from "./found.ts";
import type { Linux } from "./linux.ts";
import type { Names } from "./names.ts";
import { mostNamesTogether, NamesHeld } from "./names.ts";
import type { Name } from "./tree.ts";
import { at, toEntry } from "./tree.ts";

/** overlayfs keeps its marks in `trusted.overlay.*`, or in `user.overlay.*` when mounted with `userxattr`. */
export class Dialect {
  readonly linux: Linux;
  readonly #prefix: string;
  readonly #names: NamesHeld;
  readonly #listed = new WeakMap<Entry, readonly string[]>();

  constructor(linux: Linux, userxattr: boolean) {
    this.linux = linux;
    this.#names = new NamesHeld((directory, most) => linux.names(directory, most));
    this.#prefix = userxattr ? "user.overlay." : "trusted.overlay.";
  }

  /** What is at this name; undefined when nothing is. */
  entryAt(directory: number, name: Name): Entry | undefined {
    const found = this.linux.stat(directory, name);
    return found && toEntry(found);
  }

  /**
   * Names in a directory, in the file system's order: all of them are in memory until they are disposed of. Throws
   * `precondition` when there are more than `most`, with those of the directories that a walk is in already.
   */
  namesIn(directory: number, most: number = mostNamesTogether): Names {
    return this.#names.of(directory, most);
  }

  /** The names in several directories, each with the place of the first that has it; as above. */
  namesInAll(directories: readonly number[]): ReadonlyMap<Name, number> & Disposable {
    return this.#names.ofAll(directories, mostNamesTogether);
  }

  /** Takes names that were made of others into the count; as above. */
  holding(names: Name[]): Names {
    return this.#names.hold(names, mostNamesTogether);
  }

  /** Whether the directory hides everything of its name in the layers below. */
  isOpaque(found: Found): boolean {
    const attribute = `${this.#prefix}opaque`;
    if (!this.#attributes(found).includes(attribute)) return false;
    const value = this.linux.getxattr(at(found.directory, found.name), attribute);
    return value?.length === 1 && value[0] === 0x79;
  }

  makeOpaque(directory: number, name: Name): void {
    this.linux.setxattr(at(directory, name), `${this.#prefix}opaque`, Buffer.from("y"));
  }

  /**
   * Marks a directory that holds whiteouts as copied up from an unknown origin (the empty value). Without it the kernel lists the
   * whiteouts of a directory that exists in one layer only.
   */
  noteOrigin(directory: number, name: Name): void {
    this.linux.setxattr(at(directory, name), `${this.#prefix}origin`, new Uint8Array());
  }

  /** The attributes that belong to the content: all but overlayfs' own, with their values. */
  content(of: Found): ReadonlyMap<string, Uint8Array> {
    const found = new Map<string, Uint8Array>();
    for (const attribute of this.#attributes(of)) {
      if (this.isOurs(attribute)) continue;
      const value = this.linux.getxattr(at(of.directory, of.name), attribute);
      if (value) found.set(attribute, value);
    }
    return found;
  }

  /** The names of an entry's attributes, in order. They are asked for once: what is in a layer does not change. */
  #attributes({ entry, directory, name }: Found): readonly string[] {
    let names = this.#listed.get(entry);
    names ??= this.linux.listxattr(at(directory, name)).toSorted();
    this.#listed.set(entry, names);
    return names;
  }

  /** Copies overlayfs' own marks from one directory to another. */
  copyMarks(from: number, name: Name, into: number, as: Name): void {
    for (const attribute of this.linux.listxattr(at(from, name)).filter((found) => this.isOurs(found))) {
      const value = this.linux.getxattr(at(from, name), attribute);
      if (value) this.linux.setxattr(at(into, as), attribute, value);
    }
  }

  isOurs(attribute: string): boolean {
    return attribute.startsWith(this.#prefix);
  }

  /**
   * Whether overlayfs wrote this mark with our mount options: anything else (a redirect, a metacopy, an escaped mark that a privileged
   * pod set) must never get into a layer.
   */
  isKnown(attribute: string): boolean {
    return ["opaque", "origin", "impure", "uuid", "upper", "nlink", "protattr"].some(
      (mark) => attribute === this.#prefix + mark,
    );
  }
}
