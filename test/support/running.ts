/** The real plugin as a child process with a client that speaks CSI as kubelet does, for tests of the whole. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Clients, call } from "./calls.ts";
import { LoggingProcess } from "./logging-child.ts";
import { type PodVolume, publishRequest, v1 } from "./messages.ts";
import { mountsBelow, unmountBelow } from "./mount-table.ts";
import { OnDisk } from "./on-disk.ts";

export interface RunningOptions {
  /** Standalone unless given. */
  readonly role?: "node";
  /** Flags behind the ones that every test needs; a later flag wins. */
  readonly flags?: readonly string[];
  /** The directory that the test's own is made in. */
  readonly under?: string;
  /** The state directory; below the test's own unless given. */
  readonly state?: string;
  /** Whether it outlives the test that started it; its suite disposes of it. */
  readonly shared?: boolean;
  /** The id of the boot that it believes to be in; the machine's own unless given. */
  readonly bootId?: string;
  /** Flags of the Node that runs it. */
  readonly node?: readonly string[];
  /** More variables of its environment; TEST_ROOT always names the test's own directory. */
  readonly env?: NodeJS.ProcessEnv;
}

/** All that were prepared and not disposed of: a test that times out never gets to its own end. */
const alive = new Set<Running>();

/** Ends whatever a test left. */
export async function endAll(): Promise<void> {
  for (const running of alive) if (!running.shared) await running[Symbol.asyncDispose]();
}

/** The last resort, when the tests themselves are ended. */
process.once("exit", () => {
  for (const running of alive) running.abandon();
});
process.once("SIGTERM", () => process.exit(143));

/** A plugin that is running on a state directory of its own. Dispose of it to stop it and to remove all that it made. */
export class Running extends LoggingProcess implements AsyncDisposable {
  readonly root: string;
  readonly state: string;
  readonly shared: boolean;
  readonly #options: RunningOptions;
  #clients: Clients | undefined;
  #ready = false;
  #files: number | undefined;

  private constructor(root: string, options: RunningOptions) {
    super();
    this.shared = options.shared ?? false;
    this.root = root;
    this.state = options.state ?? join(root, "state");
    this.#options = options;
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

  /** How many files the process may have open when it is started next; as many as this one unless told. */
  limitFiles(most: number | undefined): void {
    this.#files = most;
  }

  /** Starts the process; resolves with its exit code when it has ended. */
  launch(): Promise<number | null> {
    const { flags = [], node = [], env = {} } = this.#options;
    const needed = ["--endpoint", `unix://${this.socket}`, "--state", this.state, "--node-id", "node-1"];
    const argv = [this.#options.role ?? "standalone", ...needed, "--log-level", "debug", ...flags];
    const limit = this.#files === undefined ? [] : ["prlimit", `--nofile=${this.#files}:${this.#files}`];
    const entry = join(import.meta.dirname, "../../src/main.ts");
    const [command = process.execPath, ...rest] = [
      ...limit,
      process.execPath,
      ...node,
      entry,
      ...argv,
      ...this.#boot(),
    ];
    return this.run(command, rest, { ...env, TEST_ROOT: this.root });
  }

  /** What makes it believe in another boot. */
  #boot(): string[] {
    const { bootId } = this.#options;
    if (bootId === undefined) return [];
    const file = join(this.root, "boot-id");
    writeFileSync(file, `${bootId}\n`);
    return ["--boot-id-file", file];
  }

  override async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#ready = false;
    const code = await super.end(signal);
    this.#clients?.close();
    this.#clients = undefined;
    return code;
  }

  /** Ends the process and starts it on the same state. */
  async restart(signal: NodeJS.Signals): Promise<void> {
    await this.end(signal);
    await this.start();
  }

  /** How it ended by itself; undefined as long as it runs, and when it was ended. */
  get died(): string | undefined {
    return this.#ready ? this.how : undefined;
  }

  /** Resolves when the plugin is ready to serve, soon: now, or when it has been started again. */
  async serving(): Promise<void> {
    let looked = 0;
    await this.until(() => {
      looked += 1;
      return looked > 1 && this.#ready;
    });
  }

  /** Whether no volume is ending and the sweeps have left nothing behind. */
  get isSettled(): boolean {
    return this.disk.volumes().every(({ state }) => state === "open") && this.disk.leftovers().length === 0;
  }

  async settled(): Promise<void> {
    await this.until(() => this.isSettled);
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

  /** Ends the volumes that a failed test left open, for the sake of the next one. */
  async unpublishAll(): Promise<void> {
    for (const { volumeId, target } of this.disk.volumes()) await this.unpublish(volumeId, target);
  }

  /** Lets a pod do its work in a volume of a cache, from publish to commit. */
  async pod(
    id: string,
    attributes: Readonly<Record<string, string>>,
    work: (target: string) => unknown,
  ): Promise<void> {
    const target = await this.publish({ id, attributes });
    await work(target);
    await this.unpublish(id);
    await this.ended(id);
  }

  /** Resolves when nothing is left to do for these volumes: an unpublish is answered when they are sealed. */
  async ended(...ids: readonly string[]): Promise<void> {
    await this.until(() => this.disk.volumes().every(({ volumeId }) => !ids.includes(volumeId)));
  }

  /** Shows what a new volume of a cache would have, when all that is sealed is committed. */
  async look<Result>(cache: string, see: (view: string) => Result | Promise<Result>): Promise<Result> {
    await this.until(() => this.disk.volumes().every(({ state }) => state !== "sealed"));
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
    await this.stop();
    this.#clear();
  }

  /** Ends it at once. */
  abandon(): void {
    this.kill();
    this.#clear();
  }

  #clear(): void {
    unmountBelow(this.root);
    // Not node's: the trees of some tests are deeper than a path can be long.
    spawnSync("rm", ["-rf", this.root]);
  }
}
