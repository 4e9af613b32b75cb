/** Opens a node's state directory: the ports that a node's flows need, made of what is on its disk and of Linux. */
import { resolve } from "node:path";
import type { Logger } from "pino";
import { allEvents } from "./cache/all-events.ts";
import type { Claims } from "./cache/claim.ts";
import { CacheError, isKind } from "./cache/errors.ts";
import { enoughFiles } from "./cache/inspection.ts";
import type { Pods } from "./cache/ports.ts";
import { type Cluster, joinCluster } from "./compose-join.ts";
import type { Config } from "./config.ts";
import { LoggedEvents } from "./events.ts";
import { readBootId } from "./host/boot-id.ts";
import { SystemClock } from "./host/clock.ts";
import { makeDirectories } from "./host/directories.ts";
import { LinuxDisk } from "./host/disk.ts";
import { StateLock } from "./host/lock.ts";
import { LinuxMounter } from "./host/mounter.ts";
import type { MountCalls } from "./host/mounts.ts";
import { openFilesLimit } from "./host/open-files.ts";
import { clearTrials } from "./host/overlay-trial.ts";
import { checkState } from "./host/state-check.ts";
import { type SyncCalls, Syncer } from "./host/syncer.ts";
import { Thread } from "./host/thread.ts";
import type { Metrics } from "./metrics.ts";
import { missingLayers } from "./node/missing.ts";
import type { World } from "./node/world.ts";
import { DiskAside } from "./store/aside.ts";
import { DiskClaims } from "./store/claims.ts";
import { DiskLayers, type TreeThreads } from "./store/layers.ts";
import { Layout } from "./store/layout.ts";
import { EmbeddedLedger } from "./store/ledger.ts";
import { DiskMirror } from "./store/mirror.ts";
import { DiskReserve } from "./store/reserve.ts";
import { DiskSnapshots } from "./store/snapshots.ts";
import { domainOf, identify, prepareState } from "./store/state.ts";
import type { TreeCalls } from "./store/trees.ts";
import { DiskVolumes } from "./store/volumes.ts";
import type { WorkCalls } from "./store/work.ts";
import type { Surroundings } from "./surroundings.ts";

/** Milliseconds after which an idle thread gives its memory back; starting it again takes some 50 (ADR 0024). */
const idleMs = 60_000;

/** MiB of heap that each thread for trees may take: what the largest tree needs that is not refused, and a third more (ADR 0017). */
export const treeHeaps = { seals: 64, large: 192, merges: 512, background: 768 } as const;

/** Without a cluster nobody knows of pods: a volume ends when it is unpublished. */
const noPods: Pods = { ended: () => Promise.resolve(new Set()), outcome: () => Promise.resolve("gone") };

/** What a state directory makes possible. */
export interface OpenState {
  readonly world: World;
  readonly claims: DiskClaims;
  readonly snapshots: DiskSnapshots;
  /** Undefined where the log is on this disk. */
  readonly cluster: Cluster | undefined;
}

