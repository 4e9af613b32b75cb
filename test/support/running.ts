/** The real plugin as a child process with a client that speaks CSI as kubelet does, for tests of the whole. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Clients, call } from "./calls.ts";
import { type PodVolume, publishRequest, v1 } from "./messages.ts";
import { mountsBelow, unmountBelow } from "./mount-table.ts";
import { OnDisk } from "./on-disk.ts";

/** One line of the plugin's log. */
export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface RunningOptions {
  /** Flags behind the ones that every test needs; a later flag wins. */
  readonly flags?: readonly string[];
  /** The directory that the test's own is made in. */
  readonly under?: string;
  /** The state directory; below the test's own unless given. */
  readonly state?: string;
}

/** All that were prepared and not disposed of: a test that times out never gets to its own end. */
const alive = new Set<Running>();

/** Ends whatever a test left. */
export async function endAll(): Promise<void> {
  for (const running of alive) await running[Symbol.asyncDispose]();
}

/** A plugin that is running on a state directory of its own. Dispose of it to stop it and to remove all that it made. */
export class Running implements AsyncDisposable {
  readonly root: string;
  readonly state: string;
  readonly lines: LogLine[] = [];
  /** What it wrote beside its log. */
  stderr = "";
  #child: ChildProcess | undefined;
  #clients: Clients | undefined;
  #ready = false;
  readonly #flags: readonly string[];
  readonly #waiting = new Set<() => void>();

  private constructor(root: string, { flags = [], state = join(root, "state") }: RunningOptions) {
    this.root = root;
    this.state = state;
    this.#flags = flags;
    alive.add(this);
  }

  /** A plugin that has not been started. */
  static async prepare(options: RunningOptions = {}): Promise<Running> {
    return new Running(await mkdtemp(join(options.under ?? tmpdir(), "cachefork-test-")), options);
  }

  static async start(options: RunningOptions = {}): Promise<Running> {
    const running = await Running.prepare(options);
    try {
      await running.start();
      return running;
    } catch (error) {
      await running[Symbol.asyncDispose]();
      throw error;
    }
  }

  get socket(): string {
    return join(this.root, "csi.sock");
  }

  get disk(): OnDisk {
    return new OnDisk(this.state);
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get clients(): Clients {
    this.#clients ??= new Clients(this.socket);
    return this.#clients;
  }

  target(id: string): string {
    return join(this.root, "pods", id, "mount");
  }

  /** Starts the process and waits until it says that it is ready. */
  async start(): Promise<void> {
    const from = this.lines.length;
    const gone = this.launch().then((code) =>
      Promise.reject(new Error(`The plugin ended with ${code}: ${this.stderr}`)),
    );
    gone.catch(() => {});
    await Promise.race([this.said("Ready", from), gone]);
    this.#ready = true;
  }

  /** Starts the process; resolves with its exit code when it has ended. */
  launch(): Promise<number | null> {
    const flags = [
      "--endpoint",
      `unix://${this.socket}`,
      "--state",
      this.state,
      "--node-id",
      "node-1",
      "--log-level",
      "debug",
    ];
    const main = join(import.meta.dirname, "../../src/main.ts");
    const child = spawn(process.execPath, [main, "standalone", ...flags, ...this.#flags], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    createInterface({ input: child.stdout }).on("line", (line) => this.#said(line));
    return once(child, "close").then(([code]) => code as number | null);
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
      if (!alive.has(this)) throw new Error("The test is over");
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, 50);
      this.#waiting.add(resolve);
      await promise;
      this.#waiting.delete(resolve);
      clearTimeout(timer);
    }
  }

  /** Resolves when no volume is ending and the sweeps have left nothing behind. */
  async settled(): Promise<void> {
    await this.until(
      () => this.disk.volumes().every(({ state }) => state === "open") && this.disk.leftovers().length === 0,
    );
  }

  /** Ends the process with a signal and waits until it is gone. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = once(child, "close");
    this.#ready = false;
    child.kill(signal);
    await gone;
    this.#clients?.close();
    this.#clients = undefined;
    return child.exitCode;
  }

  /** Ends the process and starts it on the same state. */
  async restart(signal: NodeJS.Signals): Promise<void> {
    await this.end(signal);
    await this.start();
  }

  /** Resolves when the plugin is ready to serve: now, or when it has been started again. */
  async serving(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 20);
    await promise;
    await this.until(() => this.#ready);
  }

  /** Mounts a volume and answers where. */
  async publish(volume: PodVolume): Promise<string> {
    const target = volume.target ?? this.target(volume.id);
    await call(this.clients.node.NodePublishVolume.bind(this.clients.node), publishRequest(volume, target));
    return target;
  }

  async unpublish(id: string, target = this.target(id)): Promise<void> {
    const request = new v1.NodeUnpublishVolumeRequest({ volume_id: id, target_path: target });
    await call(this.clients.node.NodeUnpublishVolume.bind(this.clients.node), request);
  }

  /** Lets a pod do its work in a volume of a cache, from publish to unpublish. */
  async pod(
    id: string,
    attributes: Readonly<Record<string, string>>,
    work: (target: string) => unknown,
  ): Promise<void> {
    const target = await this.publish({ id, attributes });
    await work(target);
    await this.unpublish(id);
  }

  /** Shows what a new volume of a cache would have. */
  async look<Result>(cache: string, see: (view: string) => Result | Promise<Result>): Promise<Result> {
    const id = `look-${this.lines.length}`;
    const view = await this.publish({ id, attributes: { cache }, readOnly: true });
    const seen = await see(view);
    await this.unpublish(id);
    return seen;
  }

  /** The targets below this root that are mounted. */
  mounts(): string[] {
    return mountsBelow(this.root).map(({ target }) => target);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!alive.delete(this)) return;
    for (const wake of this.#waiting) wake();
    await this.#stop();
    unmountBelow(this.root);
    // Not node's: the trees of some tests are deeper than a path can be long.
    spawnSync("rm", ["-rf", this.root]);
  }

  /** As the container runtime does: asks, and kills what does not end. */
  async #stop(): Promise<void> {
    const late = setTimeout(() => this.#child?.kill("SIGKILL"), 30_000);
    await this.end("SIGTERM");
    clearTimeout(late);
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
