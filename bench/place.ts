/** The directory that is measured in, on the file system that is measured. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { unmountBelow } from "../test/support/mount-table.ts";

/** A directory of its own. Dispose of it to remove it, with whatever is mounted below it. */
export class Place implements Disposable {
  readonly root: string;
  readonly #leave = (): void => this[Symbol.dispose]();

  constructor(under: string) {
    mkdirSync(under, { recursive: true });
    this.root = realpathSync(mkdtempSync(join(under, "cachefork-bench-")));
    // Also when the bench is ended in the middle.
    process.once("exit", this.#leave);
  }

  [Symbol.dispose](): void {
    process.removeListener("exit", this.#leave);
    unmountBelow(this.root);
    rmSync(this.root, { recursive: true, force: true });
  }
}
