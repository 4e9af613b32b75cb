/** What records must look like to be believed, wherever they are kept. */
import type { Claim } from "./claim.ts";
import { deletions } from "./claim.ts";
import type { LayerRef } from "./generation.ts";
import { isLabel } from "./key.ts";
import type { Snapshot } from "./snapshot.ts";

/** The fields of a record, before anything is known of them. */
type Fields = Record<string, unknown>;

/** Whether it is a record at all. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether all of these fields are there, and of this type. */
export function has(value: unknown, type: "string" | "number" | "boolean", ...names: readonly string[]): boolean {
  return isFields(value) && names.every((name) => typeof value[name] === type);
}

/** What records of older versions lack. */
export function mayHave(value: Fields, ...names: readonly string[]): boolean {
  return names.every((name) => value[name] === undefined || typeof value[name] === "number");
}

/** Ids become paths: nothing but what `newId` makes. */
export function isLayerId(value: unknown): value is string {
  return typeof value === "string" && /^[a-z0-9]{1,32}$/.test(value);
}

/** Whether it is the key of a cache. */
export function isKey(value: unknown): boolean {
  return (
    isFields(value) && [value["namespace"], value["name"]].every((part) => typeof part === "string" && isLabel(part))
  );
}

/** Whether it is what records say of a layer. */
export function isLayerRef(value: unknown): value is LayerRef {
  return (
    isFields(value) &&
    isLayerId(value["id"]) &&
    has(value, "number", "size", "entries") &&
    mayHave(value, "directories", "dead")
  );
}

/** Whether it is a claim. */
export function isClaim(value: unknown): value is Claim {
  return (
    isFields(value) &&
    isKey(value["cache"]) &&
    has(value, "string", "id", "name", "createdAt") &&
    isFields(value["attributes"]) &&
    (value["source"] === undefined || has(value["source"], "string", "kind", "id")) &&
    mayHave(value, "cacheSize") &&
    (value["onDelete"] === undefined || deletions.some((one) => one === value["onDelete"]))
  );
}

/** Whether it is a snapshot, with layers whose ids can be paths. */
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
