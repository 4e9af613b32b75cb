/** Reads what is at a name in an open directory: half of the time that node:fs takes for a path and an object with dates. */
import { statx } from "./libc.ts";

/** What statx(2) says, under the names of node:fs. */
interface Stat {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly nlink: bigint;
  readonly size: bigint;
  readonly blocks: bigint;
  readonly mtimeNs: bigint;
  readonly atimeNs: bigint;
  readonly dev: bigint;
  readonly ino: bigint;
  readonly rdev: bigint;
}

/** struct statx, in little-endian (linux/stat.h): offsets in 32-bit words, or in 64-bit ones. A thread makes one call at a time. */
const bytes = new Uint8Array(256);
const words = new Uint32Array(bytes.buffer);
const wide = new BigInt64Array(words.buffer);
const wideUnsigned = new BigUint64Array(words.buffer);

/** The last component is not followed; undefined when nothing is there. */
export function stat(directory: number, name: string): Stat | undefined {
  if (!statx(directory, name, bytes)) return undefined;
  return {
    nlink: BigInt(word(4)),
    uid: word(5),
    gid: word(6),
    mode: word(7) & 0xffff,
    ino: wideUnsigned[4] ?? 0n,
    size: wideUnsigned[5] ?? 0n,
    blocks: wideUnsigned[6] ?? 0n,
    atimeNs: time(8),
    mtimeNs: time(14),
    rdev: device(32),
    dev: device(34),
  };
}

function word(at: number): number {
  return words[at] ?? 0;
}

/** struct statx_timestamp: seconds, and nanoseconds that are never negative. */
function time(at: number): bigint {
  return (wide[at] ?? 0n) * 1_000_000_000n + BigInt(word(2 * at + 2));
}

/** The number that stat(2) makes of major and minor: Linux has 12 bits of the one and 20 of the other. */
function device(at: number): bigint {
  const [major, minor] = [word(at), word(at + 1)];
  return BigInt(((major << 8) | (minor & 0xff) | ((minor & ~0xff) << 12)) >>> 0);
}
