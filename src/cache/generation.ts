/** A generation: one immutable state of a cache, and the injective name of its entry in the log. */
import type { CacheKey } from "./key.ts";
import { isLabel } from "./key.ts";

/** A layer as a generation refers to it. Sizes are of what the layer itself holds, not of the view. */
export interface LayerRef {
  readonly id: LayerId;
  /** Bytes of the file contents in this layer. */
  readonly size: number;
  /** Directory entries in this layer, whiteouts included. */
  readonly entries: number;
  /** Directories in this layer, its root included; undefined where nobody counted. */
  readonly directories?: number | undefined;
  /** Of `size`, what the newer layers of its chain hide (docs/architecture.md); undefined where nobody counted. */
  readonly dead?: number | undefined;
}

/** Layers as one view. */
export interface Chain {
  /** Newest first, in the order of overlayfs' lowerdir. */
  readonly layers: readonly LayerRef[];
  /** Directories that the view shows, its root included; undefined where nobody counted. */
  readonly directories?: number | undefined;
}

export function idsOf(layers: readonly LayerRef[]): LayerId[] {
  return layers.map((layer) => layer.id);
}

/** Whether two chains are the same layers in the same order, and so the same view. */
export function sameLayers(a: readonly LayerRef[], b: readonly LayerRef[]): boolean {
  return a.length === b.length && a.every((layer, index) => layer.id === b[index]?.id);
}

/** A layer's name on one node: short, so that 64 of them fit in one mount(2) option string. */
export type LayerId = string;

/** Counts of what one commit did, by path. */
export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Copied up but equal to the base: touched, not changed. */
  readonly unchanged: number;
  /** Left out by rule: device nodes, excluded paths. */
  readonly excluded: number;
  /** Paths changed on both sides. */
  readonly conflicts: number;
  /** Conflicts in which the head's version stayed: the delta's is in no later generation. */
  readonly lost: number;
}

export const noChanges: Changes = {
  added: 0,
  changed: 0,
  deleted: 0,
  unchanged: 0,
  excluded: 0,
  conflicts: 0,
  lost: 0,
};

/** Who made a generation: the pod, as kubelet told it. */
export interface Author {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly serviceAccount: string;
  readonly node: string;
}

export type GenerationKind = "build" | "compacted" | "evicted" | "reset" | "pruned" | "imported" | "rolledBack";

/** Whether nobody but the plugin made it, to keep the cache in shape: to a user that is no generation of its own. */
export function isUpkeep({ kind }: Pick<Generation, "kind">): boolean {
  return kind === "compacted" || kind === "evicted";
}

/** One entry of the log. Immutable; every field is known when it is appended. */
export interface Generation extends Chain {
  readonly cache: CacheKey;
  readonly cacheUID: string;
  readonly scope: string;
  readonly domain: string;
  readonly number: number;
  /** The number of the head it was appended on; 0 for the first. */
  readonly parent: number;
  /** Raised by a prune: volumes of an older epoch do not commit. */
  readonly epoch: number;
  readonly kind: GenerationKind;
  /** The incarnation of the volume it came from: who finds its own entry has succeeded. Empty when no volume made it. */
  readonly volume: string;
  readonly by: Author;
  /** The generation the volume started from; 0 when it started cold. */
  readonly base: number;
  readonly changes: Changes;
  /** Whether the head had moved since the base, so that this is a merge of both. */
  readonly merged: boolean;
  /** Bytes that this commit added: the size of its new layer. */
  readonly bytes: number;
  /** The cache's size limit at that time, in bytes; undefined for none. */
  readonly limit?: number | undefined;
  /** RFC 3339, UTC. */
  readonly time: string;
}

/** What an entry says of itself before its number is known. */
export type NewGeneration = Omit<Generation, "number" | "parent" | "scope" | "domain" | "cache" | "cacheUID">;

/** Scopes with fallback come later; until then every log has this one. */
export const defaultScope = "default";

/** What a log knows besides its entries. */
export interface LogState {
  /** Entries at or below this number are gone, or count as gone. */
  readonly floor: number;
  readonly epoch: number;
}

/** Where a log stands. */
export interface Head extends LogState {
  /** The newest entry that can be read; undefined for an empty log. */
  readonly generation: Generation | undefined;
  /** The highest number ever used, by an entry that cannot be read, too: the next entry gets the one after it. */
  readonly last: number;
}

/** `<cache>.<scope>.<domain>.<n>`: injective, because no part can hold a dot (docs/architecture.md). */
export function entryName(cache: string, scope: string, domain: string, number: number): string {
  return `${cache}.${scope}.${domain}.${number}`;
}

/** The number in an entry's name, or undefined when the name is not of this log. */
export function entryNumber(name: string, cache: string, scope: string, domain: string): number | undefined {
  const parts = name.split(".");
  const [first, second, third, digits = ""] = parts;
  if (parts.length !== 4 || first !== cache || second !== scope || third !== domain) return undefined;
  const number = /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : Number.NaN;
  return [first, second, third].every((part) => isLabel(part)) && Number.isSafeInteger(number) ? number : undefined;
}
