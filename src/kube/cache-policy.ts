/** What a Cache's spec asks for, in the words of the flows. */
import { type Strategy, strategies } from "../cache/attributes.ts";
import { parseDuration } from "../cache/duration.ts";
import { type CommitTime, commitTimes } from "../cache/policy.ts";
import { parseBytes } from "../cache/quantity.ts";
import { type SizeLimit, waysWhenFull } from "../cache/size-limit.ts";
import type { CacheSpec } from "./resources.ts";

/** What of a Cache's spec the flows of a node go by. */
export interface CachePolicy {
  readonly commit: CommitTime;
  readonly merge: Strategy;
  readonly keep: number;
  /** Undefined for none. */
  readonly limit: SizeLimit | undefined;
}

/**
 * The policy of a spec. The API server lets in only what its schema allows; from a server with another schema, a word that is not known
 * counts as the default, because a volume must not fail for it.
 */
export function policyOf({ commit, merge, retention }: CacheSpec): CachePolicy {
  return {
    commit: known(commitTimes, commit.when),
    merge: known(strategies, merge.strategy),
    keep: retention.generations,
    limit: limitOf(retention),
  };
}

/** Milliseconds that a generation is kept; undefined for ever. One that cannot be read, from a server with another schema, must not delete anything. */
export function maxAgeOf({ retention: { maxAge } }: CacheSpec): number | undefined {
  if (maxAge === undefined) return undefined;
  try {
    return parseDuration(maxAge);
  } catch {
    return undefined;
  }
}

function limitOf({ size, whenFull }: CacheSpec["retention"]): SizeLimit | undefined {
  if (size === undefined) return undefined;
  return { size: parseBytes(String(size)), whenFull: known(waysWhenFull, whenFull) };
}

function known<const Word extends string>(words: readonly [Word, ...Word[]], word: string): Word {
  return words.find((one) => one === word) ?? words[0];
}
