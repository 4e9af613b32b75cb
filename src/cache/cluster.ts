/** A cluster's objects as the controller knows them: values, and the port through which it follows and changes them. */
import type { Author, Generation, LayerRef } from "./generation.ts";
import type { CacheKey } from "./key.ts";

/** What every object has. */
export interface ClusterObject {
  readonly uid: string;
  /** Another one after every change: a write names the one that it was decided by. */
  readonly revision: string;
}

/** A snapshot's hold on a generation: no floor passes it. */
export interface Pin {
  /** Undefined for one that cannot be read: it pins in every log. */
  readonly domain: string | undefined;
  readonly generation: number;
}

/** Where one log of a cache stands, as its status tells. */
export interface LogStatus {
  readonly scope: string;
  readonly domain: string;
  /** The node that has this log's layers, or had them last; undefined where no Holding ever said so. */
  readonly node?: string | undefined;
  /** The number of the head; 0 when nothing is left above the floor. */
  readonly generation: number;
  /** RFC 3339: when it got its content, and by whom (`namespace/pod`, or what the plugin did); undefined when no entry ever told. */
  readonly time?: string | undefined;
  readonly by?: string | undefined;
  readonly floor: number;
  /** RFC 3339: since when no node has it. */
  readonly lostSince?: string | undefined;
}

/** As Kubernetes writes conditions. */
export interface Condition {
  readonly type: string;
  readonly status: "True" | "False";
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly observedGeneration: number;
}

/** What a Cache's status says: only the controller writes it. */
export interface CacheStatus {
  /** Newest first, at most 64. */
  readonly heads: readonly LogStatus[];
  /** Entries above the floors of all logs. */
  readonly generations: number;
  /** Bytes in their layers, each layer once. */
  readonly bytes: number;
  /** Volumes that started warm, that started from nothing, and paths changed on both sides: by the nodes that are there. */
  readonly hits: number;
  readonly coldStarts: number;
  readonly conflicts: number;
  /** Sealed on some node, and not yet in a log. */
  readonly pendingDeltas: number;
  readonly lastCommit?: LastCommit | undefined;
  readonly conditions: readonly Condition[];
}

/** The newest commit of a pod, in whatever log. */
export interface LastCommit {
  readonly generation: number;
  readonly domain: string;
  readonly time: string;
  /** `namespace/pod`. */
  readonly pod: string;
}

/** A Cache. */
export interface ClusterCache extends ClusterObject {
  readonly key: CacheKey;
  /** Counts changes of the spec. */
  readonly specRevision: number;
  /** Generations to keep in each log. */
  readonly keep: number;
  /** Milliseconds that a generation is kept; undefined for ever. */
  readonly maxAge?: number | undefined;
  readonly pins: readonly Pin[];
  readonly status: CacheStatus | undefined;
}

/** Of a Generation what the controller decides by. */
export interface ClusterGeneration
  extends ClusterObject,
    Pick<Generation, "cache" | "cacheUID" | "scope" | "domain" | "number" | "epoch" | "kind" | "volume" | "time"> {
  /** RFC 3339: when the API server took it, by its own clock; `time` is by that of the node. */
  readonly createdAt: string;
  readonly layers: readonly Pick<LayerRef, "id" | "size" | "entries">[];
  readonly by: Pick<Author, "namespace" | "pod" | "node">;
}

/** Why a commit was not taken. */
export interface Refusal {
  readonly time: string;
  /** `namespace/pod`. */
  readonly pod: string;
  readonly reason: string;
  readonly message: string;
}

/** One log on one node, as that node tells. */
export interface HeldLog {
  readonly cache: CacheKey;
  readonly floor: number;
  readonly hits: number;
  readonly coldStarts: number;
  readonly conflicts: number;
  readonly pendingDeltas: number;
  readonly lastRefusal?: Refusal | undefined;
}

/** What one node has. */
export interface ClusterHolding extends ClusterObject {
  readonly node: string;
  readonly domain: string;
  /** RFC 3339: when it was made. */
  readonly createdAt: string;
  /** RFC 3339: when the node wrote it last. */
  readonly time: string;
  readonly logs: readonly HeldLog[];
}

/** Is told of every object as it is now; `undefined` when it is gone. */
export interface ClusterObserver {
  cache(key: CacheKey, cache: ClusterCache | undefined): void;
  /** By the entry's name, in its cache's namespace. */
  generation(namespace: string, name: string, generation: ClusterGeneration | undefined): void;
  holding(node: string, holding: ClusterHolding | undefined): void;
  /** Everything that there was at the beginning has been told. */
  synced(): void;
}

/**
 * The API server, to the controller. Every method throws `unavailable` when it cannot be reached or is too busy, and what the signal carries
 * when that fires first.
 */
export interface Cluster {
  /** Tells of everything, and then of every change, until the signal fires: only then does it return. It hides that a watch broke off. */
  follow(observer: ClusterObserver, signal: AbortSignal): Promise<void>;
  /** The Cache as it is now, whatever was told. */
  read(key: CacheKey, signal: AbortSignal): Promise<ClusterCache | undefined>;
  /** Which of these nodes are there. */
  nodes(names: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>>;
  /** Throws `conflict` when the Cache is no longer of this revision, `not-found` when it is gone. Answers its revision then. */
  writeStatus(cache: ClusterCache, status: CacheStatus, signal: AbortSignal): Promise<Pick<ClusterObject, "revision">>;
  /** Gone is fine. Throws `conflict` when it is another object by now. */
  deleteGeneration(generation: ClusterGeneration, signal: AbortSignal): Promise<void>;
  /** Gone is fine. Throws `conflict` when the node has written it since. */
  deleteHolding(holding: ClusterHolding, signal: AbortSignal): Promise<void>;
}

/** The time in which this process is the one that acts; there is at most one such process at any moment. */
export interface Term {
  /** Fires when it is over. */
  readonly signal: AbortSignal;
  /** Throws `precondition` when it is over, also when nobody has noticed yet: a process may have been stopped for a while. */
  check(): void;
}
