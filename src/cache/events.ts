/** What happens to volumes and caches, as the flows tell it. */
import type { Generation } from "./generation.ts";
import type { CacheKey } from "./key.ts";
import type { Volume } from "./volume.ts";

/** Why a volume's delta did not become a generation. */
export type DiscardReason =
  | "busy"
  | "machine-crash"
  | "size-limit"
  | "pruned"
  | "first-writer"
  | "not-mounted"
  | "disk-full"
  | "disk-error"
  | "unfit";

/** Everything worth telling an operator: one method per thing that happens. Nothing depends on its answer. */
export interface Events {
  opened(volume: Volume, started: { readonly ms: number; readonly start: "warm" | "cold" | "older" }): void;
  sealed(volume: Volume, took: { readonly ms: number }): void;
  committed(volume: Volume, generation: Generation, effort: { readonly ms: number; readonly tries: number }): void;
  /** A chain got shorter: so many layers were replaced by one. */
  compacted(generation: Generation, effort: { readonly ms: number; readonly layers: number }): void;
  /** A compaction was given up; the chain stays as it is for now. */
  compactionFailed(cache: CacheKey, error: unknown): void;
  /** The files touched longest ago were left out, because the cache was past its size limit: so many names. */
  evicted(generation: Generation, effort: { readonly ms: number }): void;
  /** A cache past its size limit was emptied. */
  reset(generation: Generation): void;
  /** A volume ended whose changes were not to be committed: read-only, or `commit: never`. */
  released(volume: Volume): void;
  /** Admitted with nothing left to contribute. */
  unchanged(volume: Volume): void;
  discarded(volume: Volume, reason: DiscardReason, message: string): void;
  /** The gate found the volume in use: `writer` kept a file open, `directory` is somebody's working directory, `leaked` lives on in another namespace. */
  busy(volume: Volume, how: "writer" | "directory" | "leaked"): void;
  /** A commit could not be made now and is tried again. */
  delayed(volume: Volume, error: unknown): void;
  swept(what: { readonly layers: number; readonly generations: number }): void;
  sweepRefused(why: string): void;
  recovered(counts: {
    readonly open: number;
    readonly sealed: number;
    readonly discarded: number;
    readonly ms: number;
  }): void;
  /** Something of ours on disk cannot be read. It was set aside; the rest works on. */
  unreadable(what: string): void;
}
