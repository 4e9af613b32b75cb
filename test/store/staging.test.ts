/** A layer that could not be begun leaves nothing behind: nobody looks there before the next start. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { Dialect } from "../../src/store/dialect.ts";
import { Staging } from "../../src/store/staging.ts";

/** Bytes of the longest path that the kernel takes (PATH_MAX, path_resolution(7)). */
const longest = 4095;

describe("Staging", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cachefork-staging-"));
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("leaves nothing where it cannot make the layer's root", () => {
    let above = root;
    while (above.length + 200 < longest - 8) {
      above = join(above, "d".repeat(150));
      mkdirSync(above);
    }
    const path = join(above, "s".repeat(longest - 2 - above.length));
    expect(() => new Staging(new Dialect(linuxFiles, false), path)).to.throw(/ENAMETOOLONG/);
    expect(readdirSync(above)).to.deep.equal([]);
  });
});
