/** What the deletion of a claim means for its cache: the StorageClass's parameter `onDelete`, and what holds without it. */
import type { Claim, OnDelete, SeenCache } from "../cache/claim.ts";
import { deletions } from "../cache/claim.ts";
import { CacheError } from "../cache/errors.ts";

/** The parameter's name; it is no volume attribute. */
export const onDeleteKey = "onDelete";

/** What the parameters say: a cache that they name is for many to use, and stays unless they say otherwise. Undefined where they say nothing. Throws `invalid`. */
export function wishedDeletion(parameters: ReadonlyMap<string, string>): OnDelete | undefined {
  const value = parameters.get(onDeleteKey);
  if (value === undefined) return parameters.has("cache") ? "keep" : undefined;
  const found = deletions.find((one) => one === value);
  if (found) return found;
  throw new CacheError(
    "invalid",
    `Cannot use parameter ${onDeleteKey}=${JSON.stringify(value)}: allowed are ${deletions.join(", ")}`,
  );
}

/**
 * A claim's own cache goes with it, as volumes do. One that was there before is not the claim's to take along; but one that was made for a claim that
 * is still on it goes with the last of them.
 */
export function usualDeletion(seen: SeenCache, claims: readonly Pick<Claim, "onDelete">[]): OnDelete {
  return seen !== "there" || claims.some(({ onDelete }) => onDelete === "delete") ? "delete" : "keep";
}
