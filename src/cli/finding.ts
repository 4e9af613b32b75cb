/** What a doctor can find, and the facts that it finds it in. */
import type { Unreadable } from "../cache/aside.ts";
import type { Generation } from "../cache/generation.ts";
import type { Survey } from "../cache/inspection.ts";
import type { CacheKey } from "../cache/key.ts";
import type { Snapshot } from "../cache/snapshot.ts";

/** A problem has cost something already, a warning will if nobody acts, a note is how things are. */
export type Severity = "problem" | "warning" | "note";

export const codes = [
  "unreadable",
  "few-files",
  "layers-missing",
  "snapshot-broken",
  "base-missing",
  "mount-missing",
  "mount-unknown",
  "disk-full",
  "not-running",
  "volumes-crashed",
  "volumes-waiting",
  "layers-unused",
  "trash",
  "entries-retired",
  "snapshots",
  "running",
] as const;

/** One thing worth knowing. Code and subject name it: found again, it is the same finding, whatever numbers are in its text. */
export interface Finding {
  readonly severity: Severity;
  readonly code: (typeof codes)[number];
  /** What it is about; empty for the whole state. */
  readonly subject: string;
  readonly what: string;
  readonly advice: string;
}

/** All that the rules look at. */
export interface Facts {
  readonly survey: Survey;
  readonly logs: readonly {
    readonly key: CacheKey;
    readonly head: number;
    readonly generations: readonly Generation[];
  }[];
  readonly snapshots: readonly Snapshot[];
  /** Of the ledger and of the snapshots: what cannot be read. */
  readonly unreadable: readonly Unreadable[];
  /** Bytes of the layers that nothing but what was set aside pins, by the name of each. */
  readonly heldAside: ReadonlyMap<string, number>;
}
