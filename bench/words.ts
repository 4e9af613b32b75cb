/** Figures in words and digits, as the table, the pages and the plots show them. */
import type { Amount, Figure, Goal } from "./figure.ts";

/** Three digits that count, without an exponent. */
export function digits(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString("en");
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A number with its unit. */
export function amountText({ value, unit }: Amount): string {
  return unit === "/s" ? `${digits(value)}/s` : `${digits(value)} ${unit}`;
}

/** As `≤ 2` for a ratio and `≤ 80 MiB` for an amount. */
export function goalText(goal: Goal, { unit }: Amount): string {
  const sign = goal.bound === "at most" ? "≤" : "≥";
  const limit = goal.limit.toLocaleString("en");
  return goal.of === "ratio" ? `${sign} ${limit}` : `${sign} ${limit} ${unit}`;
}

/** What a row of the report says, cell by cell. */
export interface Cells {
  readonly figure: string;
  readonly ours: string;
  readonly reference: string;
  readonly ratio: string;
  readonly goal: string;
  readonly verdict: string;
}

/** A figure as a row. */
export function cellsOf({ what, ours, reference, ratio, goal, met }: Figure): Cells {
  return {
    figure: what,
    ours: amountText(ours),
    reference: reference ? `${amountText(reference)}: ${reference.what}` : "",
    ratio: ratio === undefined ? "" : digits(ratio),
    goal: goal ? goalText(goal, ours) : "",
    verdict: met === undefined ? "" : met ? "met" : "missed",
  };
}
