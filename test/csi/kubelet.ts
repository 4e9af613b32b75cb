/** Kubelet's side of a plugin's registration: the client of its sockets, and the watch for them. */
import { on } from "node:events";
import { existsSync, type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { Client, credentials, Metadata } from "@grpc/grpc-js";
import proto from "../../csi-proto/generated/registration.js";

const { InfoRequest, PluginInfo, RegistrationStatus, UnimplementedRegistrationService } = proto.pluginregistration;
const { GetInfo, NotifyRegistrationStatus } = UnimplementedRegistrationService.definition;

/** A kubelet that has found a socket. */
export class Kubelet implements Disposable {
  readonly #client: Client;

  constructor(socket: string) {
    this.#client = new Client(`unix:${socket}`, credentials.createInsecure());
  }

  /** A kubelet that watches its directory. */
  static watch(folder: string): Watch {
    return new Watch(folder);
  }

  /** Asks who is there. */
  async ask(): Promise<InstanceType<typeof PluginInfo>> {
    return this.#call(GetInfo, new InfoRequest());
  }

  /** Says what came of it. */
  async tell(status: { readonly plugin_registered: boolean; readonly error?: string }): Promise<void> {
    await this.#call(NotifyRegistrationStatus, new RegistrationStatus(status));
  }

  [Symbol.dispose](): void {
    this.#client.close();
  }

  async #call<Request, Response>(
    method: {
      readonly path: string;
      readonly requestSerialize: (message: Request) => Buffer;
      readonly responseDeserialize: (bytes: Buffer) => Response;
    },
    request: Request,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        new Metadata(),
        { deadline: Date.now() + 5000 },
        (error, response) => {
          if (error === null && response !== undefined) resolve(response);
          else reject(error ?? new Error("no response"));
        },
      );
    });
  }
}

/** What happens in the directory from when it is made. */
export class Watch implements Disposable {
  readonly #folder: string;
  readonly #watcher: FSWatcher;
  readonly #changes: AsyncIterableIterator<[event: string, name: string]>;

  constructor(folder: string) {
    this.#folder = folder;
    this.#watcher = watch(folder);
    // What the event "change" of fs.watch brings.
    this.#changes = on(this.#watcher, "change") as AsyncIterableIterator<[string, string]>;
  }

  /** The path of the next thing that appears. */
  async next(): Promise<string> {
    return this.#until((path) => existsSync(path));
  }

  /** The path of the next thing that goes. */
  async lost(): Promise<string> {
    return this.#until((path) => !existsSync(path));
  }

  [Symbol.dispose](): void {
    this.#watcher.close();
  }

  async #until(wanted: (path: string) => boolean): Promise<string> {
    for await (const [, name] of this.#changes) {
      const path = join(this.#folder, name);
      if (wanted(path)) return path;
    }
    throw new Error("The watch ended");
  }
}
