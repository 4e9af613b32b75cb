/** What the Node RPCs need from the node: the flows of a volume's life, by the names that kubelet uses. */
import type { VolumeAddress, VolumeRequest } from "../cache/volume.ts";

/** What a volume uses of what it may use. */
export interface VolumeStats {
  readonly usedBytes: number;
  readonly totalBytes: number;
  readonly availableBytes: number;
  readonly usedInodes: number;
  readonly totalInodes: number;
  readonly availableInodes: number;
  /** What is wrong with the volume, for people. */
  readonly abnormal?: string;
}

/** The flows. Each ends early, by throwing the signal's reason, when the signal fires. */
export interface VolumeFlows {
  /** Repeating it with an equal request is fine; throws `exists` when the address is published with another one. */
  publish(address: VolumeAddress, request: VolumeRequest, signal: AbortSignal): Promise<void>;
  /** Unknown is fine. */
  unpublish(address: VolumeAddress, signal: AbortSignal): Promise<void>;
  /** Throws `not-found` when the volume is not published at the path. */
  stats(volumeId: string, path: string, signal: AbortSignal): Promise<VolumeStats>;
}
