/** An image that has npm, and the files of a registry: both the builds and the registry run in it. */
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeShellRoot } from "../cluster/base-images.ts";
import { cacheFolder } from "../cluster/binaries.ts";
import { must } from "../cluster/command.ts";
import { writeOciArchive } from "../cluster/oci-archive.ts";
import { writeRegistry } from "./packages.ts";

const npmVersion = "11.19.1";

/** Where the registry's files are in it. */
export const registryFolder = "/registry";

/** Makes it the first time, with npm and packages from the user's registry; answers what pods name it, and its archive. */
export async function npmImage(): Promise<{ readonly name: string; readonly archive: string }> {
  const name = `cachefork.test/npm:${npmVersion}-1`;
  const archive = join(cacheFolder, "images", `npm-${npmVersion}-1.tar`);
  if (existsSync(archive)) return { name, archive };
  const root = await mkdtemp(join(tmpdir(), "cachefork-npm-image-"));
  try {
    await makeShellRoot(root);
    await chmod(root, 0o755);
    await chmod(join(root, "tmp"), 0o1777);
    await mkdir(join(root, "usr", "bin"), { recursive: true });
    await symlink("/bin/env", join(root, "usr", "bin", "env"));
    await addNode(root);
    await addNpm(root);
    await writeRegistry(join(root, registryFolder));
    await writeOciArchive(archive, { name, root, config: { Env: ["PATH=/bin"], Cmd: ["sh"] } });
  } finally {
    await rm(root, { recursive: true });
  }
  return { name, archive };
}

/** The Node that this runs on, with the libraries that it names. */
async function addNode(root: string): Promise<void> {
  await copyFile(process.execPath, join(root, "bin", "node"));
  const libraries = (await must(["ldd", process.execPath])).matchAll(/(\/\S+) \(0x/g);
  for (const [, library = ""] of libraries) {
    await mkdir(join(root, dirname(library)), { recursive: true });
    await copyFile(library, join(root, library));
  }
}

/** npm as it is published: with all that it depends on. */
async function addNpm(root: string): Promise<void> {
  await must(["npm", "pack", "--silent", "--pack-destination", root, `npm@${npmVersion}`]);
  const packed = join(root, `npm-${npmVersion}.tgz`);
  await must(["tar", "-C", root, "-xzf", packed]);
  await rename(join(root, "package"), join(root, "npm"));
  await rm(packed);
  await writeFile(join(root, "bin", "npm"), '#!/bin/sh\nexec node /npm/bin/npm-cli.js "$@"\n', { mode: 0o755 });
}
