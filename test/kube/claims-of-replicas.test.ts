/** Claims that two replicas of the controller make and delete at the same time, on one cache. */
import { expect } from "chai";
import type { Claim, ClaimSource } from "../../src/cache/claim.ts";
import { idsOf } from "../../src/cache/generation.ts";
import { Controller } from "../../src/controller/controller.ts";
import { KubeCaches } from "../../src/kube/caches.ts";
import { KubeClaims } from "../../src/kube/claims.ts";
import type { Client } from "../../src/kube/client.ts";
import { ensured } from "../../src/kube/make-cache.ts";
import { caches } from "../../src/kube/resources.ts";
import { KubeSnapshots } from "../../src/kube/snapshots.ts";
import { newSnapshot } from "../contracts/snapshots.ts";
import { Api, never } from "./api.ts";
import { followed, overtaken } from "./overtaken.ts";

const maven = { namespace: "builds", name: "maven" };
const disk = { usage: async () => ({ size: 1000, free: 500, inodes: 10, inodesFree: 5 }) };

describe("Claims of two replicas of the controller", () => {
  let api: Api;

  beforeEach(async () => {
    api = await Api.start();
  });

  afterEach(async () => {
    await api[Symbol.asyncDispose]();
  });

  function replica(client: Client = api.another()): Controller {
    const { clock } = api;
    const snapshots = new KubeSnapshots(client, clock);
    return new Controller({
      claims: new KubeClaims(client, clock),
      caches: new KubeCaches(client, clock),
      snapshots,
      disk,
    });
  }

  /** A claim on maven. */
  function create(controller: Controller, name: string, source?: ClaimSource): Promise<Claim> {
    const parameters = new Map([
      ["csi.storage.k8s.io/pvc/name", "maven"],
      ["csi.storage.k8s.io/pvc/namespace", "builds"],
    ]);
    return controller.create({ name, required: 0, limit: 0, parameters, source }, never);
  }

  const uid = async (): Promise<string | undefined> => (await api.client.find(caches, maven, never))?.metadata.uid;

  it("leave the cache to a claim that another replica makes while the last one is deleted", async () => {
    const one = await create(replica(), "pvc-1");
    const before = await uid();
    const racing = overtaken(api.another(), "delete", () => create(replica(), "pvc-2"));
    await replica(racing).delete(one.id);
    expect(await uid()).to.equal(before);
    const left = await new KubeClaims(api.client, api.clock).list();
    expect(left.map(({ name }) => name)).to.deep.equal(["pvc-2"]);
  });

  it("take the cache along also when the replica that made it was killed before it answered", async () => {
    const killed = followed(api.another(), "create", "caches", () => Promise.reject(new Error("killed")));
    await create(replica(killed), "pvc-1").catch(() => {});
    expect(await uid(), "made").to.not.equal(undefined);
    const again = await create(replica(), "pvc-1");
    expect(again.onDelete).to.equal("delete");
    await replica().delete(again.id);
    expect(await uid()).to.equal(undefined);
  });

  it("leave a cache that a user makes while the claim is made", async () => {
    const racing = overtaken(api.another(), "create", () => ensured(api.client, maven, never));
    const one = await create(replica(racing), "pvc-1");
    const made = await uid();
    expect([one.onDelete, typeof made]).to.deep.equal(["keep", "string"]);
    await replica().delete(one.id);
    expect(await uid()).to.equal(made);
  });

  it("make the cache anew that goes while a claim on it is made", async () => {
    await ensured(api.client, maven, never);
    const racing = overtaken(api.another(), "patch", () => api.client.delete(caches, maven, {}, never));
    expect((await create(replica(racing), "pvc-1")).onDelete).to.equal("delete");
    expect(typeof (await uid())).to.equal("string");
  });

  for (const [where, on, left] of [
    ["its own cache, which stays: it may be another claim's", maven, ["maven"]],
    ["another one, and takes its cache along", { namespace: "others", name: "go" }, ["go"]],
  ] as const) {
    it(`are deleted with a record that cannot be read on ${where}`, async () => {
      const one = await create(replica(), "pvc-1");
      await ensured(api.client, on, never);
      const garbage = { metadata: { annotations: { "claim.cachefork.dev/x": "garbage" } } };
      await api.client.patch(caches, on, garbage, never);
      await replica().delete(one.id);
      const { items } = await api.client.list(caches, {}, never);
      expect(items.map(({ metadata }) => metadata.name)).to.deep.equal(left);
      expect(await new KubeClaims(api.client, api.clock).list()).to.deep.equal([]);
    });
  }

  it("make a copy again whose cache went with another claim of the same content meanwhile", async () => {
    const content = { domain: "00c0ffee", generation: 4, layers: [{ id: "one", size: 10, entries: 1 }] };
    const kept = new KubeCaches(api.client, api.clock);
    await kept.ensure({ ...maven, name: "npm" });
    const snapshots = new KubeSnapshots(api.client, api.clock);
    const { id } = await snapshots.create(newSnapshot({ ...content, cache: { ...maven, name: "npm" } }));
    const one = await create(replica(), "pvc-1", { kind: "snapshot", id });
    const racing = overtaken(api.another(), "patch", () => replica().delete(one.id));
    await create(replica(racing), "pvc-2", { kind: "snapshot", id });
    expect(idsOf((await kept.content(maven, never)).layers)).to.deep.equal(["one"]);
  });
});
