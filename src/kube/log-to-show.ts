/** Which of a Cache's logs a snapshot or a copy is of: each is one node's, and only that node has its layers. */
import { isFrom, ownersOf } from "../cache/domain-owner.ts";
import { CacheError } from "../cache/errors.ts";
import { type Generation, isUpkeep } from "../cache/generation.ts";
import { formatKey } from "../cache/key.ts";
import type { Cache } from "./resources.ts";

/** An entry with the time at which the API server took it: the clocks of two nodes say nothing of which came first. */
export interface DatedEntry extends Generation {
  readonly createdAt: string;
}

/** A node as its Holding tells of it. */
export interface HoldingNode {
  readonly node: string;
  readonly domain: string;
  /** RFC 3339: when the Holding was made. */
  readonly createdAt: string;
  /** Whether it wrote it not long ago. */
  readonly isThere: boolean;
}

/**
 * The newest entry of the log that somebody committed to last, of those whose node is there; undefined where nothing was committed. The entries are
 * oldest first. Throws `unavailable` while only nodes have something that are silent, and `precondition` when all that had something are gone.
 */
export function headToShow(
  { metadata, status }: Pick<Cache, "metadata" | "status">,
  entries: readonly DatedEntry[],
  nodes: readonly HoldingNode[],
): DatedEntry | undefined {
  // That there is no Holding may also mean that none was written yet: lost is only what one told of.
  const told = new Map(
    (status?.heads ?? []).flatMap(({ domain, node }) => (node === undefined ? [] : [[domain, node]])),
  );
  const owners = new Map([...ownersOf(nodes), ...told]);
  const nodeOf = new Map(nodes.flatMap((one) => (owners.get(one.domain) === one.node ? [[one.domain, one]] : [])));
  const own = entries.filter(({ domain, by }) => isFrom(owners.get(domain), by));
  const logs = [...Map.groupBy(own, ({ domain }) => domain).values()].toSorted(byLastCommit);
  const isThere = ({ domain }: Generation): boolean => nodeOf.get(domain)?.isThere ?? !told.has(domain);
  const heads = logs.flatMap((log) => log.at(-1) ?? []);
  const newest = heads.findLast(isThere);
  if (newest) return newest;
  const away = heads.filter(({ layers }) => layers.length > 0);
  if (away.length === 0) return undefined;
  const { namespace = "", name } = metadata;
  const silent = away.flatMap(({ domain }) => nodeOf.get(domain)?.node ?? []);
  if (silent.length > 0) throw isSilent(formatKey({ namespace, name }), silent);
  throw isGone(
    formatKey({ namespace, name }),
    away.map(({ domain }) => told.get(domain) ?? domain),
  );
}

/** What keeps a cache in shape is nobody's commit. Of the same second, what the nodes say of it decides. */
function byLastCommit(a: readonly DatedEntry[], b: readonly DatedEntry[]): number {
  const [one, other] = [a, b].map((log) => log.findLast((entry) => !isUpkeep(entry)) ?? log.at(-1));
  return order(one?.createdAt, other?.createdAt) || order(one?.time, other?.time);
}

function order(a = "", b = ""): number {
  return a < b ? -1 : Number(a > b);
}

function isSilent(cache: string, nodes: readonly string[]): CacheError {
  return new CacheError(
    "unavailable",
    `Cannot tell what ${cache} holds: what was committed to it is on nodes that have been silent for minutes: ${nodes.join(", ")}; trying again`,
  );
}

function isGone(cache: string, nodes: readonly string[]): CacheError {
  return new CacheError(
    "precondition",
    `Cannot copy what ${cache} holds: all nodes that had it are gone (${nodes.join(", ")}); let a pod fill it again, or bring such a node back with its disk`,
  );
}
