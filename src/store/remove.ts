/** Removes directory trees of any depth and any modes, in small steps, without ever following a symlink. */
import { chmodSync, closeSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";
import { newId } from "./layout.ts";
import { at, entryAt, entryOf, openBelow, openTop, someNames, within } from "./tree.ts";
import type { Name } from "./tree.ts";

/** Removes the tree at this path at once; nothing there is fine. The parent directory is used to flatten deep trees. */
export function removeTree(path: string): void {
  for (const _ of removing(path)) {
    // Each step removes one directory's files; a caller that must not wait stops between steps.
  }
}

/**
 * Removes a tree step by step: each step empties one directory of files and moves its subdirectories up beside the top,
 * so that neither the tree's depth nor the length of its paths matters.
 */
export function* removing(path: string): Generator<void> {
  const parent = openTop(dirname(path));
  try {
    const top = Buffer.from(path, "utf8")
      .subarray(Buffer.byteLength(dirname(path)) + 1)
      .toString("latin1");
    if (!entryAt(parent, top)) return;
    const queue = [top];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      queue.push(...flatten(parent, name));
      yield;
    }
  } finally {
    closeSync(parent);
  }
}

/** All names of a directory whose entries are taken away one by one, some at a time: there may be more than fit into memory. */
function* allNames(directory: number): Generator<Name> {
  for (;;) {
    const names = someNames(directory, 10_000);
    if (names.length === 0) return;
    yield* names;
  }
}

/** Removes one directory after moving its subdirectories beside it; answers their new names. */
function flatten(parent: number, name: string): string[] {
  if (entryAt(parent, name)?.kind !== "directory") {
    unlinkSync(at(parent, name));
    return [];
  }
  const below: string[] = [];
  within(openBelow(parent, name), (directory) => {
    // Without CAP_DAC_OVERRIDE (a user namespace does not have it over every file) a 0555 directory cannot be emptied.
    if ((entryOf(directory).mode & 0o700) !== 0o700) chmodSync(at(directory, "."), 0o700);
    for (const child of allNames(directory)) {
      if (entryAt(directory, child)?.kind === "directory") {
        const next = `.removing-${newId()}`;
        renameSync(at(directory, child), at(parent, next));
        below.push(next);
      } else {
        unlinkSync(at(directory, child));
      }
    }
  });
  rmdirSync(at(parent, name));
  return below;
}
