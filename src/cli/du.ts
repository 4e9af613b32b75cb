/** The command `du`: what the caches take of the disk. */
import type { Generation, LayerId } from "../cache/generation.ts";
import { idsOf } from "../cache/generation.ts";
import type { GroupUsage, Usage } from "../cache/inspection.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatBytes } from "../cache/quantity.ts";
import { corruptAsAbsent, isSame, theCache, warnUnreadable } from "./caches.ts";
import type { Command, ExitCode, Session } from "./command.ts";
import { exitCodes } from "./command.ts";
import { fields, right, table } from "./table.ts";
import { counted } from "./text.ts";

export const du: Command = {
  name: "du",
  summary: "Show what caches take of the disk",
  text: `Counts disk blocks as du(1) does; a file with several names counts once. EXCLUSIVE is what would be free if the cache, and the volumes
that started from it, went; SHARED is what another cache holds, too. The lines below the table say where the rest of the state directory
is: what pods are writing, what waits to be committed, layers that only snapshots keep, older layers that only volumes still need, layers
that nothing needs and the plugin's next sweep removes. Together with the caches they are all of it, as "du -s" counts.
With many files this takes a while: each is looked at.`,
  required: [],
  optional: ["CACHE"],
  options: ["namespace", "all-namespaces"],
  json: `{"items": [{"namespace", "name", "generations", "layers", "exclusive", "shared", "total"}],
           "rest": {"otherCaches", "shared", "openVolumes": {"volumes", "bytes"}, "sealedVolumes": {"volumes", "bytes"},
                    "snapshots": {"snapshots", "layers", "bytes"}, "olderLayers": {"layers", "bytes"},
                    "unused": {"layers", "bytes"}, "trash", "records"},
           "total", "disk": {"size", "free"}}
  All in bytes. total is the sum of every item's exclusive and of all numbers of bytes in rest.`,
  async run(session: Session): Promise<ExitCode> {
    const wanted = session.operands.cache && (await theCache(session)).entry.key;
    const measured = await measure(session);
    const { namespace } = session.options;
    const isWanted = ({ key }: CacheUsage): boolean =>
      wanted === undefined ? namespace === undefined || key.namespace === namespace : isSame(key, wanted);
    const report = reported(measured, isWanted);
    if (session.options.output === "json") await session.out.json(report);
    else await session.out.text(page(report, session.options.state));
    await warnUnreadable(session);
    return exitCodes.ok;
  },
};

interface CacheUsage {
  readonly key: CacheKey;
  readonly generations: number;
  readonly layers: number;
  readonly usage: GroupUsage;
}

/** What is on the disk, by who needs it. */
interface Measured {
  readonly caches: readonly CacheUsage[];
  readonly open: { readonly volumes: number; readonly bytes: number };
  readonly sealed: { readonly volumes: number; readonly bytes: number };
  /** Layers that snapshots hold, and no cache does. */
  readonly kept: { readonly snapshots: number; readonly layers: number; readonly bytes: number };
  readonly older: { readonly layers: number; readonly bytes: number };
  readonly usage: Usage;
}

