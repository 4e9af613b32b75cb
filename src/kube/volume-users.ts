/** Which pods have volumes of a driver: those that nobody could unmount if the driver were gone. */
import type { Client } from "./client.ts";
import type { Kind, Metadata, Resource } from "./resources.ts";

/** Of a pod, what tells which volumes it has, and whether a node has mounted them. */
export interface MountingPod extends Resource {
  readonly spec?: {
    readonly nodeName?: string;
    readonly volumes?: readonly {
      readonly name: string;
      readonly csi?: { readonly driver: string };
      readonly persistentVolumeClaim?: { readonly claimName: string };
      readonly ephemeral?: object;
    }[];
  };
  readonly status?: { readonly phase?: string };
}

/** Of a persistent volume, whose it is. */
export interface PersistentVolume extends Resource {
  readonly spec?: {
    readonly csi?: { readonly driver: string };
    readonly claimRef?: { readonly namespace?: string; readonly name?: string };
  };
}

const pods: Kind<MountingPod> = { apiVersion: "v1", kind: "Pod", plural: "pods", namespaced: true };
const persistentVolumes: Kind<PersistentVolume> = {
  apiVersion: "v1",
  kind: "PersistentVolume",
  plural: "persistentvolumes",
  namespaced: false,
};

/** The pods, as namespace/name in order. Asks for all pods and all persistent volumes, and keeps none of the others: there can be very many. */
export async function volumeUsers(client: Client, driver: string, signal: AbortSignal): Promise<readonly string[]> {
  const volumes = await client.pick(persistentVolumes, {}, (volume) => claimsOf(volume, driver), signal);
  const claims = new Set(volumes.items);
  const users = await client.pick(pods, {}, (pod) => usersIn(pod, claims, driver), signal);
  return users.items.toSorted();
}

/** The claim of a volume of the driver, as namespace/name; none of another one. */
export function claimsOf({ spec }: PersistentVolume, driver: string): readonly string[] {
  return spec?.csi?.driver === driver ? [`${spec.claimRef?.namespace ?? ""}/${spec.claimRef?.name ?? ""}`] : [];
}

/** The pod, if it has volumes of the driver, in its definition or by one of these claims, and a node may have mounted them. */
export function usersIn(pod: MountingPod, claims: ReadonlySet<string>, driver: string): readonly string[] {
  return mayBeMounted(pod) && uses(pod, claims, driver) ? [nameOf(pod.metadata)] : [];
}

/** Kubelet unmounts what a pod had that has ended, and then the pod can go: one that is being deleted is still there for a reason. */
function mayBeMounted({ metadata, spec, status }: MountingPod): boolean {
  if (spec?.nodeName === undefined || spec.nodeName === "") return false;
  const ended = status?.phase === "Succeeded" || status?.phase === "Failed";
  return !ended || metadata.deletionTimestamp !== undefined;
}

function uses({ metadata, spec }: MountingPod, claims: ReadonlySet<string>, driver: string): boolean {
  const { namespace = "", name } = metadata;
  return (spec?.volumes ?? []).some(({ name: volume, csi, persistentVolumeClaim, ephemeral }) => {
    if (csi?.driver === driver) return true;
    // The claim of a generic ephemeral volume is named after both.
    const claim = persistentVolumeClaim?.claimName ?? (ephemeral === undefined ? undefined : `${name}-${volume}`);
    return claim !== undefined && claims.has(`${namespace}/${claim}`);
  });
}

function nameOf({ namespace = "", name }: Metadata): string {
  return `${namespace}/${name}`;
}
