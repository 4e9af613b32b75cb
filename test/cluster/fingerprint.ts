/** Names a state of files after their contents. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Twelve hex digits that change when any of the files and folders, or anything in the folders, does. */
export function fingerprint(folder: string, names: readonly string[]): string {
  const hash = createHash("sha256");
  for (const name of names.toSorted()) add(hash, folder, name);
  return hash.digest("hex").slice(0, 12);
}

function add(hash: ReturnType<typeof createHash>, folder: string, name: string): void {
  const path = join(folder, name);
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path).toSorted()) add(hash, folder, join(name, entry));
    return;
  }
  const content = readFileSync(path);
  hash.update(`${name}\0${content.length}\0`).update(content);
}
