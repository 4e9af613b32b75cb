/** What the flows need from the world: small interfaces with their contracts in prose, each with one contract suite. */
import type { Unreadable, UnreadableRecord } from "./aside.ts";
import type { Author, Changes, Generation, Head, LayerId, LayerRef, NewGeneration } from "./generation.ts";
import type { CacheKey } from "./key.ts";
import type { Policy } from "./policy.ts";
import type { Effect } from "./totals.ts";
import type { Base, Delta, Move, Volume, VolumeAddress, VolumeRequest } from "./volume.ts";

/** A Cache as the ledger knows it. */
export interface CacheEntry {
  readonly key: CacheKey;
  /** Unique for ever: a cache that is deleted and made again is another one. */
  readonly uid: string;
  readonly createdAt: string;
  /** When a volume of it was last published: the least recently used cache goes first when the disk is full. */
  readonly usedAt: string;
}

/**
 * The logs of all caches of one domain. Appending is put-if-absent and the only thing that writers compete for;
 * every method is durable when it returns. Throws `unavailable` when the ledger cannot be reached.
 */
export interface Ledger {
  /** `cluster`, or 8 hex digits of the state's UUID. */
  readonly domain: string;
  /** The cache of this key, made with defaults when there is none; notes that it is used now. */
  ensure(key: CacheKey): Promise<CacheEntry>;
  caches(): Promise<readonly CacheEntry[]>;
  /** Where the log stands now; an unknown cache has an empty log. An entry that cannot be read is passed over. */
  head(key: CacheKey): Promise<Head>;
  /** The entries above the floor that can be read, oldest first. */
  generations(key: CacheKey): Promise<readonly Generation[]>;
  /** The entry that this volume incarnation made, in whatever process; it is durable when this returns. */
  find(key: CacheKey, volume: string): Promise<Generation | undefined>;
  /**
   * Adds the entry after `head.last`. Throws `conflict` when another writer was faster or the log's floor has passed
   * that number: look at the head again, merge again. An entry of the same volume incarnation is returned, not repeated.
   */
  append(key: CacheKey, head: Head, generation: NewGeneration): Promise<Generation>;
  /** Deletes the entries up to and including this number, after recording it as the floor. Numbers are not reused. */
  retire(key: CacheKey, upTo: number): Promise<void>;
  /**
   * Ends a cache: its entries go, and what is known of it. A volume that started before does not commit, and a cache of this key that is made later
   * is another one. Unknown is fine.
   */
  remove(key: CacheKey): Promise<void>;
  /** Removed caches of which a trace is kept, so that their volumes do not commit. */
  removed(): Promise<readonly CacheKey[]>;
  /** Drops the trace of a removed cache that no volume is left of; a cache that was made again stays as it is. */
  forget(key: CacheKey): Promise<void>;
  /** Entries and records that cannot be read. Throws `exhausted` when that cannot be told now. */
  unreadable(): Promise<readonly Unreadable[]>;
  /** Entries whose append was not answered: the log may have them, so their layers have to stay. */
  doubtful(): Promise<readonly Generation[]>;
}

/** What a seal found in an upper directory, after making it harmless. */
export type Measured = Delta & { readonly directories: number };

/** What a look at an upper found in it, and how many bytes of the disk a copy of it takes: few where that shares blocks. */
export type Surveyed = Measured & { readonly copied: number };

/** A delta's contribution carried onto a head. */
export interface Merged {
  readonly changes: Changes;
  /** The layer to put on top of the head's; `delta` itself where it can stand as it is; undefined when nothing is left to contribute. */
  readonly layer: LayerRef | undefined;
  /** What the layer does to what the head shows. A file with several names is counted for each that it loses. */
  readonly effect: Effect;
}

/** A chain's layer without what was left out of it. */
export interface Evicted {
  readonly layer: LayerRef;
  readonly deleted: number;
}

/** Layers by id on this node. A layer never changes after its seal; every method takes time by what changed, never by the cache. */
export interface Layers {
  /** A new empty directory for an open volume to write; with a group, that group owns it, and what is made in it. */
  create(group: number | undefined): Promise<LayerId>;
  has(id: LayerId): Promise<boolean>;
  /** Whether it is there, with nothing in it. */
  isEmpty(id: LayerId): Promise<boolean>;
  list(): Promise<readonly LayerId[]>;
  /**
   * Ends the writing of an upper that no mount can change any more: strips set-user-id and file capabilities, removes device nodes, measures.
   * Throws `precondition` when it cannot be a layer: deeper than the limit, or with marks that overlayfs never writes with our options.
   */
  finish(upper: LayerId): Promise<Measured>;
  /** What `finish` would say, and throw, of an upper that a leaked mount may still reach; changes nothing. */
  survey(upper: LayerId): Promise<Surveyed>;
  /**
   * A copy, without its device nodes, of a layer that a leaked mount may still reach. Undefined when the disk has no room for it, or would
   * have less than `free` bytes left: then nothing of it stays.
   */
  copy(id: LayerId, free: number): Promise<LayerId | undefined>;
  /** Makes a layer durable; `later` is for what nobody must wait for. Throws `corrupt`, which no later sync may repeat, when the disk lost some of it, or `lostWrites` is no longer what is given. */
  sync(id: LayerId, since: number, when: "now" | "later"): Promise<void>;
  /** How often a sync of this process was told of lost writes. */
  lostWrites(): number;
  /** Admits a delta against its base, and merges what is left onto the head (docs/architecture.md). Layer lists are newest first. */
  merge(delta: LayerRef, base: readonly LayerId[], head: readonly LayerId[]): Promise<Merged>;
  /**
   * A new layer that shows what this run of layers (newest first) shows, by hard links: with whiteouts and opaque marks where something can lie
   * below it, without them at the bottom of a chain. Its `entries` are 0, and it does not exist, when the run shows nothing.
   */
  squash(run: readonly LayerId[], below: "something" | "nothing"): Promise<LayerRef>;
  /**
   * Like `squash` of a whole chain, without the files touched longest ago: as many of them as it takes until at most so many bytes are left, those of
   * the newest layer last. All names of a file go together, and directories of which nothing is left. Answers how many names went, too.
   */
  evict(chain: readonly LayerId[], most: number): Promise<Evicted>;
  /** What an upper holds right now: bytes and inodes. Open uppers may change while it is measured. */
  measure(id: LayerId): Promise<{ readonly bytes: number; readonly inodes: number }>;
  /** Moves a layer out of sight at once; its space is freed by `empty`. Unknown is fine. */
  discard(id: LayerId): Promise<void>;
  /** Frees the space of what was discarded, in small steps; stops when the signal fires. */
  empty(signal: AbortSignal): Promise<void>;
}

