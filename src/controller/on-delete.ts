/** What the deletion of a claim means for its cache: the StorageClass's parameter `onDelete`, and what holds without it. */
import type { OnDelete } from "../cache/claim.ts";
import { deletions } from "../cache/claim.ts";
import { CacheError } from "../cache/errors.ts";

/** The parameter's name; it is no volume attribute. */
export const onDeleteKey = "onDelete";

/** What the parameters say; undefined when they say nothing. Throws `invalid`. */
export function wishedDeletion(parameters: ReadonlyMap<string, string>): OnDelete | undefined {
  const value = parameters.get(onDeleteKey);
  if (value === undefined) return undefined;
  const found = deletions.find((one) => one === value);
  if (found) return found;
  throw new CacheError(
    "invalid",
    `Cannot use parameter ${onDeleteKey}=${JSON.stringify(value)}: allowed are ${deletions.join(", ")}`,
  );
}

/** A claim's own cache goes with it, as volumes do. One that was named for many to use, or was there before, is not the claim's to take along. */
export function usualDeletion(parameters: ReadonlyMap<string, string>, wasThere: boolean): OnDelete {
  return parameters.has("cache") || wasThere ? "keep" : "delete";
}
