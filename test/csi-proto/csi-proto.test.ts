/** Holds csi.proto to the table of CSI 1.12, and the generated classes to csi.proto. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import proto from "../../csi-proto/generated/csi.js";
import { root } from "../../tools/run.ts";
import { rows } from "./descriptors.ts";

const { csi } = proto;
const folder = join(root, "csi-proto");

async function table(): Promise<string[]> {
  const lines = (await readFile(join(folder, "csi-v1.12-fields.tsv"), "utf8")).trimEnd().split("\n");
  return lines.slice(1).map((line) => line.padEnd(line.length + 7 - (line.split("\t").length - 1), "\t"));
}

describe("csi.proto", () => {
  it("compiles to every row of the table and to nothing else", async () => {
    const [compiled, wanted] = [await rows(folder), await table()];
    expect(
      compiled.filter((row) => !wanted.includes(row)),
      "not in the table",
    ).to.deep.equal([]);
    expect(
      wanted.filter((row) => !compiled.includes(row)),
      "not in csi.proto",
    ).to.deep.equal([]);
    expect(compiled.length).to.equal(wanted.length);
  });

  const changes: readonly (readonly [what: string, from: string, to: string, row: RegExp])[] = [
    ["number", "string target_path = 4;", "string target_path = 9;", /target_path\t9/],
    ["type", "bool readonly = 6;", "string readonly = 6;", /readonly\t6\t\tstring/],
    ["label", "repeated string mount_flags", "string mount_flags", /mount_flags\t2\t\tstring/],
    ["mark", "secrets = 7 [(csi_secret) = true]", "secrets = 7", /secrets\t7\t\tmap<string, string>\t\t$/],
    ["value of an enum", "MULTI_NODE_MULTI_WRITER = 5;", "MULTI_NODE_MULTI_WRITER = 15;", /MULTI_WRITER\t15/],
    [
      "stream",
      "returns (stream GetMetadataDeltaResponse)",
      "returns (GetMetadataDeltaResponse)",
      /-> GetMetadataDelta/,
    ],
  ];
  for (const [what, from, to, row] of changes) {
    it(`shows a wrong ${what} against the table`, async () => {
      const copy = await mkdtemp(join(tmpdir(), "cachefork-proto-"));
      try {
        await cp(join(folder, "csi.proto"), join(copy, "csi.proto"));
        const text = await readFile(join(copy, "csi.proto"), "utf8");
        expect(text).to.include(from);
        await writeFile(join(copy, "csi.proto"), text.replace(from, to));
        const [compiled, wanted] = [await rows(copy), await table()];
        const strange = compiled.filter((each) => !wanted.includes(each));
        expect(strange).to.have.lengthOf(1);
        expect(strange[0]).to.match(row);
      } finally {
        await rm(copy, { recursive: true });
      }
    });
  }
});

describe("The generated classes", () => {
  const { AccessMode, BlockVolume, MountVolume } = csi.v1.VolumeCapability;

  it("carry a map and a oneof over the wire", () => {
    const sent = new csi.v1.NodePublishVolumeRequest({
      volume_id: "v1",
      target_path: "/pods/ü/mount",
      volume_context: new Map([
        ["cache", "maven"],
        ["empty", ""],
      ]),
      volume_capability: new csi.v1.VolumeCapability({
        mount: new MountVolume({ mount_flags: ["noatime", "nosuid"], volume_mount_group: "1000" }),
        access_mode: new AccessMode({ mode: AccessMode.Mode.SINGLE_NODE_WRITER }),
      }),
      readonly: true,
    });
    const got = csi.v1.NodePublishVolumeRequest.deserialize(sent.serialize());
    expect(got.toObject()).to.deep.equal(sent.toObject());
    expect([...got.volume_context]).to.deep.equal([
      ["cache", "maven"],
      ["empty", ""],
    ]);
    expect(got.volume_capability.access_type).to.equal("mount");
    expect(got.volume_capability.has_block).to.equal(false);
  });

  it("tell which member of a oneof is set, and that none is", () => {
    const trip = (sent: InstanceType<typeof csi.v1.VolumeCapability>) =>
      csi.v1.VolumeCapability.deserialize(sent.serialize()).access_type;
    expect(trip(new csi.v1.VolumeCapability({ block: new BlockVolume() }))).to.equal("block");
    expect(trip(new csi.v1.VolumeCapability())).to.equal("none");
  });

  it("skip the fields of a newer caller", () => {
    const known = new csi.v1.NodeUnpublishVolumeRequest({ volume_id: "v1", target_path: "/t" }).serialize();
    const newer = Uint8Array.from([...known, 0xfa, 0x06, 0x01, 0x78]); // field 111, a string
    expect(csi.v1.NodeUnpublishVolumeRequest.deserialize(newer).toObject()).to.deep.equal({
      volume_id: "v1",
      target_path: "/t",
    });
  });

  it("keep sizes of a petabyte exact", () => {
    const sent = new csi.v1.CapacityRange({ required_bytes: 2 ** 50 + 1 });
    expect(csi.v1.CapacityRange.deserialize(sent.serialize()).required_bytes).to.equal(2 ** 50 + 1);
  });

  it("name every RPC as the wire does", async () => {
    const services = {
      Identity: csi.v1.UnimplementedIdentityService,
      Controller: csi.v1.UnimplementedControllerService,
      GroupController: csi.v1.UnimplementedGroupControllerService,
      SnapshotMetadata: csi.v1.UnimplementedSnapshotMetadataService,
      Node: csi.v1.UnimplementedNodeService,
    };
    const served = Object.values(services).flatMap(({ definition }) =>
      Object.values(definition).map(({ path }) => path),
    );
    const columns = (await table()).map((row) => row.split("\t")).filter(([kind]) => kind === "rpc");
    expect(served).to.have.members(columns.map(([, service, name]) => `/csi.v1.${service}/${name}`));
  });
});
