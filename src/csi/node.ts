/** CSI's Node: from kubelet's calls to the flows of a volume's life. */

import type { Claim, Claims } from "../cache/claim.ts";
import { CacheError } from "../cache/errors.ts";
import { addressKey, checkAddress, checkPath, checkVolumeId } from "./address.ts";
import { type Rpc, rpc } from "./call.ts";
import type { VolumeFlows } from "./flows.ts";
import {
  nodeGetCapabilities,
  nodeGetInfo,
  nodeGetVolumeStats,
  nodePublishVolume,
  nodeUnpublishVolume,
  type PublishMessage,
} from "./messages.ts";
import { isEphemeral, volumeRequest } from "./publish.ts";

export interface NodeOptions {
  readonly flows: VolumeFlows;
  /** Undefined on a cluster: there a volume brings what CreateVolume answered, and is in its claim's namespace. So nobody need be asked. */
  readonly claims: Pick<Claims, "get"> | undefined;
  readonly nodeId: string;
  /** Whether a publish may come without its pod's namespace. */
  readonly standalone: boolean;
}

/** The ids that CreateVolume hands out start so, and nobody else's do. */
const claimPrefix = "claim-";

/** The RPCs of Node. */
export function nodeRpcs({ flows, claims, nodeId, standalone }: NodeOptions): readonly Rpc[] {
  return [
    rpc(nodeGetInfo, { routine: true, answer: () => nodeId }),
    rpc(nodeGetCapabilities, {
      routine: true,
      answer: () => ["GET_VOLUME_STATS", "VOLUME_MOUNT_GROUP", "SINGLE_NODE_MULTI_WRITER"] as const,
    }),
    rpc(nodePublishVolume, {
      key: (message) => addressKey(checkAddress(message)),
      volume: (message) => message.volumeId,
      answer: async (message, signal) => {
        const request = volumeRequest(message, await claimOf(message, claims), {
          id: nodeId,
          standalone,
        });
        await flows.publish(checkAddress(message), request, signal);
      },
    }),
    rpc(nodeUnpublishVolume, {
      key: (message) => addressKey(checkAddress(message)),
      volume: (message) => message.volumeId,
      answer: async (message, signal) => flows.unpublish(checkAddress(message), signal),
    }),
    rpc(nodeGetVolumeStats, {
      // No key: kubelet asks every minute, and must not keep itself from unpublishing.
      routine: true,
      volume: (message) => message.volumeId,
      answer: async ({ volumeId, path }, signal) => flows.stats(checkVolumeId(volumeId), publishedPath(path), signal),
    }),
  ];
}

/** A path to ask for. A relative one is none that anything is published at: csi-sanity asks for NOT_FOUND. */
function publishedPath(path: string): string {
  if (path === "" || path.startsWith("/")) return checkPath("volume_path", path);
  throw new CacheError("not-found", `No volume is published at ${JSON.stringify(path)}: it is not absolute`);
}

/** The claim behind a volume id; undefined for ephemeral volumes, and for volumes that an administrator wrote down without one. */
async function claimOf(message: PublishMessage, claims: NodeOptions["claims"]): Promise<Claim | undefined> {
  if (claims === undefined || isEphemeral(message)) return undefined;
  const claim = await claims.get(message.volumeId);
  if (claim === undefined && message.volumeId.startsWith(claimPrefix)) {
    throw new CacheError("not-found", `Cannot publish ${message.volumeId}: there is no such claim; it was deleted`);
  }
  return claim;
}
