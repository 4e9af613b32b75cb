/** From a publish message to the request that the node's flow gets. */
import { parseAttributes } from "../cache/attributes.ts";
import type { Claim } from "../cache/claim.ts";
import { CacheError } from "../cache/errors.ts";
import { cacheKey } from "../cache/key.ts";
import type { VolumeRequest } from "../cache/volume.ts";
import { checkCapability, mountGroupOf, readsOnly } from "./capabilities.ts";
import type { PublishMessage } from "./messages.ts";

/** What kubelet adds to the attributes where the CSIDriver says podInfoOnMount. */
const pod = {
  name: "csi.storage.k8s.io/pod.name",
  namespace: "csi.storage.k8s.io/pod.namespace",
  uid: "csi.storage.k8s.io/pod.uid",
  serviceAccount: "csi.storage.k8s.io/serviceAccount.name",
  ephemeral: "csi.storage.k8s.io/ephemeral",
} as const;

/** Where volumes are published. */
export interface PublishingNode {
  readonly id: string;
  /** Without a cluster there are no namespaces to keep apart. */
  readonly standalone: boolean;
}

/** Whether the volume is part of its pod's definition, so that no claim can be behind it. */
export function isEphemeral(message: PublishMessage): boolean {
  return message.attributes.get(pod.ephemeral) === "true";
}

/** The request; throws `invalid` for whatever cannot be. The claim's attributes are the base of the message's own. */
export function volumeRequest(message: PublishMessage, claim: Claim | undefined, node: PublishingNode): VolumeRequest {
  const { capability } = message;
  if (capability === undefined) throw new CacheError("invalid", "volume_capability is required");
  checkCapability(capability);
  const attributes = claim === undefined ? message.attributes : withClaim(claim, message.attributes);
  const wishes = parseAttributes(attributes);
  const told = (key: string): string => message.attributes.get(key) ?? "";
  const namespace = claim?.cache.namespace ?? podNamespace(told(pod.namespace), node.standalone);
  return {
    wishes: { ...wishes, readOnly: wishes.readOnly || message.readOnly || readsOnly(capability) },
    cache: cacheKey(namespace, wishes.cache),
    mountGroup: mountGroupOf(capability),
    exclusive: capability.mode === "SINGLE_NODE_SINGLE_WRITER",
    pod: {
      namespace: told(pod.namespace),
      pod: told(pod.name),
      uid: told(pod.uid),
      serviceAccount: told(pod.serviceAccount),
      node: node.id,
    },
  };
}

/** Without podInfoOnMount all tenants of a cluster would share one namespace's caches, and could name any. */
function podNamespace(told: string, standalone: boolean): string {
  if (told !== "") return told;
  if (standalone) return "default";
  throw new CacheError(
    "invalid",
    `Cannot tell the pod's namespace: ${pod.namespace} is missing; the CSIDriver must say podInfoOnMount: true`,
  );
}

/** The claim's attributes under those of the message, which must not say otherwise: the CO passes back what CreateVolume returned. */
function withClaim(claim: Claim, attributes: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  for (const [key, value] of Object.entries(claim.attributes)) {
    const other = attributes.get(key);
    if (other === undefined || other === value) continue;
    throw new CacheError(
      "invalid",
      `Cannot use volume attribute ${key}=${JSON.stringify(other)}: the claim ${claim.name} was made with ${JSON.stringify(value)}`,
    );
  }
  return new Map([...Object.entries(claim.attributes), ...attributes]);
}
