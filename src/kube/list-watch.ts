/** A list that is kept up to date by a watch, and begins anew whenever the watch cannot go on. */
import { CacheError, isKind } from "../cache/errors.ts";
import type { Clock } from "../cache/ports.ts";
import type { Selection } from "./address.ts";
import type { Client } from "./client.ts";
import type { Kind, Resource } from "./resources.ts";

/** Who is told, one thing after the other. What it throws makes everything be listed again. */
export interface Observer<Type> {
  /** All that there is: at the start, and whenever nobody knows what happened since. */
  listed(items: readonly Type[]): Promise<void>;
  changed(item: Type): Promise<void>;
  deleted(item: Type): Promise<void>;
}

export interface ListWatchOptions<Type extends Resource> {
  readonly client: Client;
  readonly kind: Kind<Type>;
  readonly selection: Selection;
  readonly observer: Observer<Type>;
  readonly clock: Clock;
  /** Told of every failure; it goes on by itself. */
  readonly failed: (error: unknown) => void;
  /** From 0 to 1; fixed in tests. */
  readonly random?: () => number;
}

const firstPause = 200;
const longestPause = 30_000;

/** Seconds that the server lets a watch go on; a connection that died without a word is noticed then. */
const shortestWatch = 240;
/** Seconds that it gets to end it itself. */
const grace = 15;

export class ListWatch<Type extends Resource> implements AsyncDisposable {
  readonly #options: ListWatchOptions<Type>;
  readonly #random: () => number;
  readonly #stop = new AbortController();
  readonly #synced = Promise.withResolvers<void>();
  #running: Promise<void> = Promise.resolve();
  /** How far it has come; undefined when all must be listed. */
  #version: string | undefined;
  #pause = firstPause;

  constructor(options: ListWatchOptions<Type>) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    // Whoever waits for it is told; nobody has to.
    this.#synced.promise.catch(() => {});
  }

  /** Starts it; call it once. */
  start(): void {
    this.#running = this.#run();
  }

  /** Fulfilled when the observer has been told of all that there is; rejected when it is stopped before. */
  get synced(): Promise<void> {
    return this.#synced.promise;
  }

  /** Stops it; nobody is told anything after that. */
  async [Symbol.asyncDispose](): Promise<void> {
    const stopped = new CacheError("cancelled", "The plugin is stopping");
    this.#stop.abort(stopped);
    this.#synced.reject(stopped);
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await this.#list();
        await this.#follow();
      } catch (error) {
        if (signal.aborted) return;
        // A connection that broke is taken up where it was; after everything else nobody knows what was missed.
        if (!isKind(error, "unavailable")) this.#version = undefined;
        if (!isKind(error, "out-of-range")) this.#options.failed(error);
      }
      await this.#rest(signal);
    }
  }

  async #list(): Promise<void> {
    if (this.#version !== undefined) return;
    const { client, kind, selection, observer } = this.#options;
    const { items, resourceVersion } = await client.list(kind, selection, this.#stop.signal);
    await observer.listed(items);
    this.#version = resourceVersion;
    this.#synced.resolve();
  }

  async #follow(): Promise<void> {
    const { client, kind, selection, observer } = this.#options;
    const seconds = Math.round(shortestWatch * (1 + this.#random() / 2));
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout((seconds + grace) * 1000)]);
    const from = { resourceVersion: this.#version ?? "", seconds };
    for await (const event of client.watch(kind, selection, from, signal)) {
      if (event.type === "ADDED" || event.type === "MODIFIED") await this.#told(observer.changed(event.object));
      if (event.type === "DELETED") await this.#told(observer.deleted(event.object));
      if (event.type === "ERROR") continue;
      this.#version = event.object.metadata.resourceVersion ?? this.#version;
      this.#pause = firstPause;
    }
  }

  /** An observer that failed has to be told again, whatever its reason was. */
  async #told(telling: Promise<void>): Promise<void> {
    try {
      await telling;
    } catch (error) {
      this.#version = undefined;
      throw error;
    }
  }

  /** Between two watches: longer each time that one ended without having told anything. */
  async #rest(signal: AbortSignal): Promise<void> {
    const pause = this.#pause * (0.5 + this.#random() / 2);
    this.#pause = Math.min(this.#pause * 2, longestPause);
    await this.#options.clock.sleep(pause, signal).catch(() => {});
  }
}
