/** Fetches a package with binaries of another machine than this one, and unpacks it if it is the one that is pinned: `native-package.ts NAME VERSION FOLDER`. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must, root } from "./run.ts";

/** Its integrity as package-lock.json has it, or as is written here: the packages that Node comes in are in no lock. Throws when it is pinned nowhere. */
export async function integrityOf(name: string, version: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
  };
  const locked = lock.packages[`node_modules/${name}`];
  if (locked?.version === version && locked.integrity !== undefined) return locked.integrity;
  const file = join(import.meta.dirname, "pinned-binaries.json");
  const pinned = (JSON.parse(await readFile(file, "utf8")) as Readonly<Record<string, string>>)[`${name}@${version}`];
  if (pinned === undefined)
    throw new Error(
      `Nothing says what ${name}@${version} is; add what npm view ${name}@${version} dist.integrity says to ${file}`,
    );
  return pinned;
}

/** Throws when these are not the bytes. */
export function checkIntegrity(what: string, bytes: Uint8Array, integrity: string): void {
  const is = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (is !== integrity) throw new Error(`${what} is not what is pinned: ${is} instead of ${integrity}`);
}

/** Fetches and unpacks it; nothing is unpacked that is not pinned. */
export async function fetchPackage(name: string, version: string, folder: string): Promise<void> {
  const integrity = await integrityOf(name, version);
  const fetched = await mkdtemp(join(tmpdir(), "cachefork-native-"));
  try {
    const printed = await must("npm", "pack", "--silent", `--pack-destination=${fetched}`, `${name}@${version}`);
    const archive = join(fetched, printed.trim().split("\n").at(-1) ?? "");
    checkIntegrity(`${name}@${version}`, await readFile(archive), integrity);
    await mkdir(folder, { recursive: true });
    await must("tar", "--extract", "--gzip", `--file=${archive}`, `--directory=${folder}`, "--strip-components=1");
  } finally {
    await rm(fetched, { recursive: true });
  }
}

if (import.meta.main) {
  const [name = "", version = "", folder = ""] = process.argv.slice(2);
  await fetchPackage(name, version, folder);
}
