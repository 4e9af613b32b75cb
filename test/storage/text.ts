/** The result of a run, for people. */
import type { Counts, Result } from "./result.ts";

const columns = ["selected", "applied", "passed", "failed", "undeclared"] as const;

/** A table of the parts, what is not declared, and what failed. */
export function textOf(result: Result): string {
  const rows = [...Object.entries(result.parts), ["all", result.total] as const];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const cells = (values: readonly (string | number)[]): string =>
    values.map((value) => String(value).padStart(12)).join("");
  const row = ([name, counts]: readonly [string, Counts]): string =>
    `${name.padEnd(width)}${cells(columns.map((column) => counts[column]))}`;
  const { pointless } = result.total;
  const lines = [`${"".padEnd(width)}${cells(columns)}`, ...rows.map(row)];
  if (pointless > 0)
    lines.push("", `${pointless} of the selected go with no volume of their kind, whatever a driver declares.`);
  const reasons = Object.entries(result.undeclared);
  if (reasons.length > 0) lines.push("", "Not declared (docs/conformance.md says why):");
  for (const [what, count] of reasons) lines.push(`${String(count).padStart(6)}  ${what}`);
  for (const { name, words } of result.unexplained)
    lines.push("", `LEFT OUT for no reason that is known: ${name}`, indent(words));
  for (const { name, words } of result.failures) lines.push("", `FAILED: ${name}`, indent(words));
  if (result.total.applied === 0) lines.push("", "No test applied.");
  return `${lines.join("\n")}\n`;
}

function indent(words: string): string {
  return words
    .split("\n")
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join("\n");
}
