/**
 * Small files written so that a crash at any moment leaves the old one or the new one, whole; errno becomes an error kind here.
 * What only changes names is done at once: it takes a tenth of the time that a thread of node:fs needs to answer. Only what
 * waits for the disk, an fsync, is left to those threads (ADR 0025).
 */
import {
  closeSync,
  constants,
  fsync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ErrorKind } from "../cache/errors.ts";
import { CacheError } from "../cache/errors.ts";
import { newId } from "./layout.ts";

/**
 * As in the table of src/host, but for what stands where a record or a layer is to be: ELOOP, ENOTDIR and EISDIR say that it is something
 * else, and a name that is too long is one that we made.
 */
const kinds: Readonly<Record<string, ErrorKind>> = {
  ENOENT: "not-found",
  EEXIST: "exists",
  EBUSY: "busy",
  ENOSPC: "exhausted",
  EDQUOT: "exhausted",
  EMFILE: "exhausted",
  ENFILE: "exhausted",
  EMLINK: "exhausted",
  ENOMEM: "exhausted",
  ENAMETOOLONG: "exhausted",
  EROFS: "unavailable",
  EIO: "unavailable",
  ESTALE: "unavailable",
  ETIMEDOUT: "unavailable",
  ENXIO: "unavailable",
  EUCLEAN: "corrupt",
  EBADMSG: "corrupt",
  EACCES: "precondition",
  EPERM: "precondition",
  EXDEV: "precondition",
  ELOOP: "corrupt",
  ENOTDIR: "corrupt",
  EISDIR: "corrupt",
};

/** A failed file operation as a CacheError; one that is a CacheError already stays as it is. */
export function translated(what: string, error: unknown): CacheError {
  if (error instanceof CacheError) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  return new CacheError(kinds[code] ?? "internal", `Cannot ${what}`, { cause: error });
}

/** Whether a failed file operation failed with this errno name. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException | undefined)?.code ?? "");
}

const synced = promisify(fsync);

/** Makes the names in a directory durable. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = openSync(path, "r");
  try {
    await synced(directory);
  } finally {
    closeSync(directory);
  }
}

/**
 * Replaces a file durably: write a temporary one, fsync, rename, fsync the directory. The temporary one is written while
 * `after` is awaited, and gets its name only when that is fulfilled; rejected, nothing is replaced, and its error is thrown.
 */
export async function replaceFile(
  path: string,
  text: string,
  temporary: string,
  after?: Promise<unknown>,
): Promise<void> {
  const [drafted, before] = await Promise.allSettled([writeDraft(text, temporary), after]);
  if (before.status === "rejected") {
    if (drafted.status === "fulfilled") dropDraft(drafted.value);
    throw before.reason;
  }
  if (drafted.status === "rejected") throw drafted.reason;
  const draft = drafted.value;
  try {
    renameSync(draft, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    dropDraft(draft);
    throw translated(`write ${path}`, error);
  }
}

/**
 * Writes a new file that is whole or absent after a power cut, which it need not survive: no fsync of the directory.
 * Only for names that are not there yet.
 */
export async function writeFresh(path: string, text: string, temporary: string): Promise<void> {
  const draft = await writeDraft(text, temporary);
  try {
    renameSync(draft, path);
  } catch (error) {
    dropDraft(draft);
    throw translated(`write ${path}`, error);
  }
}

/**
 * Creates a file durably if there is none of that name, whole from its first moment: write a temporary one, fsync, link(2), fsync the directory.
 * Throws `exists` when the name is taken.
 */
export async function createFile(path: string, text: string, temporary: string): Promise<void> {
  const draft = await writeDraft(text, temporary);
  try {
    linkSync(draft, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    throw translated(`create ${path}`, error);
  } finally {
    dropDraft(draft);
  }
}

async function writeDraft(text: string, temporary: string): Promise<string> {
  const draft = join(temporary, `draft-${newId()}`);
  try {
    const file = openSync(draft, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    try {
      writeWhole(file, Buffer.from(text));
      await synced(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    dropDraft(draft);
    throw translated(`write ${draft}`, error);
  }
  return draft;
}

/** A disk that is nearly full takes a part (write(2)). */
function writeWhole(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes.subarray(written));
}

/** A draft that resists changes nothing about what was written: it is thrown away at the next start. */
function dropDraft(draft: string): void {
  try {
    unlinkSync(draft);
  } catch {
    // Also when it was never made.
  }
}

/** Removes a file durably; nothing there is fine. */
export async function removeFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
    await syncDirectory(dirname(path));
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw translated(`remove ${path}`, error);
  }
}

/** The names in a directory; none when there is no such directory. */
export async function listNames(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw translated(`list ${path}`, error);
  }
}

/** The same at once: for small directories. */
export function listNamesNow(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw translated(`list ${path}`, error);
  }
}

/** A directory and its parents, durably. */
export async function ensureDirectory(path: string): Promise<void> {
  try {
    const made = await mkdir(path, { recursive: true, mode: 0o700 });
    if (made === undefined) return;
    for (let above = dirname(path); above.length >= dirname(made).length; above = dirname(above)) {
      await syncDirectory(above);
      if (above === "/") break;
    }
  } catch (error) {
    throw translated(`make ${path}`, error);
  }
}
