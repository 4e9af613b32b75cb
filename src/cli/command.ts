/** What a command of the CLI is, and what it gets to work with. */

import type { Inspection } from "../cache/inspection.ts";
import type { CacheKey } from "../cache/key.ts";
import type { Clock, Ledger } from "../cache/ports.ts";
import type { Snapshots } from "../cache/snapshot.ts";
import type { OptionName, Options } from "./options.ts";
import type { Output } from "./output.ts";

/** What a command ends with. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, notFound: 3, problems: 4 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An open state. */
export interface State {
  readonly ledger: Omit<Ledger, "append">;
  /** Appends to the cache's log, where that lies. */
  readonly append: Ledger["append"];
  readonly snapshots: Pick<Snapshots, "list" | "unreadable">;
  readonly inspection: Inspection;
  readonly clock: Clock;
}

/** What a run of one command works with. */
export interface Session extends State {
  readonly options: Options;
  /** The caches that are asked for, and what else stood on the command line. */
  readonly operands: Operands;
  readonly out: Output;
  /** Remarks that are not the answer. */
  readonly err: Output;
  /** Asks whoever sits at the terminal; undefined when nobody does. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

/** The words after the command's name, checked. */
export interface Operands {
  readonly cache: CacheKey | undefined;
  /** Numbers of generations; 0 is the empty cache. */
  readonly generations: readonly (number | "head")[];
}

/** A word that a command takes. */
export type Operand = "CACHE" | "A" | "B";

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** More for its own --help. */
  readonly text: string;
  readonly required: readonly Operand[];
  readonly optional: readonly Operand[];
  /** Beside those that every command takes. */
  readonly options: readonly OptionName[];
  /** What -o json prints, as a promise to programs: fields are added, never changed. */
  readonly json: string;
  run(session: Session): Promise<ExitCode>;
}
