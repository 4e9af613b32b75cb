/** Stands in for node:fs/promises: what changes something counts. What is not listed here the sources cannot import. */
import * as fs from "node:fs/promises";
import { countedLater } from "./operations.ts";

export { lstat, opendir, readdir, readFile, realpath, stat, statfs } from "node:fs/promises";

export const chmod = countedLater("chmod", fs.chmod);
export const chown = countedLater("chown", fs.chown);
export const link = countedLater("link", fs.link, 2);
export const mkdir = countedLater("mkdir", fs.mkdir);
export const rename = countedLater("rename", fs.rename, 2);
export const rm = countedLater("rm", fs.rm);
export const rmdir = countedLater("rmdir", fs.rmdir);
export const unlink = countedLater("unlink", fs.unlink);
export const utimes = countedLater("utimes", fs.utimes);

const creating = countedLater("create", fs.open);
const writing = countedLater("write", fs.writeFile);
const creatingEmpty = countedLater("create", async (path: string, mode: number | undefined) => {
  await (await fs.open(path, "w", mode)).close();
});

/** An open file as it is without being counted. */
interface Real {
  readonly fd: number;
  readonly write: (content: string | Uint8Array) => Promise<void>;
  readonly sync: () => Promise<void>;
}
const writingTo = countedLater("write", ({ write }: Real, content: string | Uint8Array) => write(content));
const syncing = countedLater("fsync", ({ sync }: Real) => sync());

/** Only an open that may make the file counts, and what is done with any file. */
export async function open(path: string, flags: string, mode?: number): Promise<fs.FileHandle> {
  const file = flags === "r" ? await fs.open(path, flags, mode) : await creating(path, flags, mode);
  const real: Real = { fd: file.fd, write: file.writeFile.bind(file), sync: file.sync.bind(file) };
  return Object.assign(file, {
    writeFile: (content: string | Uint8Array) => writingTo(real, content),
    sync: () => syncing(real),
  });
}

/** Two operations: a disk that is full has room for an empty file. */
export async function writeFile(path: string, text: string, options?: { readonly mode: number }): Promise<void> {
  await creatingEmpty(path, options?.mode);
  await writing(path, text);
}
