/** The role controller as it is put together: what the provisioner and the snapshotter ask of its socket is on the API server then. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { pino } from "pino";
import { startController } from "../../src/compose-controller.ts";
import { readConfig } from "../../src/config.ts";
import { caches, generations } from "../../src/kube/resources.ts";
import { Clients, call } from "../support/calls.ts";
import { v1 } from "../support/messages.ts";
import { Provisioner } from "../support/provisioner.ts";
import { Api, never } from "./api.ts";

describe("The role controller, to a provisioner", () => {
  let parts: AsyncDisposableStack;
  let api: Api;
  let clients: Clients;
  let provisioner: Provisioner;

  beforeEach(async () => {
    parts = new AsyncDisposableStack();
    api = parts.use(await Api.start());
    const folder = await mkdtemp(join(tmpdir(), "cachefork-controller-"));
    parts.defer(() => rm(folder, { recursive: true }));
    const kubeconfig = join(folder, "kubeconfig");
    const config = {
      "current-context": "it",
      contexts: [{ name: "it", context: { cluster: "it", user: "it" } }],
      clusters: [{ name: "it", cluster: { server: api.server.url.href } }],
      users: [{ name: "it", user: {} }],
    };
    await writeFile(kubeconfig, JSON.stringify(config));
    const socket = join(folder, "csi.sock");
    const flags = ["--endpoint", `unix://${socket}`, "--lease", "cachefork/controller", "--identity", "one"];
    const read = readConfig(["controller", ...flags, "--kubeconfig", kubeconfig], {});
    if (read.role !== "controller") throw new Error("It is another role");
    parts.use(await startController(read, { log: pino({ level: "silent" }), version: "0" }));
    clients = new Clients(socket);
    parts.defer(() => clients.close());
    provisioner = new Provisioner(() => clients);
  });

  afterEach(async () => {
    await parts.disposeAsync();
  });

  it("offers CSI's Controller", async () => {
    const { identity } = clients;
    const request = new v1.GetPluginCapabilitiesRequest();
    const { capabilities } = await call(identity.GetPluginCapabilities.bind(identity), request);
    const { Type } = v1.PluginCapability.Service;
    expect(capabilities.map(({ service }) => service.type)).to.include(Type.CONTROLLER_SERVICE);
  });

  it("makes the Cache of a claim with the claim on it, and deletes both", async () => {
    const volume = await provisioner.volume("maven");
    const { metadata } = await api.client.get(caches, { namespace: "builds", name: "maven" }, never);
    expect(Object.keys(metadata.labels ?? {})).to.deep.equal([`claim.cachefork.dev/${volume.volume_id}`]);
    await provisioner.deleteVolume(volume.volume_id);
    expect((await api.client.list(caches, {}, never)).items).to.deep.equal([]);
  });

  it("makes snapshots, and copies of them and of claims", async () => {
    const volume = await provisioner.volume("maven");
    const snapshot = await provisioner.snapshot("monday", volume);
    expect([snapshot.ready_to_use, snapshot.size_bytes]).to.deep.equal([true, 0]);
    await provisioner.volume("restored", { source: snapshot });
    await provisioner.volume("cloned", { source: volume });
    const { items } = await api.client.list(caches, {}, never);
    expect(items.map(({ metadata }) => metadata.name)).to.have.members(["maven", "restored", "cloned"]);
    expect((await api.client.list(generations, {}, never)).items, "of nothing there is no copy").to.deep.equal([]);
  });
});
