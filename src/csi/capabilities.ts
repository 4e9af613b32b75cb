/** What a volume capability may ask of us: the rules that publishing and claims share. */
import { CacheError } from "../cache/errors.ts";
import type { AccessMode, Capability } from "./messages.ts";

/** Always in force for our mounts, or harmless; `ro` makes the volume read-only. */
const allowedFlags = ["ro", "rw", "nosuid", "nodev"];

/** Throws `invalid` for what no volume of ours can be. The file system type is ignored: every volume is an overlay. */
export function checkCapability(capability: Capability): void {
  if (capability.access === "block") {
    throw new CacheError(
      "invalid",
      "Cannot make a block volume: a cache is a directory tree; use volumeMode Filesystem",
    );
  }
  if (capability.access === "none") {
    throw new CacheError("invalid", "The volume capability has no access type: mount is required");
  }
  if (capability.mode === "UNKNOWN") {
    throw new CacheError("invalid", "The volume capability has no access mode that is known: one is required");
  }
  for (const flag of capability.mountFlags) {
    // kubelet adds the pod's SELinux context for ReadWriteOncePod claims; the node mounts with one of its own (--selinux-context).
    if (allowedFlags.includes(flag) || flag.startsWith("context=")) continue;
    const allowed = allowedFlags.join(", ");
    throw new CacheError("invalid", `Cannot use mount flag ${JSON.stringify(flag)}: allowed are ${allowed}`);
  }
}

/** Throws `invalid` when there is none, or one that cannot be. */
export function checkCapabilities(capabilities: readonly Capability[]): void {
  if (capabilities.length === 0) throw new CacheError("invalid", "volume_capabilities is required");
  for (const capability of capabilities) checkCapability(capability);
}

/** Whether a volume of this capability is only read. */
export function readsOnly({ mode, mountFlags }: Capability): boolean {
  const modes: readonly AccessMode[] = ["SINGLE_NODE_READER_ONLY", "MULTI_NODE_READER_ONLY"];
  return modes.includes(mode) || mountFlags.includes("ro");
}

/** The group that may write; undefined for everybody. Throws `invalid` for what is no group id. */
export function mountGroupOf({ mountGroup }: Capability): number | undefined {
  if (mountGroup === "") return undefined;
  // 2^32 - 1 means "no change" to chown(2).
  const group = /^\d{1,10}$/.test(mountGroup) ? Number(mountGroup) : Number.NaN;
  if (!(group < 0xffff_ffff)) {
    throw new CacheError(
      "invalid",
      `Cannot use volume_mount_group ${JSON.stringify(mountGroup)}: it must be a group id from 0 to 4294967294`,
    );
  }
  return group;
}
