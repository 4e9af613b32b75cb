/** What a pod asks for in its volume attributes, wholly checked: the only reader of that vocabulary. */
import { CacheError } from "./errors.ts";
import { isLabel } from "./key.ts";
import { meant } from "./nearest.ts";
import { parseBytes } from "./quantity.ts";

/** How concurrent commits are reconciled. */
export const strategies = ["union", "lastWriterWins", "firstWriterWins"] as const;
export type Strategy = (typeof strategies)[number];

/** Whether a volume's delta is committed when its pod ends. */
export const commitPolicies = ["always", "never"] as const;
export type CommitPolicy = (typeof commitPolicies)[number];

/** A volume's wishes. The value is what the durable record keeps and what idempotency compares. */
export interface Wishes {
  readonly cache: string;
  readonly readOnly: boolean;
  /** When true, a cache that cannot be read fails the publish instead of starting cold. */
  readonly required: boolean;
  readonly commit: CommitPolicy;
  readonly merge: Strategy;
  /** Bytes. A delta larger than this is not committed. */
  readonly sizeLimit: number | undefined;
}

const keys = ["cache", "readOnly", "required", "commit", "merge", "sizeLimit"] as const;
type Key = (typeof keys)[number];

/** Keys that kubelet and external-provisioner add on their own; they are never the user's. */
const kubernetesPrefixes = ["csi.storage.k8s.io/", "storage.kubernetes.io/"];

/** Reads volume attributes; throws `invalid` naming the attribute, its value and what is allowed. */
export function parseAttributes(attributes: ReadonlyMap<string, string>): Wishes {
  const own = new Map<Key, string>();
  for (const [key, value] of attributes) {
    if (kubernetesPrefixes.some((prefix) => key.startsWith(prefix))) continue;
    if (!isKey(key)) throw unknownKey(key);
    if (value.includes("$(")) throw refused(key, value, notReplaced(value));
    own.set(key, value);
  }
  const sizeLimit = own.get("sizeLimit");
  return {
    cache: cacheName(own.get("cache")),
    readOnly: boolean("readOnly", own.get("readOnly")),
    required: boolean("required", own.get("required")),
    commit: choice("commit", own.get("commit"), commitPolicies),
    merge: choice("merge", own.get("merge"), strategies),
    sizeLimit: sizeLimit === undefined ? undefined : bytes(sizeLimit),
  };
}

/** Kubernetes replaces no variables in volumes. Tekton does in those of a task, and not in a workspace's. */
function notReplaced(value: string): string {
  const why = "the variable in it was not replaced before it got here";
  const tekton = /\$\((params|workspaces|context|tasks)[.[]/.test(value);
  return tekton
    ? `${why}; Tekton replaces none in a workspace: declare the volume in the task (taskSpec.volumes), and mount it in its steps`
    : why;
}

function isKey(key: string): key is Key {
  return (keys as readonly string[]).includes(key);
}

function unknownKey(key: string): CacheError {
  return new CacheError(
    "invalid",
    `Cannot use volume attribute ${JSON.stringify(key)}: it is unknown, allowed are ${keys.join(", ")}${meant(key, keys, JSON.stringify)}`,
  );
}

function refused(key: Key, value: string, why: string): CacheError {
  return new CacheError("invalid", `Cannot use volume attribute ${key}=${JSON.stringify(value)}: ${why}`);
}

function cacheName(value: string | undefined): string {
  if (value === undefined)
    throw new CacheError("invalid", 'Volume attribute "cache" is required: it names the cache to fork');
  if (!isLabel(value)) {
    throw refused(
      "cache",
      value,
      'it must be 1 to 63 characters of a-z, 0-9 and "-", and start and end with a letter or digit',
    );
  }
  return value;
}

function boolean(key: Key, value: string | undefined): boolean {
  if (value === undefined || value === "false") return false;
  if (value === "true") return true;
  throw refused(key, value, 'allowed are "true" and "false"');
}

/** One of the allowed words; the first one is the default. */
function choice<const Word extends string>(
  key: Key,
  value: string | undefined,
  allowed: readonly [Word, ...Word[]],
): Word {
  if (value === undefined) return allowed[0];
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw refused(key, value, `allowed are ${allowed.join(", ")}${meant(value, allowed)}`);
  return found;
}

function bytes(value: string): number {
  try {
    return parseBytes(value);
  } catch {
    throw refused("sizeLimit", value, "write it like 500Mi, 2Gi or 1000000");
  }
}
