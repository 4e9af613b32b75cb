/** The real plugin as a child process with a client that speaks CSI as kubelet does, for tests of the whole. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import proto from "../../csi-proto/generated/csi.js";

const { v1 } = proto.csi;

/** What a pod asks for. */
export interface PodVolume {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly namespace?: string;
  readonly readOnly?: boolean;
  readonly group?: string;
}

/** One line of the plugin's log. */
export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** A plugin that is running on a state directory of its own. Dispose of it to stop it and to remove all that it made. */
export class Running implements AsyncDisposable {
  readonly root: string;
  readonly lines: LogLine[] = [];
  #child: ChildProcess | undefined;
  #client: InstanceType<typeof v1.NodeClient> | undefined;
  #controller: InstanceType<typeof v1.ControllerClient> | undefined;
  readonly #flags: readonly string[];
  readonly #waiting = new Set<() => void>();

  private constructor(root: string, flags: readonly string[]) {
    this.root = root;
    this.#flags = flags;
  }

  static async start(options: { readonly flags?: readonly string[]; readonly under?: string } = {}): Promise<Running> {
    const running = new Running(await mkdtemp(join(options.under ?? tmpdir(), "cachefork-test-")), options.flags ?? []);
    await running.start();
    return running;
  }

  get state(): string {
    return join(this.root, "state");
  }

  get socket(): string {
    return join(this.root, "csi.sock");
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get node(): InstanceType<typeof v1.NodeClient> {
    this.#client ??= new v1.NodeClient(`unix://${this.socket}`, credentials.createInsecure());
    return this.#client;
  }

  get controller(): InstanceType<typeof v1.ControllerClient> {
    this.#controller ??= new v1.ControllerClient(`unix://${this.socket}`, credentials.createInsecure());
    return this.#controller;
  }

  target(id: string): string {
    return join(this.root, "pods", id, "mount");
  }

  /** Starts the process and waits until it says that it is ready. */
  async start(): Promise<void> {
    const flags = ["--endpoint", `unix://${this.socket}`, "--state", this.state, "--node-id", "node-1", ...this.#flags];
    const main = join(import.meta.dirname, "../../src/main.ts");
    const child = spawn(process.execPath, [main, "standalone", ...flags], { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    const errors: string[] = [];
    child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
    createInterface({ input: child.stdout }).on("line", (line) => this.#said(line));
    const ready = this.said((line) => line.msg === "Ready", this.lines.length);
    const gone = once(child, "exit").then(() => Promise.reject(new Error(`The plugin ended: ${errors.join("")}`)));
    await Promise.race([ready, gone]);
    gone.catch(() => {});
  }

  /** Resolves with the first line, from this one on, that matches. */
  async said(matches: (line: LogLine) => boolean, from = 0): Promise<LogLine> {
    for (;;) {
      const found = this.lines.slice(from).find(matches);
      if (found) return found;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.add(resolve);
      await promise;
      this.#waiting.delete(resolve);
    }
  }

  /** Ends the process with a signal and waits until it is gone. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
    this.#client?.close();
    this.#controller?.close();
    this.#client = undefined;
    this.#controller = undefined;
    return child.exitCode;
  }

  /** Mounts a volume and answers where. */
  async publish(volume: PodVolume): Promise<string> {
    const target = volume.target ?? this.target(volume.id);
    const request = new v1.NodePublishVolumeRequest({
      volume_id: volume.id,
      target_path: target,
      readonly: volume.readOnly ?? false,
      volume_capability: new v1.VolumeCapability({
        mount: new v1.VolumeCapability.MountVolume({ volume_mount_group: volume.group ?? "" }),
        access_mode: new v1.VolumeCapability.AccessMode({ mode: v1.VolumeCapability.AccessMode.Mode.SINGLE_NODE_WRITER }),
      }),
      volume_context: new Map([
        ["csi.storage.k8s.io/ephemeral", "true"],
        ["csi.storage.k8s.io/pod.name", `pod-${volume.id}`],
        ["csi.storage.k8s.io/pod.namespace", volume.namespace ?? "builds"],
        ["csi.storage.k8s.io/pod.uid", `uid-${volume.id}`],
        ["csi.storage.k8s.io/serviceAccount.name", "builder"],
        ...Object.entries(volume.attributes),
      ]),
    });
    await call(this.node.NodePublishVolume.bind(this.node), request);
    return target;
  }

  async unpublish(id: string, target = this.target(id)): Promise<void> {
    await call(this.node.NodeUnpublishVolume.bind(this.node), new v1.NodeUnpublishVolumeRequest({ volume_id: id, target_path: target }));
  }

  /** The targets below this root that are mounted. */
  async mounts(): Promise<string[]> {
    const table = await readFile("/proc/self/mountinfo", "utf8");
    return table.split("\n").map((line) => line.split(" ")[4] ?? "").filter((target) => target.startsWith(`${this.root}/`));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end("SIGTERM");
    for (const target of (await this.mounts()).toReversed()) await once(spawn("umount", ["-l", target]), "exit");
    await rm(this.root, { recursive: true, force: true });
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

/** A unary call as a promise; rejects with grpc's error. */
export function call<Request, Response>(
  method: (request: Request, done: (error: Error | null, response?: Response) => void) => unknown,
  request: Request,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    method(request, (error, response) => {
      if (error || response === undefined) reject(error ?? new Error("No answer"));
      else resolve(response);
    });
  });
}
