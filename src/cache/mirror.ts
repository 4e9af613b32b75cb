/** The mirror: the entries of a log that lies elsewhere, as this node keeps them, so that it can be read when the log cannot. */
import type { Decision } from "./decision.ts";
import type { Generation } from "./generation.ts";
import type { CacheKey } from "./key.ts";
import type { Ledger } from "./ports.ts";

/** A ledger whose entries somebody else numbers. What is appended is adopted from there; everything is durable when a method returns. */
export interface Mirror extends Ledger {
  /** Takes an entry as the log has it. Nothing happens where there is one of its number, or the floor has passed it. It is in doubt no more. */
  adopt(generation: Generation): Promise<void>;
  /** Notes that the log may have this entry from now on: see `doubtful`. Until an entry of its number is adopted, or the floor passes it. */
  doubt(generation: Generation): Promise<void>;
  /** The newest entry that is in doubt and of this volume incarnation. */
  doubted(key: CacheKey, volume: string): Promise<Generation | undefined>;
  /** The uid that the cache was bound to; undefined for one that nobody bound, or that is not there. */
  bound(key: CacheKey): Promise<string | undefined>;
  /**
   * Says which cache it is, elsewhere. One that was not bound goes on as it is. One that was bound to another uid is another cache now: its
   * entries go, its numbers go on, and its epoch rises, so that volumes that started before do not commit.
   */
  bind(key: CacheKey, uid: string): Promise<"same" | "bound" | "restarted">;
  /** Keeps what the owner of the cache of this uid decided, until it is bound to another one. Nothing happens where it is not bound to this one. */
  decide(key: CacheKey, uid: string, decision: Decision): Promise<void>;
  /** What was kept of that last; undefined when nothing was, or it cannot be read. */
  decided(key: CacheKey): Promise<Decision | undefined>;
  /** The cache of this uid was deleted elsewhere: it is removed here, too. */
  unbind(key: CacheKey, uid: string): Promise<void>;
}
