/** What became of the pipelines and the other runs, for people. */
import type { RunResult } from "./runs.ts";
import type { Trial } from "./trial.ts";

const builds = ["first", "left", "right", "last"] as const;

export interface Tried {
  readonly runs: readonly RunResult[];
  readonly endings: readonly Trial[];
  readonly examples: readonly Trial[];
  readonly refusal: Trial;
}

/** A table of the pipelines with the requests that each build made, and of all else that was tried. */
export function textOf({ runs, endings, examples, refusal }: Tried): string {
  const cells = (values: readonly (string | number)[]): string =>
    values.map((value) => String(value).padStart(9)).join("");
  const lines = [`Requests to the registry\n${cells(["run", "seconds", ...builds])}`];
  for (const { run, seconds, downloads, wrong } of runs)
    lines.push(cells([run, seconds, ...builds.map((name) => downloads[name] ?? "-")]), ...wrong.map(bad));
  lines.push(...trialsText("What it wrote is in the next generation of a build that", endings));
  lines.push(...trialsText("The pods of an example did, and committed, what it says", examples));
  lines.push(...trialsText("A pod says why it does not start that", [refusal]));
  lines.push("", `${runs.length} pipelines ran, ${runs.filter(isWrong).length} of them wrong`);
  return `${lines.join("\n")}\n`;
}

/** Whether nothing was wrong with any of it. */
export function isGood({ runs, endings, examples, refusal }: Tried): boolean {
  return ![...runs, ...endings, ...examples, refusal].some(isWrong);
}

function trialsText(title: string, trials: readonly Trial[]): string[] {
  const width = Math.max(...trials.map(({ what }) => what.length)) + 2;
  const rows = trials.flatMap((trial) => [
    `  ${trial.what.padEnd(width)}${isWrong(trial) ? "NO" : "yes"}`,
    ...trial.wrong.map(bad),
  ]);
  return ["", title, ...rows];
}

function isWrong({ wrong }: { readonly wrong: readonly string[] }): boolean {
  return wrong.length > 0;
}

function bad(words: string): string {
  return `    WRONG: ${words.replaceAll("\n", "\n    ")}`;
}
