/** CSI's Identity: who this plugin is, what it offers, whether it can be used yet. */
import { type Rpc, rpc } from "./call.ts";
import { getPluginCapabilities, getPluginInfo, probe } from "./messages.ts";

export interface IdentityOptions {
  /** The driver's name. */
  readonly name: string;
  readonly version: string;
  /** Whether the Controller is served, too. */
  readonly controller: boolean;
  /** Why the plugin cannot be used yet; undefined when it can. */
  readonly notReady: () => string | undefined;
}

/** The RPCs of Identity. All of them are routine: kubelet and probes ask for ever. */
export function identityRpcs({ name, version, controller, notReady }: IdentityOptions): readonly Rpc[] {
  return [
    rpc(getPluginInfo, { routine: true, answer: () => ({ name, version }) }),
    rpc(getPluginCapabilities, {
      routine: true,
      answer: () => (controller ? (["CONTROLLER_SERVICE"] as const) : []),
    }),
    rpc(probe, { routine: true, answer: () => notReady() === undefined }),
  ];
}
