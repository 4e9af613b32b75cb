/** The Controller's messages as plain values; with messages.ts the only reader of the generated classes. */

import type { csi as message } from "../../csi-proto/generated/csi.js";
import proto from "../../csi-proto/generated/csi.js";
import wrappers from "../../csi-proto/generated/google/protobuf/wrappers.js";
import { type Capability, readCapability } from "./messages.ts";

const { v1 } = proto.csi;
const { Int64Value } = wrappers.google.protobuf;

export interface CreateMessage {
  readonly name: string;
  /** Bytes; 0 for none. */
  readonly required: number;
  readonly limit: number;
  readonly capabilities: readonly Capability[];
  readonly parameters: ReadonlyMap<string, string>;
  readonly mutable: ReadonlyMap<string, string>;
  /** What it is to start as a copy of; `none` for a source of another kind. */
  readonly source: SourceMessage | undefined;
}

/** What a volume is, or was made as, a copy of. */
export interface SourceMessage {
  readonly kind: "snapshot" | "volume" | "none";
  readonly id: string;
}

export interface ValidateMessage {
  readonly volumeId: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly capabilities: readonly Capability[];
  readonly parameters: ReadonlyMap<string, string>;
}

/** A volume as the Controller tells of it. */
export interface VolumeMessage {
  readonly volumeId: string;
  /** Bytes; 0 for unknown. */
  readonly capacity: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly source: SourceMessage | undefined;
}

function readSource({ type, snapshot, volume }: message.v1.VolumeContentSource): SourceMessage {
  if (type === "snapshot") return { kind: "snapshot", id: snapshot.snapshot_id };
  return type === "volume" ? { kind: "volume", id: volume.volume_id } : { kind: "none", id: "" };
}

function writeSource({ kind, id }: SourceMessage): message.v1.VolumeContentSource {
  const { SnapshotSource, VolumeSource } = v1.VolumeContentSource;
  return kind === "snapshot"
    ? new v1.VolumeContentSource({ snapshot: new SnapshotSource({ snapshot_id: id }) })
    : new v1.VolumeContentSource({ volume: new VolumeSource({ volume_id: id }) });
}

function writeCapability(capability: Capability): message.v1.VolumeCapability {
  const mode = v1.VolumeCapability.AccessMode.Mode[capability.mode];
  return new v1.VolumeCapability({
    mount: new v1.VolumeCapability.MountVolume({
      fs_type: capability.fsType,
      mount_flags: [...capability.mountFlags],
      volume_mount_group: capability.mountGroup,
    }),
    access_mode: new v1.VolumeCapability.AccessMode({ mode }),
  });
}

function writeVolume(volume: VolumeMessage): message.v1.Volume {
  const { volumeId, capacity, attributes, source } = volume;
  return new v1.Volume({
    volume_id: volumeId,
    capacity_bytes: capacity,
    volume_context: new Map(Object.entries(attributes)),
    ...(source && { content_source: writeSource(source) }),
  });
}

export const createVolume = {
  service: "Controller",
  method: "CreateVolume",
  read: (request: message.v1.CreateVolumeRequest): CreateMessage => ({
    name: request.name,
    required: request.has_capacity_range ? request.capacity_range.required_bytes : 0,
    limit: request.has_capacity_range ? request.capacity_range.limit_bytes : 0,
    capabilities: request.volume_capabilities.map(readCapability),
    parameters: request.parameters,
    mutable: request.mutable_parameters,
    source: request.has_volume_content_source ? readSource(request.volume_content_source) : undefined,
  }),
  write: (volume: VolumeMessage) => new v1.CreateVolumeResponse({ volume: writeVolume(volume) }),
} as const;

export const deleteVolume = {
  service: "Controller",
  method: "DeleteVolume",
  read: (request: message.v1.DeleteVolumeRequest) => ({ volumeId: request.volume_id }),
  write: () => new v1.DeleteVolumeResponse(),
} as const;

export const validateVolumeCapabilities = {
  service: "Controller",
  method: "ValidateVolumeCapabilities",
  read: (request: message.v1.ValidateVolumeCapabilitiesRequest): ValidateMessage => ({
    volumeId: request.volume_id,
    attributes: request.volume_context,
    capabilities: request.volume_capabilities.map(readCapability),
    parameters: request.parameters,
  }),
  /** Confirms what was asked, or says why not. */
  write: (answer: { readonly confirmed: ValidateMessage } | { readonly refused: string }) => {
    if ("refused" in answer) return new v1.ValidateVolumeCapabilitiesResponse({ message: answer.refused });
    const { attributes, capabilities, parameters } = answer.confirmed;
    const confirmed = new v1.ValidateVolumeCapabilitiesResponse.Confirmed({
      volume_context: new Map(attributes),
      volume_capabilities: capabilities.map(writeCapability),
      parameters: new Map(parameters),
    });
    return new v1.ValidateVolumeCapabilitiesResponse({ confirmed });
  },
} as const;

export const listVolumes = {
  service: "Controller",
  method: "ListVolumes",
  read: (request: message.v1.ListVolumesRequest) => ({ max: request.max_entries, token: request.starting_token }),
  write: (page: { readonly volumes: readonly VolumeMessage[]; readonly next: string }) =>
    new v1.ListVolumesResponse({
      entries: page.volumes.map((volume) => new v1.ListVolumesResponse.Entry({ volume: writeVolume(volume) })),
      next_token: page.next,
    }),
} as const;

export const getCapacity = {
  service: "Controller",
  method: "GetCapacity",
  read: (request: message.v1.GetCapacityRequest) => ({ capabilities: request.volume_capabilities.map(readCapability) }),
  write: (disk: { readonly available: number; readonly largest: number }) =>
    new v1.GetCapacityResponse({
      available_capacity: disk.available,
      maximum_volume_size: new Int64Value({ value: disk.largest }),
    }),
} as const;

export const controllerGetCapabilities = {
  service: "Controller",
  method: "ControllerGetCapabilities",
  read: () => undefined,
  write: (names: readonly (keyof typeof message.v1.ControllerServiceCapability.RPC.Type)[]) =>
    new v1.ControllerGetCapabilitiesResponse({
      capabilities: names.map((name) => {
        const rpc = new v1.ControllerServiceCapability.RPC({ type: v1.ControllerServiceCapability.RPC.Type[name] });
        return new v1.ControllerServiceCapability({ rpc });
      }),
    }),
} as const;
