/** Names of directories while a walk has them in memory, counted: large directories within each other would take more than there is. */
import { CacheError } from "../cache/errors.ts";
import type { Name } from "./tree.ts";

/** Along a path, a pod may write so many names: those of a directory, and of all that it is in. */
export const mostNames = 250_000;
/** What commits make of them together may be more. */
export const mostNamesTogether = 4 * mostNames;

/** Names that count until they are disposed of. */
export type Names = readonly Name[] & Disposable;

/** Lists up to so many names of an open directory. */
type List = (directory: number, most: number) => Name[];

/** The names that walks of one thread have in memory. */
export class NamesHeld {
  readonly #list: List;
  #held = 0;

  constructor(list: List) {
    this.#list = list;
  }

  /** The names in a directory, in the order in which they are listed. Throws `precondition` when more than `most` would be held with them. */
  of(directory: number, most: number): Names {
    return this.hold(this.#list(directory, most - this.#held + 1), most);
  }

  /** The names in several directories, each with the place of the first that has it; as above. */
  ofAll(directories: readonly number[], most: number): ReadonlyMap<Name, number> & Disposable {
    const first = new Map<Name, number>();
    for (const [place, directory] of directories.entries()) {
      for (const name of this.#list(directory, most + 1)) if (!first.has(name)) first.set(name, place);
      this.#check(first.size, most);
    }
    return Object.assign(first, this.#counted(first.size));
  }

  /** Counts names that are in memory already; as above. */
  hold(names: Name[], most: number): Names {
    this.#check(names.length, most);
    return Object.assign(names, this.#counted(names.length));
  }

  #check(more: number, most: number): void {
    if (this.#held + more <= most) return;
    throw new CacheError(
      "precondition",
      `Cannot look at directories within each other that have more than ${most} names together`,
    );
  }

  #counted(count: number): Disposable {
    this.#held += count;
    return {
      [Symbol.dispose]: () => {
        this.#held -= count;
      },
    };
  }
}
