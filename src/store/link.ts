/** Puts all that a view shows into a staged directory, by hard links: no whiteouts, no opaque marks. */
import type { StagedDirectory } from "./staging.ts";
import type { View } from "./view.ts";

/** Links the whole view; the staged directory itself is finished by the caller. */
export function linkView(view: View, into: StagedDirectory): void {
  for (const name of view.names()) {
    const entry = view.lookup(name);
    if (entry?.side === "file") into.put(entry);
    if (entry?.side !== "directory") continue;
    const below = into.below(name, entry);
    below.descriptor();
    const inside = view.enter(entry);
    try {
      linkView(inside, below);
    } finally {
      inside.close();
    }
    below.finish();
  }
}
