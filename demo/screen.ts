/** What the demo prints: calm lines with a spinner on a terminal, plain text anywhere else. */
import { styleText } from "node:util";
import { duration, pad, table, wrap } from "./text.ts";

/** Where the text goes; a writable stream fits. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

type Style = Parameters<typeof styleText>[0];

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameTime = 80;
/** How often a step that takes long says so where there is no spinner. */
const patience = 10_000;
const labelColumns = 46;
const timeColumns = 7;
const textColumns = 92;

/** Prints the story, and remembers whether all that it promised was so. */
export class Screen {
  readonly #out: Output;
  readonly #live: boolean;
  readonly #spins: boolean;
  readonly #colour: boolean;
  readonly #columns: number;
  #kept = 0;
  #failed = 0;

  constructor(out: Output, env: Readonly<Record<string, string | undefined>>) {
    this.#out = out;
    this.#live = out.isTTY === true && env["TERM"] !== "dumb";
    const silenced = env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "";
    this.#colour = this.#live && !silenced;
    this.#columns = Math.max(40, Math.min(textColumns, (out.columns ?? textColumns + 2) - 2));
    // A spinner redraws its line, which must not be wrapped by a narrow terminal.
    this.#spins = this.#live && this.#columns > labelColumns + timeColumns + 4;
  }

  /** How many expectations were checked, and how many of them did not hold. */
  get verdict(): { readonly checked: number; readonly failed: number } {
    return { checked: this.#kept + this.#failed, failed: this.#failed };
  }

  title(text: string): void {
    this.#print("", this.#style("bold", text), "");
  }

  chapter(number: number, text: string): void {
    this.#print("", this.#style(["bold", "cyan"], `${number}  ${text}`));
  }

  paragraph(text: string): void {
    this.#print(...wrap(text, this.#columns), "");
  }

  /** An explanation inside a chapter. */
  remark(text: string): void {
    this.#print(...wrap(text, this.#columns - 3).map((line) => `   ${this.#style("dim", line)}`));
  }

  /** A name and what there is to know of it. */
  fact(name: string, text: string): void {
    this.#print(`   ${this.#style("dim", pad(name, 9))} ${text}`);
  }

  /** Lines as somebody else wrote them. */
  quote(lines: readonly string[]): void {
    this.#print(...lines.map((line) => `     ${line}`));
  }

  command(text: string): void {
    this.#print("", `   ${this.#style("dim", "$")} ${text}`);
  }

  /** A table of yes and no: who has what. */
  grid(columns: readonly string[], rows: readonly (readonly [name: string, cells: readonly boolean[]])[]): void {
    const [yes, no] = this.#live ? ["●", "·"] : ["yes", "-"];
    const lines = table([
      ["", ...columns],
      ...rows.map(([name, cells]) => [name, ...cells.map((cell) => (cell ? yes : no))]),
    ]);
    this.#print(...lines.map((line, index) => `     ${index === 0 ? this.#style("dim", line) : line}`));
  }

  /** Something the story promises: held, or not. Checked here, never assumed. */
  expect(what: string, held: boolean): void {
    if (held) this.#kept += 1;
    else this.#failed += 1;
    const mark = this.#live ? (held ? "✓" : "✗") : held ? "ok" : "FAILED";
    const [first = "", ...rest] = wrap(what, this.#columns - 6);
    const indent = " ".repeat(mark.length + 1);
    const text = [first, ...rest.map((line) => `   ${indent}${line}`)].join("\n");
    this.#print(`   ${this.#style(held ? "green" : ["bold", "red"], mark)} ${held ? text : this.#style("red", text)}`);
  }

  /** Shows that something is being waited for, while it is. */
  async waitFor<Result>(label: string, work: () => Promise<Result>): Promise<Result> {
    const stop = this.#wait(label, performance.now());
    try {
      return await work();
    } finally {
      stop();
    }
  }

  /** What took how long, and came to what. */
  line(label: string, ms: number, text: string): void {
    const outcome = text === "" ? "" : `  ${this.#style("dim", text)}`;
    this.#print(`   ${pad(label, labelColumns)} ${duration(ms).padStart(timeColumns)}${outcome}`);
  }

  space(): void {
    this.#print("");
  }

  ending(text: string, held: boolean): void {
    this.#print("", this.#style(held ? ["bold", "green"] : ["bold", "red"], text), "");
  }

  /** A message of several lines. Indented ones are commands, or others' words: they stay as they are. */
  problem(text: string): void {
    const lines = text.split("\n");
    this.#print("", ...lines.flatMap((line) => (/^( |$)/.test(line) ? [line] : wrap(line, this.#columns))), "");
  }

  #wait(label: string, started: number): () => void {
    const draw = this.#spins ? (): void => this.#spin(label, started) : (): void => this.#stillThere(label, started);
    const timer = setInterval(draw, this.#spins ? frameTime : patience);
    if (this.#spins) draw();
    return () => {
      clearInterval(timer);
      if (this.#spins) this.#out.write("\r\x1b[K\x1b[?25h");
    };
  }

  #spin(label: string, started: number): void {
    const elapsed = performance.now() - started;
    const frame = frames[Math.floor(elapsed / frameTime) % frames.length] ?? "";
    const time = elapsed < 1000 ? "" : `${Math.floor(elapsed / 1000)} s`;
    const text = `\r\x1b[K\x1b[?25l ${this.#style("cyan", frame)} ${pad(label, labelColumns)} ${time.padStart(timeColumns)}`;
    this.#out.write(text);
  }

  #stillThere(label: string, started: number): void {
    this.#print(`   ${label}: still at it after ${duration(performance.now() - started)}`);
  }

  #style(style: Style, text: string): string {
    return this.#colour ? styleText(style, text, { validateStream: false }) : text;
  }

  #print(...lines: readonly string[]): void {
    this.#out.write(`${lines.join("\n")}\n`);
  }
}
