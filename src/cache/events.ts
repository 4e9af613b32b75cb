/** What happens to volumes and caches, as the flows tell it. */
import type { Note } from "./aside.ts";
import type { Generation, LayerId } from "./generation.ts";
import type { CacheKey } from "./key.ts";
import type { Volume } from "./volume.ts";

/** Why a volume's delta did not become a generation. */
export type DiscardReason =
  | "busy"
  | "machine-crash"
  | "size-limit"
  | "pruned"
  | "first-writer"
  | "not-succeeded"
  | "not-mounted"
  | "disk-full"
  | "disk-error"
  | "unfit";

/** Everything worth telling an operator: one method per thing that happens. Nothing depends on its answer. */
export interface Events {
  /** `leftOut` counts pending deltas that the base had no room for. */
  opened(
    volume: Volume,
    started: { readonly ms: number; readonly start: "warm" | "cold" | "older"; readonly leftOut?: number },
  ): void;
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
  /** A volume could not be sealed now; that is tried again with its unpublish, or at the next start. */
  sealDelayed(volume: Volume, error: unknown): void;
  /** Something else was mounted on top of a volume that ended, and was unmounted. */
  covered(volume: Volume, what: string): void;
  /** Nobody said which pods have ended: a volume starts without what they wrote. */
  podsUnknown(error: unknown): void;
  /** A mount of ours that no record knows could not be taken away. */
  strayLeft(target: string, error: unknown): void;
  /** Entries that were to be retired could not be; that is tried again with the next sweep. */
  retireDelayed(cache: CacheKey, error: unknown): void;
  /** A cache lost all its generations to free the disk: its next volume starts cold. */
  emptied(cache: CacheKey): void;
  /** A cache was removed, with the claim that it was made for. */
  removed(cache: CacheKey): void;
  swept(what: { readonly layers: number; readonly generations: number }): void;
  sweepRefused(why: string): void;
  recovered(counts: {
    readonly open: number;
    readonly sealed: number;
    readonly discarded: number;
    readonly ms: number;
  }): void;
  /** Something of ours on disk cannot be read. The rest works on. */
  unreadable(what: string): void;
  /** What cannot be read was noted, with all that it may pin. */
  setAside(note: Note): void;
  /** What was set aside is gone, or can be read again. */
  restored(note: Note): void;
  /** A volume ended whose record cannot be read: what it wrote stays on the disk, and is not committed. */
  unmountedAside(incarnation: string, target: string): void;
  /** A commit went on without layers that are not on the disk. */
  layersMissing(volume: Volume, layers: readonly LayerId[]): void;
}
