/** Snapshots and copies from the controller's calls to a node's log: the two only meet at the API server. */
import { expect } from "chai";
import type { Claim, ClaimSource } from "../../src/cache/claim.ts";
import { Controller } from "../../src/controller/controller.ts";
import { Snapshotting } from "../../src/controller/snapshotting.ts";
import { KubeCaches } from "../../src/kube/caches.ts";
import { KubeClaims } from "../../src/kube/claims.ts";
import { SnapshotMirror } from "../../src/kube/snapshot-mirror.ts";
import { KubeSnapshots } from "../../src/kube/snapshots.ts";
import { DiskSnapshots } from "../../src/store/snapshots.ts";
import { newGeneration } from "../contracts/ledger.ts";
import { never } from "./api.ts";
import { KubeWorld } from "./ledger-world.ts";

const maven = { namespace: "builds", name: "maven" };
const copy = { namespace: "builds", name: "copy" };

describe("A cluster's controller", () => {
  let world: KubeWorld;
  let kept: DiskSnapshots;
  let controller: Controller;
  let snapshotting: Snapshotting;
  let claims: KubeClaims;

  beforeEach(async () => {
    world = await KubeWorld.make(({ layout, clock }) => {
      kept = new DiskSnapshots(layout, clock);
      return new SnapshotMirror({ kept, domain: "00c0ffee" });
    });
    const { client, clock } = world.api;
    claims = new KubeClaims(client, clock);
    const parts = { claims, snapshots: new KubeSnapshots(client, clock), caches: new KubeCaches(client, clock) };
    const disk = { usage: async () => ({ size: 1000, free: 500, inodes: 10, inodesFree: 5 }) };
    controller = new Controller({ ...parts, disk });
    snapshotting = new Snapshotting(parts);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function create(name: string, source?: ClaimSource): Promise<Claim> {
    const pvc = { "csi.storage.k8s.io/pvc/name": name, "csi.storage.k8s.io/pvc/namespace": "builds" };
    const parameters = new Map(Object.entries(pvc));
    return controller.create({ name: `pvc-${name}`, required: 0, limit: 0, parameters, source }, never);
  }

  /** A volume of the node that commits. */
  async function build(volume: string): Promise<void> {
    const { ledger } = world;
    await ledger.ensure(maven);
    await ledger.append(maven, await ledger.head(maven), newGeneration(volume));
  }

  /** Resolves when the node has been told. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  }

  it("makes a copy that the node which has the layers starts volumes from", async () => {
    const source = await create("maven");
    await build("v1");
    const made = await create("copy", { kind: "claim", id: source.id });
    expect(made.cache).to.deep.equal(copy);
    await until(async () => (await world.ledger.head(copy)).last > 0);
    const { generation, last } = await world.ledger.head(copy);
    expect(generation).to.deep.include({ kind: "imported", volume: made.id, cache: copy });
    expect(generation?.layers).to.deep.equal((await world.ledger.head(maven)).generation?.layers);
    const next = await world.ledger.append(copy, await world.ledger.head(copy), newGeneration("v2"));
    expect(next).to.include({ number: last + 1, parent: last });
  });

  it("makes a snapshot that the node holds for itself, also when claim and cache are gone", async () => {
    const source = await create("maven");
    await build("v1");
    const snapshot = await snapshotting.create("s", source.id, never);
    await until(async () => (await kept.list()).length === 1);
    expect(await kept.list()).to.deep.equal([snapshot]);
    await controller.delete(source.id);
    await until(async () => (await world.ledger.head(maven)).generation === undefined);
    expect([await claims.list(), await kept.list()]).to.deep.equal([[], [snapshot]]);
    const again = await create("maven", { kind: "snapshot", id: snapshot.id });
    await until(async () => (await world.ledger.head(maven)).generation !== undefined);
    const { generation } = await world.ledger.head(maven);
    expect([again.cache, generation?.layers]).to.deep.equal([maven, snapshot.layers]);
    await snapshotting.delete(snapshot.id);
    await until(async () => (await kept.list()).length === 0);
  });

  it("leaves a cache that pods made before its claim", async () => {
    await build("v1");
    const claim = await create("maven");
    await controller.delete(claim.id);
    expect(await new KubeCaches(world.api.client, world.clock).has(maven)).to.equal(true);
    expect((await world.ledger.head(maven)).generation?.number).to.equal(1);
  });
});
