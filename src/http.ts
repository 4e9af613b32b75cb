/** HTTP for operators: metrics for Prometheus, and health for the probes of kubelet. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { CacheError } from "./cache/errors.ts";
import type { Metrics } from "./metrics.ts";

export interface HttpOptions {
  /** An empty host means every address; port 0 means any. */
  readonly host: string;
  readonly port: number;
  readonly metrics: Pick<Metrics, "text" | "contentType">;
  /** Why the plugin cannot be used; undefined when it can. */
  readonly notReady: () => string | undefined;
}

interface Page {
  readonly code: number;
  readonly type: string;
  readonly body: string;
}

/** Serves until it is disposed of. */
export class Http implements AsyncDisposable {
  readonly #server: Server;
  readonly #options: HttpOptions;

  private constructor(options: HttpOptions) {
    this.#options = options;
    this.#server = createServer({ requestTimeout: 10_000 }, (request, response) => {
      void this.#answer(request, response);
    });
  }

  /** Throws `precondition` when the address cannot be listened on. */
  static async listen(options: HttpOptions): Promise<Http> {
    const http = new Http(options);
    const { host, port } = options;
    http.#server.listen({ port, ...(host === "" ? {} : { host }) });
    try {
      await once(http.#server, "listening");
    } catch (error) {
      throw new CacheError("precondition", `Cannot serve metrics on ${host}:${port}`, { cause: error });
    }
    return http;
  }

  /** The port that it listens on. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { code, type, body } = await this.#page(request).catch(broken);
    response.writeHead(code, { "content-type": type, "content-length": Buffer.byteLength(body) });
    response.end(body);
  }

  async #page({ method, url = "/" }: IncomingMessage): Promise<Page> {
    if (method !== "GET" && method !== "HEAD") return text(405, "only GET and HEAD\n");
    const [path] = url.split("?", 1);
    if (path === "/healthz") {
      const why = this.#options.notReady();
      return why === undefined ? text(200, "ok\n") : text(503, `${why}\n`);
    }
    if (path !== "/metrics") return text(404, "there are /metrics and /healthz\n");
    const { metrics } = this.#options;
    return { code: 200, type: metrics.contentType, body: await metrics.text() };
  }
}

function text(code: number, body: string): Page {
  return { code, type: "text/plain; charset=utf-8", body };
}

/** A reading failed: Prometheus shows the target as down, and the reason is in the page. */
function broken(error: unknown): Page {
  return text(500, `${String(error)}\n`);
}
