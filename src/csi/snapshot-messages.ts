/** The messages about snapshots as plain values; with its siblings the only reader of the generated classes. */

import type { csi as message } from "../../csi-proto/generated/csi.js";
import proto from "../../csi-proto/generated/csi.js";
import timestamp from "../../csi-proto/generated/google/protobuf/timestamp.js";

const { v1 } = proto.csi;
const { Timestamp } = timestamp.google.protobuf;

export interface CreateSnapshotMessage {
  readonly name: string;
  readonly volumeId: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** A snapshot as the Controller tells of it. */
export interface SnapshotMessage {
  readonly snapshotId: string;
  readonly volumeId: string;
  /** Bytes of the smallest volume that it fits into; 0 for unknown. */
  readonly size: number;
  readonly createdAt: Date;
}

function writeSnapshot({ snapshotId, volumeId, size, createdAt }: SnapshotMessage): message.v1.Snapshot {
  const ms = createdAt.getTime();
  const seconds = Math.floor(ms / 1000);
  return new v1.Snapshot({
    snapshot_id: snapshotId,
    source_volume_id: volumeId,
    size_bytes: size,
    creation_time: new Timestamp({ seconds, nanos: (ms - seconds * 1000) * 1e6 }),
    ready_to_use: true,
  });
}

export const createSnapshot = {
  service: "Controller",
  method: "CreateSnapshot",
  read: (request: message.v1.CreateSnapshotRequest): CreateSnapshotMessage => ({
    name: request.name,
    volumeId: request.source_volume_id,
    parameters: request.parameters,
  }),
  write: (snapshot: SnapshotMessage) => new v1.CreateSnapshotResponse({ snapshot: writeSnapshot(snapshot) }),
} as const;

export const deleteSnapshot = {
  service: "Controller",
  method: "DeleteSnapshot",
  read: (request: message.v1.DeleteSnapshotRequest) => ({ snapshotId: request.snapshot_id }),
  write: () => new v1.DeleteSnapshotResponse(),
} as const;

export const listSnapshots = {
  service: "Controller",
  method: "ListSnapshots",
  read: (request: message.v1.ListSnapshotsRequest) => ({
    max: request.max_entries,
    token: request.starting_token,
    volumeId: request.source_volume_id,
    snapshotId: request.snapshot_id,
  }),
  write: (page: { readonly snapshots: readonly SnapshotMessage[]; readonly next: string }) =>
    new v1.ListSnapshotsResponse({
      entries: page.snapshots.map((one) => new v1.ListSnapshotsResponse.Entry({ snapshot: writeSnapshot(one) })),
      next_token: page.next,
    }),
} as const;
