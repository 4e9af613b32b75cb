/** The packages of the pipelines, and the files of a registry that has them. */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { must } from "../cluster/command.ts";
import { mostRuns } from "./options.ts";

/** A package, pinned. */
export interface Package {
  readonly name: string;
  readonly version: string;
}

/** As a build asks npm for it. */
export function wanted({ name, version }: Package): string {
  return `${name}@${version}`;
}

/** Real ones, small and without dependencies, that every run installs. */
export const shared: readonly Package[] = [
  { name: "lodash", version: "4.17.21" },
  { name: "ms", version: "2.1.3" },
];

/** Real ones that only one of two tasks installs. */
export const own = { left: { name: "dayjs", version: "1.11.13" }, right: { name: "zod", version: "3.23.8" } } as const;

export type Side = keyof typeof own;

/** The one that is new in a run, for one of its two tasks. */
export function newIn(run: number, side: Side): Package {
  return { name: `new-${side}-${run}`, version: "1.0.0" };
}

/** What a cache holds when so many runs have ended. */
export function heldAfter(runs: number): Package[] {
  const news = Array.from({ length: runs }, (_, index) => [newIn(index + 1, "left"), newIn(index + 1, "right")]);
  return runs === 0 ? [] : [...shared, own.left, own.right, ...news.flat()];
}

/** Where the registry is in the cluster: the files say it themselves. */
export const registryAddress = "10.96.0.80";
export const registryUrl = `http://${registryAddress}`;

/** Fills a folder with what a registry answers: a file of each package's versions, and the packages. */
export async function writeRegistry(folder: string): Promise<void> {
  const files = join(folder, "files");
  await mkdir(files, { recursive: true });
  const real = [...shared, own.left, own.right].map(wanted);
  await must(["npm", "pack", "--silent", "--pack-destination", files, ...real]);
  const made = Array.from({ length: mostRuns }, (_, index) => [newIn(index + 1, "left"), newIn(index + 1, "right")]);
  for (const one of made.flat()) await makePackage(one, files);
  for (const one of [...shared, own.left, own.right, ...made.flat()]) {
    const file = join(files, fileOf(one));
    const integrity = `sha512-${createHash("sha512")
      .update(await readFile(file))
      .digest("base64")}`;
    const dist = { integrity, tarball: `${registryUrl}/files/${basename(file)}` };
    const versions = { [one.version]: { ...one, dist } };
    const answer = { name: one.name, "dist-tags": { latest: one.version }, versions };
    await writeFile(join(folder, one.name), JSON.stringify(answer));
  }
}

function fileOf({ name, version }: Package): string {
  return `${name}-${version}.tgz`;
}

async function makePackage(one: Package, files: string): Promise<void> {
  const work = join(files, one.name);
  await mkdir(join(work, "package"), { recursive: true });
  await writeFile(join(work, "package", "package.json"), JSON.stringify(one));
  await writeFile(join(work, "package", "index.js"), `module.exports = ${JSON.stringify(one.name)};\n`);
  await must(["tar", "-C", work, "-czf", join(files, fileOf(one)), "package"]);
  await must(["rm", "-r", work]);
}