/** Opens the state, and leaves what must be closed to `starting`. Throws when the state directory cannot work or is in use. */
export async function openState(
  config: Config,
  { log, version, worker }: Surroundings,
  metrics: Metrics,
  starting: AsyncDisposableStack,
): Promise<OpenState> {
  const root = resolve(config.state);
  makeRoot(root);
  checkState(root, { memory: config.allowTmpfs ? "allowed" : "refused" });
  starting.use(StateLock.take(root));
  clearTrials(root);
  const layout = new Layout(root);
  await prepareState(layout);
  const threads = { entry: worker, data: { state: root } };
  const mounts = starting.use(
    new Thread<MountCalls & WorkCalls>({ ...threads, data: { ...threads.data, role: "mounts" }, idleMs }),
  );
  const reserve = new DiskReserve(layout);
  // It never rests: the state directory that it keeps open remembers which write errors were told (syncfs(2)).
  const sync = starting.use(new Thread<SyncCalls>({ ...threads, data: { ...threads.data, role: "sync" } }));
  const syncer = new Syncer(sync);
  const mounter = await withRoom(reserve, () => LinuxMounter.open(mounts, config.selinuxContext ?? "", syncer));
  mounts.rest();
  const { userxattr, leftOut } = mounter.found;
  const identity = await identify(layout, userxattr);
  warnOfLacks(log, leftOut);
  const trees = treeThreads(starting, threads.entry, { state: root, userxattr });
  const clock = new SystemClock();
  const bootId = readBootId(config.bootIdFile);
  const layers = new DiskLayers(layout, trees, syncer, new Syncer(trees.background));
  const volumes = await DiskVolumes.load(layout, layers, clock, bootId, mounts);
  const snapshots = new DiskSnapshots(layout, clock);
  const mirror = new DiskMirror(layout, domainOf(identity), clock);
  const isJoined = config.ledger === "kubernetes";
  const cluster = isJoined
    ? await joinCluster(config, { log, version }, { mirror, clock, kept: snapshots }, starting)
    : undefined;
  const world: World = {
    ledger: cluster?.ledger ?? new EmbeddedLedger(layout, domainOf(identity), clock),
    layers,
    volumes,
    snapshots,
    aside: new DiskAside(layout),
    mounter,
    pods: cluster?.pods ?? noPods,
    disk: new LinuxDisk(root),
    reserve,
    clock,
    events: allEvents(new LoggedEvents(log, metrics), ...(cluster?.listeners ?? [])),
    bootId,
  };
  const claims = new DiskClaims(layout, clock);
  observe(metrics, world, claims);
  return { world, claims, snapshots, cluster };
}

function treeThreads(
  starting: AsyncDisposableStack,
  entry: URL,
  state: { readonly state: string; readonly userxattr: boolean },
): TreeThreads & { readonly background: Thread<TreeCalls & SyncCalls> } {
  const thread = <Work extends TreeCalls>(role: string, heapMb: number): Thread<Work> =>
    starting.use(new Thread<Work>({ entry, data: { ...state, role }, limits: { heapMb, stackMb: 16 }, idleMs }));
  return {
    seals: thread("trees", treeHeaps.seals),
    large: thread("trees", treeHeaps.large),
    merges: thread("trees", treeHeaps.merges),
    background: thread("background", treeHeaps.background),
  };
}

/** On a full disk, what has to be written at a start is written into the reserve. */
async function withRoom<Result>(reserve: DiskReserve, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isKind(error, "exhausted")) throw error;
    await reserve.release();
    return await work();
  }
}

function warnOfLacks(log: Logger, leftOut: readonly string[]): void {
  if (leftOut.length > 0) log.warn({ options: leftOut }, "The kernel lacks mount options that are safe to lack");
  const limit = openFilesLimit(process.pid);
  if (limit === undefined || limit >= enoughFiles) return;
  log.warn({ limit, enough: enoughFiles }, "Few files may be open at once: commits of deep trees may have to wait");
}

function makeRoot(root: string): void {
  try {
    makeDirectories(root, 0o700);
  } catch (error) {
    throw new CacheError("precondition", `Cannot make state directory ${root}`, { cause: error });
  }
}

function observe(metrics: Metrics, world: World, claims: Claims): void {
  const { volumes, ledger, snapshots, layers, disk } = world;
  const inState = (state: string) => (): number => volumes.list().filter((volume) => volume.state === state).length;
  metrics.observe({
    volumesOpen: inState("open"),
    deltasPending: inState("sealed"),
    unreadable: async () => {
      const others = await Promise.all([ledger, claims, snapshots].map((port) => port.unreadable()));
      return volumes.unreadable().length + others.flat().length;
    },
    layersAside: async () => new Set((await world.aside.list()).flatMap((note) => note.layers)).size,
    layersMissing: async () => (await missingLayers(world)).size,
    caches: async () => (await ledger.caches()).length,
    generations: async () => {
      const logs = (await ledger.caches()).map(({ key }) => ledger.generations(key));
      return (await Promise.all(logs)).flat().length;
    },
    snapshots: async () => (await snapshots.list()).length,
    layers: async () => (await layers.list()).length,
    diskSize: async () => (await disk.usage()).size,
    diskFree: async () => (await disk.usage()).free,
  });
}
