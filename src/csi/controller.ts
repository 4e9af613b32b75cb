/** CSI's Controller: from the provisioner's calls to claims. */

import type { Claim } from "../cache/claim.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import type { Controller } from "../controller/controller.ts";
import { checkVolumeId } from "./address.ts";
import { type Rpc, rpc } from "./call.ts";
import { checkCapabilities } from "./capabilities.ts";
import {
  type CreateMessage,
  controllerGetCapabilities,
  createVolume,
  deleteVolume,
  getCapacity,
  listVolumes,
  type ValidateMessage,
  type VolumeMessage,
  validateVolumeCapabilities,
} from "./controller-messages.ts";

/** CSI: names of at least 128 bytes must be accepted. */
const maxNameBytes = 1024;

/** The RPCs of Controller. */
export function controllerRpcs(controller: Controller): readonly Rpc[] {
  return [
    rpc(controllerGetCapabilities, {
      routine: true,
      answer: () => ["CREATE_DELETE_VOLUME", "LIST_VOLUMES", "GET_CAPACITY", "SINGLE_NODE_MULTI_WRITER"] as const,
    }),
    rpc(createVolume, {
      key: ({ name }) => `name\0${name}`,
      volume: ({ name }) => name,
      answer: async (message, signal) => {
        checkCreate(message);
        return volumeOf(await controller.create(message, signal));
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
        const { claims, next } = await controller.list(max, token);
        return { volumes: claims.map(volumeOf), next };
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

function volumeOf({ id, capacity, attributes }: Claim): VolumeMessage {
  return { volumeId: id, capacity, attributes };
}

function checkCreate({ name, capabilities, copied, mutable }: CreateMessage): void {
  if (name === "") throw new CacheError("invalid", "name is required");
  const length = Buffer.byteLength(name);
  if (length > maxNameBytes) {
    throw new CacheError("invalid", `Cannot use a name of ${length} bytes: at most ${maxNameBytes} are allowed`);
  }
  checkCapabilities(capabilities);
  if (copied) throw new CacheError("invalid", "Cannot make a volume from a snapshot or another volume: not offered");
  if (mutable.size > 0) {
    throw new CacheError(
      "invalid",
      `Cannot use mutable parameter ${JSON.stringify([...mutable.keys()][0])}: none is offered`,
    );
  }
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
