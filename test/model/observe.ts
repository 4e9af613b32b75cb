/** Reads a directory on disk as a tree: a mount as it shows itself, or a layer with its marks. */
import { type BigIntStats, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { type Directory, type Item, isDirectory, type Leaf } from "./tree.ts";

const marks = /^(trusted|user)\.overlay\./;

/** All below a directory, symlinks not followed. Names are bytes (latin1). */
export function observe(path: string | Buffer): Directory {
  const at = Buffer.from(path);
  const entries = readdirSync(at, { encoding: "latin1" }).map((name) => {
    const below = Buffer.concat([at, Buffer.from(`/${name}`, "latin1")]);
    return [name, itemAt(below)] as const;
  });
  const attributes = linuxFiles.listxattr(at);
  const opaque = attributes.filter((name) => marks.test(name) && name.endsWith(".opaque"));
  return {
    kind: "directory",
    ...metadata(at, lstatSync(at, { bigint: true })),
    opaque: opaque.length > 0,
    entries: new Map(entries),
  };
}

function itemAt(path: Buffer): Item {
  const stats = lstatSync(path, { bigint: true });
  if (stats.isDirectory()) return observe(path);
  const kind = kindOf(stats);
  return { kind, content: contentOf(kind, path), links: 1, ...metadata(path, stats) };
}

/** A view of a volume with the number of names that its files have in the volume's own upper directory. */
export function linked(view: Directory, upper: string): Directory {
  const entries = [...view.entries].map(([name, item]): [string, Item] => {
    const at = Buffer.concat([Buffer.from(`${upper}/`), Buffer.from(name, "latin1")]);
    if (isDirectory(item)) return [name, linked(item, at.toString())];
    const found = lstatSync(at, { throwIfNoEntry: false });
    return [name, found ? { ...item, links: found.nlink } : item];
  });
  return { ...view, entries: new Map(entries) };
}

function kindOf(stats: BigIntStats): Leaf["kind"] {
  if (stats.isFile()) return "file";
  if (stats.isSymbolicLink()) return "symlink";
  if (stats.isFIFO()) return "fifo";
  if (stats.isCharacterDevice() && stats.rdev === 0n) return "whiteout";
  throw new Error(`A tree of a test holds what no test makes: mode ${stats.mode.toString(8)}`);
}

function contentOf(kind: Leaf["kind"], path: Buffer): string {
  if (kind === "file") return readFileSync(path, "latin1");
  return kind === "symlink" ? readlinkSync(path, "latin1") : "";
}

function metadata(path: Buffer, stats: BigIntStats): Pick<Leaf, "mode" | "owner" | "attributes" | "mtime"> {
  const attributes = linuxFiles
    .listxattr(path)
    .filter((name) => !marks.test(name))
    .toSorted()
    .map((name) => `${name}=${Buffer.from(linuxFiles.getxattr(path, name) ?? []).toString("latin1")}`);
  return {
    mode: Number(stats.mode & 0o7777n),
    owner: `${stats.uid}:${stats.gid}`,
    attributes: attributes.join(","),
    mtime: stats.mtimeNs,
  };
}
