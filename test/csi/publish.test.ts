/** Tests what a publish is refused for, over the wire. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { newClaim } from "../contracts/claims.ts";
import { block, type Fields, mountable, node, outcome, Plugin, publishRequest, v1 } from "./plugin.ts";

type Message = Fields<typeof v1.NodePublishVolumeRequest>;

describe("A publish refuses", () => {
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

  for (const [what, attributes, changes, message] of [
    ["no volume id", {}, { volume_id: "" }, /volume_id is required/],
    ["a volume id with a NUL", {}, { volume_id: "a\0b" }, /has a NUL/],
    ["a volume id of 1025 bytes", {}, { volume_id: "x".repeat(1025) }, /1025 bytes/],
    ["no target", {}, { target_path: "" }, /target_path is required/],
    ["a relative target", {}, { target_path: "a/b" }, /"a\/b": it must be absolute/],
    ["a target with ..", {}, { target_path: "/a/../b" }, /must not have "\.\."/],
    ["a target with a NUL", {}, { target_path: "/a\0b" }, /has a NUL/],
    ["a target of 4096 bytes", {}, { target_path: `/${"x".repeat(4095)}` }, /target_path of 4096 bytes: at most 4095/],
    ["the root directory", {}, { target_path: "//" }, /root directory/],
    [
      "a group that is no number",
      {},
      { volume_capability: mountable("SINGLE_NODE_WRITER", { volume_mount_group: "wheel" }) },
      /"wheel"/,
    ],
    [
      "the group -1",
      {},
      { volume_capability: mountable("SINGLE_NODE_WRITER", { volume_mount_group: "4294967295" }) },
      /4294967294/,
    ],
    ["a mount flag", {}, { volume_capability: mountable("SINGLE_NODE_WRITER", { mount_flags: ["suid"] }) }, /"suid"/],
    ["a block volume", {}, { volume_capability: block() }, /block volume/],
    ["no access type", {}, { volume_capability: new v1.VolumeCapability() }, /no access type/],
    ["no access mode", {}, { volume_capability: mountable("UNKNOWN") }, /no access mode/],
    [
      "an unknown attribute, naming the nearest",
      { readonly: "true" },
      {},
      /"readonly": it is unknown, allowed are .*; did you mean "readOnly"/,
    ],
    ["a variable that was not replaced", { cache: "$(params.cache)" }, {}, /was not replaced/],
    ["a value that is not allowed", { merge: "unoin" }, {}, /merge="unoin": allowed are .*did you mean union/],
    ["a cache that is no label", { cache: "../x" }, {}, /cache="\.\.\/x"/],
    ["a namespace that is no label", { "csi.storage.k8s.io/pod.namespace": "../x" }, {}, /namespace "\.\.\/x"/],
  ] as const) {
    it(`${what} with INVALID_ARGUMENT`, async () => {
      const told = await publish({ cache: "npm", ...attributes }, changes);
      expect(told).to.match(/^INVALID_ARGUMENT: /);
      expect(told).to.match(message);
      expect(plugin.flows.published.size).to.equal(0);
    });
  }

  it("a publish without a cache, and one without a capability", async () => {
    expect(await publish({})).to.match(/^INVALID_ARGUMENT: Volume attribute "cache" is required/);
    const bare = new v1.NodePublishVolumeRequest({ volume_id: "v1", target_path: "/target" });
    expect(await outcome(plugin.call(node.NodePublishVolume, bare))).to.equal(
      "INVALID_ARGUMENT: volume_capability is required",
    );
  });

  it("a claim of ours that does not exist with NOT_FOUND, unless the volume is the pod's own", async () => {
    const changes = { volume_id: "claim-0123" };
    expect(await publish({ cache: "npm" }, changes)).to.match(/^NOT_FOUND: .*claim-0123/);
    expect(await publish({ cache: "npm", "csi.storage.k8s.io/ephemeral": "true" }, changes)).to.equal("OK");
  });

  it("attributes that say otherwise than the claim", async () => {
    const claim = await plugin.claims.create(newClaim());
    expect(await publish({ cache: "npm", merge: "firstWriterWins" }, { volume_id: claim.id })).to.match(
      /^INVALID_ARGUMENT: .*merge="firstWriterWins": the claim pvc-1 was made with "union"/,
    );
  });
});

describe("A publish of a claim's volume", () => {
  const volume_id = `claim-${"0".repeat(32)}`;

  it("asks nobody on a cluster: the volume says itself what its claim would, and is in the namespace of its pod", async () => {
    await using plugin = await Plugin.start({ role: "node", claims: "not asked" });
    const told = { cache: "npm", merge: "lastWriterWins", "csi.storage.k8s.io/pod.namespace": "team" };
    const published = await outcome(plugin.call(node.NodePublishVolume, publishRequest(told, { volume_id })));
    expect(published).to.equal("OK");
    const [{ request } = { request: undefined }] = plugin.flows.published.values();
    expect([request?.cache, request?.wishes.merge]).to.deep.equal([
      { namespace: "team", name: "npm" },
      "lastWriterWins",
    ]);
  });

  it("is refused without a cluster while the claim cannot be read: the namespace is the claim's to say", async () => {
    await using plugin = await Plugin.start({ role: "standalone" });
    plugin.claims.failNext(new CacheError("unavailable", "no answer"));
    const publish = publishRequest({ cache: "npm" }, { volume_id });
    expect(await outcome(plugin.call(node.NodePublishVolume, publish))).to.equal("UNAVAILABLE: no answer");
  });
});

describe("A publish without its pod's namespace", () => {
  const attributes = { cache: "npm" };

  it("is refused on a node of a cluster, where all tenants would share one namespace", async () => {
    await using plugin = await Plugin.start({ role: "node" });
    const told = await outcome(plugin.call(node.NodePublishVolume, publishRequest(attributes)));
    expect(told).to.match(
      /^INVALID_ARGUMENT: .*pod\.namespace is missing; the CSIDriver must say podInfoOnMount: true/,
    );
    expect(plugin.flows.published.size).to.equal(0);
    const named = publishRequest({ ...attributes, "csi.storage.k8s.io/pod.namespace": "team" });
    expect(await outcome(plugin.call(node.NodePublishVolume, named))).to.equal("OK");
    expect([...plugin.flows.published.values()].map(({ request }) => request.cache.namespace)).to.deep.equal(["team"]);
  });

  it("is in the namespace default without a cluster", async () => {
    await using plugin = await Plugin.start({ role: "standalone" });
    expect(await outcome(plugin.call(node.NodePublishVolume, publishRequest(attributes)))).to.equal("OK");
    expect([...plugin.flows.published.values()].map(({ request }) => request.cache.namespace)).to.deep.equal([
      "default",
    ]);
  });
});
