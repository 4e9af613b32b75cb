/** The bundled plugin as a child process, with a client that speaks CSI to it as kubelet does. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Clients, call } from "../test/support/calls.ts";
import { publishRequest, v1 } from "../test/support/messages.ts";
import { root as checkout } from "../tools/run.ts";
import { timed } from "./interleave.ts";

const bundle = join(checkout, "dist", "cachefork-node.js");

const committed = "Committed a delta";

/** How the log says that a volume has ended. */
const endings = [committed, "Nothing to commit", "Discarded a delta"];

/** One line of its log. */
export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** A plugin that is ready. Dispose of it to stop it; what is mounted stays. */
export class Plugin implements AsyncDisposable {
  /** Milliseconds from the start of the process to the line that says that it is ready. */
  readonly startup: number;
  readonly state: string;
  readonly #child: ChildProcess;
  readonly #log: Log;
  readonly #clients: Clients;
  readonly #pods: string;
  /** Also when the bench is ended in the middle. */
  readonly #kill = (): unknown => this.#child.kill("SIGKILL");

  private constructor(directory: string, child: ChildProcess, log: Log, startup: number) {
    this.state = stateBelow(directory);
    this.startup = startup;
    this.#child = child;
    this.#log = log;
    this.#pods = join(directory, "pods");
    this.#clients = new Clients(socketBelow(directory));
    process.once("exit", this.#kill);
  }

  /** Starts it on the state below a directory. */
  static async start(directory: string, flags: readonly string[] = []): Promise<Plugin> {
    const started = performance.now();
    const child = spawn(
      process.execPath,
      [bundle, "standalone", "--endpoint", `unix://${socketBelow(directory)}`, "--state", stateBelow(directory)].concat(
        "--node-id",
        "node-1",
        // The disk of the measured machine may be fuller than a node's would be.
        "--min-free",
        "0",
        "--max-used",
        "100%",
        flags,
      ),
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    const log = new Log(child);
    await log.said(["Ready"]);
    return new Plugin(directory, child, log, performance.now() - started);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  target(id: string): string {
    return join(this.#pods, id, "mount");
  }

  /** Publishes a volume of a cache and resolves to the milliseconds until the answer. */
  publish(id: string, cache: string, attributes: Readonly<Record<string, string>> = {}): Promise<number> {
    const target = this.target(id);
    // Kubelet makes the parent directory; the last one is the driver's.
    mkdirSync(dirname(target), { recursive: true });
    const request = publishRequest({ id, attributes: { cache, ...attributes } }, target);
    return timed(() => call(this.#clients.node.NodePublishVolume.bind(this.#clients.node), request));
  }

  /** Unpublishes a volume and resolves to the milliseconds until the answer. */
  unpublish(id: string): Promise<number> {
    const request = new v1.NodeUnpublishVolumeRequest({ volume_id: id, target_path: this.target(id) });
    return timed(() => call(this.#clients.node.NodeUnpublishVolume.bind(this.#clients.node), request));
  }

  /** Unpublishes a volume and resolves, when it is committed, to what the log says of that. */
  async commit(id: string): Promise<{ readonly ms: number; readonly line: LogLine }> {
    const from = this.#log.length;
    let line: LogLine = { msg: "" };
    const ms = await timed(async () => {
      await this.unpublish(id);
      line = await this.#log.said(endings, from, id);
    });
    if (line.msg !== committed) throw new Error(`The commit of ${id} ended otherwise: ${JSON.stringify(line)}`);
    return { ms, line };
  }

  /** What the log has said since it had this many lines. */
  lines(from = 0): readonly LogLine[] {
    return this.#log.since(from);
  }

  get logged(): number {
    return this.#log.length;
  }

  /** Resolves when nothing is being committed, compacted or swept: its log is silent, and no time is spent. */
  async quiet(): Promise<void> {
    for (let before = -1; before !== this.#ticks(); ) {
      before = this.#ticks();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  /** Resolves when, beside that, no sweep has anything left to remove: it rests for a second between two of them. */
  async swept(): Promise<void> {
    const left = (): number =>
      readdirSync(join(this.state, "l")).length + readdirSync(join(this.state, "trash")).length;
    for (let before = -1; before !== left(); ) {
      await this.quiet();
      before = left();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await this.quiet();
    }
  }

  /** Its resident memory now, in MiB. */
  memory(): number {
    return this.#status("VmRSS");
  }

  /** The most memory that it had resident since `forgetPeak`, in MiB. */
  peak(): number {
    return this.#status("VmHWM");
  }

  /** Lets `peak` begin anew (proc_pid_clear_refs(5)). */
  forgetPeak(): void {
    writeFileSync(`/proc/${this.pid}/clear_refs`, "5");
  }

  /** Ends it with a signal. */
  async end(signal: NodeJS.Signals): Promise<void> {
    this.#clients.close();
    process.removeListener("exit", this.#kill);
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "close");
    this.#child.kill(signal);
    await gone;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end("SIGTERM");
  }

  #status(field: string): number {
    const text = readFileSync(`/proc/${this.pid}/status`, "utf8");
    return Number(new RegExp(`^${field}:\\s*(\\d+) kB$`, "m").exec(text)?.[1]) / 1024;
  }

  /** What all of its threads have worked so far, in ticks of the kernel. */
  #ticks(): number {
    const tasks = readdirSync(`/proc/${this.pid}/task`);
    const stats = tasks.map((task) => readFileSync(`/proc/${this.pid}/task/${task}/stat`, "utf8"));
    // Fields 14 and 15 of proc_pid_stat(5), counted behind the name, which may hold blanks.
    const times = stats.map((text) =>
      text
        .slice(text.lastIndexOf(")") + 2)
        .split(" ")
        .slice(11, 13),
    );
    return times.flat().reduce((sum, ticks) => sum + Number(ticks), 0);
  }
}

/** The state directory of plugins that are started below a directory. */
export function stateBelow(directory: string): string {
  return join(directory, "state");
}

function socketBelow(directory: string): string {
  return join(directory, "csi.sock");
}

/** The log of a process, kept as text: parsing it would take time from what is measured. */
class Log {
  readonly #lines: string[] = [];
  readonly #waiting = new Set<() => void>();
  #rest = "";
  #over: string | undefined;

  constructor(child: ChildProcess) {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => this.#add(text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#add(text));
    child.once("close", (code) => {
      this.#over = `The plugin ended with ${code}. Its log ends with:\n${this.#lines.slice(-5).join("\n")}`;
      this.#wake();
    });
  }

  get length(): number {
    return this.#lines.length;
  }

  since(from: number): LogLine[] {
    return this.#lines.slice(from).map(parsed);
  }

  /** The first line from there on with one of these messages, about this volume if given; rejects when the process ends before. */
  async said(messages: readonly string[], from = 0, volume?: string): Promise<LogLine> {
    for (let at = from; ; ) {
      for (; at < this.#lines.length; at += 1) {
        const line = this.#lines[at] ?? "";
        if (!messages.some((message) => line.includes(`"msg":"${message}"`))) continue;
        if (volume === undefined || line.includes(`"volume":"${volume}"`)) return parsed(line);
      }
      if (this.#over !== undefined) throw new Error(this.#over);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #add(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    this.#lines.push(...lines);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

function parsed(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { msg: line };
  }
}
