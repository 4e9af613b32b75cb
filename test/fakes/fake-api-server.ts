/** An API server with state: HTTP on loopback, for what a client of one can get wrong; it can be told to fail. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Happened } from "./api-objects.ts";
import { ApiVerbs, kindOf, type Reply, refusal, type Target } from "./api-verbs.ts";

/** One request that came. */
export interface Came {
  readonly method: string;
  readonly path: string;
  readonly watch: boolean;
  readonly token: string | undefined;
}

/** How a request fails: with an answer, with the connection broken before or after the work is done, or by never being answered. */
export type Failure =
  | { readonly code: number; readonly retryAfter?: number }
  | "broken"
  | "lost after the work"
  | "never answered";

interface Planned {
  readonly failure: Failure;
  readonly which: (came: Came) => boolean;
  left: number;
}

interface Watcher {
  readonly target: Target;
  readonly response: ServerResponse;
}

export class FakeApiServer implements AsyncDisposable {
  readonly #verbs: ApiVerbs;
  #server: Server | undefined;
  #port = 0;
  readonly #watchers = new Set<Watcher>();
  #failures: Planned[] = [];
  readonly #forbidden = new Set<string>();
  #arrivals: ((came: Came) => void)[] = [];
  /** All that came, oldest first. */
  readonly requests: Came[] = [];
  /** Who sends another one is refused, if there is one. */
  token: string | undefined;

  private constructor(now: () => Date) {
    this.#verbs = new ApiVerbs(now);
    this.#verbs.objects.listen((happened) => this.#tell(happened));
  }

  static async start(now: () => Date = () => new Date()): Promise<FakeApiServer> {
    const fake = new FakeApiServer(now);
    await fake.serve();
    return fake;
  }

  get objects(): ApiVerbs["objects"] {
    return this.#verbs.objects;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${this.#port}`);
  }

