/** The command `describe`: all that is known of one cache. */
import type { Generation } from "../cache/generation.ts";
import { formatBytes } from "../cache/quantity.ts";
import type { Snapshot } from "../cache/snapshot.ts";
import type { Volume } from "../cache/volume.ts";
import type { Log } from "./caches.ts";
import { authorOf, isSame, liveOf, sizeOf, sizeText, theCache, warnUnreadable } from "./caches.ts";
import type { Command, ExitCode, Session } from "./command.ts";
import { exitCodes } from "./command.ts";
import { fields, indented, right, table } from "./table.ts";
import { age, counted } from "./text.ts";

export const describe: Command = {
  name: "describe",
  summary: "Show all that is known of a cache",
  text: `Shows where its log stands, the layers of its head, the snapshots that were made of it and are kept, and the volumes
that use it now.`,
  required: ["CACHE"],
  optional: [],
  options: ["namespace"],
  json: `{"namespace", "name", "uid", "domain", "createdAt", "usedAt", "head", "epoch", "floor", "generations": [NUMBER],
           "bytes", "live", "limit", "conflicts", "lost", "layers": [{"id", "bytes", "entries"}],
           "snapshots": [{"id", "name", "claim", "generation", "bytes", "createdAt"}],
           "volumes": [{"incarnation", "volumeId", "state", "pod": {"namespace", "pod", "uid", "serviceAccount", "node"}, "base",
                        "baseEpoch", "target", "openedAt", "readOnly", "commit", "merge", "deltaBytes"}]}
  head is 0 for a cache that has no generation yet; live, the bytes that the head shows, is null where nobody counted,
  and limit where the cache has none; conflicts and lost add up the generations listed; deltaBytes is null until a
  volume is sealed.`,
  async run(session: Session): Promise<ExitCode> {
    const log = await theCache(session);
    const records = await session.inspection.volumes();
    const volumes = records.volumes.filter(
      (volume) => isSame(volume.request.cache, log.entry.key) && (volume.state === "open" || volume.state === "sealed"),
    );
    const snapshots = (await session.snapshots.list()).filter(({ cache }) => isSame(cache, log.entry.key));
    const shown: Shown = { log, volumes, snapshots: snapshots.toSorted(byTime) };
    if (session.options.output === "json") await session.out.json(toItem(shown, session.ledger.domain));
    else await session.out.text(page(shown, session));
    await warnUnreadable(session);
    return exitCodes.ok;
  },
};

/** All that is of one cache. */
interface Shown {
  readonly log: Log;
  /** Oldest first. */
  readonly snapshots: readonly Snapshot[];
  readonly volumes: readonly Volume[];
}

function byTime(a: Snapshot, b: Snapshot): number {
  return a.createdAt < b.createdAt ? -1 : 1;
}

function page({ log, snapshots, volumes }: Shown, { ledger, clock }: Session): string {
  const { entry, head, generations } = log;
  const now = clock.now();
  const lost = total(generations, "lost");
  const overview = fields([
    ["Name", entry.key.name],
    ["Namespace", entry.key.namespace],
    ["UID", entry.uid],
    ["Domain", ledger.domain],
    ["Created", `${entry.createdAt} (${age(entry.createdAt, now)} ago)`],
    ["Used", `${entry.usedAt} (${age(entry.usedAt, now)} ago)`],
    ["Head", head.generation ? `generation ${head.generation.number}` : "none: volumes start empty"],
    ...(head.generation ? headFields(head.generation, now) : []),
    ["Epoch", String(head.epoch)],
    ["Floor", String(head.floor)],
    ["Generations", numbersOf(generations)],
    ["Conflicts", `${total(generations, "conflicts")} in these generations, ${lost} of them lost`],
  ]);
  const parts = [
    `Layers of the head, newest first:\n${indented(layersTable(head.generation))}`,
    ...(snapshots.length === 0 ? [] : [`Snapshots:\n${indented(snapshotsTable(snapshots, now))}`]),
    `Volumes:\n${indented(volumesTable(volumes, now))}`,
  ];
  return [overview, ...parts].join("\n");
}

