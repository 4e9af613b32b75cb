/** Holds the sources to the form that CONTRIBUTING.md asks for, where lint cannot. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect } from "chai";
import { root } from "../tools/run.ts";

const meaningless = "manager service helper util common misc data info handle process do".split(" ");

/** What is wrong with a source file; empty when nothing is. */
function faults(path: string, text: string): string[] {
  const words = basename(path).split(/[^a-z]+/i);
  const named = meaningless.filter((word) => words.includes(word) || words.includes(`${word}s`));
  const lines = text.trimEnd().split("\n").length;
  return [
    ...named.map((word) => `${path}: "${word}" says nothing about what the file is for`),
    ...(lines > 250 ? [`${path}: ${lines} lines, at most 250`] : []),
    ...(opening(text) ? [] : [`${path}: does not open with a doc comment that says in a sentence what it is for`]),
  ];
}

function opening(text: string): boolean {
  const comment = /^(?:#!.*\n)?\/\*\*(.*?)\*\//s.exec(text)?.[1] ?? "";
  return /^\W*[A-Z].{10,}?\.(\s|$)/s.test(comment.replaceAll(/\s*\n\s*\*/g, " ").trim());
}

async function sources(folder: string): Promise<string[]> {
  const found = await readdir(join(root, folder), { recursive: true }).catch(() => []);
  return found.filter((path) => path.endsWith(".ts")).map((path) => join(folder, path));
}

async function faultsIn(folder: string): Promise<string[]> {
  const paths = await sources(folder);
  return (await Promise.all(paths.map(async (path) => faults(path, await readFile(join(root, path), "utf8"))))).flat();
}

describe("The sources", () => {
  for (const folder of ["src", "test", "tools", "demo", "bench"]) {
    it(`in ${folder}/ open with what they are for, are short, and have names that say something`, async () => {
      expect(await faultsIn(folder)).to.deep.equal([]);
    });
  }

  it("are found at all", async () => {
    expect(await sources("src")).to.include("src/cache/errors.ts");
  });

  it("would be refused without a sentence, with a name that says nothing, or with 251 lines", () => {
    const good = "/** Says what it is for. */\n";
    const wrapped = "/**\n * Says what it is for,\n * at length.\n */\n";
    expect([good, wrapped].flatMap((text) => faults("src/cache/mountinfo.ts", text))).to.deep.equal([]);
    const bad: readonly (readonly [path: string, text: string])[] = [
      ["src/a.ts", "import fs from 'node:fs';\n/** Says what it is for. */\n"],
      ["src/a.ts", "/** no sentence */\n"],
      ["src/a.ts", "// Says what it is for.\n"],
      ["src/cache-utils.ts", good],
      ["src/data.ts", good],
      ["src/a.ts", good + "\n".repeat(249) + "x\n"],
    ];
    for (const [path, text] of bad) expect(faults(path, text), `${path}: ${text.trim()}`).to.have.lengthOf(1);
  });
});
