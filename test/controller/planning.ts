/** Makes plans for tests, and says in few words what they are. */
import type { CacheStatus, ClusterCache, ClusterGeneration, ClusterHolding } from "../../src/cache/cluster.ts";
import { ownersOf } from "../../src/cache/domain-owner.ts";
import type { Action } from "../../src/controller/plan.ts";
import { planCache } from "../../src/controller/plan.ts";
import type { CacheView } from "../../src/controller/plan-logs.ts";
import { domains, holding, now } from "./objects.ts";

export const node1 = holding("node-1", domains.one);

export function view(
  cache: ClusterCache,
  generations: readonly ClusterGeneration[],
  holdings: readonly ClusterHolding[] = [node1],
): CacheView {
  return {
    cache,
    generations,
    held: holdings.flatMap(({ domain, node, logs }) => logs.map((log) => ({ ...log, domain, node }))),
    nodes: ownersOf(holdings),
  };
}

export function plan(...args: Parameters<typeof view>): readonly Action[] {
  return planCache(view(...args), now);
}

/** The status that is to be written. */
export function status(actions: readonly Action[]): CacheStatus {
  const [write] = actions.flatMap((action) => (action.act === "write-status" ? [action] : []));
  if (!write) throw new Error("nothing is to be written");
  return write.status;
}

/** `floor 00000001 3, delete 1, delete 2`, in the order of the plan. */
export function deletions(actions: readonly Action[]): string {
  const words = actions.map((action) => {
    if (action.act === "write-status") {
      return action.status.heads
        .filter(({ floor }) => floor > 0)
        .map(({ domain, floor }) => `floor ${domain} ${floor}`);
    }
    if (action.act === "delete-stray") return [`stray ${action.generation.number}`];
    return action.act === "delete-generation" ? [`delete ${action.generation.number}`] : [];
  });
  return words.flat().join(", ");
}
