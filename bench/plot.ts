/** Two kinds of plots: bars against a goal, and lines over a number. */
import { bar, type Caption, type Colour, label, path, picture, stroke } from "./svg.ts";

/** A bar; its value is a share of its goal. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** What stands beside it. */
  readonly text: string;
}

const row = 26;
const top = 64;
const bars = { left: 310, right: 650, width: 900 };

/** Horizontal bars on a logarithmic scale, with the goal at 1: what ends left of the line has met its goal. */
export function barPlot(caption: Caption, shown: readonly Bar[]): string {
  const powers = decades(shown.map(({ value }) => value));
  const [low = 0.1, high = 10] = [powers[0], powers.at(-1)];
  const x = (value: number): number =>
    bars.left +
    ((Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))) * (bars.right - bars.left);
  const bottom = top + shown.length * row;
  const ticks = powers.flatMap((power) => [
    stroke([x(power), top - 8], [x(power), bottom], power === 1 ? "goal" : "grid"),
    label(x(power), top - 14, power === 1 ? "goal" : `${power}`, { style: "faint", anchor: "middle" }),
  ]);
  const drawn = shown.flatMap(({ name, value, text }, at) => {
    const y = top + at * row;
    return [
      label(bars.left - 10, y + 16, name, { anchor: "end" }),
      bar(bars.left, y + 5, { width: Math.max(1, x(value) - bars.left), height: row - 10 }, value <= 1 ? "a" : "b"),
      label(bars.right + 12, y + 16, text, { style: "faint" }),
    ];
  });
  return picture(caption, { width: bars.width, height: bottom + 16 }, [...ticks, ...drawn]);
}

/** The powers of ten from below the smallest value, or a tenth, to above the largest, or ten. */
function decades(values: readonly number[]): number[] {
  const low = Math.floor(Math.log10(Math.min(0.1, ...values)));
  const high = Math.ceil(Math.log10(Math.max(10, ...values)));
  return Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at));
}

/** Named points that are joined. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** What stands at the axes. */
export interface Axes {
  readonly x: string;
  readonly y: string;
}

/** What a label takes. */
const lineHeight = 16;
const field = { left: 70, right: 560, top: 60, bottom: 300, width: 720, height: 350 };
const colours: readonly Colour[] = ["a", "b", "c"];

/** Lines from zero up, with a name at the end of each. The numbers on the first axis are those of the points. */
export function linePlot(caption: Caption, axes: Axes, series: readonly Series[]): string {
  const points = series.flatMap((line) => line.points);
  const numbers = [...new Set(points.map(([x]) => x))].toSorted((a, b) => a - b);
  const greatest = Math.max(...points.map(([, y]) => y));
  const step = niceStep(greatest / 4);
  const highest = Math.ceil(greatest / step) * step;
  const [least = 0, most = 1] = [numbers[0], numbers.at(-1)];
  const x = (value: number): number =>
    field.left + ((value - least) / (most - least || 1)) * (field.right - field.left);
  const y = (value: number): number => field.bottom - (value / highest) * (field.bottom - field.top);
  const grid = Array.from({ length: Math.round(highest / step) + 1 }, (_, at) => at * step).flatMap((value) => [
    stroke([field.left, y(value)], [field.right, y(value)], "grid"),
    label(field.left - 8, y(value) + 4, `${Number(value.toPrecision(3))}`, { style: "faint", anchor: "end" }),
  ]);
  const ticks = numbers.map((value) =>
    label(x(value), field.bottom + 20, `${value}`, { style: "faint", anchor: "middle" }),
  );
  const named = [
    label((field.left + field.right) / 2, field.bottom + 40, axes.x, { style: "faint", anchor: "middle" }),
    label(field.left - 54, field.top - 14, axes.y, { style: "faint" }),
  ];
  const lines = series.flatMap(({ points: joined }, at) =>
    path(
      joined.map(([px, py]) => [x(px), y(py)] as const),
      colours[at % colours.length] ?? "a",
      at > 0,
    ),
  );
  const ends = apart(series.map((line) => y(line.points.at(-1)?.[1] ?? 0)));
  const names = series.map(({ name }, at) => label(field.right + 10, (ends[at] ?? 0) + 4, name));
  return picture(caption, field, [...grid, ...ticks, ...named, ...lines, ...names]);
}

/** The heights of labels, moved down where they would stand on each other. */
export function apart(heights: readonly number[]): number[] {
  const placed = [...heights];
  const downwards = heights.map((_, at) => at).toSorted((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
  let free = Number.NEGATIVE_INFINITY;
  for (const at of downwards) {
    placed[at] = Math.max(heights[at] ?? 0, free);
    free = (placed[at] ?? 0) + lineHeight;
  }
  return placed;
}

/** 1, 2 or 5 times a power of ten, and not less. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}
