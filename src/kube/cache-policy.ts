/** What a Cache's spec asks for, in the words of the flows. */
import { type Strategy, strategies } from "../cache/attributes.ts";
import { type CommitTime, commitTimes } from "../cache/policy.ts";
import type { CacheEntry } from "../cache/ports.ts";
import { parseBytes } from "../cache/quantity.ts";
import { type SizeLimit, waysWhenFull } from "../cache/size-limit.ts";
import type { Cache, CacheSpec } from "./resources.ts";

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

function limitOf({ size, whenFull }: CacheSpec["retention"]): SizeLimit | undefined {
  if (size === undefined) return undefined;
  return { size: parseBytes(String(size)), whenFull: known(waysWhenFull, whenFull) };
}

function known<const Word extends string>(words: readonly [Word, ...Word[]], word: string): Word {
  return words.find((one) => one === word) ?? words[0];
}

/** A Cache as the ledger knows it; only the node knows when it was used. */
export function toEntry({ metadata }: Cache): Omit<CacheEntry, "usedAt"> {
  const { namespace = "", name, uid = "", creationTimestamp = "" } = metadata;
  return { key: { namespace, name }, uid, createdAt: creationTimestamp };
}
