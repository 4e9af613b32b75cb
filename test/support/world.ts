/** A whole node in this process on real overlay mounts, for tests that look at it from inside. */
import { accessSync, constants, mkdirSync, mkdtempSync, realpathSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LayerId } from "../../src/cache/generation.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import type { Clock, Ledger } from "../../src/cache/ports.ts";
import type { VolumeRequest } from "../../src/cache/volume.ts";
import { bootIdFile, readBootId } from "../../src/host/boot-id.ts";
import { SystemClock } from "../../src/host/clock.ts";
import { LinuxDisk } from "../../src/host/disk.ts";
import { LinuxMounter } from "../../src/host/mounter.ts";
import type { MountCalls } from "../../src/host/mounts.ts";
import { type SyncCalls, Syncer } from "../../src/host/syncer.ts";
import { Thread } from "../../src/host/thread.ts";
import { Node } from "../../src/node/node.ts";
import type { World } from "../../src/node/world.ts";
import { DiskAside } from "../../src/store/aside.ts";
import { DiskLayers, emptyLayers } from "../../src/store/layers.ts";
import { Layout } from "../../src/store/layout.ts";
import { EmbeddedLedger } from "../../src/store/ledger.ts";
import { DiskReserve } from "../../src/store/reserve.ts";
import { DiskSnapshots } from "../../src/store/snapshots.ts";
import { domainOf, identify, prepareState } from "../../src/store/state.ts";
import type { TreeCalls } from "../../src/store/trees.ts";
import { DiskVolumes } from "../../src/store/volumes.ts";
import { FakePods } from "../fakes/fake-pods.ts";
import { Recorder } from "../fakes/recorder.ts";
import { unmountBelow } from "./mount-table.ts";

const entry = new URL("../../src/worker.ts", import.meta.url);

process.once("SIGTERM", () => process.exit(143));

/** What a test may choose. */
export interface RealOptions {
  readonly keep?: number;
  /** Where to put all of it; the directory for temporary files unless told. */
  readonly under?: string;
  /** Puts something between the node and its ledger. */
  readonly ledger?: (ledger: Ledger) => Ledger;
  /** The system's, unless told. */
  readonly clock?: Clock;
}

/** A node with its state in a directory of its own. Dispose of it to remove all that it made, mounts first. */
export class RealNode implements AsyncDisposable {
  readonly root: string;
  readonly world: World;
  readonly node: Node;
  readonly events: Recorder;
  readonly pods: FakePods;
  readonly layout: Layout;
  readonly userxattr: boolean;
  readonly #heard: Heard;
  readonly #parts: AsyncDisposableStack;
  #looks = 0;

  private constructor(
    made: Pick<RealNode, "root" | "world" | "node" | "events" | "pods" | "layout" | "userxattr">,
    heard: Heard,
    parts: AsyncDisposableStack,
  ) {
    this.#heard = heard;
    ({
      root: this.root,
      world: this.world,
      node: this.node,
      events: this.events,
      pods: this.pods,
      layout: this.layout,
      userxattr: this.userxattr,
    } = made);
    this.#parts = parts;
  }

  static async start(options: RealOptions = {}): Promise<RealNode> {
    await using parts = new AsyncDisposableStack();
    const root = realpathSync(mkdtempSync(join(options.under ?? tmpdir(), "cachefork-world-")));
    const leave = (): void => {
      unmountBelow(root);
      rmSync(root, { recursive: true, force: true });
    };
    // Also when the tests are ended in the middle.
    process.once("exit", leave);
    parts.defer(() => {
      process.removeListener("exit", leave);
      leave();
    });
    const layout = new Layout(join(root, "state"));
    mkdirSync(layout.root);
    const { world, userxattr } = await openWorld(layout, options.clock ?? new SystemClock(), parts);
    const events = new Recorder();
    const pods = new FakePods();
    const ledger = options.ledger?.(world.ledger) ?? world.ledger;
    const heard: Heard = { waiting: new Set() };
    const told: World = { ...world, events: listening(events, heard), pods, ledger };
    const limits = { keep: options.keep ?? 5, minFree: { bytes: 0 }, maxUsed: { share: 1 } };
    const node = parts.use(new Node(told, { ...limits, writerGrace: 2_000 }));
    await node.start();
    return new RealNode({ root, world: told, node, events, pods, layout, userxattr }, heard, parts.move());
  }

