/** A node's answers to requests to commit what ended pods wrote (ADR 0050). */
import { CacheError } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Clock } from "../cache/ports.ts";
import type { Client } from "./client.ts";
import type { Observer } from "./list-watch.ts";
import { apiVersion, type Cache, holdings } from "./resources.ts";

/** The annotation of a Cache that holds the newest request. */
export const requestKey = "cachefork.dev/commit-request";

/** As whom the answers are written: what else is in a Holding's status is somebody else's. */
const owner = "cachefork-node-commits";

/** How many answers are kept, as the schema has it; and how many of them that nobody asks for any more: another controller may not have looked yet. */
const mostAnswers = 128;
const mostOld = 16;

/** Milliseconds between two tries of a node, and how long it tries: who asked has gone by then, and asks anew. */
const betweenTries = 500;
const longest = 30_000;

export interface CommitRequestsOptions {
  readonly client: Client;
  readonly clock: Clock;
  /** The node's name, which is the Holding's. */
  readonly node: string;
  /** Told of every failure; a request that has none comes again. */
  readonly failed: (error: unknown) => void;
}

/** Whether all that ended pods wrote to a cache is in its log. */
type Commit = (cache: CacheKey, signal: AbortSignal) => Promise<boolean>;

/** An observer of all Caches: what is asked stands on them. */
export class CommitRequests implements Observer<Cache>, AsyncDisposable {
  readonly #options: CommitRequestsOptions;
  readonly #commit = Promise.withResolvers<Commit>();
  readonly #stop = new AbortController();
  readonly #seen = new Map<string, string>();
  readonly #running = new Set<Promise<void>>();
  #answers: readonly string[] = [];
  #saying: Promise<void> = Promise.resolve();

  constructor(options: CommitRequestsOptions) {
    this.#options = options;
  }

  /** From then on requests are answered, those too that came before. */
  serve(commit: Commit): void {
    this.#commit.resolve(commit);
  }

  async listed(all: readonly Cache[]): Promise<void> {
    const there = new Set(all.map(({ metadata: { namespace = "", name } }) => formatKey({ namespace, name })));
    for (const key of this.#seen.keys()) if (!there.has(key)) this.#seen.delete(key);
    for (const cache of all) await this.changed(cache);
  }

  async changed({ metadata: { namespace = "", name, annotations = {} } }: Cache): Promise<void> {
    const key = { namespace, name };
    const request = annotations[requestKey];
    if (request === undefined) this.#seen.delete(formatKey(key));
    if (request === undefined || this.#seen.get(formatKey(key)) === request) return;
    this.#seen.set(formatKey(key), request);
    const work = this.#answer(key, request).finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  async deleted({ metadata: { namespace = "", name } }: Cache): Promise<void> {
    this.#seen.delete(formatKey({ namespace, name }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new CacheError("cancelled", "The plugin is stopping"));
    this.#commit.resolve(() => Promise.resolve(false));
    await Promise.all(this.#running);
  }

  async #answer(cache: CacheKey, request: string): Promise<void> {
    const { signal } = this.#stop;
    const { clock, failed } = this.#options;
    try {
      const commit = await this.#commit.promise;
      const from = clock.now().getTime();
      while (!(await commit(cache, signal))) {
        signal.throwIfAborted();
        if (clock.now().getTime() - from >= longest || this.#seen.get(formatKey(cache)) !== request) return;
        await clock.sleep(betweenTries, signal);
      }
      await this.#say(request, signal);
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
  }

  /** One write after the other: an older one that came last would take newer answers back. */
  async #say(request: string, signal: AbortSignal): Promise<void> {
    const said = this.#saying.then(() => this.#write(request, signal));
    this.#saying = said.catch(() => {});
    await said;
  }

  async #write(request: string, signal: AbortSignal): Promise<void> {
    const { client, node } = this.#options;
    const all = [request, ...this.#answers];
    const asked = new Set(this.#seen.values());
    const old = all.filter((one) => !asked.has(one)).slice(0, mostOld);
    this.#answers = [...all.filter((one) => asked.has(one)), ...old].slice(0, mostAnswers);
    const status = { committedFor: this.#answers };
    const holding = { apiVersion, kind: "Holding", metadata: { name: node }, status };
    await client.apply(holdings, holding, owner, signal, "status");
  }
}
