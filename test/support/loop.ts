/** File systems in image files, mounted through loop devices. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { umount2 } from "../../src/host/libc.ts";
import { MNT_DETACH, UMOUNT_NOFOLLOW } from "../../src/host/mount-flags.ts";

export const fileSystems = ["ext4", "xfs"] as const;
export type FileSystem = (typeof fileSystems)[number];

const make: Readonly<Record<FileSystem, readonly string[]>> = {
  ext4: ["mkfs.ext4", "-q", "-F"],
  xfs: ["mkfs.xfs", "-q", "-f", "-m", "reflink=1"],
};

/** Makes a sparse image with an empty file system; XFS needs 300 MB. */
export function makeImage(image: string, type: FileSystem, megabytes: number): void {
  writeFileSync(image, "");
  truncateSync(image, megabytes * 2 ** 20);
  const [program = "", ...flags] = make[type];
  execFileSync(program, [...flags, image]);
}

/**
 * What an image's file system needs to be mounted while a clone of it is: XFS refuses two of one identity, and a mount
 * that is gone here may live on for a while in another process's mount namespace.
 */
function besideClones(image: string): string[] {
  const { stdout } = spawnSync("blkid", ["-o", "value", "-s", "TYPE", image], { encoding: "utf8" });
  return stdout.trim() === "xfs" ? ["nouuid"] : [];
}

/**
 * Mounts an image at a directory that it makes, until disposed of; its loop device goes with the mount. Throws, with what
 * mount(8) says, when the file system in the image cannot be mounted.
 */
export function mountImage(image: string, at: string, ...options: readonly string[]): AsyncDisposable {
  mkdirSync(at, { recursive: true });
  const { status, stderr } = spawnSync(
    "mount",
    ["-o", ["loop", ...besideClones(image), ...options].join(), image, at],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`Cannot mount ${image}: ${stderr}`);
  // The last resort, when the tests themselves are ended.
  const leave = (): unknown => spawnSync("umount", ["--lazy", at]);
  process.once("exit", leave);
  return {
    [Symbol.asyncDispose]: async () => {
      await unmountImage(at);
      process.removeListener("exit", leave);
    },
  };
}

/** Who was just killed may use it for a moment; who stays keeps it, out of everybody's way. */
async function unmountImage(at: string): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (spawnSync("umount", [at]).status === 0) return;
    await setTimeout(100);
  }
  umount2(at, MNT_DETACH | UMOUNT_NOFOLLOW);
}
