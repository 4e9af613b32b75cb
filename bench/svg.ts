/** Elements of an SVG picture that can be read on light and dark pages, and by those who cannot see it. */

/** What a picture says. */
export interface Caption {
  readonly title: string;
  /** What can be seen in it, in words. */
  readonly text: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Colours that hold on both backgrounds' own: every colour is given once for light and once for dark. */
const styles = `
  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  .title { font-size: 15px; font-weight: 600; }
  .faint { fill: var(--faint); font-size: 12px; }
  .grid { stroke: var(--grid); }
  .goal { stroke: var(--ink); stroke-dasharray: 4 3; }
  .line { fill: none; stroke-width: 2; }
  :root { --page: #fff; --ink: #1f2328; --faint: #59636e; --grid: #d1d9e0; --a: #0a66c2; --b: #b35900; --c: #6e7781; }
  @media (prefers-color-scheme: dark) {
    :root { --page: #0d1117; --ink: #f0f6fc; --faint: #9198a1; --grid: #3d444d; --a: #58a6ff; --b: #f0883e; --c: #8b949e; }
  }`;

/** A whole picture of these elements. */
export function picture({ title, text }: Caption, { width, height }: Size, elements: readonly string[]): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title text">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="text">${escaped(text)}</desc>`,
    `<style>${styles}\n</style>`,
    `<rect width="${width}" height="${height}" rx="6" style="fill: var(--page)"/>`,
    label(16, 26, title, { style: "title" }),
    ...elements,
    "</svg>",
  ].join("\n")}\n`;
}

/** Text at a point, which its anchor says which end of it is at. */
export function label(
  x: number,
  y: number,
  text: string,
  {
    style: name,
    anchor = "start",
  }: { readonly style?: "title" | "faint"; readonly anchor?: "start" | "middle" | "end" } = {},
): string {
  const named = name === undefined ? "" : ` class="${name}"`;
  return `<text x="${round(x)}" y="${round(y)}"${named} text-anchor="${anchor}">${escaped(text)}</text>`;
}

/** A straight line. */
export function stroke(from: readonly [number, number], to: readonly [number, number], style: "grid" | "goal"): string {
  return `<line x1="${round(from[0])}" y1="${round(from[1])}" x2="${round(to[0])}" y2="${round(to[1])}" class="${style}"/>`;
}

/** One of three colours. */
export type Colour = "a" | "b" | "c";

/** A filled rectangle. */
export function bar(x: number, y: number, { width, height }: Size, colour: Colour): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="2" style="fill: var(--${colour})"/>`;
}

/** Points joined by lines; dashed for those who do not see the colours apart. */
export function path(points: readonly (readonly [number, number])[], colour: Colour, dashed: boolean): string[] {
  const text = points.map(([x, y]) => `${round(x)},${round(y)}`).join(" ");
  const dots = points.map(
    ([x, y]) => `<circle cx="${round(x)}" cy="${round(y)}" r="3" style="fill: var(--${colour})"/>`,
  );
  const dashes = dashed ? ` stroke-dasharray="6 4"` : "";
  return [`<polyline points="${text}" class="line" style="stroke: var(--${colour})"${dashes}/>`, ...dots];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
