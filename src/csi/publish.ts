/** From a publish message to the request that the node's flow gets. */
import { parseAttributes } from "../cache/attributes.ts";
import { CacheError } from "../cache/errors.ts";
import { cacheKey } from "../cache/key.ts";
import type { Claim } from "../cache/ports.ts";
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

/** Whether the volume is part of its pod's definition, so that no claim can be behind it. */
export function isEphemeral(message: PublishMessage): boolean {
  return message.attributes.get(pod.ephemeral) === "true";
}

/** The request; throws `invalid` for whatever cannot be. The claim's attributes are the base of the message's own. */
export function volumeRequest(message: PublishMessage, claim: Claim | undefined, nodeId: string): VolumeRequest {
  const { capability } = message;
  if (capability === undefined) throw new CacheError("invalid", "volume_capability is required");
  checkCapability(capability);
  const attributes = claim === undefined ? message.attributes : withClaim(claim, message.attributes);
  const wishes = parseAttributes(attributes);
  const told = (key: string): string => message.attributes.get(key) ?? "";
  const namespace = claim?.cache.namespace ?? (told(pod.namespace) || "default");
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
      node: nodeId,
    },
  };
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
