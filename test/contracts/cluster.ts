/** The contract of the port Cluster, for the fake and the real one alike. */
import { expect } from "chai";
import type {
  CacheStatus,
  Cluster,
  ClusterCache,
  ClusterGeneration,
  ClusterHolding,
  ClusterObserver,
  HeldLog,
} from "../../src/cache/cluster.ts";
import { CacheError } from "../../src/cache/errors.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { npm } from "../controller/objects.ts";
import { failure } from "./mounter.ts";

/** A cluster, and what others than the controller do to it. */
export interface ClusterWorld extends AsyncDisposable {
  readonly cluster: Cluster;
  makeCache(key: CacheKey): Promise<void>;
  /** Pins a generation by a snapshot. */
  pin(key: CacheKey, domain: string, generation: number): Promise<void>;
  deleteCache(key: CacheKey): Promise<void>;
  /** With two layers, of 10 bytes each. */
  append(key: CacheKey, domain: string, number: number): Promise<void>;
  hold(node: string, domain: string, logs: readonly HeldLog[]): Promise<void>;
  addNode(name: string): Promise<void>;
}

const never = new AbortController().signal;
const domain = "00c0ffee";

/** Remembers what it is told, and lets a test wait until it was. */
class Told implements ClusterObserver {
  readonly caches = new Map<string, ClusterCache>();
  readonly generations = new Map<string, ClusterGeneration>();
  readonly holdings = new Map<string, ClusterHolding>();
  isWhole = false;
  #changed = Promise.withResolvers<void>();

  cache(key: CacheKey, cache: ClusterCache | undefined): void {
    this.#set(this.caches, key.name, cache);
  }

  generation(namespace: string, name: string, generation: ClusterGeneration | undefined): void {
    this.#set(this.generations, `${namespace}/${name}`, generation);
  }

  holding(node: string, holding: ClusterHolding | undefined): void {
    this.#set(this.holdings, node, holding);
  }

  synced(): void {
    this.isWhole = true;
    this.#wake();
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#changed.promise;
  }

