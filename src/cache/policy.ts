/** What a cache's owner has decided about its volumes, and what of a volume's wishes is left of that. */
import type { Strategy, Wishes } from "./attributes.ts";
import type { CacheKey } from "./key.ts";

/** When a cache takes what its volumes changed. Only its owner can ask for `onSuccess`: what a pod says of itself would not be worth more than its `never`. */
export const commitTimes = ["always", "onSuccess", "never"] as const;
export type CommitTime = (typeof commitTimes)[number];

/** What holds for a volume, from its start on. */
export interface Policy {
  readonly commit: CommitTime;
  readonly merge: Strategy;
}

/** The policy of each cache; undefined where nobody decided anything, and volumes have what they wish for. */
export type PolicyOf = (cache: CacheKey) => Policy | undefined;

/** A volume may only ask for less: not to be committed. How it is merged is not its own matter. Undefined where nobody decided: it has its wishes. */
export function granted(wishes: Pick<Wishes, "commit" | "merge">, policy: Policy | undefined): Policy | undefined {
  return policy && { commit: wishes.commit === "never" ? "never" : policy.commit, merge: policy.merge };
}
