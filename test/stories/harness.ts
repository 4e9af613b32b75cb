/** A whole node in a world of fakes: pods write into it, kubelet calls it, time is turned by hand, and it can be killed. */

import type { Wishes } from "../../src/cache/attributes.ts";
import { CacheError } from "../../src/cache/errors.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import type { OverlayMount } from "../../src/cache/ports.ts";
import { prunedGeneration } from "../../src/cache/prune.ts";
import type { VolumeRequest } from "../../src/cache/volume.ts";
import { Node, type NodeOptions } from "../../src/node/node.ts";
import type { World } from "../../src/node/world.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { FakeDisk } from "../fakes/fake-disk.ts";
import { FakeMounter } from "../fakes/fake-mounter.ts";
import { FakePods } from "../fakes/fake-pods.ts";
import { FakeReserve } from "../fakes/fake-reserve.ts";
import { MemoryAside } from "../fakes/memory-aside.ts";
import { MemoryLayers } from "../fakes/memory-layers.ts";
import { MemoryLedger } from "../fakes/memory-ledger.ts";
import { MemorySnapshots } from "../fakes/memory-snapshots.ts";
import { MemoryVolumes, StoredVolumes } from "../fakes/memory-volumes.ts";
import { Recorder } from "../fakes/recorder.ts";
import { edit } from "../model/edit.ts";
import { difference } from "../model/stack.ts";
import { type Directory, isDirectory } from "../model/tree.ts";
import { type Held, Wire } from "./held.ts";

/** What a story's volume asks for beside its cache, and who it is for. */
export type Asked = Partial<Wishes> &
  Partial<Pick<VolumeRequest, "exclusive" | "mountGroup">> & { readonly pod?: string };

/** The request of a pod for the cache `npm`, or another one. */
export function asking({ pod = "pod", exclusive = false, mountGroup, ...wishes }: Asked = {}): VolumeRequest {
  const cache = wishes.cache ?? "npm";
  return {
    wishes: {
      readOnly: false,
      required: false,
      commit: "always",
      merge: "union",
      sizeLimit: undefined,
      ...wishes,
      cache,
    },
    cache: { namespace: "builds", name: cache },
    mountGroup,
    exclusive,
    pod: { namespace: "builds", pod, uid: `uid-of-${pod}`, serviceAccount: "builder", node: "node-1" },
  };
}

const never = new AbortController().signal;

/** What the records of volumes answer from memory. */
const readAtOnce = ["find", "get", "list", "wasMounted", "wasReadOnly", "unreadable", "unreadableAt"];

/** Makes the world once, and a node in it; after `kill` or `stop`, another one on what the first one left. */
export class Story {
  readonly clock = new FakeClock();
  readonly mounter = new FakeMounter();
  readonly layers = new MemoryLayers();
  readonly ledger = new MemoryLedger(this.clock);
  readonly disk = new FakeDisk();
  readonly reserve = new FakeReserve();
  readonly snapshots = new MemorySnapshots(this.clock);
  readonly aside = new MemoryAside();
  readonly pods = new FakePods();
  readonly events = new Recorder();
  readonly stored = new StoredVolumes();
  readonly #options: NodeOptions;
  #boot = 1;
  #wire = new Wire();
  #volumes: MemoryVolumes;
  #world!: World;
  #node: Node;

  constructor(options: Partial<NodeOptions> = {}) {
    this.#options = { keep: 5, minFree: { bytes: 0 }, maxUsed: { share: 1 }, writerGrace: 10_000, ...options };
    this.#volumes = this.#records();
    this.#node = this.#made();
  }

  static async begin(options: Partial<NodeOptions> = {}): Promise<Story> {
    const story = new Story(options);
    await story.start();
    return story;
  }

  get node(): Node {
    return this.#node;
  }

  get volumes(): MemoryVolumes {
    return this.#volumes;
  }

  /** What the node sees of the world. */
  get world(): World {
    return this.#world;
  }

  get wire(): Wire {
    return this.#wire;
  }

  start(): Promise<void> {
    return this.#node.start();
  }

  /** Ends the process as SIGKILL does; the next `start` is that of a new one. */
  kill(boot: "same boot" | "other boot" = "same boot"): void {
    this.#wire.kill();
    if (boot === "other boot") {
      this.#boot += 1;
      this.mounter.loseMounts();
    }
    this.#wire = new Wire();
    this.#volumes = this.#records();
    this.#node = this.#made();
  }

  /** Ends it as SIGTERM does. */
  async stop(): Promise<void> {
    await this.#node[Symbol.asyncDispose]();
    this.kill();
  }