  #set<Type>(objects: Map<string, Type>, name: string, object: Type | undefined): void {
    if (object) objects.set(name, object);
    else objects.delete(name);
    this.#wake();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

/** Every field has something in it that another could be mistaken for. */
function statusOf(floor: number): CacheStatus {
  const time = "2026-01-02T03:04:05.678Z";
  return {
    heads: [
      { scope: "default", domain, node: "node-1", generation: 12, time, by: "builds/pod", floor },
      { scope: "default", domain: "0badcafe", generation: 0, floor: 3, lostSince: time },
    ],
    generations: 2,
    bytes: 1536,
    hits: 3,
    coldStarts: 4,
    conflicts: 5,
    pendingDeltas: 6,
    lastCommit: { generation: 12, domain, time, pod: "builds/pod" },
    conditions: [
      { type: "Ready", status: "True", reason: "Warm", message: "so", lastTransitionTime: time, observedGeneration: 1 },
    ],
  };
}

/** Runs the contract in a world that `make` makes anew for each test. */
export function describeCluster(make: () => Promise<ClusterWorld>): void {
  let world: ClusterWorld;
  let cluster: Cluster;
  let told: Told;
  let stop: AbortController;
  let following: Promise<void>;

  beforeEach(async () => {
    world = await make();
    ({ cluster } = world);
    told = new Told();
    stop = new AbortController();
    following = Promise.resolve();
  });

  afterEach(async () => {
    stop.abort();
    await following;
    await world[Symbol.asyncDispose]();
  });

  async function follow(): Promise<void> {
    following = cluster.follow(told, stop.signal);
    await told.until(() => told.isWhole);
  }

  async function theCache(): Promise<ClusterCache> {
    const cache = await cluster.read(npm, never);
    if (!cache) throw new Error("it is not there");
    return cache;
  }

  it("tells of all that there is, and then says so", async () => {
    await world.makeCache(npm);
    await world.append(npm, domain, 1);
    await world.hold("node-1", domain, []);
    await follow();
    expect([told.caches.size, told.generations.size, told.holdings.size]).to.deep.equal([1, 1, 1]);
    expect(told.caches.get("npm")).to.deep.include({ key: npm, keep: 5, pins: [], status: undefined });
    const entry = told.generations.get(`builds/npm.default.${domain}.1`);
    expect(entry).to.deep.include({ cache: npm, cacheUID: told.caches.get("npm")?.uid, scope: "default", domain });
    expect(entry).to.deep.include({ number: 1, epoch: 0, kind: "build" });
    expect(entry?.by).to.deep.equal({ namespace: "builds", pod: "pod", node: "node-1" });
    expect(entry?.layers.map(({ size }) => size)).to.deep.equal([10, 10]);
  });

  it("says so of an empty cluster, too", async () => {
    await follow();
  });

  it("tells what comes, changes and goes", async () => {
    await follow();
    await world.makeCache(npm);
    await told.until(() => told.caches.has("npm"));
    await world.append(npm, domain, 1);
    await told.until(() => told.generations.size === 1);
    await world.pin(npm, domain, 1);
    await told.until(() => told.caches.get("npm")?.pins.length === 1);
    expect(told.caches.get("npm")?.pins).to.deep.equal([{ domain, generation: 1 }]);
    await world.deleteCache(npm);
    await told.until(() => told.caches.size === 0 && told.generations.size === 0);
  });

  it("tells what a node tells", async () => {
    const lastRefusal = { time: "2026-01-01T00:00:00Z", pod: "builds/big", reason: "size-limit", message: "too much" };
    const log: HeldLog = { cache: npm, floor: 1, hits: 2, coldStarts: 3, conflicts: 4, pendingDeltas: 5, lastRefusal };
    await world.hold("node-1", domain, [log]);
    await follow();
    expect(told.holdings.get("node-1")).to.deep.include({ node: "node-1", domain, logs: [log] });
    expect(told.holdings.get("node-1")?.createdAt).to.match(/^\d{4}-\d\d-\d\dT/);
    await world.hold("node-1", domain, []);
    await told.until(() => told.holdings.get("node-1")?.logs.length === 0);
  });

  it("ends when it is told to, and not before", async () => {
    await follow();
    stop.abort();
    await following;
    await world.makeCache(npm);
    expect(told.caches.size).to.equal(0);
    await failure(cluster.follow(told, AbortSignal.abort()), "cancelled");
  });

  it("reads what was not told yet, and nothing where there is nothing", async () => {
    expect(await cluster.read(npm, never)).to.equal(undefined);
    await world.makeCache(npm);
    expect(await theCache()).to.deep.include({ key: npm });
  });

  it("writes a status that is read back as it was", async () => {
    await world.makeCache(npm);
    const { revision } = await cluster.writeStatus(await theCache(), statusOf(7), never);
    const there = await theCache();
    expect(there.revision).to.equal(revision);
    expect(there.status).to.deep.equal(statusOf(7));
    const { lastCommit: _, ...rest } = statusOf(8);
    await cluster.writeStatus(there, { ...rest, heads: [], conditions: [] }, never);
    const { status } = await theCache();
    expect([status?.heads, status?.conditions, status?.lastCommit]).to.deep.equal([[], [], undefined]);
  });

  it("writes no status over what it does not know", async () => {
    await world.makeCache(npm);
    const known = await theCache();
    await world.pin(npm, domain, 1);
    await failure(cluster.writeStatus(known, statusOf(7), never), "conflict");
    expect((await theCache()).status).to.equal(undefined);
    await world.deleteCache(npm);
    await failure(cluster.writeStatus(known, statusOf(7), never), "not-found");
  });

  it("deletes a generation, once", async () => {
    await world.makeCache(npm);
    await world.append(npm, domain, 1);
    await world.append(npm, domain, 2);
    await follow();
    const [first] = told.generations.values();
    if (!first) throw new Error("nothing was told");
    await failure(cluster.deleteGeneration({ ...first, uid: "another" }, never), "conflict");
    await cluster.deleteGeneration(first, never);
    await told.until(() => told.generations.size === 1);
    await cluster.deleteGeneration(first, never);
    expect([...told.generations.values()].map(({ number }) => number)).to.deep.equal([2]);
  });

  it("deletes a Holding that nobody has written since, once", async () => {
    await world.hold("node-1", domain, []);
    await follow();
    const known = told.holdings.get("node-1");
    if (!known) throw new Error("nothing was told");
    await world.hold("node-1", domain, [
      { cache: npm, floor: 1, hits: 0, coldStarts: 0, conflicts: 0, pendingDeltas: 0 },
    ]);
    await failure(cluster.deleteHolding(known, never), "conflict");
    await told.until(() => told.holdings.get("node-1")?.logs.length === 1);
    const { holdings } = told;
    await cluster.deleteHolding(holdings.get("node-1") ?? known, never);
    await told.until(() => holdings.size === 0);
    await cluster.deleteHolding(known, never);
  });

  it("knows which nodes are there", async () => {
    await world.addNode("node-1");
    expect(await cluster.nodes(["node-1", "node-2"], never)).to.deep.equal(new Set(["node-1"]));
  });

  it("does nothing for who has given up", async () => {
    await world.makeCache(npm);
    const cache = await theCache();
    const late = AbortSignal.abort(new CacheError("deadline", "too late"));
    await failure(cluster.writeStatus(cache, statusOf(1), late), "deadline");
    expect((await theCache()).status).to.equal(undefined);
  });
}
