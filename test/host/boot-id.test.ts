/** The id of this boot, or of the one that a test invents. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { bootIdFile, readBootId } from "../../src/host/boot-id.ts";
import { TemporaryDirectory } from "./temporary.ts";

describe("readBootId()", () => {
  it("reads the kernel's, the same each time", () => {
    expect(readBootId(bootIdFile)).to.match(/^[0-9a-f-]{36}$/);
    expect(readBootId(bootIdFile)).to.equal(readFileSync(bootIdFile, "utf8").trim());
  });

  it("reads another file for tests, and refuses an empty or absent one", () => {
    using directory = new TemporaryDirectory();
    const file = path.join(directory.path, "boot");
    expect(() => readBootId(file))
      .to.throw(CacheError)
      .with.property("kind", "not-found");
    writeFileSync(file, " \n");
    expect(() => readBootId(file))
      .to.throw(CacheError, "it is empty")
      .with.property("kind", "precondition");
    writeFileSync(file, "boot-2\n");
    expect(readBootId(file)).to.equal("boot-2");
  });
});
