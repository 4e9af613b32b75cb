/** What the controller does, as it tells it. */
import type { CacheStatus, ClusterCache, ClusterGeneration, ClusterHolding } from "./cluster.ts";
import type { CacheKey } from "./key.ts";

/** What is written at the API server. */
export type Written = "caches/status" | "generations" | "holdings" | "leases" | "nodes";

/** Everything worth telling an operator: one method per thing that happens. Nothing depends on its answer. */
export interface ControllerEvents {
  /** This process is the one that acts now. */
  elected(identity: string): void;
  /** It no longer is. */
  deposed(identity: string, why: unknown): void;
  /** The Lease could not be read or written; that is tried again. */
  leaseDelayed(error: unknown): void;
  leaseRenewed(): void;
  statusWritten(cache: ClusterCache, status: CacheStatus): void;
  generationDeleted(generation: ClusterGeneration): void;
  /** Another node than that of its log put it there. */
  strayDeleted(generation: ClusterGeneration, owner: string): void;
  /** A Holding says that another node's domain is its own. */
  claimIgnored(holding: ClusterHolding): void;
  /** The node is gone. */
  holdingDeleted(holding: ClusterHolding): void;
  /** An object had changed since it was looked at: it is looked at again. */
  outrun(cache: CacheKey): void;
  /** A cache could not be brought to what it should be; that is tried again. */
  reconcileDelayed(cache: CacheKey, error: unknown): void;
  /** Nobody said which nodes there are, or a Holding could not be deleted: that is tried again. */
  resyncDelayed(error: unknown): void;
  /** A cache was looked at. */
  reconciled(cache: CacheKey, effort: { readonly ms: number; readonly actions: number }): void;
}
