/** Writes a tree to disk: a layer with its marks, or what a pod makes in its mount. */
import { execFileSync } from "node:child_process";
import { chmodSync, constants, lchownSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { type Directory, type Item, isDirectory, type Leaf } from "./tree.ts";

/** How overlayfs' marks are called: `trusted.overlay.`, or `user.overlay.` in a user namespace. */
export type Prefix = "trusted.overlay." | "user.overlay.";

/** Puts all entries of the tree into a directory that exists; the directory itself stays as it is. */
export function plant(path: string, tree: Directory, prefix: Prefix = "trusted.overlay."): void {
  for (const [name, item] of tree.entries) {
    const at = join(path, name);
    if (isDirectory(item)) plantDirectory(at, item, prefix);
    else plantLeaf(at, item);
    if (item.kind === "whiteout" || item.kind === "device") continue;
    metadata(at, item, prefix);
  }
}

function plantDirectory(at: string, item: Directory, prefix: Prefix): void {
  mkdirSync(at, { recursive: true });
  plant(at, item, prefix);
  if (item.opaque) linuxFiles.setxattr(Buffer.from(at), `${prefix}opaque`, Buffer.from("y"));
}

function plantLeaf(at: string, item: Leaf): void {
  if (item.kind === "file") writeFileSync(at, item.content, "latin1");
  else if (item.kind === "symlink") symlinkSync(item.content, at);
  else if (item.kind === "fifo") linuxFiles.mknod(Buffer.from(at), constants.S_IFIFO | 0o644);
  else if (item.kind === "whiteout") linuxFiles.mknod(Buffer.from(at), constants.S_IFCHR);
  else execFileSync("mknod", [at, "c", "1", "3"]);
}

/** The owner before the mode, because chown clears set-user-id; the mode last but for the time, because it may forbid the rest. */
function metadata(at: string, item: Item, prefix: Prefix): void {
  const [uid = 0, gid = 0] = item.owner.split(":").map(Number);
  if (process.getuid?.() === 0) lchownSync(at, uid, gid);
  for (const [name = "", value = ""] of attributesOf(item)) {
    linuxFiles.setxattr(Buffer.from(at), name.replace(/^overlay\./, prefix), Buffer.from(value, "latin1"));
  }
  if (item.kind !== "symlink") chmodSync(at, item.mode);
  if (item.mtime > 0n) linuxFiles.utimens(Buffer.from(at), item.mtime, item.mtime);
}

function attributesOf({ attributes }: Item): string[][] {
  return attributes === "" ? [] : attributes.split(",").map((attribute) => attribute.split("="));
}
