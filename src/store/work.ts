/** What lies beside the record of a volume: the working directory of its mount, and the notes. */
import { mkdirSync, rmdirSync, rmSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { hasCode, translated } from "./files.ts";
import { toTrash } from "./layers.ts";
import { Layout } from "./layout.ts";

/** The names of notes end so. */
export const mountedSuffix = ".mounted";
export const readOnlySuffix = ".read-only";

/** Makes a fresh working directory: the kernel does not take that of a volatile mount again. */
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

/** All that is left of a volume whose record is gone. */
function removeRest(layout: Layout, incarnation: string): void {
  for (const ending of [mountedSuffix, readOnlySuffix])
    rmSync(join(layout.volumes, incarnation + ending), { force: true });
  removeWork(layout, incarnation);
}

/**
 * Removes the working directory, when it holds what the kernel leaves and no more; else it goes to the trash, from where only a thread of its own gets it away.
 * Nothing there is fine.
 */
function removeWork(layout: Layout, incarnation: string): void {
  const work = layout.work(incarnation);
  try {
    unlinkSync(join(work, "work/incompat/volatile/dirty"));
    for (const directory of left) rmdirSync(join(work, directory));
  } catch {
    toTrash(layout, work);
  }
}

/** What the thread that mounts does for the records. */
export type WorkCalls = ReturnType<typeof workCalls>;

/** That thread, as the records' owner calls it. */
export interface WorkThread {
  call(method: "removeRest", incarnation: string): Promise<void>;
}

/** The work beside the records of one state, as plain functions. */
export function workCalls(state: string) {
  const layout = new Layout(state);
  return { removeRest: (incarnation: string): void => removeRest(layout, incarnation) };
}

/** Does at once what a thread would do. */
export function atOnce(layout: Layout): WorkThread {
  return { call: async (_, incarnation) => removeRest(layout, incarnation) };
}
