/** Tests Controller over the wire. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { block, controller, type Fields, mountable, node, outcome, Plugin, v1 } from "./plugin.ts";

type Create = Fields<typeof v1.CreateVolumeRequest>;
const gib = 2 ** 30;

describe("Controller", () => {
  let plugin: Plugin;

  beforeEach(async () => {
    plugin = await Plugin.start();
  });

  afterEach(async () => {
    await plugin[Symbol.asyncDispose]();
  });

  async function create(changes: Create = {}): Promise<InstanceType<typeof v1.Volume>> {
    const fields = { name: "pvc-1", volume_capabilities: [mountable()], ...changes };
    return (await plugin.call(controller.CreateVolume, new v1.CreateVolumeRequest(fields))).volume;
  }

  function range(required: number, limit = 0): Create {
    return { capacity_range: new v1.CapacityRange({ required_bytes: required, limit_bytes: limit }) };
  }

  it("offers claims, snapshots and copies, their lists, the capacity and several writers on one node", async () => {
    const request = new v1.ControllerGetCapabilitiesRequest();
    const { capabilities } = await plugin.call(controller.ControllerGetCapabilities, request);
    const { Type } = v1.ControllerServiceCapability.RPC;
    expect(capabilities.map(({ rpc }) => rpc.type)).to.have.members([
      Type.CREATE_DELETE_VOLUME,
      Type.LIST_VOLUMES,
      Type.GET_CAPACITY,
      Type.SINGLE_NODE_MULTI_WRITER,
      Type.CREATE_DELETE_SNAPSHOT,
      Type.LIST_SNAPSHOTS,
      Type.CLONE_VOLUME,
    ]);
  });

  it("makes a volume whose context names the cache, and that Node publishes with it", async () => {
    const volume = await create({ parameters: new Map([["merge", "union"]]), ...range(10 * gib) });
    expect(volume.volume_id).to.match(/^claim-/);
    expect(volume.capacity_bytes).to.equal(10 * gib);
    expect(Object.fromEntries(volume.volume_context)).to.deep.equal({ cache: "pvc-1", merge: "union" });
    expect([volume.accessible_topology, volume.has_content_source]).to.deep.equal([[], false]);
    const publish = new v1.NodePublishVolumeRequest({
      volume_id: volume.volume_id,
      target_path: "/target",
      volume_capability: mountable(),
      volume_context: volume.volume_context,
    });
    expect(await outcome(plugin.call(node.NodePublishVolume, publish))).to.equal("OK");
  });

  it("makes the same volume for the same name, and none for the same name with another size", async () => {
    const volume = await create(range(gib));
    expect((await create(range(gib))).volume_id).to.equal(volume.volume_id);
    expect(await outcome(create(range(2 * gib)))).to.match(/^ALREADY_EXISTS/);
  });

  it("takes names of 128 bytes, and refuses beyond 1 KiB", async () => {
    expect((await create({ name: "n".repeat(128) })).volume_id).to.match(/^claim-/);
    expect(await outcome(create({ name: "n".repeat(1025) }))).to.match(/^INVALID_ARGUMENT: .*1025/);
  });

  const refusals: readonly (readonly [what: string, changes: Create, message: RegExp])[] = [
    ["no name", { name: "" }, /^INVALID_ARGUMENT: name is required/],
    ["no capability", { volume_capabilities: [] }, /^INVALID_ARGUMENT: volume_capabilities is required/],
    ["a block volume among others", { volume_capabilities: [mountable(), block()] }, /^INVALID_ARGUMENT: .*block/],
    ["an unknown parameter", { parameters: new Map([["chache", "x"]]) }, /^INVALID_ARGUMENT: .*did you mean "cache"/],
    ["a variable", { parameters: new Map([["cache", "$(x)"]]) }, /^INVALID_ARGUMENT: .*not replaced/],
    ["a mutable parameter", { mutable_parameters: new Map([["merge", "union"]]) }, /^INVALID_ARGUMENT: .*"merge"/],
    ["a negative capacity", range(-1), /^OUT_OF_RANGE: .*required_bytes is -1/],
    ["a negative limit", range(0, -1), /^OUT_OF_RANGE: .*limit_bytes is -1/],
    ["a limit below what is required", range(10, 5), /^OUT_OF_RANGE: .*less than required_bytes/],
    ["more than the disk has", range(1001 * gib), /^OUT_OF_RANGE: .*1001 GiB are required and the disk has 1000 GiB/],
  ];
  for (const [what, changes, message] of refusals) {
    it(`refuses ${what}`, async () => {
      expect(await outcome(create(changes))).to.match(message);
      expect(await plugin.claims.list()).to.deep.equal([]);
    });
  }

  it("answers with UNAVAILABLE when the claims cannot be reached", async () => {
    plugin.claims.failNext(new CacheError("unavailable", "The ledger does not answer"));
    expect(await outcome(create())).to.equal("UNAVAILABLE: The ledger does not answer");
  });

  it("deletes a volume, again, and what it never saw; without an id it refuses", async () => {
    const { volume_id } = await create();
    for (const id of [volume_id, volume_id, "nobody's", "claim-0123"]) {
      const call = plugin.call(controller.DeleteVolume, new v1.DeleteVolumeRequest({ volume_id: id }));
      expect(await outcome(call)).to.equal("OK");
    }
    expect(await plugin.claims.list()).to.deep.equal([]);
    const bare = plugin.call(controller.DeleteVolume, new v1.DeleteVolumeRequest());
    expect(await outcome(bare)).to.match(/^INVALID_ARGUMENT/);
  });

  describe("ListVolumes", () => {
    async function list(max = 0, token = ""): Promise<{ readonly ids: readonly string[]; readonly next: string }> {
      const request = new v1.ListVolumesRequest({ max_entries: max, starting_token: token });
      const page = await plugin.call(controller.ListVolumes, request);
      return { ids: page.entries.map(({ volume }) => volume.volume_id), next: page.next_token };
    }

    it("gives everything in pages, each volume once", async () => {
      const made = [];
      for (let number = 0; number < 7; number += 1) made.push((await create({ name: `pvc-${number}` })).volume_id);
      const seen: string[] = [];
      const sizes: number[] = [];
      let token = "";
      do {
        const page = await list(3, token);
        seen.push(...page.ids);
        sizes.push(page.ids.length);
        token = page.next;
      } while (token !== "");
      expect(sizes).to.deep.equal([3, 3, 1]);
      expect(seen.toSorted()).to.deep.equal(made.toSorted());
      expect((await list()).ids).to.have.members(made);
      expect((await list(7)).next).to.equal("");
    });

    it("goes on where it was when the volume that the token stands on is deleted meanwhile", async () => {
      for (let number = 0; number < 4; number += 1) await create({ name: `pvc-${number}` });
      const first = await list(2);
      const all = (await list()).ids;
      await plugin.claims.delete(first.ids[1] ?? "");
      expect((await list(2, first.next)).ids).to.deep.equal(all.slice(2));
    });

    it("answers a token that is not its own with ABORTED, a negative number with INVALID_ARGUMENT", async () => {
      expect(await outcome(list(0, "invalid-token"))).to.match(/^ABORTED: .*list without a token/);
      expect(await outcome(list(-1))).to.match(/^INVALID_ARGUMENT/);
    });
  });

  describe("ValidateVolumeCapabilities", () => {
    async function validate(fields: Fields<typeof v1.ValidateVolumeCapabilitiesRequest>) {
      const request = new v1.ValidateVolumeCapabilitiesRequest(fields);
      return plugin.call(controller.ValidateVolumeCapabilities, request);
    }

    it("confirms what can be, as it was asked", async () => {
      const { volume_id, volume_context } = await create();
      const capability = mountable("MULTI_NODE_MULTI_WRITER", {
        fs_type: "ext4",
        mount_flags: ["ro"],
        volume_mount_group: "5",
      });
      const answer = await validate({ volume_id, volume_context, volume_capabilities: [capability] });
      expect(answer.confirmed.volume_capabilities.map((one) => one.toObject())).to.deep.equal([capability.toObject()]);
      expect(answer.confirmed.volume_context).to.deep.equal(volume_context);
    });

    it("says why what cannot be is not confirmed", async () => {
      const { volume_id } = await create();
      const refused = await validate({ volume_id, volume_capabilities: [block()] });
      expect([refused.has_confirmed, refused.message]).to.satisfy(
        ([confirmed, message]: [boolean, string]) => !confirmed && message.includes("block"),
      );
      const other = new Map([["cache", "other"]]);
      const contrary = await validate({ volume_id, volume_capabilities: [mountable()], volume_context: other });
      expect([contrary.has_confirmed, contrary.message]).to.deep.equal([
        false,
        'Volume attribute cache is "pvc-1", not "other"',
      ]);
    });

    it("needs a volume that exists, its id, and capabilities", async () => {
      const { volume_id } = await create();
      for (const [fields, code] of [
        [{ volume_capabilities: [mountable()] }, "INVALID_ARGUMENT"],
        [{ volume_id }, "INVALID_ARGUMENT"],
        [{ volume_id: "claim-0123", volume_capabilities: [mountable()] }, "NOT_FOUND"],
      ] as const) {
        expect(
          (await outcome(validate({ ...fields, volume_capabilities: [...(fields.volume_capabilities ?? [])] }))).split(
            ":",
          )[0],
        ).to.equal(code);
      }
    });
  });

  it("tells the free bytes of the disk as capacity, and none for block volumes", async () => {
    const capacity = await plugin.call(controller.GetCapacity, new v1.GetCapacityRequest());
    expect([capacity.available_capacity, capacity.maximum_volume_size.value]).to.deep.equal([600 * gib, 1000 * gib]);
    const request = new v1.GetCapacityRequest({ volume_capabilities: [block()] });
    expect((await plugin.call(controller.GetCapacity, request)).available_capacity).to.equal(0);
  });
});
