/** A controller's request to all nodes to commit what ended pods wrote to a cache (ADR 0050). */
import { randomUUID } from "node:crypto";
import { CacheError, isKind } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Clock } from "../cache/ports.ts";
import type { Client } from "./client.ts";
import { requestKey } from "./commit-requests.ts";
import type { HoldingNode } from "./log-to-show.ts";
import { caches, type Holding, holdings } from "./resources.ts";

/** Milliseconds that it waits for the nodes, and between two looks. */
const patience = 10_000;
const between = 250;

/** Milliseconds after which a node that wrote nothing is taken for gone: each writes once a minute. */
const silence = 180_000;

/**
 * Resolves when every node that is there has committed what pods wrote to the cache that have ended; answers all that have a Holding. Throws `unavailable`
 * when one has not said so in time; at once, with none, when there is no such Cache.
 */
export async function commitOnNodes(
  client: Client,
  clock: Clock,
  cache: CacheKey,
  signal: AbortSignal,
): Promise<readonly HoldingNode[]> {
  const request = randomUUID();
  try {
    await client.patch(caches, { ...cache }, { metadata: { annotations: { [requestKey]: request } } }, signal);
  } catch (error) {
    if (isKind(error, "not-found")) return [];
    throw error;
  }
  const from = clock.now().getTime();
  for (;;) {
    const { items } = await client.list(holdings, {}, signal);
    const owing = items.filter((one) => isThere(one, clock.now()) && !one.status?.committedFor?.includes(request));
    if (owing.length === 0) return items.map((one) => nodeOf(one, clock.now()));
    if (clock.now().getTime() - from >= patience) throw noAnswer(cache, owing);
    await clock.sleep(between, signal);
  }
}

function isThere({ status }: Holding, now: Date): boolean {
  return status !== undefined && now.getTime() - Date.parse(status.time) < silence;
}

/** One that has written no status yet has just begun. */
function nodeOf(holding: Holding, now: Date): HoldingNode {
  const { metadata, spec, status } = holding;
  return { node: metadata.name, domain: spec.domain, isThere: status === undefined || isThere(holding, now) };
}

function noAnswer(cache: CacheKey, owing: readonly Holding[]): CacheError {
  const names = owing.map(({ metadata }) => metadata.name).join(", ");
  return new CacheError(
    "unavailable",
    `Cannot tell yet what ${formatKey(cache)} holds: these nodes have not said that all is committed there: ${names}; trying again`,
  );
}
