/** Stands in for node:fs: what changes something counts. What is not listed here the sources cannot import. */
import * as fs from "node:fs";
import { callbackify, promisify } from "node:util";
import { bootIdFile } from "../../src/host/boot-id.ts";
import { counted, countedLater, currentControl } from "./operations.ts";

export {
  accessSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  opendirSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  statfsSync,
  statSync,
} from "node:fs";

export const chmodSync = counted("chmod", fs.chmodSync);
export const fsyncSync = counted("fsync", fs.fsyncSync);
export const ftruncateSync = counted("truncate", fs.ftruncateSync);
export const lchownSync = counted("chown", fs.lchownSync);
export const chownSync = counted("chown", fs.chownSync);
export const linkSync = counted("link", fs.linkSync, 2);
export const mkdirSync = counted("mkdir", fs.mkdirSync);
export const mkdtempSync = counted("mkdtemp", fs.mkdtempSync as (prefix: string) => string);
export const renameSync = counted("rename", fs.renameSync, 2);
export const rmdirSync = counted("rmdir", fs.rmdirSync);
export const rmSync = counted("rm", fs.rmSync);
export const symlinkSync = counted("symlink", fs.symlinkSync, 2);
export const unlinkSync = counted("unlink", fs.unlinkSync);
export const utimesSync = counted("utimes", fs.utimesSync);
export const writeFileSync = counted("write", fs.writeFileSync);
export const writeSync = counted("write", fs.writeSync as (file: number, bytes: Uint8Array) => number);

/** With a callback, as there. */
export const fsync = callbackify(countedLater("fsync", promisify(fs.fsync)));

const creating = counted("create", fs.openSync);

/** Only an open that may make the file counts. */
export function openSync(path: fs.PathLike, flags: fs.OpenMode, mode?: fs.Mode): number {
  const makes = typeof flags === "number" && (flags & fs.constants.O_CREAT) !== 0;
  return makes ? creating(path, flags, mode) : fs.openSync(path, flags, mode);
}

/** The file, but of the boot id what the test says. */
export function readFileSync(path: fs.PathOrFileDescriptor, options?: BufferEncoding): string | Uint8Array {
  const { bootId } = currentControl();
  if (path === bootIdFile && bootId !== undefined) return bootId;
  return options === undefined ? fs.readFileSync(path) : fs.readFileSync(path, options);
}
