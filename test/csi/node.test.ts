/** Tests Node over the wire: what of a message reaches the flows, and what is refused. */
import { expect } from "chai";
import type { VolumeRequest } from "../../src/cache/volume.ts";
import { newClaim } from "../contracts/claims.ts";
import { type Fields, mountable, node, outcome, Plugin, publishRequest, v1 } from "./plugin.ts";

type Message = Fields<typeof v1.NodePublishVolumeRequest>;

const podInfo = {
  "csi.storage.k8s.io/pod.name": "build-1",
  "csi.storage.k8s.io/pod.namespace": "team-a",
  "csi.storage.k8s.io/pod.uid": "u-1",
  "csi.storage.k8s.io/serviceAccount.name": "builder",
};

describe("Node", () => {
  let plugin: Plugin;

  beforeEach(async () => {
    plugin = await Plugin.start();
  });

  afterEach(async () => {
    await plugin[Symbol.asyncDispose]();
  });

  async function publish(attributes: Readonly<Record<string, string>>, changes: Message = {}): Promise<string> {
    return outcome(plugin.call(node.NodePublishVolume, publishRequest(attributes, changes)));
  }

  /** The request that reached the flow. */
  async function requested(
    attributes: Readonly<Record<string, string>>,
    changes: Message = {},
  ): Promise<VolumeRequest> {
    expect(await publish(attributes, changes)).to.equal("OK");
    const [published] = plugin.flows.published.values();
    if (published === undefined) throw new Error("nothing was published");
    return published.request;
  }

  it("tells its id, and no topology", async () => {
    const answer = await plugin.call(node.NodeGetInfo, new v1.NodeGetInfoRequest());
    expect([answer.node_id, answer.has_accessible_topology]).to.deep.equal(["node-1", false]);
  });

  it("offers volume statistics, mount groups and several writers on one node", async () => {
    const { capabilities } = await plugin.call(node.NodeGetCapabilities, new v1.NodeGetCapabilitiesRequest());
    const { Type } = v1.NodeServiceCapability.RPC;
    expect(capabilities.map(({ rpc }) => rpc.type)).to.have.members([
      Type.GET_VOLUME_STATS,
      Type.VOLUME_MOUNT_GROUP,
      Type.SINGLE_NODE_MULTI_WRITER,
    ]);
  });

  describe("publishes", () => {
    it("an inline volume in its pod's namespace, with the pod as the author of what it commits", async () => {
      const attributes = { ...podInfo, "csi.storage.k8s.io/ephemeral": "true", cache: "npm", merge: "lastWriterWins" };
      expect(await requested(attributes)).to.deep.equal({
        wishes: {
          cache: "npm",
          readOnly: false,
          required: false,
          commit: "always",
          merge: "lastWriterWins",
          sizeLimit: undefined,
        },
        cache: { namespace: "team-a", name: "npm" },
        mountGroup: undefined,
        exclusive: false,
        pod: { namespace: "team-a", pod: "build-1", uid: "u-1", serviceAccount: "builder", node: "node-1" },
      });
    });

    it("in the namespace default when nobody tells of a pod", async () => {
      expect((await requested({ cache: "npm" })).cache).to.deep.equal({ namespace: "default", name: "npm" });
    });

    it("a claim's volume in the claim's namespace, with the claim's attributes under its own", async () => {
      const cache = { namespace: "team-b", name: "go" };
      const claim = await plugin.claims.create(newClaim({ cache, attributes: { cache: "go", required: "true" } }));
      const request = await requested({ ...podInfo, cache: "go", commit: "never" }, { volume_id: claim.id });
      expect(request.cache).to.deep.equal(cache);
      expect(request.wishes).to.deep.include({ cache: "go", required: true, commit: "never" });
    });

    it("a claim's volume when the CO passes none of its attributes back", async () => {
      const claim = await plugin.claims.create(newClaim());
      expect((await requested({}, { volume_id: claim.id })).cache).to.deep.equal(claim.cache);
    });

    it("the same target twice, and not with other arguments", async () => {
      expect(await publish({ cache: "npm" })).to.equal("OK");
      expect(await publish({ cache: "npm" })).to.equal("OK");
      expect(await publish({ cache: "npm", commit: "never" })).to.match(/^ALREADY_EXISTS/);
    });

    for (const [how, attributes, changes] of [
      ["the attribute says so", { readOnly: "true" }, {}],
      ["the CO says so", {}, { readonly: true }],
      ["the mount flags say so", {}, { volume_capability: mountable("SINGLE_NODE_WRITER", { mount_flags: ["ro"] }) }],
      ["one node may only read", {}, { volume_capability: mountable("SINGLE_NODE_READER_ONLY") }],
      ["all nodes may only read", {}, { volume_capability: mountable("MULTI_NODE_READER_ONLY") }],
    ] as const) {
      it(`read-only when ${how}`, async () => {
        expect((await requested({ cache: "npm", ...attributes }, changes)).wishes.readOnly).to.equal(true);
      });
    }

    for (const mode of ["SINGLE_NODE_WRITER", "SINGLE_NODE_MULTI_WRITER", "MULTI_NODE_MULTI_WRITER"] as const) {
      it(`writable, and not for itself alone, in mode ${mode}`, async () => {
        const request = await requested({ cache: "npm" }, { volume_capability: mountable(mode) });
        expect([request.wishes.readOnly, request.exclusive]).to.deep.equal([false, false]);
      });
    }

    it("for itself alone in mode SINGLE_NODE_SINGLE_WRITER", async () => {
      const changes = { volume_capability: mountable("SINGLE_NODE_SINGLE_WRITER") };
      expect((await requested({ cache: "npm" }, changes)).exclusive).to.equal(true);
    });

    for (const [text, group] of [
      ["0", 0],
      ["1000", 1000],
      ["4294967294", 4_294_967_294],
    ] as const) {
      it(`for the group ${text}`, async () => {
        const capability = mountable("SINGLE_NODE_WRITER", { volume_mount_group: text });
        expect((await requested({ cache: "npm" }, { volume_capability: capability })).mountGroup).to.equal(group);
      });
    }

    it("whatever the file system type, which no overlay has, and with the flags that are in force anyway", async () => {
      const capability = mountable("SINGLE_NODE_WRITER", {
        fs_type: "ext4",
        mount_flags: ["nosuid", "nodev", 'context="system_u:object_r:container_file_t:s0:c1,c2"'],
      });
      expect(await publish({ cache: "npm" }, { volume_capability: capability })).to.equal("OK");
    });

    it("with ids and targets of any characters and more than 128 bytes, which stay as they are", async () => {
      const id = `../ä ${"x".repeat(200)}\n`;
      const target = `/var/lib/${"d".repeat(200)}/{v1},:"`;
      expect(await publish({ cache: "npm" }, { volume_id: id, target_path: target })).to.equal("OK");
      const [published] = plugin.flows.published.values();
      expect(published?.address).to.deep.equal({ volumeId: id, target });
    });
  });

  it("refuses an unpublish without an id, and one without a target", async () => {
    for (const request of [{ target_path: "/t" }, { volume_id: "v1" }]) {
      const call = plugin.call(node.NodeUnpublishVolume, new v1.NodeUnpublishVolumeRequest(request));
      expect(await outcome(call)).to.match(/^INVALID_ARGUMENT: .* is required/);
    }
  });

  it("unpublishes what it published, again, and what it never saw", async () => {
    await publish({ cache: "npm" }, { target_path: "/target/" });
    expect(plugin.flows.published.size).to.equal(1);
    const request = new v1.NodeUnpublishVolumeRequest({ volume_id: "v1", target_path: "/target" });
    for (let times = 0; times < 2; times += 1) {
      expect(await outcome(plugin.call(node.NodeUnpublishVolume, request))).to.equal("OK");
      expect(plugin.flows.published.size).to.equal(0);
    }
  });

  describe("statistics", () => {
    const request = new v1.NodeGetVolumeStatsRequest({ volume_id: "v1", volume_path: "/target" });

    it("are bytes and inodes of a published volume", async () => {
      await publish({ cache: "npm" });
      const answer = await plugin.call(node.NodeGetVolumeStats, request);
      const { Unit } = v1.VolumeUsage;
      expect(answer.usage.map((usage) => usage.toObject())).to.deep.equal([
        { unit: Unit.BYTES, used: 10, total: 100, available: 90 },
        { unit: Unit.INODES, used: 1, total: 20, available: 19 },
      ]);
      expect(answer.has_volume_condition).to.equal(false);
    });

    it("tell what is wrong with a volume", async () => {
      await publish({ cache: "npm" });
      plugin.flows.statistics = { ...plugin.flows.statistics, abnormal: "beyond its sizeLimit" };
      const answer = await plugin.call(node.NodeGetVolumeStats, request);
      expect(answer.volume_condition.toObject()).to.deep.equal({ abnormal: true, message: "beyond its sizeLimit" });
    });

    it("do not keep a volume from being unpublished", async () => {
      await publish({ cache: "npm" });
      const held = plugin.flows.hold();
      const stats = outcome(plugin.call(node.NodeGetVolumeStats, request));
      await held.entered;
      const unpublish = new v1.NodeUnpublishVolumeRequest({ volume_id: "v1", target_path: "/target" });
      expect(await outcome(plugin.call(node.NodeUnpublishVolume, unpublish))).to.equal("OK");
      held.release();
      expect(await stats).to.match(/^NOT_FOUND/);
    });

    it("need an id and a path, and a volume that is there", async () => {
      for (const [fields, code] of [
        [{ volume_path: "/target" }, "INVALID_ARGUMENT"],
        [{ volume_id: "v1" }, "INVALID_ARGUMENT"],
        [{ volume_id: "v1", volume_path: "/target" }, "NOT_FOUND"],
        [{ volume_id: "v1", volume_path: "some/path" }, "NOT_FOUND"],
      ] as const) {
        const call = plugin.call(node.NodeGetVolumeStats, new v1.NodeGetVolumeStatsRequest(fields));
        expect((await outcome(call)).split(":")[0]).to.equal(code);
      }
    });
  });
});
