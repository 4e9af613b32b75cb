/** The Cache that keeps the snapshots of one that goes: under a name of its own, and with nothing else. */
import { createHash } from "node:crypto";
import { isKind } from "../cache/errors.ts";
import { keysOf } from "./cache-records.ts";
import type { Client, Preconditions } from "./client.ts";
import type { Cache, NewCache } from "./resources.ts";
import { apiVersion, caches } from "./resources.ts";
import { keeperLabel, snapshotPrefix } from "./snapshots.ts";

/**
 * Puts on its keeper what snapshots this revision of a Cache has, and no other ones: one that an earlier try put there may have been deleted meanwhile.
 * Where it has none there is no keeper. Throws `conflict` when somebody else changed the keeper.
 */
export async function keepSnapshots(client: Client, cache: Cache, signal: AbortSignal): Promise<void> {
  const { namespace = "", annotations = {}, uid = "" } = cache.metadata;
  const name = `keeper-${createHash("sha256").update(uid).digest("hex").slice(0, 16)}`;
  const keys = keysOf(cache, snapshotPrefix);
  const keeper = await client.find(caches, { namespace, name }, signal);
  if (keys.length === 0) return keeper && end(client, keeper, signal);
  const records = Object.fromEntries(keys.map((key) => [key, annotations[key] ?? ""]));
  const labels = { [keeperLabel]: "", ...Object.fromEntries(keys.map((key) => [key, ""])) };
  if (!keeper) {
    const metadata = { namespace, name, labels, annotations: records };
    const draft: NewCache = { apiVersion, kind: "Cache", metadata, spec: {} };
    return void (await client.create(caches, draft, signal));
  }
  const gone = Object.fromEntries(keysOf(keeper, snapshotPrefix).map((key) => [key, null]));
  const { resourceVersion = "" } = keeper.metadata;
  const metadata = { resourceVersion, labels: { ...gone, ...labels }, annotations: { ...gone, ...records } };
  await client.patch(caches, { namespace, name }, { metadata }, signal);
}

/** For a deletion of this revision only. */
export function sameAs({ metadata: { uid, resourceVersion } }: Cache): Preconditions {
  return { ...(uid !== undefined && { uid }), ...(resourceVersion !== undefined && { resourceVersion }) };
}

async function end(client: Client, keeper: Cache, signal: AbortSignal): Promise<void> {
  try {
    await client.delete(caches, keeper.metadata, sameAs(keeper), signal);
  } catch (error) {
    if (!isKind(error, "not-found")) throw error;
  }
}
