/** A directory that nobody may write to for a while, not even root: for commits that must wait. */
import { join } from "node:path";
import { mount, umount2 } from "../../src/host/libc.ts";
import { MNT_DETACH, MS_NODEV, MS_NOSUID, MS_RDONLY, MS_REMOUNT, UMOUNT_NOFOLLOW } from "../../src/host/mount-flags.ts";

const MS_BIND = 4096;
const MS_REC = 16384;

/** Makes the directory read-only, but for these files in it, until the result is disposed of. */
export function freeze(directory: string, { except }: { readonly except: readonly string[] }): Disposable {
  const writable = except.map((name) => join(directory, name));
  for (const file of writable) mount(file, MS_BIND, { source: file });
  mount(directory, MS_BIND | MS_REC, { source: directory });
  // Only the directory's own mount; those of the files in it stay as they are.
  mount(directory, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV, {});
  const left = [directory, ...writable];
  return {
    [Symbol.dispose]: () => {
      for (const target of left.splice(0)) umount2(target, MNT_DETACH | UMOUNT_NOFOLLOW);
    },
  };
}
