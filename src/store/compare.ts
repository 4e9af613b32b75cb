/** How the head's subtree stands to the base's: untouched but for deletions, or changed, and when last. */
import type { Dialect } from "./dialect.ts";
import { sameDirectory, unchanged } from "./equal.ts";
import type { View, ViewEntry } from "./view.ts";
import { sameParts, viewingBoth } from "./view.ts";

/**
 * Whether all that `head` shows here is as `base` has it; what the head deleted, or only touched, does not count against it.
 * Takes time by what the two differ in: directories made of the same inodes are not entered.
 */
export function asBase(dialect: Dialect, base: ViewEntry | undefined, head: ViewEntry | undefined): boolean {
  if (!head) return true;
  if (!base || base.side !== head.side) return false;
  if (base.side === "file" || head.side === "file") return unchanged(dialect, base, head);
  if (sameParts(base.parts, head.parts)) return true;
  if (!sameDirectory(dialect, base, head)) return false;
  return viewingBoth(dialect, base, head, (below, above) => {
    using names = above?.names();
    return names?.every((name) => asBase(dialect, below?.lookup(name), above?.lookup(name))) ?? true;
  });
}

/** The newest mtime among the files that `head` shows at or below here and `base` has not so; 0 when there are none. */
export function newestChange(dialect: Dialect, base: ViewEntry | undefined, head: ViewEntry | undefined): bigint {
  if (!head) return 0n;
  if (head.side === "file") return base?.side === "file" && unchanged(dialect, base, head) ? 0n : head.entry.mtime;
  if (base?.side === "directory" && sameParts(base.parts, head.parts)) return 0n;
  return viewingBoth(dialect, base, head, (below, above) => newestBelow(dialect, below, above));
}

function newestBelow(dialect: Dialect, base: View | undefined, head: View | undefined): bigint {
  let newest = 0n;
  using names = head?.names();
  for (const name of names ?? []) {
    const age = newestChange(dialect, base?.lookup(name), head?.lookup(name));
    if (age > newest) newest = age;
  }
  return newest;
}
