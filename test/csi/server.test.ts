/** Tests the wrapper around every RPC, and the server's start and end. */
import { stat } from "node:fs/promises";
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import { identityRpcs } from "../../src/csi/identity.ts";
import { Server } from "../../src/csi/server.ts";
import { UnixEndpoint } from "../../src/unix-endpoint.ts";
import { controller, fired, identity, mountable, node, outcome, Plugin, publishRequest, v1 } from "./plugin.ts";

function publishOf(
  changes: {
    readonly id?: string;
    readonly target?: string;
    readonly attributes?: Readonly<Record<string, string>>;
  } = {},
): InstanceType<typeof v1.NodePublishVolumeRequest> {
  const { id = "v1", target = "/target", attributes = {} } = changes;
  return publishRequest({ cache: "npm", ...attributes }, { volume_id: id, target_path: target });
}

const unpublish = new v1.NodeUnpublishVolumeRequest({ volume_id: "v1", target_path: "/target" });
const pending = "ABORTED: An operation on this volume is pending; call again when it has ended";

describe("The server", () => {
  let plugin: Plugin;

  beforeEach(async () => {
    plugin = await Plugin.start();
  });

  afterEach(async () => {
    await plugin[Symbol.asyncDispose]();
  });

  it("answers one of two concurrent publishes of a volume with OK, the other with ABORTED", async () => {
    const held = plugin.flows.hold();
    const outcomes = [publishOf(), publishOf()].map(async (request) => {
      const ended = await outcome(plugin.call(node.NodePublishVolume, request));
      // The loser is answered first: it must not wait for the winner.
      held.release();
      return ended;
    });
    expect(await Promise.all(outcomes)).to.have.members(["OK", pending]);
    expect(plugin.flows.published.size).to.equal(1);
  });

  it("answers an unpublish with ABORTED while the publish of that volume runs, and with OK after it", async () => {
    const held = plugin.flows.hold();
    const published = outcome(plugin.call(node.NodePublishVolume, publishOf()));
    await held.entered;
    expect(await outcome(plugin.call(node.NodeUnpublishVolume, unpublish))).to.equal(pending);
    held.release();
    expect(await published).to.equal("OK");
    expect(await outcome(plugin.call(node.NodeUnpublishVolume, unpublish))).to.equal("OK");
  });

  it("sees through a trailing slash that two calls are about one target", async () => {
    const held = plugin.flows.hold();
    const published = outcome(plugin.call(node.NodePublishVolume, publishOf()));
    await held.entered;
    expect(await outcome(plugin.call(node.NodePublishVolume, publishOf({ target: "//target/" })))).to.equal(pending);
    held.release();
    expect(await published).to.equal("OK");
  });

  it("lets other volumes, and the same volume at another target, pass while one is published", async () => {
    const held = plugin.flows.hold();
    const published = outcome(plugin.call(node.NodePublishVolume, publishOf()));
    await held.entered;
    expect(await outcome(plugin.call(node.NodePublishVolume, publishOf({ id: "v2" })))).to.equal("OK");
    expect(await outcome(plugin.call(node.NodePublishVolume, publishOf({ target: "/other" })))).to.equal("OK");
    held.release();
    expect(await published).to.equal("OK");
  });

  it("frees a volume whose publish failed", async () => {
    plugin.flows.failNext(new Error("once"));
    expect(await outcome(plugin.call(node.NodePublishVolume, publishOf()))).to.match(/^INTERNAL/);
    expect(await outcome(plugin.call(node.NodePublishVolume, publishOf()))).to.equal("OK");
  });

  it("answers one of two concurrent creates of a name with OK, the other with ABORTED", async () => {
    const ensuring = Promise.withResolvers<void>();
    plugin.caches.ensuring = ensuring.promise;
    const outcomes = [0, 1].map(async () => {
      const request = new v1.CreateVolumeRequest({ name: "pvc-1", volume_capabilities: [mountable()] });
      const ended = await outcome(plugin.call(controller.CreateVolume, request));
      ensuring.resolve();
      return ended;
    });
    expect(await Promise.all(outcomes)).to.have.members(["OK", pending]);
    expect(await plugin.claims.list()).to.have.lengthOf(1);
  });

  it("fires the flow's signal with kind deadline when a deadline of 50 ms runs out", async () => {
    const held = plugin.flows.hold();
    const published = outcome(plugin.call(node.NodePublishVolume, publishOf(), { deadlineMs: 50 }));
    const signal = await held.entered;
    expect(await published).to.match(/^DEADLINE_EXCEEDED/);
    await fired(signal);
    expect(isKind(signal.reason, "deadline"), String(signal.reason)).to.equal(true);
    // The flow ended with it, so the volume is free.
    await plugin.server.drain();
    expect(plugin.logged("NodePublishVolume").map(({ code }) => code)).to.deep.equal(["DEADLINE_EXCEEDED"]);
  });

  it("fires the flow's signal with kind cancelled when the caller gives up", async () => {
    const held = plugin.flows.hold();
    const giveUp = new AbortController();
    const published = outcome(plugin.call(node.NodePublishVolume, publishOf(), { signal: giveUp.signal }));
    const signal = await held.entered;
    giveUp.abort();
    expect(await published).to.match(/^CANCELLED/);
    await fired(signal);
    expect(isKind(signal.reason, "cancelled"), String(signal.reason)).to.equal(true);
  });

  for (const [name, method, request] of [
    ["NodeStageVolume", node.NodeStageVolume, new v1.NodeStageVolumeRequest()],
    ["NodeExpandVolume", node.NodeExpandVolume, new v1.NodeExpandVolumeRequest()],
    ["ControllerPublishVolume", controller.ControllerPublishVolume, new v1.ControllerPublishVolumeRequest()],
    ["ControllerExpandVolume", controller.ControllerExpandVolume, new v1.ControllerExpandVolumeRequest()],
  ] as const) {
    it(`answers ${name} with UNIMPLEMENTED`, async () => {
      // Rows of different types; each is a pair that fits.
      const call = plugin.call(
        method as typeof node.NodeStageVolume,
        request as InstanceType<typeof v1.NodeStageVolumeRequest>,
      );
      expect(await outcome(call)).to.match(/^UNIMPLEMENTED/);
    });
  }

  it("answers all of Controller and GroupController with UNIMPLEMENTED in the role of a node", async () => {
    await using only = await Plugin.start({ role: "node" });
    const { GroupControllerGetCapabilities } = v1.UnimplementedGroupControllerService.definition;
    const group = only.call(GroupControllerGetCapabilities, new v1.GroupControllerGetCapabilitiesRequest());
    const list = only.call(controller.ListVolumes, new v1.ListVolumesRequest());
    expect(await outcome(group)).to.match(/^UNIMPLEMENTED/);
    expect(await outcome(list)).to.match(/^UNIMPLEMENTED/);
    expect(await outcome(only.call(node.NodeGetInfo, new v1.NodeGetInfoRequest()))).to.equal("OK");
  });

  it("answers bytes that are no message with an error, and lives on", async () => {
    const garbled = { ...node.NodeUnpublishVolume, requestSerialize: () => Buffer.from([0x0a, 0xff, 0xff]) };
    expect(await outcome(plugin.call(garbled, unpublish))).to.match(/^INTERNAL/);
    expect(await outcome(plugin.call(node.NodeUnpublishVolume, unpublish))).to.equal("OK");
  });

  it("refuses a message beyond 4 MiB", async () => {
    const request = publishOf({ attributes: { large: "x".repeat(5 * 1024 * 1024) } });
    expect(await outcome(plugin.call(node.NodePublishVolume, request))).to.match(/^RESOURCE_EXHAUSTED/);
  });

  it("logs one line per RPC: method, volume, milliseconds, code", async () => {
    await plugin.call(node.NodePublishVolume, publishOf());
    await outcome(plugin.call(node.NodePublishVolume, publishOf({ attributes: { merge: "x" } })));
    const [good, bad, ...others] = plugin.logged("NodePublishVolume");
    expect(others).to.deep.equal([]);
    expect(good).to.deep.include({ level: 30, rpc: "NodePublishVolume", volume: "v1", code: "OK" });
    expect(good?.["ms"]).to.be.a("number");
    expect(bad).to.deep.include({ level: 40, volume: "v1", code: "INVALID_ARGUMENT" });
    expect(bad?.["msg"]).to.include("merge");
  });

  it("logs no more than 256 characters of a volume id", async () => {
    await plugin.call(node.NodePublishVolume, publishOf({ id: "x".repeat(1000) }));
    expect(plugin.logged("NodePublishVolume")[0]?.["volume"]).to.equal("x".repeat(256));
  });

  it("logs what probes and kubelet ask all the time at debug", async () => {
    await plugin.call(identity.Probe, new v1.ProbeRequest());
    await plugin.call(node.NodeGetCapabilities, new v1.NodeGetCapabilitiesRequest());
    expect(plugin.log.map((line) => JSON.parse(line).level)).to.deep.equal([20, 20]);
  });

  it("logs no token, secret or attribute, whether the call is answered or refused", async () => {
    const token = "eyJhbGciOi-the-token";
    const attributes = { "csi.storage.k8s.io/serviceAccount.tokens": `{"audience":{"token":"${token}"}}` };
    const request = publishOf({ attributes });
    request.secrets = new Map([["password", token]]);
    await plugin.call(node.NodePublishVolume, request);
    const refused = publishOf({ attributes: { ...attributes, "my-token": token } });
    expect(await outcome(plugin.call(node.NodePublishVolume, refused))).to.match(/^INVALID_ARGUMENT.*my-token/);
    plugin.flows.failNext(new Error("defect"));
    await outcome(plugin.call(node.NodePublishVolume, request));
    expect(plugin.logged("NodePublishVolume")).to.have.lengthOf(3);
    expect(plugin.log.join("")).to.not.include(token);
    expect(JSON.stringify([...plugin.flows.published.values()])).to.not.include(token);
  });

  it("counts every RPC by method and code", async () => {
    await plugin.call(node.NodePublishVolume, publishOf());
    await outcome(plugin.call(node.NodePublishVolume, publishOf({ id: "" })));
    const text = await plugin.metrics.text();
    expect(text).to.include('cachefork_rpc_seconds_count{method="NodePublishVolume",code="OK"} 1');
    expect(text).to.include('cachefork_rpc_seconds_count{method="NodePublishVolume",code="INVALID_ARGUMENT"} 1');
  });

  it("listens for its own user only, in a directory that it makes", async () => {
    expect((await stat(plugin.socket)).mode & 0o777).to.equal(0o600);
  });

  it("listens no more when it cannot give its socket to one user only: the process would not end", async () => {
    const endpoint = new UnixEndpoint(`${plugin.socket}-open`);
    endpoint.bound = () => Promise.reject(new Error("EIO"));
    const rpcs = identityRpcs({ name: "n", version: "1", controller: false, notReady: () => undefined });
    const refused = await Server.listen({ endpoint, rpcs, reports: { answered: () => {} }, drainMs: 1000 }).catch(
      (error: unknown) => String(error),
    );
    expect(refused).to.equal("Error: EIO");
    expect(endpoint.present()).to.equal(false);
  });

  it("refuses to start with busy where another server answers, which is not disturbed", async () => {
    const rpcs = identityRpcs({ name: "x", version: "1", controller: false, notReady: () => undefined });
    const endpoint = new UnixEndpoint(plugin.socket);
    const refused = await Server.listen({ endpoint, rpcs, reports: { answered: () => {} }, drainMs: 1000 }).catch(
      (error: unknown) => error,
    );
    expect(isKind(refused, "busy"), String(refused)).to.equal(true);
    expect(await outcome(plugin.call(node.NodeGetInfo, new v1.NodeGetInfoRequest()))).to.equal("OK");
  });
});
