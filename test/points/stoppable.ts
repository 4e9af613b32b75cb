/** A real plugin with counted operations, that can be stopped at each of them. */
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { unmountBelow } from "../support/mount-table.ts";
import { Running } from "../support/running.ts";
import { inMemory } from "../support/world.ts";
import type { Broken, Control, Plan } from "./plan.ts";
import { controlName, readAgain, traceName } from "./plan.ts";

/** The module that counts, for `node --import`. */
export const hook = join(import.meta.dirname, "hook.ts");

let compiled: string | undefined;

/** Where all plugins of this test run keep the code that they have compiled: it halves what a start costs. */
export function compileCache(): NodeJS.ProcessEnv {
  compiled ??= mkdtempSync(join(tmpdir(), "cachefork-compiled-"));
  return { NODE_COMPILE_CACHE: compiled };
}

process.once("exit", () => {
  if (compiled !== undefined) rmSync(compiled, { recursive: true, force: true });
});

/** Whether the machine lived on when the plugin was killed. */
export type Boot = "same boot" | "other boot";

/** Milliseconds after which something that was to happen counts as never happening. */
const patience = 300_000;

/** Rejects when the work takes too long; says what it was waiting for. */
export async function inTime<Result>(
  what: string,
  work: Promise<Result>,
  late: () => string = () => "",
): Promise<Result> {
  const over = new AbortController();
  const timer = setTimeout(patience, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${what} takes more than ${patience} ms ${late()}`);
  });
  try {
    return await Promise.race([work, timer]);
  } finally {
    over.abort();
    timer.catch(() => {});
  }
}

/** The plugin on a state in memory, with its own idea of the machine's boot id. */
export class Stoppable implements AsyncDisposable {
  readonly running: Running;
  readonly broken: Broken | undefined;
  #boots = 1;

  private constructor(running: Running, broken: Broken | undefined) {
    this.running = running;
    this.broken = broken;
    this.write(undefined);
  }

  /** Not started yet. */
  static async prepare(flags: readonly string[], broken: Broken | undefined): Promise<Stoppable> {
    const small = ["--allow-tmpfs", "--min-free", "0", "--max-used", "100%"];
    const options = {
      under: inMemory(),
      flags: [...small, ...flags],
      node: ["--import", hook],
      env: compileCache(),
      shared: true,
    };
    return new Stoppable(await Running.prepare(options), broken);
  }

  get isStarted(): boolean {
    return this.running.pid > 0;
  }

  get bootId(): string {
    return `boot-${this.#boots}`;
  }

  /** What a process that starts from now on finds as its plan. */
  write(plan: Plan | undefined): void {
    const control: Control = { plan, bootId: this.bootId, broken: this.broken };
    if (plan) rmSync(join(this.running.root, traceName), { force: true });
    // Whole at any moment: a thread may be about to read the one before.
    const [draft, file] = [join(this.running.root, `${controlName}.draft`), join(this.running.root, controlName)];
    writeFileSync(draft, JSON.stringify(control));
    renameSync(draft, file);
  }

  /** Gives the process another plan; answers how many operations counted under the one before, or nothing when it has ended. */
  async tell(plan: Plan | undefined): Promise<number | undefined> {
    const from = this.running.lines.length;
    this.write(plan);
    const said = this.running.said(readAgain, from);
    this.running.signal("SIGUSR2");
    const answer = await inTime("reading the plan", Promise.race([said, this.running.gone]));
    return answer !== null && typeof answer === "object" ? Number(answer["operations"]) : undefined;
  }

  /** The operation that was stopped, in words; undefined when the plan was never carried out. */
  stoppedAt(): string | undefined {
    return trace(this.running.root).find((line) => !line.startsWith("counted "));
  }

  /** Whether the process was killed while it did this; rejects with the work's own error when it was not. */
  async isKilledIn(work: Promise<void>): Promise<boolean> {
    const gone = this.running.gone.then(() => true);
    try {
      return await inTime("the flow", Promise.race([work.then(() => false), gone]), () => this.lastLines());
    } catch (error) {
      // The call fails a little before the process is gone for all to see.
      if (this.stoppedAt()?.match(/^(before|after) /) && (await gone)) return true;
      throw error;
    }
  }

  /** Kills it, if it is not dead yet; in another boot, nothing is mounted any more. */
  async kill(boot: Boot): Promise<void> {
    await this.running.end("SIGKILL");
    if (boot === "other boot") {
      unmountBelow(this.running.root);
      this.#boots += 1;
    }
    this.write(undefined);
  }

  async start(): Promise<void> {
    await inTime("the start", this.running.start(), () => this.lastLines());
  }

  lastLines(): string {
    return this.running.lines
      .slice(-12)
      .map((line) => `\n  ${JSON.stringify(line)}`)
      .join("");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running[Symbol.asyncDispose]();
  }
}

/** How many operations a process counted that came to its end. */
export function countedIn(root: string): number {
  return Number(
    trace(root)
      .find((line) => line.startsWith("counted "))
      ?.slice("counted ".length) ?? 0,
  );
}

function trace(root: string): string[] {
  try {
    return readFileSync(join(root, traceName), "utf8").trim().split("\n");
  } catch {
    return [];
  }
}
