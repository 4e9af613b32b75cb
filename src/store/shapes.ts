/** What records on disk must look like to be believed. */
import type { Note } from "../cache/aside.ts";
import type { Claim } from "../cache/claim.ts";
import { deletions } from "../cache/claim.ts";
import type { Generation, LayerRef, LogState } from "../cache/generation.ts";
import { isLabel } from "../cache/key.ts";
import type { CacheEntry } from "../cache/ports.ts";
import type { Snapshot } from "../cache/snapshot.ts";
import type { Volume } from "../cache/volume.ts";

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(value: unknown, type: "string" | "number" | "boolean", ...names: readonly string[]): boolean {
  return isFields(value) && names.every((name) => typeof value[name] === type);
}

/** What records of older versions lack. */
function mayHave(value: Fields, ...names: readonly string[]): boolean {
  return names.every((name) => value[name] === undefined || typeof value[name] === "number");
}

/** Ids become paths: nothing but what `newId` makes. */
export function isLayerId(value: unknown): value is string {
  return typeof value === "string" && /^[a-z0-9]{1,32}$/.test(value);
}

function isKey(value: unknown): boolean {
  return (
    isFields(value) && [value["namespace"], value["name"]].every((part) => typeof part === "string" && isLabel(part))
  );
}

function isLayerRef(value: unknown): value is LayerRef {
  return (
    isFields(value) &&
    isLayerId(value["id"]) &&
    has(value, "number", "size", "entries") &&
    mayHave(value, "directories", "dead")
  );
}

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

export function isClaim(value: unknown): value is Claim {
  return (
    isFields(value) &&
    isKey(value["cache"]) &&
    has(value, "string", "id", "name", "createdAt") &&
    isFields(value["attributes"]) &&
    (value["source"] === undefined || has(value["source"], "string", "kind", "id")) &&
    (value["onDelete"] === undefined || deletions.some((one) => one === value["onDelete"]))
  );
}

export function isSnapshot(value: unknown): value is Snapshot {
  return (
    isFields(value) &&
    isKey(value["cache"]) &&
    has(value, "string", "id", "name", "claim", "domain", "createdAt") &&
    has(value, "number", "generation", "bytes", "capacity") &&
    Array.isArray(value["layers"]) &&
    value["layers"].every(isLayerRef) &&
    mayHave(value, "directories")
  );
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
