/** Descriptions of files that cannot be read, for tests of who hears of them. */
import type { Unreadable, UnreadableRecord } from "../../src/cache/aside.ts";

/** A file of this name below the state directory that cannot be read. */
export function lost(name: string, changes: Partial<Unreadable> = {}): Unreadable {
  return { name, why: `Cannot read ${name}: it is not JSON`, pins: "layers", mark: "1-2-3", ...changes };
}

/** The record of a volume that cannot be read. */
export function lostRecord(incarnation: string, changes: Partial<Unreadable> = {}): UnreadableRecord {
  return { ...lost(`volumes/${incarnation}.json`, changes), incarnation };
}
