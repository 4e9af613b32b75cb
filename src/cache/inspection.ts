/** What a look at a node's state from outside needs beside the ledger: it changes nothing, and the plugin may be at work meanwhile. */
import type { EntryKind } from "./admit.ts";
import type { Note, Unreadable, UnreadableRecord } from "./aside.ts";
import type { LayerId } from "./generation.ts";
import type { DiskUsage, Mounted } from "./ports.ts";
import type { Volume } from "./volume.ts";

/** In what the later entry is not the earlier one. A directory's mtime does not count: it changes with every name in it. */
export const aspects = ["kind", "content", "target", "mode", "owner", "mtime", "attributes"] as const;
export type Aspect = (typeof aspects)[number];

/** One path that two views do not show alike. */
export interface Difference {
  readonly change: "added" | "changed" | "deleted";
  /** Bytes, because names need not be UTF-8; components separated by `/`, relative to the root of the cache. The root itself is never named. */
  readonly path: Uint8Array;
  /** Of the later entry; of the earlier one where it was deleted. */
  readonly kind: EntryKind;
  readonly size: number;
  /** For changed paths only; never empty there. */
  readonly aspects: readonly Aspect[];
}

/** Bytes on disk, as du(1) counts them: allocated blocks, an inode with several names once. */
export interface GroupUsage {
  /** In no other group: what would be free if this one went. */
  readonly exclusive: number;
  /** In this group and in at least one other. */
  readonly shared: number;
}

/** Where the bytes of the state are. Everything but `groups` counts an inode once, where it comes first; so all of it adds up to `whole`. */
export interface Usage {
  /** One for each group that was asked for, in that order. */
  readonly groups: readonly GroupUsage[];
  /** What more than one group holds, counted once. */
  readonly shared: number;
  /** Layers that no group named. */
  readonly unclaimed: { readonly layers: number; readonly bytes: number };
  readonly trash: number;
  /** Records, logs, working directories, and the directories themselves. */
  readonly rest: number;
  /** What `du -s` of the state directory says. */
  readonly whole: number;
  readonly disk: DiskUsage;
}

/** The records of volumes, as they are on disk right now. */
export interface VolumeRecords {
  /** Oldest first. */
  readonly volumes: readonly Volume[];
  /** Incarnations that were noted as mounted. */
  readonly mounted: ReadonlySet<string>;
  readonly unreadable: readonly UnreadableRecord[];
}

/** Facts about the state that only the disk and the kernel know. */
export interface Survey extends VolumeRecords {
  readonly unreadableClaims: readonly Unreadable[];
  /** What the plugin set aside. */
  readonly aside: readonly Note[];
  readonly layers: ReadonlySet<LayerId>;
  /** Discarded trees that wait to be removed. */
  readonly trash: number;
  /** Names of log entries at or below their log's floor: gone for every reader, but not removed. */
  readonly retired: readonly string[];
  readonly mounts: readonly Mounted[];
  readonly bootId: string;
  readonly disk: DiskUsage;
  /** The process id of the plugin that works on this state. */
  readonly running: number | undefined;
  /** How many files that process may have open; undefined where nobody can tell. */
  readonly openFiles: number | undefined;
}

/**
 * With fewer, a walk through deep trees can run out of them: it holds one for each level and layer, so 8192 for 64 levels of two chains of
 * 64 layers; and several walks may be under way.
 */
export const enoughFiles = 16_384;

/** Looks at the state of one node. */
export interface Inspection {
  /**
   * What differs between what two lists of layers show (newest first; none is the empty cache): a directory before what is in it,
   * names in byte order. Takes memory by the widest directory, not by the number of differences. Throws `not-found` when a layer
   * is not there, or went while it was read.
   */
  diff(from: readonly LayerId[], to: readonly LayerId[]): AsyncIterable<Difference>;
  /** Walks all of the state. Layers that are not there are passed over. */
  usage(groups: readonly (readonly LayerId[])[]): Promise<Usage>;
  volumes(): Promise<VolumeRecords>;
  /** The layers are listed before the records are read. */
  survey(): Promise<Survey>;
}
