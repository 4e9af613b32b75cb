/** The gRPC server: RPCs on a Unix socket, until it is drained. */
import { Server as GrpcServer, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { CacheError } from "../cache/errors.ts";
import { type CallReports, Calls, type Rpc } from "./call.ts";
import { definitions } from "./messages.ts";

/** The socket file's life; see `UnixEndpoint`. */
export interface Endpoint {
  readonly path: string;
  /** Makes the path free to listen on. Throws `busy` when somebody else serves there. */
  claim(): Promise<void>;
  /** Called when it is listened on. */
  bound(): Promise<void>;
  /** Whether the socket's file is there. */
  present(): boolean;
}

export interface ServerOptions {
  readonly endpoint: Endpoint;
  readonly rpcs: readonly Rpc[];
  readonly reports: CallReports;
  /** How long `drain` waits for calls to end by themselves, and then for those that it has cancelled. */
  readonly drainMs: number;
}

/** No message of ours comes near; ListVolumes is paged. */
const maxMessageBytes = 4 * 1024 * 1024;

/** Serves from `listen` to `drain`. */
export class Server implements AsyncDisposable {
  readonly #options: ServerOptions;
  readonly #grpc: GrpcServer;
  readonly #calls: Calls;
  #drained: Promise<void> | undefined;

  private constructor(options: ServerOptions) {
    this.#options = options;
    this.#calls = new Calls(options.reports);
    this.#grpc = new GrpcServer({
      "grpc.max_receive_message_length": maxMessageBytes,
      "grpc.max_send_message_length": maxMessageBytes,
    });
    for (const [service, definition] of Object.entries(definitions)) {
      const served = options.rpcs.filter((candidate) => candidate.service === service);
      if (served.length === 0) continue;
      const implementation: UntypedServiceImplementation = {};
      for (const one of served) implementation[one.method] = this.#calls.serve(one);
      // grpc-js answers UNIMPLEMENTED for what is left out, also for a whole service.
      this.#grpc.addService(definition, implementation);
    }
  }

  /** Serves until it is drained. Throws `busy` when somebody else serves at the endpoint. */
  static async listen(options: ServerOptions): Promise<Server> {
    const server = new Server(options);
    await options.endpoint.claim();
    await server.#bind();
    try {
      await options.endpoint.bound();
    } catch (error) {
      // Who listens keeps the process from its end.
      await server.drain();
      throw error;
    }
    return server;
  }

  async #bind(): Promise<void> {
    const { path } = this.#options.endpoint;
    await new Promise<void>((resolve, reject) => {
      this.#grpc.bindAsync(`unix:${path}`, ServerCredentials.createInsecure(), (error) => {
        if (error === null) resolve();
        else reject(new CacheError("precondition", `Cannot listen on ${path}`, { cause: error }));
      });
    });
  }

  /** Takes no new calls, lets the running ones end, then cancels them; resolves when nothing runs or the time is up twice. */
  drain(): Promise<void> {
    this.#drained ??= this.#drain();
    return this.#drained;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.drain();
  }

  async #drain(): Promise<void> {
    const { drainMs } = this.#options;
    // Closing the listener removes the socket's file.
    const closed = new Promise<void>((resolve) => {
      this.#grpc.tryShutdown(() => resolve());
    });
    const ended = closed.then(() => this.#calls.idle());
    if (!(await within(drainMs, ended))) {
      // Breaks the connections: every running call sees its signal fire.
      this.#grpc.forceShutdown();
      await within(drainMs, this.#calls.idle());
    }
  }
}

/** Whether the work ends within the time. */
async function within(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
