/** CSI's Controller: from the provisioner's calls to claims. */

import type { Claim, ClaimSource } from "../cache/claim.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import type { Controller } from "../controller/controller.ts";
import type { Snapshotting } from "../controller/snapshotting.ts";
import { checkId, checkName, checkVolumeId } from "./address.ts";
import { type Rpc, rpc } from "./call.ts";
import { checkCapabilities } from "./capabilities.ts";
import {
  type CreateMessage,
  controllerGetCapabilities,
  createVolume,
  deleteVolume,
  getCapacity,
  listVolumes,
  type SourceMessage,
  type ValidateMessage,
  type VolumeMessage,
  validateVolumeCapabilities,
} from "./controller-messages.ts";
import { snapshotRpcs } from "./snapshots.ts";

/** What is offered, of this file and of snapshots.ts. */
const offered = [
  "CREATE_DELETE_VOLUME",
  "LIST_VOLUMES",
  "GET_CAPACITY",
  "SINGLE_NODE_MULTI_WRITER",
  "CREATE_DELETE_SNAPSHOT",
  "LIST_SNAPSHOTS",
  "CLONE_VOLUME",
] as const;

/** The RPCs of Controller. */
export function controllerRpcs(controller: Controller, snapshots: Snapshotting): readonly Rpc[] {
  return [
    rpc(controllerGetCapabilities, { routine: true, answer: () => offered }),
    ...snapshotRpcs(snapshots),
    rpc(createVolume, {
      key: ({ name }) => `name\0${name}`,
      volume: ({ name }) => name,
      answer: async (message, signal) => {
        const source = checkCreate(message);
        return volumeOf(await controller.create({ ...message, source }, signal));
      },
    }),
    rpc(deleteVolume, {
      key: ({ volumeId }) => `id\0${volumeId}`,
      volume: ({ volumeId }) => volumeId,
      answer: async ({ volumeId }) => controller.delete(checkVolumeId(volumeId)),
    }),
    rpc(validateVolumeCapabilities, {
      routine: true,
      volume: ({ volumeId }) => volumeId,
      answer: async (message) => validate(message, controller),
    }),
    rpc(listVolumes, {
      routine: true,
      answer: async ({ max, token }) => {
        const { entries, next } = await controller.list(max, token);
        return { volumes: entries.map(volumeOf), next };
      },
    }),
    rpc(getCapacity, {
      routine: true,
      answer: async ({ capabilities }) => {
        const refused = capabilities.length === 0 ? undefined : refusal(() => checkCapabilities(capabilities));
        // Nothing of what cannot be made fits.
        return refused === undefined ? controller.capacity() : { available: 0, largest: 0 };
      },
    }),
  ];
}

function volumeOf({ id, capacity, attributes, source }: Claim): VolumeMessage {
  const from: SourceMessage | undefined = source && {
    ...source,
    kind: source.kind === "claim" ? "volume" : "snapshot",
  };
  return { volumeId: id, capacity, attributes, source: from };
}

/** Answers what is to be copied. */
function checkCreate({ name, capabilities, source, mutable }: CreateMessage): ClaimSource | undefined {
  checkName(name);
  checkCapabilities(capabilities);
  if (mutable.size > 0) {
    throw new CacheError(
      "invalid",
      `Cannot use mutable parameter ${JSON.stringify([...mutable.keys()][0])}: none is offered`,
    );
  }
  return source && checkSource(source);
}

function checkSource({ kind, id }: SourceMessage): ClaimSource {
  if (kind === "none")
    throw new CacheError("invalid", "The volume_content_source names no source: allowed are snapshot and volume");
  return kind === "snapshot"
    ? { kind, id: checkId("snapshot_id", id) }
    : { kind: "claim", id: checkId("volume_id", id) };
}

async function validate(
  message: ValidateMessage,
  controller: Controller,
): Promise<{ readonly confirmed: ValidateMessage } | { readonly refused: string }> {
  const claim = await controller.get(checkVolumeId(message.volumeId));
  if (message.capabilities.length === 0) throw new CacheError("invalid", "volume_capabilities is required");
  const refused = refusal(() => checkCapabilities(message.capabilities)) ?? otherAttribute(claim, message.attributes);
  return refused === undefined ? { confirmed: message } : { refused };
}

/** Why a check throws `invalid`; undefined when it does not. */
function refusal(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (isKind(error, "invalid")) return error.message;
    throw error;
  }
}

/** The first attribute that says otherwise than the claim. */
function otherAttribute(claim: Claim, attributes: ReadonlyMap<string, string>): string | undefined {
  const found = Object.entries(claim.attributes).find(([key, value]) => (attributes.get(key) ?? value) !== value);
  return (
    found &&
    `Volume attribute ${found[0]} is ${JSON.stringify(found[1])}, not ${JSON.stringify(attributes.get(found[0]))}`
  );
}
