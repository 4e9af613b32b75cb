/** The three-way rules: what becomes of one path when a delta is carried onto a head that is not its base (docs/architecture.md). */

/** What a view has at a path; `file` stands for everything that is no directory. */
export type Side = "absent" | "file" | "directory";

/** One path, seen from all three sides. The questions that cost something are asked only where they decide. */
export interface Path {
  readonly base: Side;
  readonly head: Side;
  readonly delta: Side;
  /** Whether the head still has here what the base had, in the whole subtree; deletions below do not count against it. */
  headAsBase(): boolean;
  /** Whether putting the delta's file over the head's would change nothing. */
  deltaAsHead(): boolean;
  /** The newest mtime among the files that this side changed at or below the path; 0 when it changed none. */
  deltaAge(): bigint;
  headAge(): bigint;
}

/**
 * - `nothing`: the delta contributes nothing here.
 * - `take`: the delta's version, whole.
 * - `delete`: a whiteout.
 * - `descend`: decide name by name below.
 * - `conflict-take`, `conflict-keep`: both sides changed it; the delta's or the head's version stays, whole.
 */
export type Verdict = "nothing" | "take" | "delete" | "descend" | "conflict-take" | "conflict-keep";

/** Decides one path that the delta changed. A delta side `absent` is a deletion. */
export function decide(path: Path): Verdict {
  switch (path.delta) {
    case "absent":
      return decideDeletion(path);
    case "file":
      return decideFile(path);
    case "directory":
      return decideDirectory(path);
  }
}

/** A deletion counts only where the head is still as base; of a directory the head changed, the rest is deleted name by name. */
function decideDeletion(path: Path): Verdict {
  if (path.base === "absent" || path.head === "absent") return "nothing";
  if (path.base !== path.head) return "conflict-keep";
  if (path.headAsBase()) return "delete";
  return path.base === "directory" ? "descend" : "conflict-keep";
}

/** A change beats a deletion; a change on both sides is decided by age, the committer on a tie. */
function decideFile(path: Path): Verdict {
  if (path.head === "absent") return "take";
  if (path.head === path.base && path.headAsBase()) return "take";
  if (path.head === "file" && path.deltaAsHead()) return "nothing";
  return byAge(path);
}

/** Directories are united; where the kinds differ, the whole subtree is one side's. */
function decideDirectory(path: Path): Verdict {
  if (path.head === "directory") return "descend";
  if (path.head === "absent") return "descend";
  if (path.base === "file" && path.headAsBase()) return "take";
  return byAge(path);
}

function byAge(path: Path): Verdict {
  const delta = path.deltaAge();
  if (path.delta === "directory" && delta === 0n) return "conflict-keep";
  return delta >= path.headAge() ? "conflict-take" : "conflict-keep";
}

/** Whose metadata a merged directory gets: the side that changed it, the newer one where both did, the committer on a tie. */
export function decideMetadata(changed: {
  readonly byDelta: boolean;
  readonly byHead: boolean;
  readonly deltaNewer: boolean;
}): "delta" | "head" {
  if (!changed.byDelta) return "head";
  return !changed.byHead || changed.deltaNewer ? "delta" : "head";
}
