/** Images that hold one program without libraries and nothing else. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "./binaries.ts";
import { writeOciArchive } from "./oci-archive.ts";

/** An image that nodes can be given. */
export interface Image {
  readonly name: string;
  readonly archive: string;
}

/** The image of a program's version; `put` writes the program to a file when there is no image of it yet. */
export async function programImage(
  program: string,
  version: string,
  put: (file: string) => Promise<unknown>,
): Promise<Image> {
  const name = `cachefork.test/${program}:${version}`;
  const archive = join(cacheFolder, "images", `${program}-${version}.tar`);
  if (existsSync(archive)) return { name, archive };
  const root = await mkdtemp(join(tmpdir(), "cachefork-program-"));
  try {
    await put(join(root, program));
    await writeOciArchive(archive, { name, root, config: { Entrypoint: [`/${program}`] } });
  } finally {
    await rm(root, { recursive: true });
  }
  return { name, archive };
}
