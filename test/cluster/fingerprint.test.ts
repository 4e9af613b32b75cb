/** When a fingerprint changes, and when it does not. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { fingerprint } from "./fingerprint.ts";

describe("A fingerprint", () => {
  const folder = mkdtempSync(join(tmpdir(), "cachefork-fingerprint-"));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const now = (): string => fingerprint(folder, ["src", "package.json"]);
  before(() => {
    mkdirSync(join(folder, "src", "deep"), { recursive: true });
    write("src/deep/one.ts", "one");
    write("package.json", "{}");
    write("README.md", "no part of it");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("stays the same as long as its files do", () => {
    const first = now();
    write("README.md", "changed");
    expect(now())
      .to.equal(first)
      .and.to.match(/^[0-9a-f]{12}$/);
  });

  it("changes with a content, a name, and what is moved from one file to the next", () => {
    const seen = [now()];
    write("src/deep/one.ts", "two");
    seen.push(now());
    write("src/deep/three.ts", "");
    seen.push(now());
    write("src/deep/three.ts", "two");
    write("src/deep/one.ts", "");
    seen.push(now());
    expect(new Set(seen)).to.have.property("size", seen.length);
  });
});
