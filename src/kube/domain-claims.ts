/** What Holdings say of whose domains are. */
import { type DomainClaim, isFrom, ownersOf } from "../cache/domain-owner.ts";
import type { Generation } from "../cache/generation.ts";
import type { Cache, Holding } from "./resources.ts";

function claimOf({ metadata, spec }: Holding): DomainClaim {
  return { node: metadata.name, domain: spec.domain, createdAt: metadata.creationTimestamp ?? "" };
}

/** The node of each domain that has one. */
export function nodesOf(holdings: readonly Holding[]): ReadonlyMap<string, string> {
  return ownersOf(holdings.map(claimOf));
}

/** The entries of a Cache that their own nodes made: as its status has it, or Holdings. */
export function withoutStrays<Entry extends Pick<Generation, "domain" | "by">>(
  entries: readonly Entry[],
  status: Cache["status"],
  holdings: readonly Holding[],
): readonly Entry[] {
  const recorded = new Map((status?.heads ?? []).map(({ domain, node }) => [domain, node]));
  const nodes = nodesOf(holdings);
  return entries.filter(({ domain, by }) => isFrom(recorded.get(domain) ?? nodes.get(domain), by));
}
