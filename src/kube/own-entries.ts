/** What the API server tells of a node's own log: an entry of a lost answer, or one that the controller made. */
import { isFrom } from "../cache/domain-owner.ts";
import { isKind } from "../cache/errors.ts";
import { defaultScope, type Generation } from "../cache/generation.ts";
import { hides } from "../cache/imported.ts";
import type { Mirror } from "../cache/mirror.ts";
import type { Client } from "./client.ts";
import { strayOf, toBelieved } from "./generation-resource.ts";
import { isEnding } from "./known-caches.ts";
import type { Observer } from "./list-watch.ts";
import { caches, type GenerationResource, generations } from "./resources.ts";

export interface OwnEntriesOptions {
  readonly client: Client;
  readonly mirror: Mirror;
  /** The node's name: what another one put into its log is not believed. */
  readonly node: string;
  /** Fires when the plugin stops. */
  readonly stop: AbortSignal;
  /** Told of what cannot be read, or taken back. */
  readonly failed: (error: unknown) => void;
}

/** Takes into the mirror what is of its domain. */
export class OwnEntries implements Observer<GenerationResource> {
  readonly #options: OwnEntriesOptions;

  constructor(options: OwnEntriesOptions) {
    this.#options = options;
  }

  async listed(found: readonly GenerationResource[]): Promise<void> {
    for (const one of found) await this.changed(one);
  }

  async changed(resource: GenerationResource): Promise<void> {
    const { client, mirror, stop } = this.#options;
    const generation = this.#believed(resource);
    if (generation === undefined) return;
    const { cache: key, cacheUID } = generation;
    if ((await mirror.bound(key)) !== cacheUID) {
      // Entries of a Cache that was deleted stay for a while.
      const cache = await client.find(caches, key, stop);
      if (!cache || isEnding(cache) || cache.metadata.uid !== cacheUID) return;
      await mirror.bind(key, cacheUID);
    }
    if (hides(generation, (await mirror.head(key)).generation)) await this.#refuse(resource);
    else await mirror.adopt(generation);
  }

  #believed(resource: GenerationResource): Generation | undefined {
    const { mirror, node, failed } = this.#options;
    const generation = toBelieved(resource, failed);
    if (generation?.domain !== mirror.domain || generation.scope !== defaultScope) return undefined;
    if (isFrom(node, generation.by)) return generation;
    failed(strayOf(generation));
    return undefined;
  }

  /** The mirror keeps what it has: the floor says what goes. */
  async deleted(): Promise<void> {}

  /** A copy that would hide what was committed here before: whoever makes it takes it back, or was stopped before it could. */
  async #refuse({ metadata }: GenerationResource): Promise<void> {
    const { client, stop, failed } = this.#options;
    try {
      await client.delete(generations, metadata, { uid: metadata.uid ?? "" }, stop);
    } catch (error) {
      if (!isKind(error, "not-found", "conflict")) failed(error);
    }
  }
}