function headFields(head: Generation, now: Date): [string, string][] {
  const { serviceAccount, node } = head.by;
  const by = [authorOf(head), serviceAccount && `service account ${serviceAccount}`, node && `node ${node}`];
  return [
    ["  Committed", `${head.time} (${age(head.time, now)} ago)`],
    ["  By", by.filter((part) => part !== "").join(", ")],
    ["  Size", `${formatBytes(sizeOf(head))} in ${counted(head.layers.length, "layer")}`],
    ...(head.limit === undefined ? [] : [["  Shows", sizeText(head)] satisfies [string, string]]),
  ];
}

function numbersOf(generations: readonly Generation[]): string {
  const [first, last] = [generations[0], generations.at(-1)];
  if (!first || !last) return "0";
  return first === last ? `1 (${first.number})` : `${generations.length} (${first.number} to ${last.number})`;
}

function total(generations: readonly Generation[], count: "conflicts" | "lost"): number {
  return generations.reduce((sum, generation) => sum + generation.changes[count], 0);
}

function layersTable(head: Generation | undefined): string {
  if (!head || head.layers.length === 0) return "none\n";
  return table(
    [{ heading: "LAYER" }, right("SIZE"), right("ENTRIES")],
    head.layers.map(({ id, size, entries }) => [id, formatBytes(size), String(entries)]),
  );
}

function snapshotsTable(snapshots: readonly Snapshot[], now: Date): string {
  return table(
    [{ heading: "NAME" }, right("OF"), right("SIZE"), { heading: "MADE" }],
    snapshots.map(({ name, generation, bytes, createdAt }) => [
      name,
      generation === 0 ? "empty" : String(generation),
      formatBytes(bytes),
      `${age(createdAt, now)} ago`,
    ]),
  );
}

function volumesTable(volumes: readonly Volume[], now: Date): string {
  if (volumes.length === 0) return "none\n";
  return table(
    [
      { heading: "POD" },
      { heading: "STATE" },
      right("FROM"),
      { heading: "SINCE" },
      { heading: "WRITES" },
      right("DELTA"),
    ],
    volumes.map(({ request, state, base, openedAt, delta }) => [
      `${request.pod.namespace}/${request.pod.pod}`,
      state,
      base.generation === 0 ? "empty" : String(base.generation),
      `${age(openedAt, now)} ago`,
      writesOf(request.wishes),
      delta ? formatBytes(delta.bytes) : "-",
    ]),
  );
}

function writesOf({ readOnly, commit, merge }: Volume["request"]["wishes"]): string {
  if (readOnly) return "none";
  return commit === "never" ? "thrown away" : merge;
}

function toItem({ log, snapshots, volumes }: Shown, domain: string): object {
  const { entry, head, generations } = log;
  return {
    ...entry.key,
    uid: entry.uid,
    domain,
    createdAt: entry.createdAt,
    usedAt: entry.usedAt,
    head: head.generation?.number ?? 0,
    epoch: head.epoch,
    floor: head.floor,
    generations: generations.map(({ number }) => number),
    bytes: sizeOf(head.generation),
    live: liveOf(head.generation) ?? null,
    limit: head.generation?.limit ?? null,
    conflicts: total(generations, "conflicts"),
    lost: total(generations, "lost"),
    layers: (head.generation?.layers ?? []).map(({ id, size, entries }) => ({ id, bytes: size, entries })),
    snapshots: snapshots.map(({ id, name, claim, generation, bytes, createdAt }) => ({
      id,
      name,
      claim,
      generation,
      bytes,
      createdAt,
    })),
    volumes: volumes.map(toVolume),
  };
}

function toVolume({ incarnation, volumeId, target, state, request, base, granted, openedAt, delta }: Volume): object {
  const { namespace, pod, uid, serviceAccount, node } = request.pod;
  return {
    incarnation,
    volumeId,
    state,
    pod: { namespace, pod, uid, serviceAccount, node },
    base: base.generation,
    baseEpoch: base.epoch,
    target,
    openedAt,
    readOnly: request.wishes.readOnly,
    commit: (granted ?? request.wishes).commit,
    merge: (granted ?? request.wishes).merge,
    deltaBytes: delta?.bytes ?? null,
  };
}
