/** A file with as many names as the file system allows: a merge cannot add one, and copies it once instead. */
import { linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { treeCalls } from "../../src/store/trees.ts";
import { describeSystem } from "../support/needs.ts";

describeSystem("A file with the most names that the file system allows", () => {
  const root = mkdtempSync(join(tmpdir(), "cachefork-links-"));

  after(() => rmSync(root, { recursive: true, force: true }));

  it("is copied once by a merge, and the other names are links to the copy", () => {
    for (const name of ["l", "w", "tmp", "trash"]) mkdirSync(join(root, name));
    for (const layer of ["delta", "head"]) mkdirSync(join(root, "l", layer));
    writeFileSync(join(root, "l", "head", "other"), "");
    const first = join(root, "l", "delta", "0");
    writeFileSync(first, "content");
    const most = linkUntilRefused(first, 70_000);
    const trees = treeCalls(root, linuxFiles, false);
    const { layer } = trees.merge({ id: "delta", size: 7, entries: most }, [], ["head"]);
    const made = join(root, "l", layer?.id ?? "");
    const names = readdirSync(made);
    expect(names).to.have.length(most);
    const inodes = new Set(names.map((name) => lstatSync(join(made, name)).ino));
    expect(inodes.size).to.be.at.most(2);
    const copy = join(root, "l", trees.copy("delta", 0) ?? "");
    const copies = new Set(readdirSync(copy).map((name) => lstatSync(join(copy, name)).ino));
    expect(copies.size, "in a copy of the layer").to.be.at.most(2);
    expect(readdirSync(copy)).to.have.length(most);
  });
});

/** Gives the file more names; answers how many it has in the end. */
function linkUntilRefused(first: string, most: number): number {
  for (let names = 1; names < most; names += 1) {
    try {
      linkSync(first, join(first, "..", String(names)));
    } catch {
      return names;
    }
  }
  return most;
}
