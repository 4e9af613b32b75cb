/** The command `list`: one line per cache. */
import type { CacheKey } from "../cache/key.ts";
import type { Snapshot } from "../cache/snapshot.ts";
import type { Volume } from "../cache/volume.ts";
import type { Log } from "./caches.ts";
import { authorOf, isSame, liveOf, sizeOf, sizeText, theCaches, warnUnreadable } from "./caches.ts";
import type { Command, ExitCode, Session } from "./command.ts";
import { exitCodes } from "./command.ts";
import { right, table } from "./table.ts";
import { age } from "./text.ts";

export const list: Command = {
  name: "list",
  summary: "List caches",
  text: `HEAD is the number of the newest generation, SIZE the bytes in its layers (with a size limit:
the bytes that it shows, and the limit), SNAPSHOTS how many were made of the cache and are kept,
VOLUMES how many pods have it mounted.`,
  required: [],
  optional: [],
  options: ["namespace", "all-namespaces"],
  json: `{"items": [{"namespace", "name", "uid", "createdAt", "usedAt", "head", "time", "by": {"namespace", "pod"},
           "epoch", "generations", "layers", "bytes", "live", "limit", "snapshots", "openVolumes", "sealedVolumes"}]}
  head is 0, and time and by are null, for a cache that has no generation yet;
  live, the bytes that the head shows, is null where nobody counted, and limit where the cache has none.`,
  async run(session: Session): Promise<ExitCode> {
    const logs = await theCaches(session);
    const { volumes } = await session.inspection.volumes();
    const users = { volumes, snapshots: await session.snapshots.list() };
    if (session.options.output === "json") await session.out.json({ items: logs.map((log) => toItem(log, users)) });
    else await printTable(session, logs, users);
    await warnUnreadable(session);
    return exitCodes.ok;
  },
};

/** What is of a cache beside its log. */
interface Users {
  readonly volumes: readonly Volume[];
  readonly snapshots: readonly Snapshot[];
}

async function printTable({ options, out, err, clock }: Session, logs: readonly Log[], users: Users): Promise<void> {
  const { namespace } = options;
  if (logs.length === 0) {
    const where = namespace === undefined ? "" : ` in namespace ${namespace} (all namespaces: -A)`;
    return err.text(`There are no caches${where}.\n`);
  }
  const all = namespace === undefined;
  const columns = [
    ...(all ? [{ heading: "NAMESPACE" }] : []),
    { heading: "NAME" },
    right("HEAD"),
    right("GENERATIONS"),
    right("SIZE"),
    right("SNAPSHOTS"),
    right("VOLUMES"),
    { heading: "COMMITTED" },
    { heading: "BY" },
  ];
  const now = clock.now();
  const rows = logs.map(({ entry, head, generations }) => [
    ...(all ? [entry.key.namespace] : []),
    entry.key.name,
    head.generation ? String(head.generation.number) : "-",
    String(generations.length),
    sizeText(head.generation),
    String(snapshotsOf(users, entry.key)),
    String(inState(users, entry.key, "open")),
    head.generation ? `${age(head.generation.time, now)} ago` : committed(head.last),
    head.generation ? authorOf(head.generation) : "-",
  ]);
  await out.text(table(columns, rows));
}

/** When the head was committed, for a cache that has none: it never had one, or has lost it. */
function committed(last: number): string {
  return last > 0 ? "gone" : "never";
}

function snapshotsOf({ snapshots }: Users, key: CacheKey): number {
  return snapshots.filter(({ cache }) => isSame(cache, key)).length;
}

function inState({ volumes }: Users, key: CacheKey, state: Volume["state"]): number {
  return volumes.filter((volume) => volume.state === state && isSame(volume.request.cache, key)).length;
}

function toItem({ entry, head, generations }: Log, users: Users): object {
  const { generation } = head;
  return {
    ...entry.key,
    uid: entry.uid,
    createdAt: entry.createdAt,
    usedAt: entry.usedAt,
    head: generation?.number ?? 0,
    time: generation?.time ?? null,
    by: generation ? { namespace: generation.by.namespace, pod: generation.by.pod } : null,
    epoch: head.epoch,
    generations: generations.length,
    layers: generation?.layers.length ?? 0,
    bytes: sizeOf(generation),
    live: liveOf(generation) ?? null,
    limit: generation?.limit ?? null,
    snapshots: snapshotsOf(users, entry.key),
    openVolumes: inState(users, entry.key, "open"),
    sealedVolumes: inState(users, entry.key, "sealed"),
  };
}