  /** Serves again after `refuse()`, at the same address. */
  async serve(): Promise<void> {
    const server = createServer((request, response) => {
      void this.#serve(request, response);
    });
    server.listen(this.#port, "127.0.0.1");
    await once(server, "listening");
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Nothing listens any more; what was stored stays. */
  async refuse(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.close();
    server.closeAllConnections();
    await once(server, "close");
    this.#watchers.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.refuse();
  }

  /** The next requests of a sort fail. */
  failNext(failure: Failure, which: (came: Came) => boolean = () => true, times = 1): void {
    this.#failures.push({ failure, which, left: times });
  }

  /** Resolves with the next request that comes. */
  arrival(): Promise<Came> {
    return new Promise((resolve) => {
      this.#arrivals.push(resolve);
    });
  }

  /** Whoever asks may not do this: `create caches`. */
  forbid(...rights: readonly string[]): void {
    for (const right of rights) this.#forbidden.add(right);
  }

  allow(...rights: readonly string[]): void {
    for (const right of rights) this.#forbidden.delete(right);
  }

  /** The namespace is being deleted, or is not there, or is (again). */
  namespace(name: string, state: "there" | "terminating" | "gone"): void {
    this.#verbs.namespaces.set(name, state);
  }

  /** Breaks the connection of every watch. */
  dropWatches(): void {
    for (const { response } of this.#watchers) response.destroy();
    this.#watchers.clear();
  }

  /** Forgets what happened so far: watches are told so, and lists have to be made anew. */
  expire(): void {
    this.#verbs.objects.forget();
    for (const { response } of this.#watchers) {
      const { body } = refusal(410, "Expired", "too old resource version");
      response.end(`${JSON.stringify({ type: "ERROR", object: body })}\n`);
    }
    this.#watchers.clear();
  }

  /** Tells no watch of anything from now on. */
  mute(): void {
    this.#watchers.clear();
  }

  /** Tells every watch how far it has come. */
  bookmark(): void {
    const metadata = { resourceVersion: String(this.#verbs.objects.version) };
    for (const { response } of this.#watchers)
      response.write(`${JSON.stringify({ type: "BOOKMARK", object: { metadata } })}\n`);
  }

  /** Resolves when somebody watches; at once if somebody does. */
  async arrivedWatch(): Promise<void> {
    while (this.#watchers.size === 0) await this.arrival();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = request;
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const token = headers.authorization?.replace(/^Bearer /, "");
    const came: Came = { method, path: pathname, watch: searchParams.get("watch") === "true", token };
    const body = await text(request).catch(() => "");
    this.requests.push(came);
    const failure = this.#planned(came);
    // Woken when this request has been answered, or is being watched.
    for (const arrived of this.#arrivals.splice(0)) setImmediate(() => arrived(came));
    if (failure === "never answered") return;
    if (failure === "broken") return void response.destroy();
    if (typeof failure === "object") return this.#refuse(response, failure);
    const target = targetOf(pathname, searchParams);
    if (came.watch && target) return this.#watch(target, response);
    const reply = this.#reply(came, target, headers["content-type"] ?? "", body);
    if (failure === "lost after the work") response.destroy();
    else send(response, reply);
  }

  #planned(came: Came): Failure | undefined {
    const found = this.#failures.find(({ which }) => which(came));
    if (!found) return undefined;
    found.left -= 1;
    this.#failures = this.#failures.filter(({ left }) => left > 0);
    return found.failure;
  }

  #refuse(
    response: ServerResponse,
    { code, retryAfter }: { readonly code: number; readonly retryAfter?: number },
  ): void {
    if (retryAfter !== undefined) response.setHeader("retry-after", String(retryAfter));
    send(response, refusal(code, "Failed", `told to fail with ${code}`));
  }

  #reply(came: Came, target: Target | undefined, contentType: string, body: string): Reply {
    if (this.token !== undefined && came.token !== this.token) return refusal(401, "Unauthorized", "Unauthorized");
    if (!target) return { code: 404, body: "404 page not found\n" };
    const right = `${verbOf(came.method, target)} ${target.plural}`;
    if (this.#forbidden.has(right)) {
      const [verb = "", plural = ""] = right.split(" ");
      const message = `User "system:serviceaccount:x:y" cannot ${verb} resource "${plural}" in API group "${target.group}"`;
      return refusal(403, "Forbidden", `${plural} is forbidden: ${message}`, { kind: plural });
    }
    return this.#verbs.answer(came.method, target, contentType, body === "" ? undefined : JSON.parse(body));
  }

  #watch(target: Target, response: ServerResponse): void {
    const from = Number(target.query.get("resourceVersion") ?? 0);
    const missed = this.#verbs.objects.since(from);
    if (!missed) return send(response, refusal(410, "Expired", `too old resource version: ${from}`));
    response.writeHead(200, { "content-type": "application/json" });
    response.flushHeaders();
    const watcher = { target, response };
    for (const happened of missed) this.#tellOne(watcher, happened);
    this.#watchers.add(watcher);
    response.on("close", () => this.#watchers.delete(watcher));
  }

  #tell(happened: Happened): void {
    for (const watcher of this.#watchers) this.#tellOne(watcher, happened);
  }

  /** An object that is no longer of the selection is deleted to the watch, and one that comes to be of it is added. */
  #tellOne({ target, response }: Watcher, { kind, type, object, before }: Happened): void {
    if (kind !== kindOf(target)) return;
    const was = before !== undefined && this.#verbs.sees(target, before);
    const is = type !== "DELETED" && this.#verbs.sees(target, object);
    if (!was && !is) return;
    const told = is ? (was ? "MODIFIED" : "ADDED") : "DELETED";
    response.write(`${JSON.stringify({ type: told, object })}\n`);
  }
}

function send(response: ServerResponse, { code, body }: Reply): void {
  response.writeHead(code, { "content-type": "application/json" });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function verbOf(method: string, { name }: Target): string {
  const verbs: Readonly<Record<string, string>> = { POST: "create", PUT: "update", PATCH: "patch", DELETE: "delete" };
  return verbs[method] ?? (name === undefined ? "list" : "get");
}

/** `/api/v1/…` or `/apis/GROUP/VERSION/…`, with or without `namespaces/NAMESPACE`. */
function targetOf(path: string, query: URLSearchParams): Target | undefined {
  const core = /^\/api\/(v1)\/(.+)$/.exec(path);
  const grouped = /^\/apis\/([^/]+)\/([^/]+)\/(.+)$/.exec(path);
  const [group = "", version = "", rest = ""] = core ? ["", core[1], core[2]] : (grouped?.slice(1) ?? []);
  if (rest === "") return undefined;
  const parts = rest.split("/").map(decodeURIComponent);
  const isIn = parts[0] === "namespaces" && parts.length > 2;
  const [plural = "", name, subresource] = isIn ? parts.slice(2) : parts;
  return { group, version, plural, namespace: isIn ? parts[1] : undefined, name, subresource, query };
}
