/** The name of the cache that a claim is a handle on, where its StorageClass names none. */
import { createHash } from "node:crypto";
import { isLabel } from "../cache/key.ts";

/** The claim's own name where that is a label, else one made from the volume's name. */
export function defaultCacheName(claimName: string | undefined, volumeName: string): string {
  return claimName !== undefined && isLabel(claimName) ? claimName : labelFrom(volumeName);
}

/** The text where it is a label; else the nearest label to it, with a hash so that different texts stay different. */
export function labelFrom(text: string): string {
  if (isLabel(text)) return text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const readable = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 50);
  return readable === "" ? `cache-${hash}` : `${readable}-${hash}`;
}
