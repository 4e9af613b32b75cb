/** Whether a tree is small, found out by looking at no more of it than a small one has. */
import { maxDepth } from "./finish.ts";
import { entryAt, openBelow, someNames, within } from "./tree.ts";

/** Whether all below an open directory is no more than what is left of the budget, and none of it too deep for a walk. */
export function fits(directory: number, budget: { left: number }, depth = 0): boolean {
  if (depth > maxDepth) return false;
  for (const name of someNames(directory, budget.left + 1)) {
    budget.left -= 1;
    if (budget.left < 0) return false;
    if (
      entryAt(directory, name)?.kind === "directory" &&
      !within(openBelow(directory, name), (below) => fits(below, budget, depth + 1))
    )
      return false;
  }
  return true;
}
