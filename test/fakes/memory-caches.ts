/** The Caches port in memory: a cache is what it shows, and a chain of numbers. */
import type { Caches } from "../../src/cache/caches.ts";
import { CacheError } from "../../src/cache/errors.ts";
import { sameLayers } from "../../src/cache/generation.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { formatKey } from "../../src/cache/key.ts";
import type { Content } from "../../src/cache/snapshot.ts";

interface Cache {
  content: Content;
  /** The claims whose copies it was. */
  readonly forks: Set<string>;
}

const empty = { domain: "00c0ffee", generation: 0, layers: [] };

export class MemoryCaches implements Caches {
  readonly #caches = new Map<string, Cache>();
  readonly #gone = new Set<string>();
  readonly #failures: CacheError[] = [];
  /** How many operations hold layers now, and what they wait for before they begin. */
  keepers = 0;
  ensuring = Promise.resolve();

  /** The next call for what a cache holds, or for its removal, throws it. */
  failNext(failure: CacheError): void {
    this.#failures.push(failure);
  }

  /** As when a build had committed: its layer on top. */
  commit(cache: CacheKey, layer: string): void {
    const { content } = this.#ensured(cache);
    const layers = [{ id: layer, size: 10, entries: 1 }, ...content.layers];
    this.#ensured(cache).content = { ...content, generation: content.generation + 1, layers };
  }

  /** As when a layer was lost. */
  lose(layer: string): void {
    this.#gone.add(layer);
  }

  /** Namespaces and names, in the order in which they were made. */
  get names(): readonly string[] {
    return [...this.#caches.keys()];
  }

  async has(cache: CacheKey): Promise<boolean> {
    return this.#caches.has(formatKey(cache));
  }

  async ensure(cache: CacheKey): Promise<void> {
    await this.ensuring;
    this.#ensured(cache);
  }

  async content(cache: CacheKey): Promise<Content> {
    this.#mayFail();
    return this.#caches.get(formatKey(cache))?.content ?? { ...empty, cache };
  }

  async fork(cache: CacheKey, content: Content, claim: string): Promise<void> {
    const missing = content.layers.find(({ id }) => this.#gone.has(id));
    if (missing) throw new CacheError("corrupt", `Cannot make ${formatKey(cache)} a copy: layer ${missing.id} is gone`);
    const target = this.#caches.get(formatKey(cache));
    const { layers, generation } = target?.content ?? empty;
    if (layers.length > 0 && !sameLayers(layers, content.layers) && !target?.forks.has(claim))
      throw new CacheError("exists", `Cannot make ${formatKey(cache)} a copy: it holds something else`);
    const made = this.#ensured(cache);
    if (layers.length > 0 || content.layers.length === 0) return;
    made.forks.add(claim);
    made.content = { ...content, cache, domain: empty.domain, generation: generation + 1 };
  }

  async remove(cache: CacheKey): Promise<void> {
    this.#mayFail();
    this.#caches.delete(formatKey(cache));
  }

  async keeping<Result>(use: () => Promise<Result>): Promise<Result> {
    this.keepers += 1;
    try {
      return await use();
    } finally {
      this.keepers -= 1;
    }
  }

  #mayFail(): void {
    const failure = this.#failures.shift();
    if (failure) throw failure;
  }

  #ensured(cache: CacheKey): Cache {
    const name = formatKey(cache);
    const found = this.#caches.get(name) ?? { content: { ...empty, cache }, forks: new Set() };
    this.#caches.set(name, found);
    return found;
  }
}
