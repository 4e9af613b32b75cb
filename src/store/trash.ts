/** What was discarded, and is removed a little at a time. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { translated } from "./files.ts";
import { removing } from "./remove.ts";

/** A directory of trees to remove. Where it stopped, it goes on: what a tree falls apart into is not looked for again. */
export class Trash {
  readonly #path: string;
  #removal: Iterator<void> | undefined;
  #failures: unknown[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Removes for at most so many milliseconds; false when something is left.
   * One tree that cannot be removed does not keep the others: it throws when all of them were tried.
   */
  empty(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    this.#removal ??= this.#removeAll();
    try {
      while (!this.#removal.next().done) {
        if (performance.now() > until) return false;
      }
    } catch (error) {
      this.#removal = undefined;
      throw translated(`look into ${this.#path}`, error);
    }
    this.#removal = undefined;
    const failures = this.#failures;
    this.#failures = [];
    if (failures.length > 0) throw translated(`remove ${failures.length} of the discarded trees`, failures[0]);
    return true;
  }

  /** Looks again when it is through: who asks while others are at it has discarded something since they looked. */
  *#removeAll(): Generator<void> {
    const tried = new Set<string>();
    const untried = (): string[] => readdirSync(this.#path).filter((name) => !tried.has(name));
    for (let names = untried(); names.length > 0; names = untried()) {
      for (const name of names) {
        tried.add(name);
        try {
          yield* removing(join(this.#path, name));
        } catch (error) {
          this.#failures.push(error);
        }
      }
    }
  }
}
