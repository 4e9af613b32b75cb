/** A controller's requests to all nodes to commit what ended pods wrote to a cache (ADR 0050). */
import { randomUUID } from "node:crypto";
import { CacheError, isKind } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Clock } from "../cache/ports.ts";
import { type AnsweringNode, Answers } from "./answers.ts";
import type { Client } from "./client.ts";
import { requestKey } from "./commit-requests.ts";
import type { HoldingNode } from "./log-to-show.ts";
import { type Cache, caches } from "./resources.ts";
import { writtenAt } from "./server-time.ts";

/** Milliseconds that it waits for the nodes. */
const patience = 10_000;

/** Milliseconds after which a node that wrote nothing is taken for gone: each writes once a minute. */
const silence = 180_000;

/** How often a request may lose against other changes of its Cache while it is taken back. */
const maxTries = 4;

const never = new AbortController().signal;

interface Request {
  readonly id: string;
  readonly cache: CacheKey;
  /** What answers it: it, and those of the same cache that came after it. */
  readonly by: Set<string>;
}

/** The requests of one process: however many wait, one watch looks for the answers. */
export class CommitOnNodes {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #waiting = new Set<Request>();
  #answers: Answers | undefined;

  constructor(client: Client, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /**
   * Resolves when every node that is there has committed what pods wrote to the cache that have ended; answers all that have a Holding. Throws `unavailable`
   * when one has not said so in time; at once, with none, when there is no such Cache.
   */
  async ask(cache: CacheKey, signal: AbortSignal): Promise<readonly HoldingNode[]> {
    const id = randomUUID();
    const request = { id, cache, by: new Set([id]) };
    for (const one of this.#waiting) if (formatKey(one.cache) === formatKey(cache)) one.by.add(id);
    this.#waiting.add(request);
    try {
      return await this.#ask(request, signal);
    } finally {
      this.#waiting.delete(request);
    }
  }

  async #ask(request: Request, signal: AbortSignal): Promise<readonly HoldingNode[]> {
    const { id, cache } = request;
    let asked: Cache;
    try {
      const change = { metadata: { annotations: { [requestKey]: id } } };
      asked = await this.#client.patch(caches, { ...cache }, change, signal);
    } catch (error) {
      if (isKind(error, "not-found")) return [];
      throw error;
    }
    const answers = (this.#answers ??= new Answers(this.#client, this.#clock));
    answers.users += 1;
    try {
      return await this.#answered(answers, request, writtenAt(asked.metadata), signal);
    } finally {
      answers.users -= 1;
      if (answers.users === 0) {
        this.#answers = undefined;
        await answers[Symbol.asyncDispose]();
      }
      await this.#takeBack(asked, id);
    }
  }

  async #answered(
    answers: Answers,
    { cache, by }: Request,
    now: number | undefined,
    signal: AbortSignal,
  ): Promise<readonly HoldingNode[]> {
    const enough = new AbortController();
    const late = this.#clock.sleep(patience, AbortSignal.any([signal, enough.signal])).then(() => {
      throw noAnswer(cache, answers.nodes.filter(owes));
    });
    late.catch(() => {});
    const owes = (node: AnsweringNode): boolean =>
      node.hasBegun && isThere(node, now) && !node.answered.some((id) => by.has(id));
    try {
      await Promise.race([answers.synced(), late]);
      while (answers.nodes.some(owes)) await Promise.race([answers.next(), late]);
      return answers.nodes.map((node) => ({ ...node, isThere: isThere(node, now) }));
    } finally {
      enough.abort();
    }
  }

  /** So that no node that starts answers it again. It may stay: then that happens once. */
  async #takeBack(asked: Cache, id: string): Promise<void> {
    const { namespace = "", name } = asked.metadata;
    let found: Cache | undefined = asked;
    for (let tries = 1; tries <= maxTries && found?.metadata.annotations?.[requestKey] === id; tries += 1) {
      const { resourceVersion = "" } = found.metadata;
      const change = { metadata: { resourceVersion, annotations: { [requestKey]: null } } };
      try {
        await this.#client.patch(caches, { namespace, name }, change, never);
        return;
      } catch (error) {
        if (!isKind(error, "conflict")) return;
        found = await this.#client.find(caches, { namespace, name }, never).catch(() => undefined);
      }
    }
  }
}

/** By the API server's clock: that of a node may be wrong. */
function isThere({ writtenAt: written }: AnsweringNode, now: number | undefined): boolean {
  return written === undefined || now === undefined || now - written < silence;
}

function noAnswer(cache: CacheKey, owing: readonly AnsweringNode[]): CacheError {
  const names = owing.map(({ node }) => node).join(", ");
  return new CacheError(
    "unavailable",
    owing.length === 0
      ? `Cannot tell yet what ${formatKey(cache)} holds: the API server does not tell of nodes; trying again`
      : `Cannot tell yet what ${formatKey(cache)} holds: these nodes have not said that all is committed there: ${names}; trying again`,
  );
}