async function measure({ ledger, snapshots, inspection }: Session): Promise<Measured> {
  // Volumes first: one that is committed meanwhile is seen twice, where it would be missed the other way round.
  const { volumes } = await inspection.volumes();
  const made = await snapshots.list();
  const caches = [];
  for (const { key } of await ledger.caches()) {
    const generations = (await ledger.generations(key).catch(corruptAsAbsent)) ?? [];
    caches.push({ key, generations: generations.length, layers: layersOf(generations) });
  }
  const ofCaches = new Set(caches.flatMap((cache) => [...cache.layers]));
  const ofSnapshots = new Set(made.flatMap((snapshot) => idsOf(snapshot.layers)).filter((id) => !ofCaches.has(id)));
  const kept = new Set([...ofCaches, ...ofSnapshots]);
  const open = volumes.filter((volume) => volume.state === "open");
  const sealed = volumes.filter((volume) => volume.state === "sealed" && !kept.has(volume.upper));
  const uppers = new Set(volumes.map((volume) => volume.upper));
  const bases = volumes.flatMap((volume) => idsOf(volume.base.layers));
  const older = [...new Set(bases)].filter((id) => !kept.has(id) && !uppers.has(id));
  const rest = [open.map(({ upper }) => upper), sealed.map(({ upper }) => upper), older, [...ofSnapshots]];
  const usage = await inspection.usage([...caches.map((cache) => [...cache.layers]), ...rest]);
  const [openUsage, sealedUsage, olderUsage, keptUsage] = usage.groups
    .slice(caches.length)
    .map((group) => group.exclusive);
  return {
    caches: caches.map((cache, at) => ({ ...cache, layers: cache.layers.size, usage: usage.groups[at] ?? nothing })),
    open: { volumes: open.length, bytes: openUsage ?? 0 },
    sealed: { volumes: sealed.length, bytes: sealedUsage ?? 0 },
    kept: { snapshots: made.length, layers: ofSnapshots.size, bytes: keptUsage ?? 0 },
    older: { layers: older.length, bytes: olderUsage ?? 0 },
    usage,
  };
}

const nothing: GroupUsage = { exclusive: 0, shared: 0 };

function layersOf(generations: readonly Generation[]): ReadonlySet<LayerId> {
  return new Set(generations.flatMap((generation) => idsOf(generation.layers)));
}

type Report = ReturnType<typeof reported>;

/** The JSON shape. */
function reported({ caches, open, sealed, kept, older, usage }: Measured, isWanted: (cache: CacheUsage) => boolean) {
  const hidden = caches.filter((cache) => !isWanted(cache));
  return {
    items: caches.filter(isWanted).map(({ key, generations, layers, usage: { exclusive, shared } }) => ({
      ...key,
      generations,
      layers,
      exclusive,
      shared,
      total: exclusive + shared,
    })),
    rest: {
      otherCaches: hidden.reduce((sum, cache) => sum + cache.usage.exclusive, 0),
      shared: usage.shared,
      openVolumes: open,
      sealedVolumes: sealed,
      snapshots: kept,
      olderLayers: older,
      unused: usage.unclaimed,
      trash: usage.trash,
      records: usage.rest,
    },
    total: usage.whole,
    disk: { size: usage.disk.size, free: usage.disk.free },
  };
}

function page({ items, rest, total, disk }: Report, state: string): string {
  const columns = ["GENERATIONS", "LAYERS", "EXCLUSIVE", "SHARED", "TOTAL"].map(right);
  const caches = table(
    [{ heading: "NAMESPACE" }, { heading: "NAME" }, ...columns],
    items.map((item) => [
      item.namespace,
      item.name,
      String(item.generations),
      String(item.layers),
      ...[item.exclusive, item.shared, item.total].map(formatBytes),
    ]),
  );
  const lines = fields([
    ["Other caches", formatBytes(rest.otherCaches)],
    ["Shared between them", formatBytes(rest.shared)],
    ["Written by pods now", `${formatBytes(rest.openVolumes.bytes)} in ${counted(rest.openVolumes.volumes, "volume")}`],
    [
      "Waiting for commit",
      `${formatBytes(rest.sealedVolumes.bytes)} in ${counted(rest.sealedVolumes.volumes, "volume")}`,
    ],
    [
      "Kept by snapshots only",
      `${formatBytes(rest.snapshots.bytes)} in ${counted(rest.snapshots.layers, "layer")} (${counted(rest.snapshots.snapshots, "snapshot")} in all)`,
    ],
    [
      "Needed by volumes only",
      `${formatBytes(rest.olderLayers.bytes)} in ${counted(rest.olderLayers.layers, "layer")}`,
    ],
    ["Waiting for the sweep", `${formatBytes(rest.unused.bytes)} in ${counted(rest.unused.layers, "layer")}`],
    ["Being removed", formatBytes(rest.trash)],
    ["Records and directories", formatBytes(rest.records)],
    ["All of it", `${formatBytes(total)} in ${state}`],
    ["Disk", `${formatBytes(disk.free)} free of ${formatBytes(disk.size)}`],
  ]);
  return `${caches}\n${lines}`;
}
