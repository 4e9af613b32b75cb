/** What nodes have answered, and that they are there: followed by one watch while somebody waits for it. */
import { isKind } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";
import type { Client } from "./client.ts";
import { ListWatch, type Observer } from "./list-watch.ts";
import { type Holding, holdings } from "./resources.ts";
import { writtenAt } from "./server-time.ts";

/** Of a Holding, which can be large, what is waited for. */
export interface AnsweringNode {
  readonly node: string;
  readonly domain: string;
  /** RFC 3339: when its Holding was made. */
  readonly createdAt: string;
  /** Whether it has told what it has, which it does once it runs. */
  readonly hasBegun: boolean;
  /** By the API server's clock. */
  readonly writtenAt: number | undefined;
  /** The newest requests that it has answered. */
  readonly answered: readonly string[];
}

export class Answers implements Observer<Holding>, AsyncDisposable {
  readonly #nodes = new Map<string, AnsweringNode>();
  readonly #watch: ListWatch<Holding>;
  readonly #failure = Promise.withResolvers<never>();
  #isSynced = false;
  #changed = Promise.withResolvers<void>();
  /** Who waits for it: whoever is the last disposes of it. */
  users = 0;

  constructor(client: Client, clock: Clock) {
    this.#failure.promise.catch(() => {});
    const failed = (error: unknown): void => {
      // A connection that broke is taken up where it was.
      if (!this.#isSynced || !isKind(error, "unavailable")) this.#failure.reject(error);
    };
    this.#watch = new ListWatch({ client, clock, kind: holdings, selection: {}, observer: this, failed });
    this.#watch.start();
  }

  get nodes(): readonly AnsweringNode[] {
    return [...this.#nodes.values()];
  }

  /** Resolves when all nodes are known. Throws what the API server is asked in vain. */
  async synced(): Promise<void> {
    await Promise.race([this.#watch.synced, this.#failure.promise]);
  }

  /** Resolves when something is other than it is now. Throws as `synced` does. */
  async next(): Promise<void> {
    await Promise.race([this.#changed.promise, this.#failure.promise]);
  }

  async listed(all: readonly Holding[]): Promise<void> {
    this.#nodes.clear();
    for (const holding of all) this.#take(holding);
    this.#isSynced = true;
    this.#tell();
  }

  async changed(holding: Holding): Promise<void> {
    this.#take(holding);
    this.#tell();
  }

  async deleted({ metadata }: Holding): Promise<void> {
    this.#nodes.delete(metadata.name);
    this.#tell();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#watch[Symbol.asyncDispose]();
  }

  #take({ metadata, spec, status }: Holding): void {
    this.#nodes.set(metadata.name, {
      node: metadata.name,
      domain: spec.domain,
      createdAt: metadata.creationTimestamp ?? "",
      hasBegun: status !== undefined,
      writtenAt: writtenAt(metadata),
      answered: status?.committedFor ?? [],
    });
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
