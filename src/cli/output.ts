/** Where a command's answer goes: text for people, JSON for programs, in pieces that need not fit in memory together. */
import { printable } from "./text.ts";

/** The part of a stream that output needs. */
export interface Writer {
  write(text: string, written: (error?: Error | null) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
}

/** The reader has gone (`| head`): there is nothing more to do, and nothing wrong. */
export class ReaderGone extends Error {
  override readonly name = "ReaderGone";
}

/** Characters to collect before they are written: a system call per line would be slower than the lines. */
const enough = 1 << 16;

/** Text on its way to a stream. */
export class Output {
  readonly #writer: Writer;
  #waiting = "";

  constructor(writer: Writer) {
    this.#writer = writer;
    // A failed write is told to its callback, too; without a listener it would end the process.
    writer.on("error", () => undefined);
  }

  /** Throws `ReaderGone` when nobody reads any more. */
  async text(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length >= enough) await this.flush();
  }

  /** One value as JSON on lines of its own. */
  json(value: unknown): Promise<void> {
    return this.text(`${toJson(value, 2)}\n`);
  }

  /** Ends a command's output; nothing is on its way after it. */
  async flush(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = "";
    if (text === "") return;
    await new Promise<void>((resolve, reject) => {
      this.#writer.write(text, (error) => {
        if (error) reject(isGone(error) ? new ReaderGone() : error);
        else resolve();
      });
    });
  }
}

function isGone(error: Error): boolean {
  return "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED");
}

/** Characters that JSON lets through and a terminal would act on; their escapes mean the same to a program. */
const unsafe = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** JSON in ASCII where it matters: safe to look at in a terminal. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(unsafe, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** A message of several lines, each made safe for a terminal. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}
