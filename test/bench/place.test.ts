/** Where the bench measures, and what it leaves there. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { Place } from "../../bench/place.ts";

describe("The place of a bench", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "cachefork-place-"));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("is removed with all that was missing above it, and nothing else", () => {
    mkdirSync(join(root, "there"));
    const place = new Place(join(root, "there", "not", "yet"));
    expect(dirname(place.root)).to.equal(join(root, "there", "not", "yet"));
    writeFileSync(join(place.root, "file"), "");
    place[Symbol.dispose]();
    expect(readdirSync(root)).to.deep.equal(["there"]);
    expect(readdirSync(join(root, "there"))).to.deep.equal([]);
  });

  it("leaves what somebody else has put beside it meanwhile", () => {
    const place = new Place(join(root, "made", "for", "it"));
    writeFileSync(join(root, "made", "note"), "");
    place[Symbol.dispose]();
    expect(readdirSync(join(root, "made"))).to.deep.equal(["note"]);
  });

  it("leaves a directory that was there, empty as it may be", () => {
    new Place(root)[Symbol.dispose]();
    expect(existsSync(root)).to.equal(true);
  });
});
