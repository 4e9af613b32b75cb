/** CSI's RPCs for snapshots: from the snapshotter's calls to what is kept of caches. */
import { CacheError } from "../cache/errors.ts";
import { type Snapshot, smallestFor } from "../cache/snapshot.ts";
import type { Snapshotting } from "../controller/snapshotting.ts";
import { checkId, checkName } from "./address.ts";
import { type Rpc, rpc } from "./call.ts";
import type { CreateSnapshotMessage, SnapshotMessage } from "./snapshot-messages.ts";
import { createSnapshot, deleteSnapshot, listSnapshots } from "./snapshot-messages.ts";

/** The RPCs of Controller that are about snapshots. */
export function snapshotRpcs(snapshots: Snapshotting): readonly Rpc[] {
  return [
    rpc(createSnapshot, {
      key: ({ name }) => `snapshot name\0${name}`,
      volume: ({ volumeId }) => volumeId,
      answer: async (message, signal) => {
        checkCreate(message);
        return messageOf(await snapshots.create(message.name, message.volumeId, signal));
      },
    }),
    rpc(deleteSnapshot, {
      key: ({ snapshotId }) => `snapshot id\0${snapshotId}`,
      volume: ({ snapshotId }) => snapshotId,
      answer: async ({ snapshotId }) => snapshots.delete(checkId("snapshot_id", snapshotId)),
    }),
    rpc(listSnapshots, {
      routine: true,
      answer: async ({ max, token, volumeId, snapshotId }) => {
        const { entries, next } = await snapshots.list({ id: snapshotId, claim: volumeId }, max, token);
        return { snapshots: entries.map(messageOf), next };
      },
    }),
  ];
}

function messageOf(snapshot: Snapshot): SnapshotMessage {
  const { id, claim, createdAt } = snapshot;
  return { snapshotId: id, volumeId: claim, size: smallestFor(snapshot), createdAt: new Date(createdAt) };
}

function checkCreate({ name, volumeId, parameters }: CreateSnapshotMessage): void {
  checkName(name);
  checkId("source_volume_id", volumeId);
  // The snapshotter adds keys of its own (--extra-create-metadata).
  const [unknown] = [...parameters.keys()].filter((key) => !key.startsWith("csi.storage.k8s.io/"));
  if (unknown === undefined) return;
  throw new CacheError(
    "invalid",
    `Cannot use parameter ${JSON.stringify(unknown)} of the VolumeSnapshotClass: a snapshot has none`,
  );
}
