/** A snapshot: what a cache showed at one moment, kept until it is deleted; and the port that keeps snapshots. */
import type { Unreadable } from "./aside.ts";
import type { Chain } from "./generation.ts";
import type { CacheKey } from "./key.ts";

/** What a cache shows at one moment. */
export interface Content extends Chain {
  readonly cache: CacheKey;
  /** Whose layers they are. */
  readonly domain: string;
  /** The generation's number; 0 for the empty cache. */
  readonly generation: number;
  /** Which cache of the name it is; undefined where nobody else can make it anew meanwhile. */
  readonly cacheUID?: string | undefined;
}

/** What CreateSnapshot makes. It pins its layers by itself, whatever becomes of its cache and of its claim (ADR 0029). */
export interface Snapshot extends Content {
  /** That of its name: see `idFor`. */
  readonly id: string;
  /** The name CreateSnapshot was called with: the idempotency key. */
  readonly name: string;
  /** The id of the claim that it is of. */
  readonly claim: string;
  /** Bytes of file contents that it shows. */
  readonly bytes: number;
  /** The claim's capacity then; 0 for none. */
  readonly capacity: number;
  readonly createdAt: string;
}

/** Bytes of the smallest claim that it fits into: what it shows, but no more than its own claim had, which its content may exceed. */
export function smallestFor({ bytes, capacity }: Pick<Snapshot, "bytes" | "capacity">): number {
  return capacity === 0 ? bytes : Math.min(bytes, capacity);
}

/** A snapshot before it is made. */
export type NewSnapshot = Omit<Snapshot, "id" | "createdAt">;

/** Snapshots that are made elsewhere, as the node keeps them that has their layers. */
export interface KeptSnapshots extends Pick<Snapshots, "list" | "delete"> {
  /** Takes one as it is, durably; one of its id that is there stays. */
  adopt(snapshot: Snapshot): Promise<void>;
}

/** The snapshots of one domain. */
export interface Snapshots {
  /**
   * The snapshot of this name, made if there is none; one that is there stays as it is. Throws `exists` when it is of another claim.
   * When it returns, the layers are pinned.
   */
  create(snapshot: NewSnapshot): Promise<Snapshot>;
  get(id: string): Promise<Snapshot | undefined>;
  /** Those that can be read, ordered by id. */
  list(): Promise<readonly Snapshot[]>;
  /** Unknown is fine. */
  delete(id: string): Promise<void>;
  /** Snapshots that cannot be read. */
  unreadable(): Promise<readonly Unreadable[]>;
}
