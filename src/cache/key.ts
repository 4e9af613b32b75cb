/** The key of a cache: the (namespace, name) pair that identifies it everywhere. */
import { CacheError } from "./errors.ts";

/** Identifies a Cache. Both parts are DNS-1123 labels, so that `.` and `/` separate them injectively. */
export interface CacheKey {
  readonly namespace: string;
  readonly name: string;
}

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Whether the text is a DNS-1123 label (RFC 1123, at most 63 characters), as Kubernetes demands of namespaces. */
export function isLabel(text: string): boolean {
  return label.test(text);
}

/** A key from its parts; throws `invalid` naming the part that is no DNS-1123 label. */
export function cacheKey(namespace: string, name: string): CacheKey {
  for (const [what, text] of [
    ["namespace", namespace],
    ["cache", name],
  ] as const) {
    if (!isLabel(text)) {
      throw new CacheError(
        "invalid",
        `Cannot use ${what} ${JSON.stringify(text)}: it must be 1 to 63 characters of a-z, 0-9 and "-", and start and end with a letter or digit`,
      );
    }
  }
  return { namespace, name };
}

/** `namespace/name`: the form in logs, metrics and tables. */
export function formatKey(key: CacheKey): string {
  return `${key.namespace}/${key.name}`;
}
