/** The caches of a node's own domain, as claims and snapshots need them. */
import type { Caches } from "../cache/caches.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import type { Chain, Generation, LayerId } from "../cache/generation.ts";
import { idsOf, sameLayers } from "../cache/generation.ts";
import { importedGeneration } from "../cache/imported.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Content } from "../cache/snapshot.ts";
import type { Volume } from "../cache/volume.ts";
import { commits } from "../cache/volume.ts";
import type { Conveyor } from "./conveyor.ts";
import type { Grace } from "./grace.ts";
import { waitFor } from "./wait.ts";
import { nothing } from "./whole.ts";
import type { World } from "./world.ts";

/** How often a fork may lose against builds that commit to the same cache. */
const maxTries = 4;

/** The parts of the node that its caches need beside its world. */
export interface NodeCachesParts {
  readonly grace: Grace;
  readonly conveyor: Conveyor;
  /** Called when a cache was removed. */
  readonly removed: () => void;
}

/** The Caches port over the node's ledger, and the deltas that are still to be committed. */
export class NodeCaches implements Caches {
  readonly #world: World;
  readonly #grace: Grace;
  readonly #conveyor: Conveyor;
  readonly #removed: () => void;

  constructor(world: World, { grace, conveyor, removed }: NodeCachesParts) {
    this.#world = world;
    this.#grace = grace;
    this.#conveyor = conveyor;
    this.#removed = removed;
  }

  async has(cache: CacheKey): Promise<boolean> {
    const caches = await this.#world.ledger.caches();
    return caches.some(({ key }) => formatKey(key) === formatKey(cache));
  }

  async ensure(cache: CacheKey): Promise<void> {
    await this.#world.ledger.ensure(cache);
  }

  async content(cache: CacheKey, signal: AbortSignal): Promise<Content> {
    await waitFor(this.#settle(cache), signal);
    const { ledger } = this.#world;
    const generation = await this.#newestWhole(cache);
    const { number = 0, layers, directories }: Chain & { readonly number?: number } = generation ?? nothing;
    return { cache, domain: ledger.domain, generation: number, layers, directories };
  }

  fork(cache: CacheKey, content: Content, claim: string): Promise<void> {
    return this.keeping(() => this.#fork(cache, content, claim));
  }

  async remove(cache: CacheKey): Promise<void> {
    const { ledger, events } = this.#world;
    if (!(await this.has(cache))) return;
    await ledger.remove(cache);
    events.removed(cache);
    this.#removed();
  }

  keeping<Result>(use: () => Promise<Result>): Promise<Result> {
    return this.#grace.during(use);
  }

  /** Commits what is sealed of a cache, oldest seal first. */
  async #settle(cache: CacheKey): Promise<void> {
    for (const volume of this.#sealed(cache)) await this.#conveyor.carry(volume);
    const { length } = this.#sealed(cache);
    if (length === 0) return;
    throw new CacheError(
      "unavailable",
      `Cannot tell what ${formatKey(cache)} holds now: ${length} of its sealed volumes cannot be committed yet; the log says why`,
    );
  }

  #sealed(cache: CacheKey): readonly Volume[] {
    return this.#world.volumes
      .list()
      .filter((volume) => volume.state === "sealed" && commits(volume))
      .filter(({ request }) => formatKey(request.cache) === formatKey(cache))
      .toSorted((a, b) => a.sealNumber - b.sealNumber);
  }

  /** The head, or what volumes start from when layers of it are missing. */
  async #newestWhole(cache: CacheKey): Promise<Generation | undefined> {
    const { ledger } = this.#world;
    const { generation: head, epoch } = await ledger.head(cache);
    if (!head || (await this.#missing(head)) === undefined) return head;
    const older = (await ledger.generations(cache)).filter((generation) => generation.epoch === epoch);
    for (const generation of older.toReversed()) if ((await this.#missing(generation)) === undefined) return generation;
    return undefined;
  }

  async #missing({ layers }: Chain): Promise<LayerId | undefined> {
    for (const id of idsOf(layers)) if (!(await this.#world.layers.has(id))) return id;
    return undefined;
  }

  async #fork(cache: CacheKey, content: Content, claim: string): Promise<void> {
    const { ledger, clock } = this.#world;
    const missing = await this.#missing(content);
    if (missing !== undefined)
      throw new CacheError("corrupt", `Cannot make ${formatKey(cache)} a copy: layer ${missing} is not on the disk`);
    for (let tries = 1; ; tries += 1) {
      const head = await ledger.head(cache);
      const { layers } = head.generation ?? nothing;
      if (sameLayers(layers, content.layers) || (await ledger.find(cache, claim))) return this.ensure(cache);
      if (layers.length > 0) throw holdsSomethingElse(cache);
      try {
        await ledger.append(
          cache,
          head,
          importedGeneration(cache, head, content, { claim, node: "", time: clock.now() }),
        );
        return;
      } catch (error) {
        if (!isKind(error, "conflict") || tries >= maxTries) throw error;
      }
    }
  }
}

function holdsSomethingElse(cache: CacheKey): CacheError {
  return new CacheError(
    "exists",
    `Cannot make ${formatKey(cache)} a copy: there is a cache of that name, and it holds something else; name another one (StorageClass parameter cache), or prune that one`,
  );
}
