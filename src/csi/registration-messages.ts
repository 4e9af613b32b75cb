/** The messages by which kubelet learns of the plugin, as plain values. */

import type { pluginregistration as message } from "../../csi-proto/generated/registration.js";
import proto from "../../csi-proto/generated/registration.js";

const { PluginInfo, RegistrationStatusResponse } = proto.pluginregistration;

/** Versions of kubelet's interface for CSI drivers, which are not those of CSI. */
const versions = ["1.0.0"];

/** Who a plugin is. */
export interface Introduction {
  readonly driver: string;
  /** The path of its socket, as kubelet sees it. */
  readonly endpoint: string;
}

export const getInfo = {
  service: "Registration",
  method: "GetInfo",
  read: () => undefined,
  write: ({ driver, endpoint }: Introduction) =>
    new PluginInfo({ type: "CSIPlugin", name: driver, endpoint, supported_versions: versions }),
} as const;

export const notifyRegistrationStatus = {
  service: "Registration",
  method: "NotifyRegistrationStatus",
  /** Undefined when kubelet uses the plugin, else why not. */
  read: (status: message.RegistrationStatus): string | undefined =>
    status.plugin_registered ? undefined : status.error || "no reason was given",
  write: () => new RegistrationStatusResponse(),
} as const;
