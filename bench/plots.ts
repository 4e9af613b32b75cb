/** The plots of docs/performance.md, drawn from the figures. */
import type { Figure, Goal } from "./figure.ts";
import { barPlot, linePlot, type Series } from "./plot.ts";
import type { GroupResult } from "./report.ts";
import { amountText, digits, goalText } from "./words.ts";

/** File names, in docs/performance/, and what is in them; those whose figures were never measured are left out. */
export function plotsOf(groups: readonly GroupResult[]): Readonly<Record<string, string>> {
  const figures = groups.flatMap((group) => group.figures);
  const drawn = { "goals.svg": goals(figures), "chain.svg": chain(figures), "width.svg": width(figures) };
  return Object.fromEntries(
    Object.entries(drawn).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}

/** The least share that is drawn. */
const least = 0.01;

/** All figures that have a goal, as shares of it. */
function goals(figures: readonly Figure[]): string | undefined {
  const bars = figures.flatMap((figure) => {
    const { id, ours, ratio, goal } = figure;
    const reached = goal?.of === "ratio" ? ratio : ours.value;
    if (!goal || reached === undefined) return [];
    const text = `${goal.of === "ratio" ? digits(reached) : amountText(ours)} (${goalText(goal, ours)})`;
    return [{ name: id, value: shareOf(goal, reached), text }];
  });
  if (bars.length === 0) return undefined;
  const missed = bars.filter(({ value }) => value > 1).map(({ name, text }) => `${name} ${text}`);
  const caption = {
    title: "Figures against their goals",
    text: `${bars.length - missed.length} of ${bars.length} goals are met. ${missed.length > 0 ? `Missed: ${missed.join("; ")}.` : ""}`,
  };
  return barPlot(caption, bars);
}

/** 1 at the goal, less where it is met. What is below nothing, as a difference can be, has no place on the scale but its start. */
function shareOf(goal: Goal, reached: number): number {
  return goal.bound === "at most" ? Math.max(reached / goal.limit, least) : goal.limit / reached;
}

function chain(figures: readonly Figure[]): string | undefined {
  const large = numbered(figures, "publish/chain-", ({ ours }) => ours.value);
  const empty = numbered(figures, "publish/chain-", ({ reference }) => reference?.value);
  const series = [
    { name: "large cache", points: large },
    { name: "empty cache", points: empty },
  ];
  const title = "Publish by the number of layers";
  return lines(title, { x: "layers in the chain", y: "ms" }, series);
}

function width(figures: readonly Figure[]): string | undefined {
  const series = ["fresh", "warm"].map((name) => ({
    name,
    points: numbered(figures, `width/${name}-`, ({ ratio }) => ratio),
  }));
  const title = "find over a view, by merge width";
  return lines(title, { x: "layers that each directory is in", y: "times as long as over a plain directory" }, series);
}

/** Points from figures whose ids end in a number. */
function numbered(
  figures: readonly Figure[],
  prefix: string,
  valueOf: (figure: Figure) => number | undefined,
): (readonly [number, number])[] {
  return figures.flatMap((figure) => {
    const value = valueOf(figure);
    if (!figure.id.startsWith(prefix) || value === undefined) return [];
    return [[Number(figure.id.slice(prefix.length)), value] as const];
  });
}

function lines(
  title: string,
  axes: { readonly x: string; readonly y: string },
  series: readonly Series[],
): string | undefined {
  if (series.some(({ points }) => points.length === 0)) return undefined;
  const said = series.map(
    ({ name, points }) => `${name}: ${points.map(([x, y]) => `${digits(y)} at ${x}`).join(", ")}`,
  );
  return linePlot({ title, text: `${axes.y} over ${axes.x}. ${said.join("; ")}.` }, axes, series);
}
