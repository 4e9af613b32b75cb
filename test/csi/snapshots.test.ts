/** Tests snapshots and copies over the wire. */
import { expect } from "chai";
import { controller, type Fields, mountable, outcome, Plugin, v1 } from "./plugin.ts";

type Volume = InstanceType<typeof v1.Volume>;
type Snapshot = InstanceType<typeof v1.Snapshot>;

const npm = { namespace: "default", name: "npm" };

describe("Controller, for snapshots", () => {
  let plugin: Plugin;
  let volume: Volume;

  beforeEach(async () => {
    plugin = await Plugin.start();
    volume = await create("pvc-1", { parameters: new Map([["cache", "npm"]]) });
    plugin.caches.commit(npm, "one");
  });

  afterEach(async () => {
    await plugin[Symbol.asyncDispose]();
  });

  async function create(name: string, changes: Fields<typeof v1.CreateVolumeRequest> = {}): Promise<Volume> {
    const capacity_range = new v1.CapacityRange({ required_bytes: 1024 });
    const request = new v1.CreateVolumeRequest({
      name,
      volume_capabilities: [mountable()],
      capacity_range,
      ...changes,
    });
    return (await plugin.call(controller.CreateVolume, request)).volume;
  }

  async function snap(changes: Fields<typeof v1.CreateSnapshotRequest> = {}): Promise<Snapshot> {
    const request = new v1.CreateSnapshotRequest({ name: "s", source_volume_id: volume.volume_id, ...changes });
    return (await plugin.call(controller.CreateSnapshot, request)).snapshot;
  }

  function fromSnapshot(id: string): InstanceType<typeof v1.VolumeContentSource> {
    const snapshot = new v1.VolumeContentSource.SnapshotSource({ snapshot_id: id });
    return new v1.VolumeContentSource({ snapshot });
  }

  function fromVolume(id: string): InstanceType<typeof v1.VolumeContentSource> {
    return new v1.VolumeContentSource({ volume: new v1.VolumeContentSource.VolumeSource({ volume_id: id }) });
  }

  it("makes a snapshot that is ready, dated, and of its volume", async () => {
    const made = await snap();
    expect(made.snapshot_id).to.match(/^snap-[0-9a-f]{32}$/);
    expect([made.source_volume_id, made.ready_to_use, made.size_bytes]).to.deep.equal([volume.volume_id, true, 10]);
    const { seconds, nanos } = made.creation_time;
    const [stored] = await plugin.snapshots.list();
    expect(new Date(seconds * 1000 + nanos / 1e6).toISOString()).to.equal(stored?.createdAt);
    expect((await snap()).toObject()).to.deep.equal(made.toObject());
  });

  it("fits a snapshot into a volume of the size that its own had, whatever it shows: that size is not enforced", async () => {
    const layers = Array.from({ length: 200 }, (_, index) => `layer${index}`);
    for (const layer of layers) plugin.caches.commit(npm, layer);
    const { snapshot_id, size_bytes } = await snap();
    expect(size_bytes).to.equal(1024);
    expect((await create("pvc-2", { volume_content_source: fromSnapshot(snapshot_id) })).capacity_bytes).to.equal(1024);
  });

  for (const [what, changes, message] of [
    ["no name", { name: "" }, /^INVALID_ARGUMENT: name is required/],
    ["too long a name", { name: "n".repeat(1025) }, /^INVALID_ARGUMENT: .*1025/],
    ["no volume", { source_volume_id: "" }, /^INVALID_ARGUMENT: source_volume_id is required/],
    ["a volume that is not there", { source_volume_id: "claim-0" }, /^NOT_FOUND: .*claim-0/],
    ["a parameter", { parameters: new Map([["fast", "yes"]]) }, /^INVALID_ARGUMENT: .*"fast"/],
  ] as const) {
    it(`refuses a snapshot with ${what}`, async () => {
      expect(await outcome(snap(changes))).to.match(message);
      expect(await plugin.snapshots.list()).to.deep.equal([]);
    });
  }

  it("takes what the snapshotter adds, and names of 128 bytes", async () => {
    const parameters = new Map([["csi.storage.k8s.io/volumesnapshot/name", "s"]]);
    expect(await outcome(snap({ name: "n".repeat(128), parameters }))).to.equal("OK");
  });

  it("refuses the name of a snapshot of another volume", async () => {
    await snap();
    const other = await create("pvc-2");
    expect(await outcome(snap({ source_volume_id: other.volume_id }))).to.match(/^ALREADY_EXISTS/);
  });

  it("lists by id, by volume and in pages", async () => {
    const [a, b] = [await snap(), await snap({ name: "s-2" })];
    const list = async (fields: Fields<typeof v1.ListSnapshotsRequest> = {}) => {
      const page = await plugin.call(controller.ListSnapshots, new v1.ListSnapshotsRequest(fields));
      return { ids: page.entries.map(({ snapshot }) => snapshot.snapshot_id), next: page.next_token };
    };
    expect((await list()).ids).to.have.members([a.snapshot_id, b.snapshot_id]);
    expect((await list({ snapshot_id: a.snapshot_id })).ids).to.deep.equal([a.snapshot_id]);
    expect((await list({ snapshot_id: "unknown" })).ids).to.deep.equal([]);
    expect((await list({ source_volume_id: volume.volume_id })).ids).to.have.lengthOf(2);
    expect((await list({ source_volume_id: "claim-0" })).ids).to.deep.equal([]);
    const first = await list({ max_entries: 1 });
    const second = await list({ max_entries: 1, starting_token: first.next });
    expect([...first.ids, ...second.ids]).to.have.members([a.snapshot_id, b.snapshot_id]);
    expect(second.next).to.equal("");
    expect(await outcome(list({ starting_token: "7" }))).to.match(/^ABORTED/);
  });

  it("deletes a snapshot, again, and what it never saw; without an id it refuses", async () => {
    const { snapshot_id } = await snap();
    const remove = (id: string) =>
      plugin.call(controller.DeleteSnapshot, new v1.DeleteSnapshotRequest({ snapshot_id: id }));
    for (const id of [snapshot_id, snapshot_id, "nobody's"]) expect(await outcome(remove(id))).to.equal("OK");
    expect(await plugin.snapshots.list()).to.deep.equal([]);
    expect(await outcome(remove(""))).to.match(/^INVALID_ARGUMENT: snapshot_id is required/);
  });

  it("makes volumes of snapshots and of volumes, says so of them, and lists them with their source", async () => {
    const { snapshot_id } = await snap();
    const restored = await create("restored", { volume_content_source: fromSnapshot(snapshot_id) });
    const cloned = await create("cloned", { volume_content_source: fromVolume(volume.volume_id) });
    expect(restored.content_source.snapshot.snapshot_id).to.equal(snapshot_id);
    expect(cloned.content_source.volume.volume_id).to.equal(volume.volume_id);
    for (const name of ["restored", "cloned"])
      expect((await plugin.caches.content({ ...npm, name })).layers.map(({ id }) => id)).to.deep.equal(["one"]);
    const { entries } = await plugin.call(controller.ListVolumes, new v1.ListVolumesRequest());
    const sources = entries.map((entry) => [entry.volume.volume_id, entry.volume.content_source?.type]);
    expect(new Map(sources as [string, string][]).get(cloned.volume_id)).to.equal("volume");
  });

  for (const [what, source, message] of [
    ["no kind", new v1.VolumeContentSource(), /^INVALID_ARGUMENT: .*allowed are snapshot and volume/],
    ["a snapshot without an id", fromSnapshot(""), /^INVALID_ARGUMENT: snapshot_id is required/],
    ["a volume without an id", fromVolume(""), /^INVALID_ARGUMENT: volume_id is required/],
    ["a snapshot that is not there", fromSnapshot("snap-0"), /^NOT_FOUND: .*no snapshot "snap-0"/],
    ["a volume that is not there", fromVolume("claim-0"), /^NOT_FOUND: .*no claim "claim-0"/],
  ] as const) {
    it(`refuses a volume whose content source has ${what}`, async () => {
      expect(await outcome(create("copy", { volume_content_source: source }))).to.match(message);
      expect(await plugin.claims.list()).to.have.lengthOf(1);
    });
  }
});
