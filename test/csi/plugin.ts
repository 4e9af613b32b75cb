/** A plugin for tests: the real server on a real socket in front of fakes with state, and a real client. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { pino } from "pino";
import proto from "../../csi-proto/generated/csi.js";
import type { DiskUsage } from "../../src/cache/ports.ts";
import { Controller } from "../../src/controller/controller.ts";
import { Snapshotting } from "../../src/controller/snapshotting.ts";
import { controllerRpcs } from "../../src/csi/controller.ts";
import { identityRpcs } from "../../src/csi/identity.ts";
import { nodeRpcs } from "../../src/csi/node.ts";
import { Server } from "../../src/csi/server.ts";
import { Metrics } from "../../src/metrics.ts";
import { RpcLog } from "../../src/rpc-log.ts";
import { UnixEndpoint } from "../../src/unix-endpoint.ts";
import { FakeFlows } from "../fakes/fake-flows.ts";
import { MemoryCaches } from "../fakes/memory-caches.ts";
import { MemoryClaims } from "../fakes/memory-claims.ts";
import { MemorySnapshots } from "../fakes/memory-snapshots.ts";

export const { v1 } = proto.csi;
export const identity = v1.UnimplementedIdentityService.definition;
export const controller = v1.UnimplementedControllerService.definition;
export const node = v1.UnimplementedNodeService.definition;

/** An RPC of a generated service definition. */
interface Method<Request, Response> {
  readonly path: string;
  readonly requestSerialize: (message: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

export interface PluginOptions {
  readonly role?: "standalone" | "node";
  /** Whether the node asks for the claims behind volumes; unless told. */
  readonly claims?: "not asked";
  readonly drainMs?: number;
}

export class Plugin implements AsyncDisposable {
  readonly flows = new FakeFlows();
  readonly claims = new MemoryClaims();
  readonly metrics = new Metrics({ ofProcess: false });
  readonly caches = new MemoryCaches();
  readonly snapshots = new MemorySnapshots();
  readonly disk: DiskUsage = { size: 1000 * 2 ** 30, free: 600 * 2 ** 30, inodes: 1000, inodesFree: 900 };
  /** Lines of the log, as JSON. */
  readonly log: string[] = [];
  /** Set to why the plugin is not ready. */
  unready: string | undefined;
  readonly socket: string;
  readonly #folder: string;
  #server: Server | undefined;
  #client: Client | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
    this.socket = join(folder, "run", "csi.sock");
  }

  static async start({ role = "standalone", drainMs = 5000, claims: asked }: PluginOptions = {}): Promise<Plugin> {
    const plugin = new Plugin(await mkdtemp(join(tmpdir(), "cachefork-")));
    const { flows, claims, caches, snapshots } = plugin;
    const parts = { claims, caches, snapshots, disk: { usage: async () => plugin.disk } };
    const write = (line: string): void => {
      plugin.log.push(line);
    };
    plugin.#server = await Server.listen({
      endpoint: new UnixEndpoint(plugin.socket),
      rpcs: [
        ...identityRpcs({
          name: "csi.cachefork.dev",
          version: "1.2.3",
          controller: role === "standalone",
          notReady: () => plugin.unready,
        }),
        ...nodeRpcs({
          flows,
          claims: asked === undefined ? claims : undefined,
          nodeId: "node-1",
          standalone: role === "standalone",
        }),
        ...(role === "standalone" ? controllerRpcs(new Controller(parts), new Snapshotting(parts)) : []),
      ],
      reports: new RpcLog(pino({ level: "trace" }, { write }), plugin.metrics, { answered: () => undefined }),
      drainMs,
    });
    plugin.#client = new Client(`unix:${plugin.socket}`, credentials.createInsecure());
    return plugin;
  }

  get server(): Server {
    if (this.#server === undefined) throw new Error("not started");
    return this.#server;
  }

  /** Calls an RPC as kubelet would; rejects with a ServiceError. */
  async call<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    { deadlineMs = 5000, signal }: { readonly deadlineMs?: number; readonly signal?: AbortSignal } = {},
  ): Promise<Response> {
    const client = this.#client;
    if (client === undefined) throw new Error("not started");
    return new Promise((resolve, reject) => {
      const call = client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        new Metadata(),
        { deadline: Date.now() + deadlineMs },
        (error, response) => {
          if (error === null && response !== undefined) resolve(response);
          else reject(error ?? new Error("no response"));
        },
      );
      signal?.addEventListener("abort", () => call.cancel(), { once: true });
    });
  }

  /** The lines of the log about an RPC. */
  logged(rpc: string): Record<string, unknown>[] {
    return this.log.map((line): Record<string, unknown> => JSON.parse(line)).filter((line) => line["rpc"] === rpc);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client?.close();
    await this.#server?.drain();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** `INVALID_ARGUMENT: details` of a call that fails, `OK` of one that does not. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "OK";
  } catch (error) {
    // What grpc-js rejects with.
    const { code, details } = error as ServiceError;
    return `${status[code]}: ${details}`;
  }
}

/** The fields that a generated class is made from. */
export type Fields<Class extends abstract new (...args: never) => unknown> = Exclude<
  ConstructorParameters<Class>[0],
  readonly unknown[] | undefined
>;

/** A publish that succeeds, with these attributes; other fields as given. */
export function publishRequest(
  attributes: Readonly<Record<string, string>>,
  changes: Fields<typeof v1.NodePublishVolumeRequest> = {},
): InstanceType<typeof v1.NodePublishVolumeRequest> {
  return new v1.NodePublishVolumeRequest({
    volume_id: "v1",
    target_path: "/target",
    volume_capability: mountable(),
    volume_context: new Map(Object.entries(attributes)),
    ...changes,
  });
}

/** A capability to mount. */
export function mountable(
  mode: keyof typeof v1.VolumeCapability.AccessMode.Mode = "SINGLE_NODE_WRITER",
  mount: { readonly fs_type?: string; readonly mount_flags?: string[]; readonly volume_mount_group?: string } = {},
): InstanceType<typeof v1.VolumeCapability> {
  return new v1.VolumeCapability({
    mount: new v1.VolumeCapability.MountVolume(mount),
    access_mode: new v1.VolumeCapability.AccessMode({ mode: v1.VolumeCapability.AccessMode.Mode[mode] }),
  });
}

/** A capability that no cache has. */
export function block(): InstanceType<typeof v1.VolumeCapability> {
  return new v1.VolumeCapability({
    block: new v1.VolumeCapability.BlockVolume(),
    access_mode: new v1.VolumeCapability.AccessMode({ mode: v1.VolumeCapability.AccessMode.Mode.SINGLE_NODE_WRITER }),
  });
}

/** Resolves when the signal has fired. */
export async function fired(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => {
    signal.addEventListener("abort", resolve, { once: true });
  });
}
