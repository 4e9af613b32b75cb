/** What records on disk must look like to be believed. */
import type { Note } from "../cache/aside.ts";
import type { Generation, LogState } from "../cache/generation.ts";
import type { CacheEntry } from "../cache/ports.ts";
import { has, isFields, isKey, isLayerId, isLayerRef, mayHave } from "../cache/shapes.ts";
import type { Volume } from "../cache/volume.ts";

export function isGeneration(value: unknown): value is Generation {
  if (!isFields(value)) return false;
  const { cache, layers, changes, by } = value;
  return (
    isKey(cache) &&
    has(value, "number", "number", "parent", "epoch", "base", "bytes") &&
    has(value, "string", "cacheUID", "scope", "domain", "kind", "volume", "time") &&
    Array.isArray(layers) &&
    layers.every(isLayerRef) &&
    mayHave(value, "directories", "limit") &&
    has(changes, "number", "added", "changed", "deleted", "unchanged", "excluded", "conflicts", "lost") &&
    has(by, "string", "namespace", "pod", "uid", "serviceAccount", "node")
  );
}

export function isVolume(value: unknown): value is Volume {
  return (
    isFields(value) &&
    has(value, "string", "incarnation", "volumeId", "target", "bootId", "openedAt") &&
    /^[a-z0-9]+-[a-z0-9]+$/.test(String(value["incarnation"])) &&
    ["open", "sealed", "committed", "discarded"].includes(String(value["state"])) &&
    has(value, "number", "sealNumber") &&
    isLayerId(value["upper"]) &&
    isBase(value["base"]) &&
    (value["granted"] === undefined || has(value["granted"], "string", "commit", "merge")) &&
    isRequest(value["request"])
  );
}

function isBase(value: unknown): boolean {
  return (
    isFields(value) &&
    has(value, "number", "generation", "epoch") &&
    Array.isArray(value["layers"]) &&
    value["layers"].every(isLayerRef) &&
    mayHave(value, "directories") &&
    Array.isArray(value["pending"])
  );
}

function isRequest(value: unknown): boolean {
  return (
    isFields(value) &&
    isKey(value["cache"]) &&
    has(value, "boolean", "exclusive") &&
    has(value["wishes"], "string", "cache", "commit", "merge") &&
    has(value["wishes"], "boolean", "readOnly", "required") &&
    has(value["pod"], "string", "namespace", "pod", "uid", "serviceAccount", "node")
  );
}

export function isLogState(value: unknown): value is LogState {
  return isFields(value) && isCount(value["floor"]) && isCount(value["epoch"]);
}

/** A number in a log: a floor that is beyond all of them would hide the entries. */
function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

export function isCacheEntry(value: unknown): value is Omit<CacheEntry, "usedAt"> {
  return isFields(value) && isKey(value["key"]) && has(value, "string", "uid", "createdAt");
}

export function isNote(value: unknown): value is Note {
  return (
    isFields(value) &&
    has(value, "string", "name", "why", "mark", "since") &&
    isLayerId(value["id"]) &&
    ["layers", "nothing"].includes(String(value["pins"])) &&
    Array.isArray(value["layers"]) &&
    value["layers"].every((id) => typeof id === "string")
  );
}

/** Who a state directory is. */
export interface Identity {
  readonly uuid: string;
  readonly version: number;
  /** Whether its layers carry overlayfs' marks as `user.overlay.*`. */
  readonly userxattr: boolean;
}

export function isIdentity(value: unknown): value is Identity {
  return has(value, "string", "uuid") && has(value, "number", "version") && has(value, "boolean", "userxattr");
}
