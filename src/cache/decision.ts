/** What the owner of a cache decided, as a node goes by it and keeps it. */
import { strategies } from "./attributes.ts";
import type { CacheKey } from "./key.ts";
import type { Policy } from "./policy.ts";
import { commitTimes } from "./policy.ts";
import { has, isFields } from "./shapes.ts";
import type { SizeLimit } from "./size-limit.ts";
import { waysWhenFull } from "./size-limit.ts";

export interface Decision extends Policy {
  /** Undefined for none. */
  readonly limit?: SizeLimit | undefined;
}

/**
 * Asks what the owner of a cache has decided now; the cache is made where there is none. `gone` when the one that volumes were opened of has ended, or cannot
 * be made because its namespace has: nothing of them is to be committed. Throws `unavailable` while nobody answers.
 */
export type AskOwner = (cache: CacheKey) => Promise<Policy | "gone">;

/** Whether it is one that this version can go by: of a newer one's words it knows nothing. */
export function isDecision(value: unknown): value is Decision {
  return (
    has(value, "string", "commit", "merge") &&
    isFields(value) &&
    commitTimes.some((word) => word === value["commit"]) &&
    strategies.some((word) => word === value["merge"]) &&
    (value["limit"] === undefined || isLimit(value["limit"]))
  );
}

function isLimit(value: unknown): boolean {
  return isFields(value) && has(value, "number", "size") && waysWhenFull.some((word) => word === value["whenFull"]);
}
