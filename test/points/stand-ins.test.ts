/** Checks that the stand-ins know every function that the sources import, so that somebody has looked whether it changes something. */
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "chai";
import * as fs from "./fs.ts";
import * as promises from "./fs-promises.ts";
import * as libc from "./libc.ts";

const sources = join(import.meta.dirname, "../../src");

/** The values that the sources import from modules of this name. */
function imported(module: string): string[] {
  const texts = globSync(`${sources}/**/*.ts`).map((file) => readFileSync(file, "utf8"));
  const lists = texts.flatMap((text) => [...text.matchAll(/^import \{([^}]*)\} from "([^"]+)";$/gm)]);
  const names = lists.filter(([, , from = ""]) => from === module || basename(from) === module);
  return names
    .flatMap(([, list = ""]) => list.split(",").map((name) => name.trim()))
    .filter((name) => /^\w+$/.test(name));
}

describe("The stand-ins of the crash tests", () => {
  for (const [module, standIn] of [
    ["node:fs", fs],
    ["node:fs/promises", promises],
    ["libc.ts", libc],
  ] as const) {
    it(`for ${module} have all that the sources import of it`, () => {
      const names = imported(module);
      expect(names).to.not.deep.equal([]);
      expect(names.filter((name) => !(name in standIn))).to.deep.equal([]);
    });
  }
});
