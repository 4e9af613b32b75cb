/** The working directories of overlay mounts. */
import { mkdir, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { hasCode, translated } from "./files.ts";
import { toTrash } from "./layers.ts";
import type { Layout } from "./layout.ts";

/** Makes a fresh one: the kernel does not take that of a volatile mount again. */
export async function makeWork(layout: Layout, incarnation: string): Promise<void> {
  const work = layout.work(incarnation);
  try {
    await mkdir(work, { mode: 0o700 }).catch(async (error: unknown) => {
      if (!hasCode(error, "EEXIST")) throw error;
      await toTrash(layout, work);
      await mkdir(work, { mode: 0o700 });
    });
  } catch (error) {
    throw translated(`make the working directory of volume ${incarnation}`, error);
  }
}

/** What the kernel leaves of a volatile mount (kernel doc overlayfs.rst, "Volatile mount"), innermost first. */
const left = ["work/incompat/volatile", "work/incompat", "work", "."];

/**
 * Removes it, when it holds what the kernel leaves and no more; else it goes to the trash, from where only a thread of its own gets it away.
 * Nothing there is fine.
 */
export async function removeWork(layout: Layout, incarnation: string): Promise<void> {
  const work = layout.work(incarnation);
  try {
    await unlink(join(work, "work/incompat/volatile/dirty"));
    for (const directory of left) await rmdir(join(work, directory));
  } catch {
    await toTrash(layout, work);
  }
}
