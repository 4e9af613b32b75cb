/** Aligned columns for people. */
import { printable } from "./text.ts";

/** A column's heading. */
export interface Column {
  readonly heading: string;
  readonly align?: "right";
}

/** A column of numbers or amounts. */
export function right(heading: string): Column {
  return { heading, align: "right" };
}

const gap = "   ";

/** Rows below headings, as kubectl prints them. Cells are made safe for a terminal here. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map((column) => column.heading), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, at) => cells.reduce((width, row) => Math.max(width, (row[at] ?? "").length), 0));
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, at) => {
        const [cell, width] = [row[at] ?? "", widths[at] ?? 0];
        return align === "right" ? cell.padStart(width) : cell.padEnd(width);
      })
      .join(gap)
      .trimEnd();
  return `${cells.map(line).join("\n")}\n`;
}

/** `Name:  value` lines with the values aligned. */
export function fields(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length)) + 1;
  return pairs.map(([name, value]) => `${`${name}:`.padEnd(width)}${gap}${printable(value)}\n`).join("");
}

/** A block moved to the right, below a heading. */
export function indented(block: string): string {
  return block.replace(/^(?=.)/gm, "  ");
}
