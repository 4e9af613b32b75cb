/** Names, ids and target paths as they come over the wire, checked. */
import { isAbsolute, normalize } from "node:path";
import { CacheError } from "../cache/errors.ts";
import type { VolumeAddress } from "../cache/volume.ts";

/** Longer than any CO's (CSI: at least 128 bytes must be accepted); the record keeps it, and it never becomes a path. */
const maxIdBytes = 1024;
/** PATH_MAX without its NUL. */
const maxPathBytes = 4095;

/** The id of a volume; throws `invalid`. */
export function checkVolumeId(id: string): string {
  return checkId("volume_id", id);
}

/** An id of ours as it comes back; throws `invalid` naming the field. */
export function checkId(field: string, id: string): string {
  if (id === "") throw new CacheError("invalid", `${field} is required`);
  const length = Buffer.byteLength(id);
  if (length > maxIdBytes) {
    throw new CacheError("invalid", `Cannot use a ${field} of ${length} bytes: at most ${maxIdBytes} are allowed`);
  }
  if (id.includes("\0")) throw new CacheError("invalid", `Cannot use ${field} ${JSON.stringify(id)}: it has a NUL`);
  return id;
}

/** The name that something is to be made once for; throws `invalid`. */
export function checkName(name: string): string {
  if (name === "") throw new CacheError("invalid", "name is required");
  const length = Buffer.byteLength(name);
  if (length <= maxIdBytes) return name;
  throw new CacheError("invalid", `Cannot use a name of ${length} bytes: at most ${maxIdBytes} are allowed`);
}

/** A path in the one form that the mount table has, too; throws `invalid` naming the field. */
export function checkPath(field: string, path: string): string {
  if (path === "") throw new CacheError("invalid", `${field} is required`);
  const length = Buffer.byteLength(path);
  if (length > maxPathBytes) {
    throw new CacheError("invalid", `Cannot use a ${field} of ${length} bytes: at most ${maxPathBytes} are allowed`);
  }
  const refuse = (why: string): never => {
    throw new CacheError("invalid", `Cannot use ${field} ${JSON.stringify(path)}: ${why}`);
  };
  if (!isAbsolute(path)) refuse("it must be absolute");
  if (path.includes("\0")) refuse("it has a NUL");
  if (path.split("/").includes("..")) refuse('it must not have ".." in it');
  const normal = normalize(path).replace(/\/$/, "");
  return normal === "" ? refuse("it is the root directory") : normal;
}

/** What kubelet names a volume by. */
export function checkAddress(message: { readonly volumeId: string; readonly target: string }): VolumeAddress {
  return { volumeId: checkVolumeId(message.volumeId), target: checkPath("target_path", message.target) };
}

/** One key per address: neither part can hold a NUL. */
export function addressKey({ volumeId, target }: VolumeAddress): string {
  return `${volumeId}\0${target}`;
}
