/** The differences between what two stacks of layers show, walked without mounting them. */
import type { Aspect, Difference } from "../cache/inspection.ts";
import type { Dialect } from "./dialect.ts";
import { sameAttributes, sameContent } from "./equal.ts";
import type { Names } from "./names.ts";
import type { Name } from "./tree.ts";
import { targetOf } from "./tree.ts";
import type { ViewEntry } from "./view.ts";
import { sameParts, View } from "./view.ts";

/** One name as both sides show it, at a path of bytes (latin1, as names are). */
interface Pair {
  readonly path: string;
  readonly before: ViewEntry | undefined;
  readonly after: ViewEntry | undefined;
}

/** The two sides of one directory; a side that has no such directory is undefined. */
interface Sides {
  readonly before: View | undefined;
  readonly after: View | undefined;
}

/**
 * The differences below two directories: a directory comes before what is in it, names in byte order. Directories made of the same
 * inodes are not entered, so it takes time by what differs. Descriptors are open until it ends or is returned.
 */
export function* differences(dialect: Dialect, sides: Sides, path = ""): Generator<Difference> {
  using names = namesOf(dialect, sides);
  for (const name of names) {
    const pair = {
      path: path === "" ? name : `${path}/${name}`,
      before: sides.before?.lookup(name),
      after: sides.after?.lookup(name),
    };
    yield* compared(dialect, pair);
  }
}

function namesOf(dialect: Dialect, { before, after }: Sides): Names {
  const all = new Set<Name>();
  for (const side of [before, after]) {
    using names = side?.names();
    for (const name of names ?? []) all.add(name);
  }
  // One character is one byte, so that comparing characters is comparing bytes.
  return dialect.holding([...all].toSorted((a, b) => (a < b ? -1 : 1)));
}

function* compared(dialect: Dialect, pair: Pair): Generator<Difference> {
  const [before, after] = [asDirectory(pair.before), asDirectory(pair.after)];
  if (before && after && sameParts(before.parts, after.parts)) return;
  const difference = describe(dialect, pair);
  if (difference) yield difference;
  if (!before && !after) return;
  using opened = new Opened(dialect, before, after);
  yield* differences(dialect, opened, pair.path);
}

type DirectoryEntry = ViewEntry & { readonly side: "directory" };

function asDirectory(entry: ViewEntry | undefined): DirectoryEntry | undefined {
  return entry?.side === "directory" ? entry : undefined;
}

/** The views of one directory on both sides, closed together. */
class Opened implements Sides, Disposable {
  readonly before: View | undefined;
  readonly after: View | undefined;

  constructor(dialect: Dialect, before: DirectoryEntry | undefined, after: DirectoryEntry | undefined) {
    this.before = before && View.below(dialect, before.parts);
    try {
      this.after = after && View.below(dialect, after.parts);
    } catch (error) {
      this.before?.close();
      throw error;
    }
  }

  [Symbol.dispose](): void {
    this.before?.close();
    this.after?.close();
  }
}

/** What one name's difference is, without what is below it; undefined when there is none. */
function describe(dialect: Dialect, { path, before, after }: Pair): Difference | undefined {
  const shown = after ?? before;
  if (!shown) return undefined;
  const found = { path: Buffer.from(path, "latin1"), kind: shown.entry.kind, size: sizeOf(shown) };
  if (!before) return { change: "added", ...found, aspects: [] };
  if (!after) return { change: "deleted", ...found, aspects: [] };
  const changed = aspectsOf(dialect, before, after);
  return changed.length === 0 ? undefined : { change: "changed", ...found, aspects: changed };
}

function sizeOf({ entry }: ViewEntry): number {
  return entry.kind === "file" ? Number(entry.size) : 0;
}

function aspectsOf(dialect: Dialect, before: ViewEntry, after: ViewEntry): Aspect[] {
  const [a, b] = [before.entry, after.entry];
  if (a.ino === b.ino && a.dev === b.dev) return [];
  if (a.kind !== b.kind) return ["kind"];
  const differs: readonly (readonly [Aspect, () => boolean])[] = [
    ["content", () => a.kind === "file" && !sameContent(dialect, before, after)],
    [
      "target",
      () => a.kind === "symlink" && targetOf(before.directory, before.name) !== targetOf(after.directory, after.name),
    ],
    ["mode", () => a.mode !== b.mode],
    ["owner", () => a.uid !== b.uid || a.gid !== b.gid],
    ["mtime", () => a.kind !== "directory" && a.mtime !== b.mtime],
    ["attributes", () => !sameAttributes(dialect, before, after)],
  ];
  return differs.filter(([, asked]) => asked()).map(([aspect]) => aspect);
}
