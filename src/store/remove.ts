/** Removes directory trees of any depth and any modes, in small steps, without ever following a symlink. */
import { chmodSync, closeSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";
import type { Entry } from "../cache/admit.ts";
import { newId } from "./layout.ts";
import type { Name } from "./tree.ts";
import { at, entryAt, openBelow, openTop, someNames } from "./tree.ts";

/** Names taken away in one step. */
const stepNames = 256;

/** Removes the tree at this path at once; nothing there is fine. The parent directory is used to flatten deep trees. */
export function removeTree(path: string): void {
  for (const _ of removing(path)) {
    // Each step removes one directory's files; a caller that must not wait stops between steps.
  }
}

/**
 * Removes a tree step by step: each directory is emptied of files, and its subdirectories are moved up beside the top,
 * so that neither the tree's depth nor the length of its paths matters, nor how many names one directory has.
 */
export function* removing(path: string): Generator<void> {
  const parent = openTop(dirname(path));
  try {
    const top = Buffer.from(path, "utf8")
      .subarray(Buffer.byteLength(dirname(path)) + 1)
      .toString("latin1");
    if (!entryAt(parent, top)) return;
    const queue = [top];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) yield* flatten(parent, name, queue);
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

/** Removes one directory after moving its subdirectories beside it; adds their new names to the queue. */
function* flatten(parent: number, name: Name, queue: Name[]): Generator<void> {
  const entry = entryAt(parent, name);
  if (entry?.kind !== "directory") {
    unlinkSync(at(parent, name));
    return;
  }
  unlock(parent, name, entry);
  const directory = openBelow(parent, name);
  try {
    let steps = 0;
    for (const child of allNames(directory)) {
      takeAway(directory, child, parent, queue);
      steps += 1;
      if (steps % stepNames === 0) yield;
    }
  } finally {
    closeSync(directory);
  }
  rmdirSync(at(parent, name));
  yield;
}

function takeAway(directory: number, child: Name, parent: number, queue: Name[]): void {
  const entry = entryAt(directory, child);
  if (entry?.kind !== "directory") return unlinkSync(at(directory, child));
  unlock(directory, child, entry);
  const next = `.removing-${newId()}`;
  renameSync(at(directory, child), at(parent, next));
  queue.push(next);
}

/** Without CAP_DAC_OVERRIDE (a user namespace does not have it over every file) a 0555 directory can neither be emptied nor moved. */
function unlock(parent: number, name: Name, { mode }: Entry): void {
  if ((mode & 0o700) !== 0o700) chmodSync(at(parent, name), 0o700);
}
