/** Tells what controllers do at an API server, over HTTP: one acts, all serve. */
import { expect } from "chai";
import { SystemClock } from "../../src/host/clock.ts";
import { Client } from "../../src/kube/client.ts";
import { toResource } from "../../src/kube/generation-resource.ts";
import { type Cache, type CacheStatus, caches, generations } from "../../src/kube/resources.ts";
import { generation } from "../cache/made.ts";
import { newCache } from "../contracts/api-server.ts";
import type { Stored } from "../fakes/api-objects.ts";
import { Clients, call } from "../support/calls.ts";
import { capability, v1 } from "../support/messages.ts";
import { never } from "./api.ts";
import { Replicas } from "./replicas.ts";

const cacheKind = "cachefork.dev/caches";
const leaseKind = "coordination.k8s.io/leases";
const leaseName = "cachefork/controller";

const holder = ({ spec }: Stored): string => (spec as { readonly holderIdentity: string }).holderIdentity;
const status = (cache: Stored): CacheStatus => cache.status ?? {};

describe("The role controller", function () {
  this.timeout(30_000);
  let replicas: Replicas;
  let client: Client;

  beforeEach(async () => {
    replicas = await Replicas.make();
    const connection = { server: replicas.api.url, tls: {}, token: () => Promise.resolve("secret") };
    client = new Client({ connection, clock: new SystemClock(), userAgent: "test" });
  });

  afterEach(async () => {
    client[Symbol.dispose]();
    await replicas[Symbol.asyncDispose]();
  });

  async function makeCache(): Promise<Cache> {
    return client.create(caches, newCache("builds", "npm", { retention: { generations: 1 } }), never);
  }

  async function commit({ metadata }: Cache, number: number): Promise<void> {
    const time = new Date().toISOString();
    const made = generation(number, [`l${number}`], { cacheUID: metadata.uid ?? "", time });
    await client.create(generations, toResource(made), never);
  }

  it("writes what a cache's status should say, and deletes what is past its retention", async () => {
    await using replica = await replicas.start();
    const cache = await makeCache();
    await commit(cache, 1);
    await replicas.until(cacheKind, "builds/npm", (one) => status(one).lastCommit?.generation === 1);
    await commit(cache, 2);
    const there = await replicas.until(cacheKind, "builds/npm", (one) => status(one).lastCommit?.generation === 2);
    expect(status(there)).to.deep.include({ generations: 1, size: "10", sizeBytes: 10 });
    expect(status(there).heads?.map(({ floor, by }) => [floor, by])).to.deep.equal([[1, "builds/pod"]]);
    // Told last of what it did to this cache.
    await replicas.until("cachefork.dev/generations", "builds/npm.default.00c0ffee.2", () => {
      return replicas.api.objects.find("cachefork.dev/generations", "builds/npm.default.00c0ffee.1") === undefined;
    });
    expect(replica.log.map(({ msg }) => msg)).to.include.members(["Leads: this replica acts now", "Raised a floor"]);
    expect(await replica.page("/metrics"))
      .to.match(/^cachefork_leader 1$/m)
      .and.to.match(/^cachefork_queue_length \d$/m);
  });

  it("serves Identity and health in all replicas, and acts in one", async () => {
    await using one = await replicas.start();
    await replicas.until(leaseKind, leaseName, (lease) => holder(lease).startsWith("pod-1_"));
    await using two = await replicas.start();
    for (const replica of [one, two]) {
      const clients = new Clients(replica.socket);
      const info = await call(clients.identity.GetPluginInfo.bind(clients.identity), new v1.GetPluginInfoRequest());
      expect(info.toObject()).to.deep.include({ name: "csi.cachefork.dev", vendor_version: "1.2.3" });
      clients.close();
      expect(await replica.page("/healthz")).to.equal("ok\n");
    }
    expect(await two.page("/metrics")).to.match(/^cachefork_leader 0$/m);
  });

  it("makes claims in every replica, on the Cache that they are of, and deletes them", async () => {
    await using one = await replicas.start();
    await using two = await replicas.start();
    const [first, second] = [new Clients(one.socket), new Clients(two.socket)];
    const { controller } = first;
    const { controller: other } = second;
    const request = new v1.CreateVolumeRequest({
      name: "pvc-1",
      volume_capabilities: [capability()],
      parameters: new Map([
        ["cache", "npm"],
        ["csi.storage.k8s.io/pvc/namespace", "builds"],
      ]),
    });
    const { volume } = await call(controller.CreateVolume.bind(controller), request);
    expect(volume.volume_context.get("cache")).to.equal("npm");
    const cache = replicas.api.objects.find(cacheKind, "builds/npm");
    expect(Object.keys(cache?.metadata.annotations ?? {})).to.deep.equal([`claim.cachefork.dev/${volume.volume_id}`]);
    const { entries } = await call(other.ListVolumes.bind(other), new v1.ListVolumesRequest());
    expect(entries.map((entry) => entry.volume.volume_id)).to.deep.equal([volume.volume_id]);
    await call(other.DeleteVolume.bind(other), new v1.DeleteVolumeRequest({ volume_id: volume.volume_id }));
    const left = await call(controller.ListVolumes.bind(controller), new v1.ListVolumesRequest());
    expect(left.entries).to.deep.equal([]);
    for (const clients of [first, second]) clients.close();
  });

  it("hands over when the one that acts stops", async () => {
    const one = await replicas.start();
    await replicas.until(leaseKind, leaseName, (lease) => holder(lease).startsWith("pod-1_"));
    await using two = await replicas.start();
    await one[Symbol.asyncDispose]();
    await replicas.until(leaseKind, leaseName, (lease) => holder(lease).startsWith("pod-2_"));
    await commit(await makeCache(), 1);
    await replicas.until(cacheKind, "builds/npm", (cache) => status(cache).lastCommit?.generation === 1);
    expect(one.log.at(-1)).to.deep.include({ msg: "Leads no longer" });
    expect(await two.page("/metrics")).to.match(/^cachefork_leader 1$/m);
  });

  it("starts, serves and stops while the API server is away", async () => {
    await replicas.api.refuse();
    const replica = await replicas.start();
    await replica.until("Could not read or write the Lease; trying again");
    expect(await replica.page("/healthz")).to.equal("ok\n");
    expect(await replica.page("/metrics")).to.match(/^cachefork_leader 0$/m);
    const clients = new Clients(replica.socket);
    const { identity } = clients;
    const { ready } = await call(identity.Probe.bind(identity), new v1.ProbeRequest());
    expect(ready.value).to.equal(true);
    clients.close();
    await replica[Symbol.asyncDispose]();
  });

  it("goes on when the API server was away", async () => {
    await using replica = await replicas.start();
    const cache = await makeCache();
    await replicas.until(cacheKind, "builds/npm", (one) => status(one).generations === 0);
    await replicas.api.refuse();
    await replicas.api.serve();
    // A read is tried again where its connection is gone.
    await client.get(caches, { namespace: "builds", name: "npm" }, never);
    await commit(cache, 1);
    await replicas.until(cacheKind, "builds/npm", (one) => status(one).lastCommit?.generation === 1);
    expect(replica.log.map(({ msg }) => msg)).to.include("Could not follow the cluster's objects; going on");
    expect(await replica.page("/healthz")).to.equal("ok\n");
  });
});
