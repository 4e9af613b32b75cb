/** The bench's arguments, and the text of its --help. */
import { tmpdir } from "node:os";
import { parseArgs } from "node:util";

export interface Options {
  readonly help: boolean;
  readonly list: boolean;
  readonly json: boolean;
  readonly quick: boolean;
  /** Measure pods on a cluster, and nothing else. */
  readonly cluster: boolean;
  /** Write docs/performance/ from what is measured. */
  readonly writeDocs: boolean;
  /** Glob over the names of groups. */
  readonly only: string;
  /** Where the measured state lies. */
  readonly state: string;
}

/** What the bench's exit codes mean. */
export const exitCodes = { measured: 0, broken: 1, usage: 2, notHere: 3, interrupted: 130 } as const;

export const help = `Usage: npm run bench -- [--only GLOB | --cluster] [--quick] [--state DIR] [--json] [--write-docs]

Measures the bundled plugin over its socket, as root, side by side with what each figure is compared with, and prints a
table: what was measured, what it is compared with, the ratio, the goal, and whether it was met. What the figures mean
is in docs/performance.md.

  --only GLOB    Only the groups of this name, as in --only 'm*' (default: all)
  --quick        Small amounts and few rounds: shows that the bench works, says nothing about the goals
  --cluster      Only what pods pay on a real Kubernetes, which is started for it unless it runs (npm run cluster -- --help)
  --state DIR    Measure on the file system of this directory; a directory is made in it, and removed in the end
                 (default: ${tmpdir()})
  --json         Print one JSON object instead of the table
  --write-docs   Replace these groups' part of docs/performance/results.json, and make the tables and plots of
                 docs/performance.md from it
  --list         Print the names of the groups
  --help         Print this

All groups take about a quarter of an hour and 12 GB; --cluster ten minutes more. Anything else that works on the machine or on the same disk
shows in the figures.

Exit codes:
  ${exitCodes.measured}    measured, whether the goals were met or not: it is a report
  ${exitCodes.broken}    something broke
  ${exitCodes.usage}    wrong arguments
  ${exitCodes.notHere}    cannot run here: mounting needs root
  ${exitCodes.interrupted}  interrupted
`;

/** Reads the arguments; throws a TypeError that says what is wrong with them. */
export function readOptions(argv: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: "boolean", short: "h", default: false },
      list: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      quick: { type: "boolean", default: false },
      cluster: { type: "boolean", default: false },
      "write-docs": { type: "boolean", default: false },
      only: { type: "string", default: "*" },
      state: { type: "string", default: tmpdir() },
    },
  });
  const { "write-docs": writeDocs, ...others } = values;
  if (values.quick && writeDocs)
    throw new TypeError("--quick says nothing about the goals: it does not go with --write-docs");
  if (values.cluster && values.only !== "*")
    throw new TypeError("--cluster is a group of its own: it does not go with --only");
  return { ...others, writeDocs };
}
