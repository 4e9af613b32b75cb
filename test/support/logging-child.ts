/** A child process that logs a JSON object per line, and what a test can wait for in it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** One line of the log. */
export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** The process can be started and ended many times; the log goes on. */
export class LoggingProcess {
  readonly lines: LogLine[] = [];
  /** What it wrote beside its log. */
  stderr = "";
  #child: ChildProcess | undefined;
  #gone: Promise<number | null> = Promise.resolve(null);
  #over = false;
  readonly #waiting = new Set<() => void>();

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves when the process that was started last has ended. */
  get gone(): Promise<number | null> {
    return this.#gone;
  }

  /** How the process that was started last ended; undefined while it runs, and before the first start. */
  get how(): string | undefined {
    const { exitCode = null, signalCode = null } = this.#child ?? {};
    if (exitCode !== null) return `exit code ${exitCode}`;
    return signalCode ?? undefined;
  }

  /** Starts the process; resolves with its exit code when it has ended and all of its log is here. */
  run(command: string, parameters: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number | null> {
    const child = spawn(command, parameters, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    this.#child = child;
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    createInterface({ input: child.stdout }).on("line", (line) => this.#said(line));
    this.#gone = once(child, "close").then(([code]) => code as number | null);
    return this.#gone;
  }

  /** Ends the process with a signal and waits until it is gone. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = once(child, "close");
    child.kill(signal);
    await gone;
    return child.exitCode;
  }

  /** As a container runtime does: asks it to end, and kills it when it does not. Whoever waits for something rejects. */
  async stop(): Promise<void> {
    this.#over = true;
    for (const wake of this.#waiting) wake();
    const late = setTimeout(() => this.kill(), 30_000);
    await this.end("SIGTERM");
    clearTimeout(late);
  }

  kill(): void {
    this.signal("SIGKILL");
  }

  /** Sends a signal; nothing happens when the process has ended. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Resolves with the first line, from this one on, that has this text or matches. */
  async said(what: string | ((line: LogLine) => boolean), from = 0): Promise<LogLine> {
    const matches = typeof what === "string" ? (line: LogLine): boolean => line.msg === what : what;
    let found: LogLine | undefined;
    await this.until(() => {
      found = this.lines.slice(from).find(matches);
      return found !== undefined;
    });
    return found ?? { msg: "" };
  }

  /** Resolves when it is so; looks again after each line of the log, and for what is in no log some times a second. */
  async until(so: () => boolean): Promise<void> {
    while (!so()) {
      if (this.#over) throw new Error("The test is over");
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, 50);
      this.#waiting.add(resolve);
      await promise;
      this.#waiting.delete(resolve);
      clearTimeout(timer);
    }
  }

  #said(line: string): void {
    try {
      this.lines.push(JSON.parse(line) as LogLine);
    } catch {
      this.lines.push({ msg: line });
    }
    for (const wake of this.#waiting) wake();
  }
}
