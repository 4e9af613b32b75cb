/** The messages of Identity and Node as plain values; with its siblings the only reader of the generated classes. */

import type { csi as message } from "../../csi-proto/generated/csi.js";
import proto from "../../csi-proto/generated/csi.js";
import wrappers from "../../csi-proto/generated/google/protobuf/wrappers.js";
import registration from "../../csi-proto/generated/registration.js";
import type { VolumeStats } from "./flows.ts";

const { v1 } = proto.csi;
const { BoolValue } = wrappers.google.protobuf;

/** An RPC of a generated service: how its messages become values, and values its messages. */
export interface Wire<In, Request, Response, Out> {
  readonly service: WireService;
  readonly method: string;
  read(request: In): Request;
  write(response: Response): Out;
}

/** The services that are known; grpc answers UNIMPLEMENTED for what has no answer. */
export const definitions = {
  Identity: v1.UnimplementedIdentityService.definition,
  Controller: v1.UnimplementedControllerService.definition,
  Node: v1.UnimplementedNodeService.definition,
  Registration: registration.pluginregistration.UnimplementedRegistrationService.definition,
};
export type WireService = keyof typeof definitions;

const modes = [
  "UNKNOWN",
  "SINGLE_NODE_WRITER",
  "SINGLE_NODE_READER_ONLY",
  "MULTI_NODE_READER_ONLY",
  "MULTI_NODE_SINGLE_WRITER",
  "MULTI_NODE_MULTI_WRITER",
  "SINGLE_NODE_SINGLE_WRITER",
  "SINGLE_NODE_MULTI_WRITER",
] as const satisfies readonly (keyof typeof message.v1.VolumeCapability.AccessMode.Mode)[];
export type AccessMode = (typeof modes)[number];

/** How a volume is to be used. */
export interface Capability {
  readonly access: "mount" | "block" | "none";
  /** UNKNOWN when the request has none, or one that this version of CSI does not know. */
  readonly mode: AccessMode;
  readonly fsType: string;
  readonly mountFlags: readonly string[];
  /** Empty for none. */
  readonly mountGroup: string;
}

export interface PublishMessage {
  readonly volumeId: string;
  readonly target: string;
  readonly capability: Capability | undefined;
  readonly readOnly: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

/** A generated capability as a value. */
export function readCapability(capability: message.v1.VolumeCapability): Capability {
  const mount = capability.access_type === "mount" ? capability.mount : undefined;
  const { Mode } = v1.VolumeCapability.AccessMode;
  const mode = capability.has_access_mode ? capability.access_mode.mode : Mode.UNKNOWN;
  return {
    access: capability.access_type,
    mode: modes.find((name) => Mode[name] === mode) ?? "UNKNOWN",
    fsType: mount?.fs_type ?? "",
    mountFlags: mount?.mount_flags ?? [],
    mountGroup: mount?.volume_mount_group ?? "",
  };
}

export const getPluginInfo = {
  service: "Identity",
  method: "GetPluginInfo",
  read: () => undefined,
  write: (plugin: { readonly name: string; readonly version: string }) =>
    new v1.GetPluginInfoResponse({ name: plugin.name, vendor_version: plugin.version }),
} as const;

export const getPluginCapabilities = {
  service: "Identity",
  method: "GetPluginCapabilities",
  read: () => undefined,
  write: (services: readonly (keyof typeof message.v1.PluginCapability.Service.Type)[]) =>
    new v1.GetPluginCapabilitiesResponse({
      capabilities: services.map((name) => {
        const service = new v1.PluginCapability.Service({ type: v1.PluginCapability.Service.Type[name] });
        return new v1.PluginCapability({ service });
      }),
    }),
} as const;

export const probe = {
  service: "Identity",
  method: "Probe",
  read: () => undefined,
  write: (ready: boolean) => new v1.ProbeResponse({ ready: new BoolValue({ value: ready }) }),
} as const;

export const nodeGetInfo = {
  service: "Node",
  method: "NodeGetInfo",
  read: () => undefined,
  write: (nodeId: string) => new v1.NodeGetInfoResponse({ node_id: nodeId }),
} as const;

export const nodeGetCapabilities = {
  service: "Node",
  method: "NodeGetCapabilities",
  read: () => undefined,
  write: (names: readonly (keyof typeof message.v1.NodeServiceCapability.RPC.Type)[]) =>
    new v1.NodeGetCapabilitiesResponse({
      capabilities: names.map((name) => {
        const rpc = new v1.NodeServiceCapability.RPC({ type: v1.NodeServiceCapability.RPC.Type[name] });
        return new v1.NodeServiceCapability({ rpc });
      }),
    }),
} as const;

export const nodePublishVolume = {
  service: "Node",
  method: "NodePublishVolume",
  read: (request: message.v1.NodePublishVolumeRequest): PublishMessage => ({
    volumeId: request.volume_id,
    target: request.target_path,
    capability: request.has_volume_capability ? readCapability(request.volume_capability) : undefined,
    readOnly: request.readonly,
    attributes: request.volume_context,
  }),
  write: () => new v1.NodePublishVolumeResponse(),
} as const;

export const nodeUnpublishVolume = {
  service: "Node",
  method: "NodeUnpublishVolume",
  read: (request: message.v1.NodeUnpublishVolumeRequest) => ({
    volumeId: request.volume_id,
    target: request.target_path,
  }),
  write: () => new v1.NodeUnpublishVolumeResponse(),
} as const;

export const nodeGetVolumeStats = {
  service: "Node",
  method: "NodeGetVolumeStats",
  read: (request: message.v1.NodeGetVolumeStatsRequest) => ({ volumeId: request.volume_id, path: request.volume_path }),
  write: (stats: VolumeStats) => {
    const { Unit } = v1.VolumeUsage;
    const usage = [
      new v1.VolumeUsage({
        unit: Unit.BYTES,
        used: stats.usedBytes,
        total: stats.totalBytes,
        available: stats.availableBytes,
      }),
      new v1.VolumeUsage({
        unit: Unit.INODES,
        used: stats.usedInodes,
        total: stats.totalInodes,
        available: stats.availableInodes,
      }),
    ];
    if (stats.abnormal === undefined) return new v1.NodeGetVolumeStatsResponse({ usage });
    const condition = new v1.VolumeCondition({ abnormal: true, message: stats.abnormal });
    return new v1.NodeGetVolumeStatsResponse({ usage, volume_condition: condition });
  },
} as const;