  target(id: string): string {
    return `/pods/${id}/mount`;
  }

  publish(id: string, asked: Asked = {}, signal = never): Promise<void> {
    return this.#node.publish({ volumeId: id, target: this.target(id) }, asking({ pod: id, ...asked }), signal);
  }

  unpublish(id: string, signal = never): Promise<void> {
    return this.#node.unpublish({ volumeId: id, target: this.target(id) }, signal);
  }

  /** Publishes, writes, unpublishes: a build. */
  async build(id: string, operations: readonly string[], asked: Asked = {}): Promise<void> {
    await this.publish(id, asked);
    this.does(id, ...operations);
    await this.unpublish(id);
  }

  /** What a pod does in its volume. */
  does(id: string, ...operations: readonly string[]): void {
    const { lowers, upper } = this.#mount(id);
    if (upper === undefined) throw new Error(`Volume ${id} cannot be written`);
    const before = this.layers.show(lowers);
    const after = operations.reduce(edit, this.layers.show([upper, ...lowers]));
    this.layers.put(upper, difference(before, after));
  }

  /** What a pod sees. */
  view(id: string): Directory {
    const { lowers, upper } = this.#mount(id);
    return this.layers.show(upper === undefined ? lowers : [upper, ...lowers]);
  }

  /** The files that a pod sees. */
  sees(id: string): Record<string, string> {
    return files(this.view(id));
  }

  /** The files of a cache's head. */
  async head(cache = "npm"): Promise<Record<string, string>> {
    const { generation } = await this.ledger.head(key(cache));
    return files(this.layers.show(generation?.layers.map((layer) => layer.id) ?? []));
  }

  /** As `cachefork prune` does, in another process. */
  async prune(cache = "npm"): Promise<void> {
    const head = await this.ledger.head(key(cache));
    await this.ledger.append(key(cache), head, prunedGeneration(head, this.clock.now()));
  }

  /** Lets everything happen that waits for nothing but its turn. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Holds the node's next call of this name, such as `ledger.append`. */
  hold(call: string, where: "before" | "after" = "before"): Held {
    return this.#wire.hold(call, where);
  }

  #mount(id: string): { readonly lowers: readonly string[]; readonly upper: string | undefined } {
    const mount = this.mounter.at(this.target(id));
    if (!mount) throw new Error(`Volume ${id} is not mounted`);
    return { lowers: layersOf(mount.overlay), upper: mount.overlay.upperdir?.slice("l/".length) };
  }

  /** The kernel mounts nothing whose layers are not there. */
  async #check(call: string, [overlay]: readonly unknown[]): Promise<void> {
    if (call !== "mounter.mount") return;
    for (const id of layersOf(overlay as OverlayMount)) {
      if (!(await this.layers.has(id))) throw new CacheError("not-found", `Cannot mount: there is no layer ${id}`);
    }
  }

  #records(): MemoryVolumes {
    const { layers, clock, stored } = this;
    return new MemoryVolumes({ layers, clock, stored, bootId: `boot-${this.#boot}` });
  }

  #made(): Node {
    const wire = this.#wire;
    wire.check = (call, parameters) => this.#check(call, parameters);
    const events = new Proxy(this.events, {
      get: (target, property) => (wire.dead ? () => {} : Reflect.get(target, property, target).bind(target)),
    });
    this.#world = {
      ledger: wire.through("ledger", this.ledger),
      layers: wire.through("layers", this.layers, ["lostWrites"]),
      volumes: wire.through("volumes", this.#volumes, readAtOnce),
      snapshots: wire.through("snapshots", this.snapshots),
      aside: wire.through("aside", this.aside),
      mounter: wire.through("mounter", this.mounter),
      pods: wire.through("pods", this.pods),
      disk: wire.through("disk", this.disk),
      reserve: wire.through("reserve", this.reserve),
      clock: wire.through("clock", this.clock, ["now"]),
      events,
      bootId: `boot-${this.#boot}`,
    };
    return new Node(this.#world, this.#options);
  }
}

/** The lower layers of a mount, without those that only fill it up. */
function layersOf({ lowerdir }: OverlayMount): string[] {
  return lowerdir.map((path) => path.slice("l/".length)).filter((id) => !/^empty\d$/.test(id));
}

export function key(name: string): CacheKey {
  return { namespace: "builds", name };
}

/** Paths and contents of all files of a tree. */
export function files(tree: Directory, above = ""): Record<string, string> {
  return Object.assign(
    {},
    ...[...tree.entries].map(([name, item]) =>
      isDirectory(item) ? files(item, `${above}${name}/`) : { [above + name]: item.content },
    ),
  ) as Record<string, string>;
}
