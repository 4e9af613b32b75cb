/** Where a walk over a delta stands: a directory or a name, as the delta, its base and the head have it. */
import type { Side } from "../cache/merge.ts";
import type { Dialect } from "./dialect.ts";
import type { Found } from "./found.ts";
import type { StagedDirectory } from "./staging.ts";
import type { Name } from "./tree.ts";
import type { View, ViewEntry } from "./view.ts";

/** One directory as the walk sees it. `out` is undefined while only counting. */
export interface Place {
  readonly delta: number;
  readonly base: View | undefined;
  readonly head: View | undefined;
  readonly out: StagedDirectory | undefined;
  /** Whether the delta hides all that the base has here (an opaque directory, or one below it). */
  readonly hides: boolean;
}

/** One name as the walk sees it. */
export interface Spot extends Place {
  readonly name: Name;
  readonly found: Found | undefined;
  readonly inBase: ViewEntry | undefined;
  readonly inHead: ViewEntry | undefined;
}

/** What all three sides have at a name. */
export function look(dialect: Dialect, place: Place, name: Name): Spot {
  const entry = dialect.entryAt(place.delta, name);
  const found = entry && { entry, directory: place.delta, name };
  return { ...place, name, found, inBase: place.base?.lookup(name), inHead: place.head?.lookup(name) };
}

/** What the delta makes of a name: a whiteout, and a name that an opaque directory lacks, is a deletion. */
export function deltaSide({ found }: Spot): Side {
  if (!found || found.entry.kind === "whiteout") return "absent";
  return found.entry.kind === "directory" ? "directory" : "file";
}
