/** Directories that are made with those above them. */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { makeDirectories } from "../../src/host/directories.ts";
import { TemporaryDirectory } from "./temporary.ts";

describe("Directories", () => {
  it("are made with those above them, and the outermost new one is answered", () => {
    using temporary = new TemporaryDirectory();
    const path = join(temporary.path, "a", "b", "c");
    expect(makeDirectories(path, 0o700)).to.equal(join(temporary.path, "a"));
    expect(statSync(path).mode & 0o777).to.equal(0o700);
    expect(makeDirectories(path, 0o700)).to.equal(undefined);
    expect(makeDirectories(join(path, "d"), 0o700)).to.equal(join(path, "d"));
  });

  it("are refused where a file is in the way, and where the kernel makes none", () => {
    using temporary = new TemporaryDirectory();
    const file = join(temporary.path, "file");
    writeFileSync(file, "");
    mkdirSync(join(temporary.path, "there"));
    expect(() => makeDirectories(file, 0o700)).to.throw("EEXIST");
    expect(() => makeDirectories(join(file, "below"), 0o700)).to.throw("ENOTDIR");
    expect(() => makeDirectories("/proc/x/y", 0o700)).to.throw("ENOENT");
  });
});
