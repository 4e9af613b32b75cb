/** The caches of a domain as claims and snapshots need them: to be made, shown, copied and given up. */
import type { CacheKey } from "./key.ts";
import type { Content } from "./snapshot.ts";

export interface Caches {
  has(cache: CacheKey): Promise<boolean>;
  /** Makes the cache with defaults when there is none. */
  ensure(cache: CacheKey): Promise<void>;
  /** What a new volume of the cache starts from, once all that is sealed is committed. Throws `unavailable` while some of it must wait. */
  content(cache: CacheKey, signal: AbortSignal): Promise<Content>;
  /**
   * Gives a cache this content, as a generation of kind `imported` that this claim made; it costs the same however much that is. Makes the cache when
   * there is none, with this size limit where caches have limits of their own; done already is fine. Throws `exists` when the cache holds something else, `corrupt` when it is known that a layer is missing.
   */
  fork(cache: CacheKey, content: Content, claim: string, size?: number): Promise<void>;
  /**
   * Ends a cache with the last claim on it, which is going: nothing of it is left but what snapshots and copies have. What pods that run now write is
   * discarded. Unknown is fine. Where claims can be made by others at the same time, a cache that has got another claim stays as it is.
   */
  remove(cache: CacheKey, claim: string): Promise<void>;
  /** Runs `use`: no layer that is pinned when it looks goes before it has ended. */
  keeping<Result>(use: () => Promise<Result>): Promise<Result>;
}
