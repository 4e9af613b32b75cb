/** Copies of single entries, for the few cases in which a hard link will not do. */
import {
  chmodSync,
  closeSync,
  constants,
  ftruncateSync,
  lchownSync,
  openSync,
  readSync,
  rmSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { EntryKind } from "../cache/admit.ts";
import { CacheError } from "../cache/errors.ts";
import type { Dialect } from "./dialect.ts";
import type { Found } from "./found.ts";
import type { Headroom } from "./headroom.ts";
import { newId } from "./layout.ts";
import type { Linux } from "./linux.ts";
import type { Name } from "./tree.ts";
import { at, targetOf } from "./tree.ts";

/** Copies one entry that is no directory and no device, with all that belongs to it; content by reflink where the file system can. */
export function copyEntry(dialect: Dialect, file: Found, into: number, headroom?: Headroom): void {
  const target = at(into, file.name);
  if (file.entry.kind === "file") copyContent(dialect, file, target, headroom);
  else if (file.entry.kind === "symlink")
    symlinkSync(Buffer.from(targetOf(file.directory, file.name), "latin1"), target);
  else dialect.linux.mknod(target, nodeType(file.entry.kind));
  copyMetadata(dialect, file, into, file.name);
  dialect.linux.utimens(target, file.entry.atime, file.entry.mtime);
}

const nodeTypes: Partial<Record<EntryKind, number>> = {
  fifo: constants.S_IFIFO,
  socket: constants.S_IFSOCK,
  whiteout: constants.S_IFCHR,
};

function nodeType(kind: EntryKind): number {
  const type = nodeTypes[kind];
  if (type === undefined) throw new CacheError("internal", `Cannot copy a ${kind} as a single entry`);
  return type;
}

/** Whether files in this directory can share blocks, so that a copy takes none for contents. */
export function sharesBlocks(linux: Linux, directory: string): boolean {
  const files = [newId(), newId()].map((id) => join(directory, id));
  const opened: number[] = [];
  try {
    for (const file of files) opened.push(openSync(file, "wx+", 0o600));
    const [target = -1, source = -1] = opened;
    return linux.clone(target, source);
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
    for (const file of files) rmSync(file, { force: true });
  }
}

const chunk = 1 << 16;

/** Shares the blocks where the file system can; else copies, and leaves out what is all zeros, so that holes stay holes. */
function copyContent(dialect: Dialect, file: Found, target: Buffer, headroom: Headroom | undefined): void {
  const source = openSync(
    at(file.directory, file.name),
    constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
  );
  const made = openSync(
    target,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
    0o600,
  );
  try {
    if (!dialect.linux.clone(made, source)) copyBytes(source, made, headroom);
  } finally {
    closeSync(made);
    closeSync(source);
  }
}

function copyBytes(source: number, target: number, headroom: Headroom | undefined): void {
  const buffer = Buffer.allocUnsafe(chunk);
  const zeros = Buffer.alloc(chunk);
  let position = 0;
  for (;;) {
    const got = readSync(source, buffer, 0, chunk, position);
    if (got === 0) break;
    if (buffer.compare(zeros, 0, got, 0, got) !== 0) {
      headroom?.take(got);
      writeFully(target, buffer.subarray(0, got), position);
    }
    position += got;
  }
  ftruncateSync(target, position);
}

function writeFully(target: number, bytes: Buffer, position: number): void {
  let written = 0;
  while (written < bytes.length)
    written += writeSync(target, bytes, written, bytes.length - written, position + written);
}

/** Owner first (chown clears set-id bits), the mode last (it may forbid its owner the attributes). */
export function copyMetadata(dialect: Dialect, from: Found, directory: number, name: Name): void {
  const target = at(directory, name);
  lchownSync(target, from.entry.uid, from.entry.gid);
  for (const [attribute, value] of dialect.content(from)) dialect.linux.setxattr(target, attribute, value);
  if (from.entry.kind !== "symlink") chmodSync(target, from.entry.mode);
}