/** What a new volume is opened with. */
export interface NewVolume extends VolumeAddress {
  readonly request: VolumeRequest;
  readonly base: Base;
  readonly granted?: Policy | undefined;
}

/**
 * The records of this node's volumes. Reads are of memory; writes survive the process when they return, and are harmless when repeated.
 * A sealed or discarded record survives a power cut, too; an open one is discarded then, and a committed one is found in the log.
 */
export interface Volumes {
  /** A new incarnation, in state open, with an empty upper; its record pins its layers. */
  open(volume: NewVolume): Promise<Volume>;
  /** The newest incarnation at this address that is not gone. */
  find(address: VolumeAddress): Volume | undefined;
  /** By incarnation. */
  get(incarnation: string): Volume | undefined;
  list(): readonly Volume[];
  /**
   * Makes a move; throws `precondition` on a way back. It counts only once `after` is fulfilled; rejected, it was never
   * made, and that error is thrown. What can be got ready for it is, meanwhile.
   */
  advance(volume: Volume, move: Move, after?: Promise<unknown>): Promise<Volume>;
  /** Notes that the volume's mount was made in this boot. Needs no durability: a machine crash unmounts everything. */
  noteMounted(volume: Volume): Promise<void>;
  wasMounted(volume: Volume): boolean;
  /** Notes that nothing can write to the volume's upper through any mount of it; in this boot, like the note of the mount. `overlay` takes it back. */
  noteReadOnly(volume: Volume): Promise<void>;
  wasReadOnly(volume: Volume): boolean;
  /** Removes the record and the working directory. The upper stays until nothing pins it. */
  forget(volume: Volume): Promise<void>;
  /** Describes the mount of a volume, with a fresh working directory. */
  overlay(volume: Volume): Promise<OverlayMount>;
  /** Records that cannot be read, until they are gone: what was read at the start is what counts. */
  unreadable(): readonly UnreadableRecord[];
  /** The incarnation at this address whose record cannot be read. */
  unreadableAt(address: VolumeAddress): string | undefined;
}

/** An overlay mount the kernel could be asked for; directories are relative to the state directory. */
export interface OverlayMount {
  /** The volume's incarnation: the source field of the mount table. */
  readonly source: string;
  /** Newest first. */
  readonly lowerdir: readonly string[];
  /** Undefined for a read-only mount. */
  readonly upperdir: string | undefined;
  readonly workdir: string | undefined;
}

/** A mount of ours in the mount table. */
export interface Mounted {
  readonly target: string;
  /** The volume's incarnation. */
  readonly source: string;
}

/** Performs mounts. Throws `busy` for EBUSY; other failures by kind. */
export interface Mounter {
  /** Makes the target directory and mounts there. On failure nothing is left. */
  mount(overlay: OverlayMount, target: string): Promise<void>;
  /**
   * After it nothing can change the mounted tree, whoever holds a copy of the mount. What others mounted on top is taken off before, and told.
   * Throws `busy` while a file is open for writing, `not-found` when nothing of ours is mounted there, `corrupt` when the disk lost writes meanwhile.
   */
  remountReadOnly(target: string): Promise<readonly string[]>;
  /** Unmounts all that is mounted at the target, then removes the (empty) directory; not mounted is fine. Throws `busy` while in use. */
  unmount(target: string): Promise<void>;
  /** Like `unmount`, for a mount in use: it leaves the tree at once and dies with its last user. */
  detach(target: string): Promise<void>;
  /** Whether any mount anywhere, in any namespace, still uses this directory (relative to the state) as its upper. */
  inUse(upperdir: string): Promise<boolean>;
  list(): Promise<readonly Mounted[]>;
  /** The incarnations that are mounted at the target itself: a mount can have copies elsewhere. */
  mountedAt(target: string): Promise<readonly string[]>;
}

export type Outcome = "open" | "succeeded" | "failed" | "gone";

/** What the cluster knows of pods. */
export interface Pods {
  /** Of these pods, the uids of those that have ended for good: succeeded, failed, gone, or with every container terminated and none to be started again. */
  ended(pods: readonly Author[], signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** How this pod ended: `open` until it has succeeded or failed, `gone` where nobody can tell any more. Throws `unavailable`. */
  outcome(pod: Author, signal: AbortSignal): Promise<Outcome>;
}

/** The disk that holds the state. */
export interface Disk {
  usage(): Promise<DiskUsage>;
}

/** Bytes and inodes of a file system. */
export interface DiskUsage {
  readonly size: number;
  readonly free: number;
  readonly inodes: number;
  readonly inodesFree: number;
}

/** Time, so that tests can turn it. */
export interface Clock {
  now(): Date;
  /** Milliseconds since some moment, by a clock that nobody sets. */
  ticks(): number;
  /** Resolves after the time; rejects when the signal fires. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}
