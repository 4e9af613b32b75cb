/** Views of generations, mounted by the test and not by the plugin: what any overlayfs would show of their layers. */
import { mkdirSync, mkdtempSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import type { Generation } from "../../src/cache/generation.ts";
import { mount, umount2 } from "../../src/host/libc.ts";
import { MNT_DETACH, MS_RDONLY, UMOUNT_NOFOLLOW } from "../../src/host/mount-flags.ts";
import type { Running } from "./running.ts";

/** Shows a generation from its layers on disk. */
export function viewing<Result>(running: Running, { layers }: Generation, see: (view: string) => Result): Result {
  const view = mkdtempSync(join(running.root, "view-"));
  const empty = ["empty0", "empty1"].slice(0, Math.max(0, 2 - layers.length));
  const lowerdir = [...layers.map(({ id }) => id), ...empty].map((id) => `l/${id}`).join(":");
  const before = process.cwd();
  // A page of options does not hold many absolute paths. No other code runs meanwhile.
  process.chdir(running.state);
  try {
    mkdirSync(view, { recursive: true });
    mount(view, MS_RDONLY, { source: "test", type: "overlay", data: `lowerdir=${lowerdir},redirect_dir=nofollow` });
  } finally {
    process.chdir(before);
  }
  try {
    return see(view);
  } finally {
    umount2(view, MNT_DETACH | UMOUNT_NOFOLLOW);
    rmdirSync(view);
  }
}
