/** What external-provisioner and external-snapshotter ask of a plugin's Controller. */
import type { Clients } from "./calls.ts";
import { call } from "./calls.ts";
import { capability, v1 } from "./messages.ts";

export type CreatedVolume = InstanceType<typeof v1.Volume>;
export type CreatedSnapshot = InstanceType<typeof v1.Snapshot>;

/** What a volume may be a copy of: the volume or the snapshot that a call answered. */
export type Source = CreatedVolume | CreatedSnapshot;

export interface VolumeOptions {
  /** Of the StorageClass. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly source?: Source;
}

/** The calls for claims of the namespace `builds`. */
export class Provisioner {
  readonly #clients: () => Clients;

  /** `clients` are those of the plugin that runs now. */
  constructor(clients: () => Clients) {
    this.#clients = clients;
  }

  get #controller(): Clients["controller"] {
    return this.#clients().controller;
  }

  /** The volume of a PersistentVolumeClaim of this name. */
  async volume(claim: string, { parameters = {}, source }: VolumeOptions = {}): Promise<CreatedVolume> {
    const name = `pvc-${claim}`;
    const added = {
      "csi.storage.k8s.io/pvc/name": claim,
      "csi.storage.k8s.io/pvc/namespace": "builds",
      "csi.storage.k8s.io/pv/name": name,
    };
    const request = new v1.CreateVolumeRequest({
      name,
      volume_capabilities: [capability({ mode: "SINGLE_NODE_MULTI_WRITER" })],
      parameters: new Map(Object.entries({ ...added, ...parameters })),
      ...(source && { volume_content_source: sourceOf(source) }),
    });
    return (await call(this.#controller.CreateVolume.bind(this.#controller), request)).volume;
  }

  async deleteVolume(id: string): Promise<void> {
    const request = new v1.DeleteVolumeRequest({ volume_id: id });
    await call(this.#controller.DeleteVolume.bind(this.#controller), request);
  }

  async snapshot(name: string, volume: Pick<CreatedVolume, "volume_id">): Promise<CreatedSnapshot> {
    const request = new v1.CreateSnapshotRequest({ name, source_volume_id: volume.volume_id });
    return (await call(this.#controller.CreateSnapshot.bind(this.#controller), request)).snapshot;
  }

  async deleteSnapshot(id: string): Promise<void> {
    const request = new v1.DeleteSnapshotRequest({ snapshot_id: id });
    await call(this.#controller.DeleteSnapshot.bind(this.#controller), request);
  }
}

function sourceOf(source: Source): InstanceType<typeof v1.VolumeContentSource> {
  const { SnapshotSource, VolumeSource } = v1.VolumeContentSource;
  return source instanceof v1.Snapshot
    ? new v1.VolumeContentSource({ snapshot: new SnapshotSource({ snapshot_id: source.snapshot_id }) })
    : new v1.VolumeContentSource({ volume: new VolumeSource({ volume_id: source.volume_id }) });
}
