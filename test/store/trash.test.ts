/** What was discarded goes in slices, also what was discarded meanwhile, and what cannot be looked at now is looked at again. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Trash } from "../../src/store/trash.ts";
import { failure } from "../contracts/mounter.ts";

describe("Trash", () => {
  let root: string;
  let path: string;
  let trash: Trash;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cachefork-trash-"));
    path = join(root, "trash");
    trash = new Trash(path);
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function discard(name: string): void {
    mkdirSync(join(path, name, "below"), { recursive: true });
    writeFileSync(join(path, name, "below", "file"), name);
  }

  it("is not empty before that is gone, too, which was discarded while it was being emptied", () => {
    for (const name of ["a", "b"]) discard(name);
    expect(trash.empty(0)).to.equal(false);
    discard("c");
    while (!trash.empty(0)) continue;
    expect(readdirSync(path)).to.deep.equal([]);
  });

  it("is not taken for empty after it could not be looked into", async () => {
    await failure(
      Promise.resolve().then(() => trash.empty(Infinity)),
      "not-found",
    );
    discard("a");
    expect(trash.empty(Infinity)).to.equal(true);
    expect(readdirSync(path)).to.deep.equal([]);
  });
});
