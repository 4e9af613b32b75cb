/** A claim: the handle on a cache that a PersistentVolumeClaim gets, and the port that keeps claims. */
import type { Unreadable } from "./aside.ts";
import type { CacheKey } from "./key.ts";
import { formatKey } from "./key.ts";

/** A claim's handle on a cache: what CreateVolume makes. Every pod that mounts it gets its own Volume. */
export interface Claim {
  /** That of its name: see `idFor`. */
  readonly id: string;
  /** The name CreateVolume was called with: the idempotency key. */
  readonly name: string;
  readonly cache: CacheKey;
  /** Bytes, as asked for; 0 for none. A fork's limit is `sizeLimit`. */
  readonly capacity: number;
  /** Bytes: the size limit of its cache where this claim makes that, and caches have limits of their own (ADR 0047). Not compared. */
  readonly cacheSize?: number | undefined;
  /** The volume attributes that a publish of it gets. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What its cache was made as a copy of; undefined for nothing. */
  readonly source?: ClaimSource | undefined;
  /** What its deletion means for the cache (ADR 0030); in records of before it was asked, `keep`. Not compared: it was decided when the claim was made. */
  readonly onDelete?: OnDelete | undefined;
  readonly createdAt: string;
}

/** Whether a cache goes with its last claim, or stays. */
export const deletions = ["delete", "keep"] as const;
export type OnDelete = (typeof deletions)[number];

/** What a copy is of: a snapshot, or what the cache of another claim holds. */
export interface ClaimSource {
  readonly kind: "snapshot" | "claim";
  readonly id: string;
}

/** A claim before it is made. */
export type NewClaim = Omit<Claim, "id" | "createdAt">;

/** What makes two claims of one name the same: all that was asked for. */
export function sameClaim(a: NewClaim, b: NewClaim): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** Fields in one order, without undefined. */
function canonical({ name, cache, capacity, attributes, source }: NewClaim): unknown {
  const sorted = Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [name, formatKey(cache), capacity, sorted, source ? [source.kind, source.id] : null];
}

/** Whether a claim's cache was there when it was decided what the claim's deletion means; undefined where that decided nothing. */
export type SeenCache = "there" | "absent" | undefined;

/** The claims on one cache. */
export interface ClaimsOf {
  /** Ordered by id. */
  readonly claims: readonly Claim[];
  /** How many records cannot be read that may be of more of them. */
  readonly unreadable: number;
}

/** The claims of one domain. */
export interface Claims {
  /**
   * The claim of this name, made if there is none. Throws `exists` when it was made with other arguments. Where claims are kept with their caches, a cache
   * that was seen to be absent is made together with the claim, and `conflict` is thrown when it is not as it was seen any more.
   */
  create(claim: NewClaim, seen?: SeenCache): Promise<Claim>;
  get(id: string): Promise<Claim | undefined>;
  /** Those that can be read, ordered by id. */
  list(): Promise<readonly Claim[]>;
  /** Those on this cache; none for one that is not there. */
  of(cache: CacheKey): Promise<ClaimsOf>;
  /** Unknown is fine. The cache and its generations stay. */
  delete(id: string): Promise<void>;
  /** Claims that cannot be read. */
  unreadable(): Promise<readonly Unreadable[]>;
}
