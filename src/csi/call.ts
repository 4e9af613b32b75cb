/** The one wrapper around every RPC: lock, deadline, status, report. */
import { type ServerUnaryCall, type sendUnaryData, status, type UntypedHandleCall } from "@grpc/grpc-js";
import { CacheError, kindOf, messageOf } from "../cache/errors.ts";
import type { Wire, WireService } from "./messages.ts";
import { statusOf } from "./status.ts";

/** How an RPC is answered. */
export interface Answer<Request, Response> {
  /** Calls with the same key exclude each other: the later one gets ABORTED. Undefined: nothing is excluded. */
  key?(request: Request): string;
  /** The volume in the log line. */
  volume?(request: Request): string;
  /** Asked often, and changes nothing: its success is not worth a line in the log. */
  readonly routine?: boolean;
  answer(request: Request, signal: AbortSignal): Response | Promise<Response>;
}

/** An RPC that can be served. */
export interface Rpc {
  readonly service: WireService;
  readonly method: string;
  readonly routine: boolean;
  read(message: unknown): Reading;
}

/** A call whose message has been read. */
interface Reading {
  readonly volume: string | undefined;
  /** Throws `invalid` when what it is made from is. */
  key(): string | undefined;
  answer(signal: AbortSignal): Promise<unknown>;
}

/** What is told of every call when it has been answered. */
export interface AnsweredCall {
  readonly method: string;
  readonly volume: string | undefined;
  readonly routine: boolean;
  readonly ms: number;
  /** `OK`, `ABORTED`, …. */
  readonly code: string;
  /** What went wrong, in the words that the caller got; undefined when nothing did. */
  readonly message: string | undefined;
  /** What was thrown. */
  readonly error: unknown;
}

/** Where answered calls are reported. */
export interface CallReports {
  answered(call: AnsweredCall): void;
}

/** An RPC from its messages and its answer. */
export function rpc<In, Request, Response, Out>(
  wire: Wire<In, Request, Response, Out>,
  answer: Answer<Request, Response>,
): Rpc {
  return {
    service: wire.service,
    method: wire.method,
    routine: answer.routine ?? false,
    read: (message) => {
      // Grpc calls with what the same service's definition deserialized.
      const request = wire.read(message as In);
      return {
        volume: answer.volume?.(request),
        key: () => answer.key?.(request),
        answer: async (signal) => wire.write(await answer.answer(request, signal)),
      };
    },
  };
}

interface Outcome {
  readonly volume: string | undefined;
  readonly code: status;
  readonly message?: string;
  readonly error?: unknown;
  readonly response?: unknown;
}

/** The calls of one server. */
export class Calls {
  readonly #reports: CallReports;
  readonly #held = new Set<string>();
  readonly #running = new Set<Promise<void>>();

  constructor(reports: CallReports) {
    this.#reports = reports;
  }

  /** What grpc calls for an RPC. */
  serve(served: Rpc): UntypedHandleCall {
    return (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>): void => {
      const running = this.#serve(served, call, callback).finally(() => this.#running.delete(running));
      this.#running.add(running);
    };
  }

  /** Resolves when no answer is being worked on, also none whose caller gave up. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #serve(served: Rpc, call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>): Promise<void> {
    const began = performance.now();
    const { volume, code, message, error, response } = await this.#outcome(served, call);
    const { method, routine } = served;
    this.#reports.answered({
      method,
      volume,
      routine,
      ms: performance.now() - began,
      code: status[code],
      message,
      error,
    });
    callback(code === status.OK ? null : { code, details: message ?? "" }, response);
  }

  async #outcome(served: Rpc, call: ServerUnaryCall<unknown, unknown>): Promise<Outcome> {
    let volume: string | undefined;
    let held: string | undefined;
    try {
      const reading = served.read(call.request);
      volume = reading.volume;
      // No await comes before this: a second call cannot slip in between looking and taking.
      held = this.#take(reading.key());
      return { volume, code: status.OK, response: await reading.answer(signalOf(call)) };
    } catch (error) {
      return { volume, code: statusOf[kindOf(error)], message: told(error), error };
    } finally {
      if (held !== undefined) this.#held.delete(held);
    }
  }

  #take(key: string | undefined): string | undefined {
    if (key === undefined) return undefined;
    if (this.#held.has(key))
      throw new CacheError("busy", "An operation on this volume is pending; call again when it has ended");
    this.#held.add(key);
    return key;
  }
}

/** Fires when the caller's deadline runs out or the caller gives up. */
function signalOf(call: ServerUnaryCall<unknown, unknown>): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(whyCancelled(call));
  if (call.cancelled) abort();
  else call.once("cancelled", abort);
  return controller.signal;
}

/** A client that reaches its deadline cancels, too, a little before the server's clock gets there. */
const clockSlackMs = 50;

function whyCancelled(call: ServerUnaryCall<unknown, unknown>): CacheError {
  if (Date.now() + clockSlackMs >= Number(call.getDeadline())) {
    return new CacheError("deadline", "The caller's deadline ran out");
  }
  return new CacheError("cancelled", "The caller gave up");
}

/** The message for the caller: it travels in an HTTP/2 header, and clients refuse headers beyond 8 KiB or so. */
function told(error: unknown): string {
  const text =
    kindOf(error) === "internal" ? `Internal error: ${messageOf(error)}; see the plugin's log` : messageOf(error);
  const short = text.length > 1500 ? `${text.slice(0, 1500)}…` : text;
  // encodeURI, which grpc-js calls, throws on half a surrogate pair.
  return short.toWellFormed();
}
