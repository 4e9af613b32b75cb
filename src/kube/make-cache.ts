/** Makes a Cache where there is none. */
import { CacheError, isKind } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import { exactQuantity } from "../cache/quantity.ts";
import type { Client } from "./client.ts";
import type { Cache, NewCache } from "./resources.ts";
import { apiVersion, caches } from "./resources.ts";

/** The Cache of this key, made with what is asked of it when there is none; one that is there stays as it is. Throws `not-found` when its namespace is not there, or ends. */
export async function ensured(
  client: Client,
  { namespace, name }: CacheKey,
  signal: AbortSignal,
  spec: NewCache["spec"] = {},
): Promise<Cache> {
  const known = await client.find(caches, { namespace, name }, signal);
  if (known) return known;
  try {
    return await createCache(client, { namespace, name }, signal, { spec });
  } catch (error) {
    if (!isKind(error, "exists")) throw error;
    const made = await client.find(caches, { namespace, name }, signal);
    if (made) return made;
    throw new CacheError(
      "unavailable",
      `Cannot make cache ${formatKey({ namespace, name })}: it was deleted meanwhile`,
    );
  }
}

/** A Cache that nobody made before, with what it has from its first moment. Throws `exists`. */
export async function createCache(
  client: Client,
  { namespace, name }: CacheKey,
  signal: AbortSignal,
  { labels = {}, annotations = {}, spec }: Beginning,
): Promise<Cache> {
  const metadata = { namespace, name, labels, annotations };
  const draft: NewCache = { apiVersion, kind: "Cache", metadata, spec };
  return client.create(caches, draft, signal);
}

interface Beginning extends Pick<Cache["metadata"], "labels" | "annotations"> {
  readonly spec: NewCache["spec"];
}

/** What of a spec a size limit is; none without one. */
export function sized(bytes: number | undefined): Pick<NewCache["spec"], "retention"> {
  return bytes === undefined ? {} : { retention: { size: exactQuantity(bytes) } };
}
