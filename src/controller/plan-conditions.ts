/** The conditions of a Cache: whether volumes start warm, and whether commits are taken. */
import type { ClusterCache, Condition, LastCommit, Refusal } from "../cache/cluster.ts";
import type { CacheLog } from "./plan-logs.ts";

type Verdict = Pick<Condition, "status" | "reason" | "message">;

/** `Ready` and `CommitsAccepted`; the time of one that says the same as before stays. */
export function conditionsOf(
  cache: ClusterCache,
  logs: readonly CacheLog[],
  lastCommit: LastCommit | undefined,
  now: Date,
): readonly Condition[] {
  const verdicts = { Ready: readiness(logs, lastCommit), CommitsAccepted: acceptance(logs, lastCommit) };
  return Object.entries(verdicts).map(([type, verdict]) => {
    const before = cache.status?.conditions.find((condition) => condition.type === type);
    return {
      type,
      ...verdict,
      lastTransitionTime: before?.status === verdict.status ? before.lastTransitionTime : now.toISOString(),
      observedGeneration: cache.specRevision,
    };
  });
}

function readiness(logs: readonly CacheLog[], lastCommit: LastCommit | undefined): Verdict {
  const there = logs.filter((log) => log.lostSince === undefined && log.entries.length > 0);
  const warm = there.filter(({ entries }) => (entries.at(-1)?.layers.length ?? 0) > 0).length;
  if (warm > 0) {
    return {
      status: "True",
      reason: "Warm",
      message: `Volumes start warm on ${warm === 1 ? "1 node" : `${warm} nodes`}`,
    };
  }
  const [emptied] = there;
  if (emptied) return { status: "False", reason: "Emptied", message: "It was emptied: volumes start empty" };
  if (logs.some(({ lostSince }) => lostSince !== undefined))
    return {
      status: "False",
      reason: "NodesGone",
      message: "The nodes that have its generations are gone: volumes start empty",
    };
  return lastCommit
    ? { status: "False", reason: "Retired", message: "All its generations were retired: volumes start empty" }
    : { status: "False", reason: "NothingCommitted", message: "Nothing was committed yet: volumes start empty" };
}

function acceptance(logs: readonly CacheLog[], lastCommit: LastCommit | undefined): Verdict {
  const refusal = newestRefusal(logs);
  if (!refusal) return { status: "True", reason: "NothingRefused", message: "No commit was refused" };
  const told = `${refusal.time}, pod ${refusal.pod}, ${refusal.reason}: ${refusal.message}`;
  return lastCommit && Date.parse(lastCommit.time) > Date.parse(refusal.time)
    ? { status: "True", reason: "CommittedSince", message: `Committed since the last refusal (${told})` }
    : { status: "False", reason: camelCase(refusal.reason), message: told };
}

function newestRefusal(logs: readonly CacheLog[]): Refusal | undefined {
  const refusals = logs.flatMap(({ held }) => held.flatMap(({ lastRefusal }) => lastRefusal ?? []));
  return refusals.toSorted((a, b) => Date.parse(b.time) - Date.parse(a.time) || (a.pod < b.pod ? -1 : 1))[0];
}

/** `size-limit` as `SizeLimit`: Kubernetes wants a condition's reason so. */
function camelCase(reason: string): string {
  const words = reason.split(/[^A-Za-z0-9]+/).filter((word) => /^[A-Za-z]/.test(word));
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("") || "Refused";
}
