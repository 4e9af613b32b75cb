/** Kinds of fields that the schemas of our resources share, each with the bounds that the API server asks for before it runs rules on them. */
import { Type } from "typebox";

/** A rule in CEL that the API server holds an object to. */
export interface Rule {
  readonly rule: string;
  readonly message: string;
}

/** What a schema says beside its type; what is not JSON Schema is Kubernetes' own. */
interface Said {
  readonly "x-kubernetes-validations"?: readonly Rule[];
  readonly [keyword: string]: unknown;
}

/** A text of bounded length. */
export function text(description: string, maxLength = 253, said: Said = {}) {
  return Type.String({ description, maxLength, ...said });
}

/** A DNS-1123 label. */
export function label(description: string) {
  return text(description, 63, { pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" });
}

/** A whole number from 0 that fits into a double exactly. */
export function count(description: string, said: Said = {}) {
  return Type.Integer({ description, format: "int64", minimum: 0, maximum: Number.MAX_SAFE_INTEGER, ...said });
}

/** Numbers of entries are counted, or the time in milliseconds: this is in the year 2286. Of those up to it, see `toGeneration` for which are believed. */
const largestNumber = 10_000_000_000_000;

/** The number of an entry; 0, where that may be, for none. */
export function entryNumber(description: string, minimum: 0 | 1 = 0) {
  return count(description, { minimum, maximum: largestNumber });
}

/** A point in time, RFC 3339. */
export function time(description: string) {
  return Type.String({ description, format: "date-time" });
}

/** The domain of a log: `cluster`, or 8 hex digits of the UUID of a node's state. */
export function domain(description: string) {
  return text(description, 8, { pattern: "^(cluster|[0-9a-f]{8})$" });
}

/** Bytes for people. */
export function quantity(description: string) {
  return text(description, 32);
}
