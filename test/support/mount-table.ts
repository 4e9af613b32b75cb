/** The mounts below a directory, as the kernel lists them for this process. */
import { readFileSync } from "node:fs";
import { umount2 } from "../../src/host/libc.ts";
import { MNT_DETACH, UMOUNT_NOFOLLOW } from "../../src/host/mount-flags.ts";
import type { MountEntry } from "../../src/host/mountinfo.ts";
import { parseMountInfo } from "../../src/host/mountinfo.ts";

/** In the order they were made. */
export function mountsBelow(directory: string): MountEntry[] {
  const table = parseMountInfo(readFileSync("/proc/self/mountinfo"));
  return table.filter(({ target }) => target.startsWith(`${directory}/`));
}

/** Detaches whatever a test left mounted below its directory. */
export function unmountBelow(directory: string): void {
  for (const { target } of mountsBelow(directory).toReversed()) umount2(target, MNT_DETACH | UMOUNT_NOFOLLOW);
}
