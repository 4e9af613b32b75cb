/** HTTP calls of the API server: one connection pool, with tries that are bounded in number and time. */
import { once } from "node:events";
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { text } from "node:stream/consumers";
import { CacheError, isKind, throwIfAborted } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";
import type { Connection } from "./connection.ts";
import { type About, failure, isPassing, unreachable } from "./failure.ts";

/** One call. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With the query. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly about: About;
}

export interface RequestsOptions {
  readonly connection: Connection;
  readonly clock: Clock;
  /** What the API server's log calls us. */
  readonly userAgent: string;
  /** Milliseconds that a call may take, all its tries together. */
  readonly timeoutMs?: number;
  /** Is told the date of every answer that has one. */
  readonly heard?: (date: string | undefined) => void;
  /** From 0 to 1; fixed in tests. */
  readonly random?: () => number;
}

const defaultTimeout = 10_000;
const maxTries = 4;
const firstPause = 100;

/** An answer that is no success, or none at all. */
interface Refusal {
  readonly error: CacheError;
  /** Whether the same call may be made again: nothing was done by it, or doing it twice does no harm. */
  readonly again: boolean;
  /** Milliseconds that the server asked to wait. */
  readonly after: number | undefined;
}

type Outcome = { readonly answer: IncomingMessage } | { readonly refusal: Refusal };

export class Requests implements Disposable {
  readonly #options: RequestsOptions;
  readonly #agent: HttpAgent | HttpsAgent;
  readonly #random: () => number;

  constructor(options: RequestsOptions) {
    const { server, tls } = options.connection;
    this.#options = options;
    this.#random = options.random ?? Math.random;
    const kept = { keepAlive: true, maxFreeSockets: 2 };
    this.#agent = server.protocol === "http:" ? new HttpAgent(kept) : new HttpsAgent({ ...kept, ...tls });
  }

  /** The JSON that is answered. Throws by kind: see failure.ts; `unavailable` when no answer comes in time; what the signal carries. */
  async json(call: Call, signal: AbortSignal): Promise<unknown> {
    const enough = AbortSignal.timeout(this.#options.timeoutMs ?? defaultTimeout);
    const ended = AbortSignal.any([signal, enough]);
    try {
      const body = await text(await this.#answer(call, ended));
      return body === "" ? undefined : JSON.parse(body);
    } catch (error) {
      throwIfAborted(signal);
      if (error instanceof CacheError && !(enough.aborted && isKind(error, "cancelled"))) throw error;
      throw unreachable(call.about, this.#options.connection.server, error);
    }
  }

  /** An answer as it comes, until the server ends it. Throws like `json`, but in no time of its own. */
  async *stream(call: Call, signal: AbortSignal): AsyncGenerator<string> {
    const body = await this.#answer(call, signal);
    body.setEncoding("utf8");
    try {
      for await (const chunk of body) yield String(chunk);
    } catch (error) {
      throwIfAborted(signal);
      throw unreachable(call.about, this.#options.connection.server, error);
    }
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }

  async #answer(call: Call, signal: AbortSignal): Promise<IncomingMessage> {
    for (let tries = 1; ; tries += 1) {
      throwIfAborted(signal);
      const outcome = await this.#once(call, tries, signal);
      if ("answer" in outcome) return outcome.answer;
      const { error, again, after } = outcome.refusal;
      if (!again || tries >= maxTries) throw error;
      // All clients that were refused at once must not come back at once.
      const pause = firstPause * 2 ** (tries - 1) * (0.5 + this.#random());
      await this.#options.clock.sleep(Math.max(after ?? 0, pause), signal);
    }
  }

  async #once(call: Call, tries: number, signal: AbortSignal): Promise<Outcome> {
    let answer: IncomingMessage;
    try {
      answer = await this.#send(call, await this.#headers(call, tries), signal);
    } catch (error) {
      throwIfAborted(signal);
      const again = call.method === "GET" || wasNotSent(error);
      return {
        refusal: { error: unreachable(call.about, this.#options.connection.server, error), again, after: undefined },
      };
    }
    const code = answer.statusCode ?? 0;
    if (code >= 200 && code < 300) return { answer };
    return { refusal: refusalOf(call, answer, await text(answer), tries) };
  }

  async #headers({ body, contentType }: Call, tries: number): Promise<Record<string, string>> {
    // A refused token may have been replaced since it was read.
    const token = await this.#options.connection.token(tries === 1 ? "known" : "fresh");
    return {
      accept: "application/json",
      "user-agent": this.#options.userAgent,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": contentType ?? "application/json" }),
    };
  }

  async #send(call: Call, headers: Record<string, string>, signal: AbortSignal): Promise<IncomingMessage> {
    const { server } = this.#options.connection;
    const url = new URL(`${server.pathname.replace(/\/$/, "")}${call.path}`, server);
    const body = call.body === undefined ? "" : JSON.stringify(call.body);
    // Of a DELETE, node:http would not say that it has a body.
    const length = body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const options: RequestOptions = {
      method: call.method,
      headers: { ...headers, ...length },
      agent: this.#agent,
      signal,
    };
    const request = server.protocol === "http:" ? httpRequest(url, options) : httpsRequest(url, options);
    request.end(body);
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    this.#options.heard?.(answer.headers.date);
    return answer;
  }
}

/** A write that was refused for now was not carried out; one that failed with 500 may have been. */
function refusalOf(call: Call, answer: IncomingMessage, body: string, tries: number): Refusal {
  const code = answer.statusCode ?? 0;
  const seconds = Number(answer.headers["retry-after"]);
  const asked = Number.isFinite(seconds) && answer.headers["retry-after"] !== undefined;
  const again = (code === 401 && tries === 1) || code === 429 || (isPassing(code) && (call.method === "GET" || asked));
  return { error: failure(call.about, code, body), again, after: asked ? seconds * 1000 : undefined };
}

/** Whether no connection was made at all. */
function wasNotSent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(code);
}
