/** Whose a domain is: what others than its node say of its logs, or put into them, is not believed (ADR 0054). */
import type { Author } from "./generation.ts";

/** A node says that a domain is its own. */
export interface DomainClaim {
  readonly node: string;
  readonly domain: string;
  /** RFC 3339, by the API server's clock: nobody can choose it. */
  readonly createdAt: string;
}

/** The node of each domain: of several that claim one, the first. */
export function ownersOf(claims: readonly DomainClaim[]): ReadonlyMap<string, string> {
  return new Map(claims.toSorted(latestFirst).map(({ domain, node }) => [domain, node]));
}

/** The claims to domains of other nodes. */
export function strangeClaims<Claim extends DomainClaim>(claims: readonly Claim[]): readonly Claim[] {
  const owners = ownersOf(claims);
  return claims.filter(({ domain, node }) => owners.get(domain) !== node);
}

/**
 * Whether an entry of a log whose node is this one can be believed. Only who has no node leaves its name out: the token of a node cannot. Of a log
 * whose node is not known, all can be.
 */
export function isFrom(owner: string | undefined, by: Pick<Author, "node">): boolean {
  return owner === undefined || by.node === "" || by.node === owner;
}

function latestFirst(a: DomainClaim, b: DomainClaim): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.node < b.node ? 1 : -1;
}
