/** Trees of files to fill caches with. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a tree is made of: `files` files of `bytes` bytes, so many in a directory, two levels of directories. */
export interface Shape {
  readonly files: number;
  readonly bytes: number;
  readonly perDirectory: number;
}

/** The directories of a tree, as relative paths. */
export function directoriesOf({ files, perDirectory }: Shape): string[] {
  const count = Math.ceil(files / perDirectory);
  return Array.from({ length: count }, (_, index) => join(`a${Math.floor(index / 32)}`, `b${index}`));
}

/** The files of a tree, as relative paths. */
export function filesOf(shape: Shape): string[] {
  const directories = directoriesOf(shape);
  return Array.from({ length: shape.files }, (_, index) =>
    join(directories[Math.floor(index / shape.perDirectory)] ?? "", `f${index}`),
  );
}

/** What a tree of this shape adds up to as a layer, as a commit would count it. */
export function measureOf(shape: Shape): {
  readonly size: number;
  readonly entries: number;
  readonly directories: number;
} {
  const bottom = directoriesOf(shape);
  const directories = bottom.length + new Set(bottom.map((directory) => dirname(directory))).size;
  return { size: shape.files * shape.bytes, entries: shape.files + directories, directories: directories + 1 };
}

/** Writes a tree into a directory, which is made where it is missing. */
export function writeTree(root: string, shape: Shape): void {
  for (const directory of directoriesOf(shape)) mkdirSync(join(root, directory), { recursive: true });
  writeFiles(root, filesOf(shape), shape.bytes);
}

/** Writes files whose directories are there; no two have the same content. */
export function writeFiles(root: string, paths: readonly string[], bytes: number, salt = ""): void {
  const content = Buffer.alloc(bytes);
  // Half of it compresses, as what builds keep does.
  for (let at = 0; at < bytes; at += 2) content[at] = (at * 7919) >> 3;
  for (const path of paths) {
    content.write(`${salt}${path}`.slice(0, bytes));
    writeFileSync(join(root, path), content);
  }
}
