/** Finds the caches that a command line means. */
import { CacheError, isKind } from "../cache/errors.ts";
import type { Generation, Head } from "../cache/generation.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import { nearest } from "../cache/nearest.ts";
import type { CacheEntry } from "../cache/ports.ts";
import { formatBytes } from "../cache/quantity.ts";
import { totalsOf } from "../cache/totals.ts";
import type { Session, State } from "./command.ts";
import { counted } from "./text.ts";

/** A cache with its log. */
export interface Log {
  readonly entry: CacheEntry;
  readonly head: Head;
  /** Oldest first. */
  readonly generations: readonly Generation[];
}

/** The cache that CACHE names; throws `not-found` with the nearest one there is. */
export async function theCache({ ledger, operands }: Session): Promise<Log> {
  const key = operands.cache;
  if (!key) throw new CacheError("internal", "A command that needs a cache was run without one");
  const caches = await ledger.caches();
  const entry = caches.find((candidate) => isSame(candidate.key, key));
  if (!entry) throw notFound(key, caches);
  return logOf(ledger, entry);
}

/** The caches of the namespace that is asked for, or of all. One whose log cannot be read is left out; `warnUnreadable` tells. */
export async function theCaches({ ledger, options }: Session): Promise<readonly Log[]> {
  const logs: Log[] = [];
  for (const entry of await ledger.caches()) {
    if (options.namespace !== undefined && entry.key.namespace !== options.namespace) continue;
    const log = await logOf(ledger, entry).catch(corruptAsAbsent);
    if (log) logs.push(log);
  }
  return logs;
}

async function logOf(ledger: State["ledger"], entry: CacheEntry): Promise<Log> {
  return { entry, head: await ledger.head(entry.key), generations: await ledger.generations(entry.key) };
}

/** For `catch`: a log that cannot be read does not stop the others. */
export function corruptAsAbsent(error: unknown): undefined {
  if (!isKind(error, "corrupt")) throw error;
}

export function isSame(a: CacheKey, b: CacheKey): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}

function notFound(key: CacheKey, caches: readonly CacheEntry[]): CacheError {
  const elsewhere = caches.filter((entry) => entry.key.name === key.name).map((entry) => entry.key.namespace);
  const names = caches.filter((entry) => entry.key.namespace === key.namespace).map((entry) => entry.key.name);
  const meant = nearest(key.name, names);
  const advice =
    elsewhere.length > 0
      ? `there is one of that name in ${elsewhere.join(", ")}: use -n ${elsewhere[0]}`
      : meant !== undefined
        ? `did you mean ${JSON.stringify(meant)}? List them with: cachefork list -n ${key.namespace}`
        : names.length > 0
          ? `list what there is with: cachefork list -n ${key.namespace}`
          : `the namespace has no caches; list all with: cachefork list -A`;
  return new CacheError("not-found", `Cannot find cache ${formatKey(key)}: ${advice}`);
}

/** Says on the side that the answer may be incomplete. */
export async function warnUnreadable({ ledger, snapshots, err }: Session): Promise<void> {
  const { length } = [...(await ledger.unreadable()), ...(await snapshots.unreadable())];
  if (length === 0) return;
  await err.text(
    `${counted(length, "record")} cannot be read and ${length === 1 ? "was" : "were"} left out: see cachefork doctor\n`,
  );
}

/** Who made a generation, for tables. */
export function authorOf(generation: Generation): string {
  const { kind, by } = generation;
  const pod = by.pod === "" ? "" : `${by.namespace}/${by.pod}`;
  return kind === "build" && pod !== "" ? pod : `${pod} (${kind})`.trimStart();
}

/** What a generation shows, in bytes; undefined where nobody counted. */
export function liveOf(generation: Generation | undefined): number | undefined {
  return generation && totalsOf(generation)?.live;
}

/** What a generation takes; where its cache has a limit, what of that it shows. */
export function sizeText(generation: Generation | undefined): string {
  if (generation?.limit === undefined) return formatBytes(sizeOf(generation));
  return `${formatBytes(liveOf(generation) ?? sizeOf(generation))} of ${formatBytes(generation.limit)}`;
}

/** Bytes and number of a generation's layers. */
export function sizeOf(generation: Generation | undefined): number {
  return (generation?.layers ?? []).reduce((sum, layer) => sum + layer.size, 0);
}
