/** The directory that is measured in, on the file system that is measured. */
import { mkdirSync, mkdtempSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { unmountBelow } from "../test/support/mount-table.ts";

/** A directory of its own. Dispose of it to remove it, with whatever is mounted below it, and the directories above it that were made for it. */
export class Place implements Disposable {
  readonly root: string;
  /** Those that were missing, innermost first. */
  readonly #made: readonly string[];
  readonly #leave = (): void => this[Symbol.dispose]();

  constructor(under: string) {
    this.#made = makeDirectories(resolve(under));
    this.root = realpathSync(mkdtempSync(join(under, "cachefork-bench-")));
    // Also when the bench is ended in the middle.
    process.once("exit", this.#leave);
  }

  [Symbol.dispose](): void {
    process.removeListener("exit", this.#leave);
    unmountBelow(this.root);
    rmSync(this.root, { recursive: true, force: true });
    for (const directory of this.#made) {
      try {
        rmdirSync(directory);
      } catch {
        // Somebody else has put something there meanwhile, or it is gone.
        return;
      }
    }
  }
}

function makeDirectories(innermost: string): string[] {
  const outermost = mkdirSync(innermost, { recursive: true });
  const made: string[] = [];
  if (outermost === undefined) return made;
  for (let path = innermost; path.length >= outermost.length; path = dirname(path)) made.push(path);
  return made;
}
