/** Runs the CLI in a world made of fakes, and keeps what it wrote. */
import type { Ledger } from "../../src/cache/ports.ts";
import { runCli } from "../../src/cli/cli.ts";
import type { State } from "../../src/cli/command.ts";
import type { Writer } from "../../src/cli/output.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { MemoryInspection } from "../fakes/memory-inspection.ts";
import { MemoryLedger } from "../fakes/memory-ledger.ts";
import { MemorySnapshots } from "../fakes/memory-snapshots.ts";

/** A stream that keeps what is written, until its reader goes. */
export class MemoryWriter implements Writer {
  text = "";
  writes = 0;
  /** Fails all writes from now on. */
  failure: Error | undefined;
  readonly #listeners: ((error: Error) => void)[] = [];

  write(text: string, written: (error?: Error | null) => void): void {
    const { failure } = this;
    this.writes += 1;
    if (!failure) this.text += text;
    // As node:stream does: the callback first, then the event.
    queueMicrotask(() => {
      written(failure);
      if (failure && this.#listeners.length === 0) throw failure;
      if (failure) for (const listener of this.#listeners) listener(failure);
    });
  }

  on(_: "error", listener: (error: Error) => void): void {
    this.#listeners.push(listener);
  }
}

/** What a run ended with. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A terminal on a machine whose state is in memory. */
export class Terminal {
  readonly clock = new FakeClock("2026-01-05T12:00:00Z");
  readonly ledger = new MemoryLedger(this.clock);
  readonly inspection = new MemoryInspection();
  readonly snapshots = new MemorySnapshots(this.clock);
  /** State directories that were opened. */
  readonly opened: string[] = [];
  /** What is typed when a question comes; undefined where nobody can be asked. */
  answer: string | undefined;
  readonly questions: string[] = [];
  env: Readonly<Record<string, string>> = {};
  /** What opening a state throws. */
  broken: Error | undefined;
  /** Put before the ledger, to come between a command and the log. */
  wrap: (ledger: MemoryLedger) => Ledger = (ledger) => ledger;

  async run(line: string, out = new MemoryWriter()): Promise<Ran> {
    const err = new MemoryWriter();
    const { answer } = this;
    const ask = async (question: string): Promise<string> => {
      this.questions.push(question);
      return answer ?? "";
    };
    const code = await runCli(line === "" ? [] : line.split(" "), this.env, {
      open: (state) => this.#open(state),
      ask: answer === undefined ? undefined : ask,
      out,
      err,
      version: "1.2.3",
    });
    return { code, out: out.text, err: err.text };
  }

  async #open(state: string): Promise<State> {
    this.opened.push(state);
    if (this.broken !== undefined) throw this.broken;
    const { inspection, snapshots, clock } = this;
    const ledger = this.wrap(this.ledger);
    return { ledger, append: (...entry) => ledger.append(...entry), snapshots, inspection, clock };
  }
}