  /** Resolves when this is so, which is looked at after every event. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#heard.waiting.add(resolve);
      await promise;
    }
  }

  target(volumeId: string): string {
    return join(this.root, "pods", volumeId);
  }

  /** Mounts a volume and answers where. */
  async publish(volumeId: string, request: VolumeRequest): Promise<string> {
    const target = this.target(volumeId);
    await this.node.publish({ volumeId, target }, request, AbortSignal.timeout(60_000));
    return target;
  }

  async unpublish(volumeId: string): Promise<void> {
    await this.node.unpublish({ volumeId, target: this.target(volumeId) }, AbortSignal.timeout(60_000));
  }

  /** Mounts these layers read-only while `use` looks at them. */
  async looking<Result>(layers: readonly LayerId[], use: (path: string) => Result): Promise<Result> {
    this.#looks += 1;
    const target = join(this.root, "looks", `${this.#looks}`);
    const lowerdir = [...layers, ...emptyLayers].map((id) => `l/${id}`);
    await this.world.mounter.mount({ source: "look", lowerdir, upperdir: undefined, workdir: undefined }, target);
    try {
      return use(target);
    } finally {
      await this.world.mounter.unmount(target);
    }
  }

  /** The layers of a cache's head, newest first. */
  async headLayers(cache: CacheKey): Promise<readonly LayerId[]> {
    const { generation } = await this.world.ledger.head(cache);
    return generation?.layers.map((layer) => layer.id) ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts.disposeAsync();
  }
}

/** Who waits for the next event. */
interface Heard {
  readonly waiting: Set<() => void>;
}

/** The recorder, with those told who wait for something to happen. */
function listening(events: Recorder, { waiting }: Heard): Recorder {
  return new Proxy(events, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property, target);
      if (typeof method !== "function") return method;
      return (...parameters: unknown[]) => {
        Reflect.apply(method, target, parameters);
        // What is told of is done when the flow goes on.
        for (const wake of waiting) setImmediate(wake);
        waiting.clear();
      };
    },
  });
}

/** The real parts, as compose-state.ts puts them together. */
async function openWorld(
  layout: Layout,
  clock: Clock,
  parts: AsyncDisposableStack,
): Promise<{ world: Omit<World, "events" | "pods">; userxattr: boolean }> {
  await prepareState(layout);
  const state = layout.root;
  const mounts = parts.use(new Thread<MountCalls>({ entry, data: { role: "mounts", state } }));
  const sync = parts.use(new Thread<SyncCalls>({ entry, data: { role: "sync", state } }));
  const syncer = new Syncer(sync);
  const mounter = await LinuxMounter.open(mounts, "", syncer);
  const { userxattr } = mounter.found;
  const identity = await identify(layout, userxattr);
  const tree = <Work extends TreeCalls>(role: string): Thread<Work> =>
    parts.use(new Thread<Work>({ entry, data: { role, state, userxattr }, limits: { heapMb: 128, stackMb: 16 } }));
  const background = tree<TreeCalls & SyncCalls>("background");
  const layers = new DiskLayers(
    layout,
    { seals: tree("trees"), large: tree("trees"), merges: tree("trees"), background },
    syncer,
    new Syncer(background),
  );
  const bootId = readBootId(bootIdFile);
  const volumes = await DiskVolumes.load(layout, layers, clock, bootId);
  const ledger = new EmbeddedLedger(layout, domainOf(identity), clock);
  return {
    world: {
      ledger,
      layers,
      volumes,
      snapshots: new DiskSnapshots(layout, clock),
      aside: new DiskAside(layout),
      mounter,
      disk: new LinuxDisk(state),
      reserve: new DiskReserve(layout),
      clock,
      bootId,
    },
    userxattr,
  };
}

/** Memory, where this machine has a file system of it with some room: there nobody waits for a disk. */
export function inMemory(): string {
  const memory = "/dev/shm";
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > 2 ** 28 ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

/** A request for a cache in the namespace `builds`. */
export function requestFor(
  cache: string,
  changes: Partial<VolumeRequest["wishes"]> & { readonly pod?: string } = {},
): VolumeRequest {
  const { pod = "pod", ...wishes } = changes;
  return {
    wishes: {
      cache,
      readOnly: false,
      required: false,
      commit: "always",
      merge: "union",
      sizeLimit: undefined,
      ...wishes,
    },
    cache: { namespace: "builds", name: cache },
    mountGroup: undefined,
    exclusive: false,
    pod: { namespace: "builds", pod, uid: `uid-of-${pod}`, serviceAccount: "builder", node: "node-1" },
  };
}
