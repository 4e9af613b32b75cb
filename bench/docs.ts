/** Keeps docs/performance.md in step with what was measured: its tables and plots are made from docs/performance/results.json. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tools/run.ts";
import { machineLine } from "./machine.ts";
import { plotsOf } from "./plots.ts";
import { type GroupResult, verdictLine } from "./report.ts";
import { cellsOf } from "./words.ts";

const page = "docs/performance.md";
const folder = "docs/performance";
const results = `${folder}/results.json`;

/** Replaces the results of the groups that were measured, and makes what follows from all of them. `order` has the names of all groups. */
export function writeDocs(measured: readonly GroupResult[], order: readonly string[]): void {
  mkdirSync(join(root, folder), { recursive: true });
  const all = replaced(existsSync(join(root, results)) ? readResults() : [], measured, order);
  writeFileSync(join(root, results), `${JSON.stringify({ groups: all }, undefined, 2)}\n`);
  for (const [path, text] of Object.entries(docsOf(all, readFileSync(join(root, page), "utf8")))) {
    writeFileSync(join(root, path), text);
  }
}

/** The results that are committed. */
export function readResults(): GroupResult[] {
  return (JSON.parse(readFileSync(join(root, results), "utf8")) as { groups: GroupResult[] }).groups;
}

/** The newest result of each group, in this order; a group that is no longer there goes. */
export function replaced(
  kept: readonly GroupResult[],
  measured: readonly GroupResult[],
  order: readonly string[],
): GroupResult[] {
  const newest = new Map([...kept, ...measured].map((group) => [group.name, group]));
  return order.flatMap((name) => newest.get(name) ?? []);
}

/** Every file that follows from the results, by its path in the tree. `text` is the page as it is now. */
export function docsOf(groups: readonly GroupResult[], text: string): Readonly<Record<string, string>> {
  const plots = Object.entries(plotsOf(groups)).map(([name, svg]) => [`${folder}/${name}`, svg]);
  return { [page]: pageOf(groups, text), ...Object.fromEntries(plots) };
}

/** The page, with what stands between `<!-- figures NAME -->` and `<!-- end -->` made anew. Throws when a group has no such place. */
export function pageOf(groups: readonly GroupResult[], text: string): string {
  const parts: readonly (readonly [string, string])[] = [
    ["all", verdictLine(groups)],
    ...groups.map((group) => [group.name, `${tableOf(group)}\n\n${provenance(group)}`] as const),
  ];
  return parts.reduce((whole, [name, part]) => {
    const place = new RegExp(`(<!-- figures ${name} -->\n).*?(<!-- end -->)`, "s");
    if (!place.test(whole)) throw new Error(`${page} has no place for the figures of ${name}`);
    return whole.replace(place, (_, before: string, after: string) => `${before}\n${part}\n\n${after}`);
  }, text);
}

function provenance({ time, commit, machine, load }: GroupResult): string {
  return `_${time.slice(0, 10)}, commit ${commit}: ${machineLine(machine)}; load average ${load.toFixed(1)} before._`;
}

const headings = { figure: "figure", ours: "ours", reference: "reference", ratio: "ratio", goal: "goal", verdict: "" };

/** A table in Markdown, its columns aligned as in the other pages. */
function tableOf({ figures }: GroupResult): string {
  const rows = [headings, ...figures.map(cellsOf)].map((cells) => Object.values(cells) as string[]);
  const widths = (rows[0] ?? []).map((_, at) => Math.max(3, ...rows.map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((columns) => "-".repeat(columns)).join(" | ")} |`;
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join("\n");
}
