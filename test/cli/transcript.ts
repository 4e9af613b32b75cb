/** Compares what commands print with files in test/golden, which CACHEFORK_GOLDEN=write writes anew. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { Terminal } from "./terminal.ts";

/** Runs the commands one after the other, and compares all that they print with the file `cli-<name>.txt`. */
export async function expectTranscript(name: string, terminal: Terminal, lines: readonly string[]): Promise<void> {
  let transcript = "";
  for (const line of lines) {
    const { code, out, err } = await terminal.run(line);
    transcript += `$ cachefork ${line}\n${out}${err === "" ? "" : `--- stderr\n${err}`}--- exit ${code}\n\n`;
  }
  const path = join(import.meta.dirname, "..", "golden", `cli-${name}.txt`);
  if (process.env["CACHEFORK_GOLDEN"] === "write") await writeFile(path, transcript);
  expect(transcript).to.equal(await readFile(path, "utf8"));
}
