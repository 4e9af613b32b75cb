/** A temporary directory for one test. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Gone, with what is in it, at the end of the `using` block. */
export class TemporaryDirectory implements Disposable {
  readonly path = realpathSync(mkdtempSync(path.join(tmpdir(), "cachefork-host-")));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}
