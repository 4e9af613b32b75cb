/** The working directories of overlay mounts. */
import { mkdirSync, rmdirSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { hasCode, translated } from "./files.ts";
import { toTrash } from "./layers.ts";
import type { Layout } from "./layout.ts";

/** Makes a fresh one: the kernel does not take that of a volatile mount again. */
export function makeWork(layout: Layout, incarnation: string): void {
  const work = layout.work(incarnation);
  try {
    mkdirSync(work, { mode: 0o700 });
  } catch (error) {
    if (hasCode(error, "EEXIST")) return remakeWork(layout, incarnation);
    throw translated(`make the working directory of volume ${incarnation}`, error);
  }
}

function remakeWork(layout: Layout, incarnation: string): void {
  toTrash(layout, layout.work(incarnation));
  makeWork(layout, incarnation);
}

/** What the kernel leaves of a volatile mount (kernel doc overlayfs.rst, "Volatile mount"), innermost first. */
const left = ["work/incompat/volatile", "work/incompat", "work", "."];

/**
 * Removes it, when it holds what the kernel leaves and no more; else it goes to the trash, from where only a thread of its own gets it away.
 * Nothing there is fine.
 */
export function removeWork(layout: Layout, incarnation: string): void {
  const work = layout.work(incarnation);
  try {
    unlinkSync(join(work, "work/incompat/volatile/dirty"));
    for (const directory of left) rmdirSync(join(work, directory));
  } catch {
    toTrash(layout, work);
  }
}
