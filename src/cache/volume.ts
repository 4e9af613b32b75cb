/** A volume: one pod's writable view of a cache, and the only moves its life allows. */
import type { Strategy, Wishes } from "./attributes.ts";
import { CacheError } from "./errors.ts";
import type { Author, Chain, LayerId, LayerRef } from "./generation.ts";
import type { CacheKey } from "./key.ts";
import type { Policy } from "./policy.ts";

/** `open → sealed → committed → gone`, or `→ discarded → gone`. */
export type VolumeState = "open" | "sealed" | "committed" | "discarded";

/** What kubelet names a volume by: the same id at another target is another Volume (CSI NodePublishVolume). */
export interface VolumeAddress {
  readonly volumeId: string;
  readonly target: string;
}

/** The epoch of a volume that started from nothing because the log could not be read: it has nothing to resurrect. */
export const unknownEpoch = -1;

/** What a volume started from. */
export interface Base extends Chain {
  /** The generation's number, 0 for none. */
  readonly generation: number;
  readonly epoch: number;
  /** Newest first: the pending deltas of this node, then the generation's layers. All of them are pinned. */
  readonly layers: readonly LayerRef[];
  /** Incarnations whose deltas `layers` holds that were not appended yet, oldest seal first. */
  readonly pending: readonly string[];
}

/** What a publish asks for: two publishes with equal requests are the same publish. */
export interface VolumeRequest {
  readonly wishes: Wishes;
  readonly cache: CacheKey;
  /** The group that owns the volume's root, from VOLUME_MOUNT_GROUP; undefined for ours. */
  readonly mountGroup: number | undefined;
  /** Whether the volume id may have no second target at the same time (SINGLE_NODE_SINGLE_WRITER). */
  readonly exclusive: boolean;
  readonly pod: Author;
}

/** What a seal found in an upper: see the port Layers. */
export interface Delta {
  /** Bytes of file contents, each hard-linked file once. */
  readonly bytes: number;
  readonly entries: number;
  /** Its root included; undefined in records of before it was counted. */
  readonly directories?: number | undefined;
  /** Device nodes that were removed. */
  readonly excluded: number;
}

/** A sealed volume's delta as a layer. */
export function deltaLayer({ upper, delta }: Volume): LayerRef {
  return { id: upper, size: delta?.bytes ?? 0, entries: delta?.entries ?? 0, directories: delta?.directories };
}

/** The durable record of a volume. Everything an unpublish needs is here, because it carries nothing itself. */
export interface Volume extends VolumeAddress {
  /** Unique for ever: a volume id that comes again after its record closed is a new incarnation. */
  readonly incarnation: string;
  readonly request: VolumeRequest;
  readonly base: Base;
  /** What its cache's policy made of the wishes when it was opened; undefined where there was none. */
  readonly granted?: Policy | undefined;
  readonly state: VolumeState;
  /** The directory being written while open, the delta once sealed. */
  readonly upper: LayerId;
  /** The kernel's boot id when it was opened: after a machine crash an open upper cannot be trusted. */
  readonly bootId: string;
  readonly openedAt: string;
  /** Orders the sealed deltas of one node; 0 while open. */
  readonly sealNumber: number;
  /** Bytes and entries of the delta, measured by the seal. */
  readonly delta: Delta | undefined;
  /** Why it was discarded, for people. */
  readonly reason: string | undefined;
}

/** A move of a volume's life, with what it adds to the record. */
export type Move =
  | { readonly to: "sealed"; readonly upper: LayerId; readonly sealNumber: number; readonly delta: Delta }
  | { readonly to: "committed" }
  | { readonly to: "discarded"; readonly reason: string };

const allowed: Readonly<Record<VolumeState, readonly VolumeState[]>> = {
  open: ["sealed", "discarded"],
  sealed: ["committed", "discarded"],
  committed: [],
  discarded: [],
};

/** The record after a move; the same record when it has been made already. Throws `precondition` on a way back. */
export function moved(volume: Volume, move: Move): Volume {
  if (volume.state === move.to) return volume;
  if (!allowed[volume.state].includes(move.to)) {
    throw new CacheError(
      "precondition",
      `Cannot move volume ${volume.incarnation} from ${volume.state} to ${move.to}: a volume only moves forward`,
    );
  }
  const { to: state, ...rest } = move;
  return { ...volume, ...rest, state };
}

/** Whether a sealed delta of this volume is meant to become a generation. */
export function commits(volume: Volume): boolean {
  const { commit } = volume.granted ?? volume.request.wishes;
  return !volume.request.wishes.readOnly && commit !== "never";
}

/** Whether that is only if its pod succeeds: until it is known to have, nobody builds on it. */
export function needsSuccess({ granted }: Volume): boolean {
  return granted?.commit === "onSuccess";
}

/** How its delta is merged. */
export function strategyOf({ granted, request }: Volume): Strategy {
  return granted?.merge ?? request.wishes.merge;
}

/** Whether a second publish at the same address asks for the same thing (CSI: OK), or for another (ALREADY_EXISTS). */
export function sameRequest(a: VolumeRequest, b: VolumeRequest): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** Fields in one order, without undefined, so that a record read back from disk compares equal. */
function canonical(request: VolumeRequest): unknown {
  const { wishes, cache, pod } = request;
  return [
    [wishes.cache, wishes.readOnly, wishes.required, wishes.commit, wishes.merge, wishes.sizeLimit ?? null],
    [cache.namespace, cache.name, request.mountGroup ?? null, request.exclusive],
    [pod.namespace, pod.pod, pod.uid, pod.serviceAccount, pod.node],
  ];
}
