/** The report for people: a table for each group. */
import { right, table } from "../src/cli/table.ts";
import type { Figure } from "./figure.ts";
import { type Machine, machineLine } from "./machine.ts";
import { cellsOf } from "./words.ts";

/** What one run, or several runs of parts, came to. */
export interface GroupResult {
  readonly name: string;
  readonly title: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  /** The commit that was measured; with `+` when the tree had changes. */
  readonly commit: string;
  readonly machine: Machine;
  /** The load average of the last minute when it began: what others were doing on the machine. */
  readonly load: number;
  readonly figures: readonly Figure[];
}

const columns = [
  { heading: "FIGURE" },
  right("OURS"),
  { heading: "REFERENCE" },
  right("RATIO"),
  right("GOAL"),
  { heading: "" },
];

/** The text of the report. */
export function reportText(groups: readonly GroupResult[]): string {
  const [first] = groups;
  const rows = groups.flatMap(({ figures }) => figures).map((figure) => Object.values(cellsOf(figure)) as string[]);
  return `${first ? `${machineLine(first.machine)}\n\n` : ""}${table(columns, rows)}\n${verdictLine(groups)}\n`;
}

/** How many goals were met. */
export function verdictLine(groups: readonly GroupResult[]): string {
  const goals = groups.flatMap(({ figures }) => figures).filter(({ met }) => met !== undefined);
  const missed = goals.filter(({ met }) => met === false);
  if (missed.length === 0) return `All ${goals.length} goals are met.`;
  return `${goals.length - missed.length} of ${goals.length} goals are met. Missed: ${missed.map(({ id }) => id).join(", ")}.`;
}
