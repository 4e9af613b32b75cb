/** What the capacity of a claim is to the Cache that it is a handle on. */
import { expect } from "chai";
import type { ClaimSource } from "../../src/cache/claim.ts";
import { Controller } from "../../src/controller/controller.ts";
import { KubeCaches } from "../../src/kube/caches.ts";
import { KubeClaims } from "../../src/kube/claims.ts";
import { ensured } from "../../src/kube/make-cache.ts";
import { caches } from "../../src/kube/resources.ts";
import { KubeSnapshots } from "../../src/kube/snapshots.ts";
import { newSnapshot } from "../contracts/snapshots.ts";
import { Api, never } from "./api.ts";

const maven = { namespace: "builds", name: "maven" };
const mebi = 2 ** 20;

describe("The capacity of a claim on a cluster", () => {
  let api: Api;

  beforeEach(async () => {
    api = await Api.start();
  });

  afterEach(async () => {
    await api[Symbol.asyncDispose]();
  });

  async function create(required: number, more: Readonly<Record<string, string>> = {}, source?: ClaimSource) {
    const { client, clock } = api;
    const disk = { usage: async () => ({ size: 100 * mebi, free: 500, inodes: 10, inodesFree: 5 }) };
    const parts = { claims: new KubeClaims(client, clock), caches: new KubeCaches(client, clock), disk };
    const controller = new Controller({ ...parts, snapshots: new KubeSnapshots(client, clock) });
    const pvc = { "csi.storage.k8s.io/pvc/name": "maven", "csi.storage.k8s.io/pvc/namespace": "builds" };
    const parameters = new Map(Object.entries({ ...pvc, ...more }));
    return controller.create(
      { name: `pvc-of-${parameters.get("cache") ?? "maven"}`, required, limit: 0, parameters, source },
      never,
    );
  }

  async function sizeOf(cache = maven): Promise<unknown> {
    return (await api.client.get(caches, cache, never)).spec.retention.size;
  }

  it("is the size limit of the Cache that it makes, which then is the Cache's to change", async () => {
    const made = await create(8 * mebi);
    expect(await sizeOf()).to.equal("8Mi");
    await api.client.patch(caches, maven, { spec: { retention: { size: "9Mi" } } }, never);
    expect(await create(8 * mebi)).to.deep.equal(made);
    expect(await sizeOf()).to.equal("9Mi");
  });

  it("changes nothing of a Cache that is there, nor of one that its StorageClass names", async () => {
    await ensured(api.client, maven, never, { retention: { generations: 3 } });
    await create(8 * mebi);
    expect(await sizeOf()).to.equal(undefined);
    await create(8 * mebi, { cache: "named" });
    expect(await sizeOf({ ...maven, name: "named" })).to.equal(undefined);
  });

  it("is that of a copy, too", async () => {
    const npm = { ...maven, name: "npm" };
    await ensured(api.client, npm, never);
    const snapshots = new KubeSnapshots(api.client, api.clock);
    const { id } = await snapshots.create(newSnapshot({ cache: npm, bytes: 10, capacity: 0 }));
    await create(8 * mebi, {}, { kind: "snapshot", id });
    expect(await sizeOf()).to.equal("8Mi");
  });
});
