/** Puts a run of layers into one that shows the same, on whatever lies below it: whiteouts and opaque marks are kept. */
import { closeSync } from "node:fs";
import type { Dialect } from "./dialect.ts";
import type { Found } from "./found.ts";
import type { StagedDirectory } from "./staging.ts";
import type { Name } from "./tree.ts";
import { openBelow } from "./tree.ts";

/**
 * Squashes the directories of one path, newest first, given by open descriptor; the staged directory is finished by the caller.
 * `below` says whether anything can lie below: if not (the bottom of a chain, an opaque directory), whiteouts hide nothing and would be listed.
 */
export function squash(
  dialect: Dialect,
  parts: readonly number[],
  below: "something" | "nothing",
  into: StagedDirectory,
): void {
  const from = parts.map((_, first) => parts.slice(first));
  using names = dialect.namesInAll(parts);
  for (const [name, first] of names) {
    const stack = stackAt(dialect, from[first] ?? [], name);
    if (stack) squashName(dialect, stack, below, into);
  }
}

function squashName(dialect: Dialect, stack: Stack, below: "something" | "nothing", into: StagedDirectory): void {
  const { top } = stack;
  if (top.entry.kind === "directory") squashDirectory(dialect, stack, below, into.below(top.name, top));
  else if (top.entry.kind !== "whiteout") into.put(top);
  else if (below === "something") into.whiteout(top.name);
}

function squashDirectory(dialect: Dialect, stack: Stack, below: "something" | "nothing", into: StagedDirectory): void {
  const { leftOut } = into;
  if (stack.hides && below === "something") into.makeOpaque();
  squashMerged(dialect, stack.directories, stack.hides ? "nothing" : below, into);
  // One that is empty because all that was in it was left out goes, too.
  if (into.leftOut === leftOut) into.descriptor();
  into.finish();
}

/** Squashes directories that merge, newest first. */
export function squashMerged(
  dialect: Dialect,
  directories: readonly Found[],
  below: "something" | "nothing",
  into: StagedDirectory,
): void {
  const opened: number[] = [];
  try {
    for (const found of directories) opened.push(openBelow(found.directory, found.name));
    squash(dialect, opened, below, into);
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

/** What a run has at one name. */
interface Stack {
  readonly top: Found;
  /** The directories that merge, newest first, when the top is one. */
  readonly directories: readonly Found[];
  /** Whether what lies below the run is hidden. */
  readonly hides: boolean;
}

function stackAt(dialect: Dialect, parts: readonly number[], name: Name): Stack | undefined {
  let top: Found | undefined;
  const directories: Found[] = [];
  for (const directory of parts) {
    const entry = dialect.entryAt(directory, name);
    if (!entry) continue;
    const found = { entry, directory, name };
    top ??= found;
    if (entry.kind !== "directory") return { top, directories, hides: directories.length > 0 };
    directories.push(found);
    if (dialect.isOpaque(found)) return { top, directories, hides: true };
  }
  return top && { top, directories, hides: false };
}
