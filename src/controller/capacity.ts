/** Which capacities a claim can have. */
import { CacheError } from "../cache/errors.ts";
import { formatBytes } from "../cache/quantity.ts";

/** Throws `out-of-range` for bytes that cannot be on a disk of this size, or contradict each other; 0 is for none. */
export function checkCapacity(
  { required, limit }: { readonly required: number; readonly limit: number },
  diskSize: number,
): void {
  if (required < 0) throw outOfRange(`required_bytes is ${required}`);
  if (limit < 0) throw outOfRange(`limit_bytes is ${limit}`);
  if (limit > 0 && limit < required)
    throw outOfRange(`limit_bytes (${limit}) is less than required_bytes (${required})`);
  if (required > diskSize) {
    throw outOfRange(`${formatBytes(required)} are required and the disk has ${formatBytes(diskSize)}`);
  }
}

function outOfRange(why: string): CacheError {
  return new CacheError("out-of-range", `Cannot make a volume of this capacity: ${why}`);
}
