/** What kubelet puts into a publish, from what a pod asks for. */
import proto from "../../csi-proto/generated/csi.js";

export const { v1 } = proto.csi;

/** The access modes by name. */
export const modes = v1.VolumeCapability.AccessMode.Mode;

/** What a pod asks for. */
export interface PodVolume {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly target?: string;
  /** The pod's name; made from the id unless given. */
  readonly pod?: string;
  readonly namespace?: string;
  readonly readOnly?: boolean;
  readonly group?: string;
  readonly mode?: keyof typeof modes;
  /** False for a volume of a claim. */
  readonly ephemeral?: boolean;
}

/** How a volume is to be used. */
export function capability(volume: Pick<PodVolume, "group" | "mode"> = {}): InstanceType<typeof v1.VolumeCapability> {
  return new v1.VolumeCapability({
    mount: new v1.VolumeCapability.MountVolume({ volume_mount_group: volume.group ?? "" }),
    access_mode: new v1.VolumeCapability.AccessMode({ mode: modes[volume.mode ?? "SINGLE_NODE_WRITER"] }),
  });
}

/** The whole request of a publish at this target. */
export function publishRequest(volume: PodVolume, target: string): InstanceType<typeof v1.NodePublishVolumeRequest> {
  const pod = volume.pod ?? `pod-${volume.id}`;
  return new v1.NodePublishVolumeRequest({
    volume_id: volume.id,
    target_path: target,
    readonly: volume.readOnly ?? false,
    volume_capability: capability(volume),
    volume_context: new Map([
      ["csi.storage.k8s.io/ephemeral", String(volume.ephemeral ?? true)],
      ["csi.storage.k8s.io/pod.name", pod],
      ["csi.storage.k8s.io/pod.namespace", volume.namespace ?? "builds"],
      ["csi.storage.k8s.io/pod.uid", `uid-of-${pod}`],
      ["csi.storage.k8s.io/serviceAccount.name", "builder"],
      ...Object.entries(volume.attributes),
    ]),
  });
}
