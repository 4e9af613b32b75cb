/** The mount table, as far as cleaning up needs it. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseMountInfo } from "../src/host/mountinfo.ts";

/** Mount points at or below a directory, oldest first, going by the text of /proc/self/mountinfo. */
export function mountsBelow(directory: string, mountinfo: Buffer): string[] {
  const points = parseMountInfo(mountinfo).map((entry) => entry.target);
  return points.filter((point) => point === directory || point.startsWith(`${directory}/`));
}

/** Mount points of this process at or below a directory. */
export function mountedBelow(directory: string): string[] {
  return mountsBelow(directory, readFileSync("/proc/self/mountinfo"));
}

/** Takes whatever is still mounted below a directory out of the tree, newest first. */
export function detachBelow(directory: string): void {
  for (const point of mountedBelow(directory).toReversed()) spawnSync("umount", ["--lazy", point], { stdio: "ignore" });
}
