/** What became of the pipelines, for people. */
import type { EndingResult } from "./endings.ts";
import type { RunResult } from "./runs.ts";

const builds = ["first", "left", "right", "last"] as const;

/** A table of the runs with the requests that each build made, and of the other ends. */
export function textOf({
  runs,
  endings,
}: {
  readonly runs: readonly RunResult[];
  readonly endings: readonly EndingResult[];
}): string {
  const cells = (values: readonly (string | number)[]): string =>
    values.map((value) => String(value).padStart(9)).join("");
  const lines = [`Requests to the registry\n${cells(["run", "seconds", ...builds])}`];
  for (const { run, seconds, downloads, wrong } of runs)
    lines.push(cells([run, seconds, ...builds.map((name) => downloads[name] ?? "-")]), ...wrong.map(bad));
  lines.push("", "What it wrote is in the next generation of a build that");
  for (const { ending, wrong } of endings)
    lines.push(`  ${ending.replace("-", " ").padEnd(14)}${wrong.length === 0 ? "yes" : "NO"}`, ...wrong.map(bad));
  return `${lines.join("\n")}\n`;
}

function bad(words: string): string {
  return `    WRONG: ${words.replaceAll("\n", "\n    ")}`;
}
