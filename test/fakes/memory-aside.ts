/** The Aside port in memory: its notes outlive a node, as files do; it can be told to fail. */
import type { Aside, Note } from "../../src/cache/aside.ts";
import type { CacheError } from "../../src/cache/errors.ts";

export class MemoryAside implements Aside {
  #notes: readonly Note[] = [];
  #count = 0;
  readonly #failures: CacheError[] = [];

  /** The next note cannot be written. Several failures wait in line. */
  failNext(failure: CacheError): void {
    this.#failures.push(failure);
  }

  /** As when bytes of a note change on the disk. */
  spoil(): void {
    this.#notes = this.#notes.slice(1);
  }

  async list(): Promise<readonly Note[]> {
    return this.#notes;
  }

  async add(note: Omit<Note, "id">): Promise<Note> {
    const failure = this.#failures.shift();
    if (failure !== undefined) throw failure;
    this.#count += 1;
    const made = { ...note, id: `note${this.#count}` };
    this.#notes = [...this.#notes, made];
    return made;
  }

  async keepOnly(notes: readonly Note[]): Promise<void> {
    this.#notes = this.#notes.filter(({ id }) => notes.some((note) => note.id === id));
  }
}
