/** The Caches of the API server, as claims and snapshots need them. */
import type { Caches } from "../cache/caches.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import type { Generation, Head } from "../cache/generation.ts";
import { defaultScope, sameLayers } from "../cache/generation.ts";
import { hides, importedGeneration, type Made } from "../cache/imported.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import type { Clock } from "../cache/ports.ts";
import type { Content } from "../cache/snapshot.ts";
import { keysOf } from "./cache-records.ts";
import { claimPrefix } from "./claims.ts";
import type { Client } from "./client.ts";
import { CommitOnNodes } from "./commit-on-nodes.ts";
import { nodesOf, withoutStrays } from "./domain-claims.ts";
import { resourceName, toBelieved, toResource } from "./generation-resource.ts";
import { keepSnapshots, sameAs } from "./keeper.ts";
import { type DatedEntry, headToShow } from "./log-to-show.ts";
import { ensured, sized } from "./make-cache.ts";
import type { Cache } from "./resources.ts";
import { cacheLabel, caches, generations, holdings } from "./resources.ts";

/** How often something may be done again because a Cache, or its log, changed meanwhile. */
const maxTries = 8;

const never = new AbortController().signal;

/** The Caches port over the API server. */
export class KubeCaches implements Caches {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #nodes: CommitOnNodes;

  constructor(client: Client, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    this.#nodes = new CommitOnNodes(client, clock);
  }

  async has(cache: CacheKey): Promise<boolean> {
    return (await this.#client.find(caches, { ...cache }, never)) !== undefined;
  }

  async ensure(cache: CacheKey): Promise<void> {
    await ensured(this.#client, cache, never);
  }

  /**
   * Of the logs of several nodes that are there, the one that was committed to last; with what pods wrote that have ended. Throws `precondition` when all
   * nodes that had something are gone.
   */
  async content(cache: CacheKey, signal: AbortSignal): Promise<Content> {
    const nodes = await this.#nodes.ask(cache, signal);
    const found = await this.#client.find(caches, { ...cache }, signal);
    const head = found && headToShow(found, await this.#entries(found, signal), nodes);
    if (!head) return { cache, domain: "", generation: 0, layers: [] };
    const { domain, number, layers, directories } = head;
    return { cache, domain, generation: number, layers, directories, cacheUID: head.cacheUID };
  }

  /** What it makes it looks for once more: so either the node that appends at the same time sees the copy, or the copy is seen to be too late. */
  async fork(cache: CacheKey, content: Content, claim: string, size?: number): Promise<void> {
    const { domain, generation } = content;
    const source = generation === 0 ? {} : { source: { cache: content.cache.name, domain, generation } };
    const spec = { ...source, ...sized(size) };
    for (let tries = 1; ; tries += 1) {
      const target = await ensured(this.#client, cache, never, spec);
      const { items: nodes } = await this.#client.list(holdings, {}, never);
      const found = withoutStrays(await this.#entries(target, never), target.status, nodes);
      const own = found.find(({ volume }) => volume === claim);
      if (own && !(await this.#takenBack(own, found))) return;
      const entries = found.filter((entry) => entry !== own);
      if (holdsOnly(entries, content)) return;
      const holds = headsOf(entries).some(({ layers }) => layers.length > 0);
      if (holds) throw holdsSomethingElse(cache);
      try {
        // It may withdraw what is in its log. Empty where it has not told yet.
        const node = nodesOf(nodes).get(domain) ?? "";
        await this.#client.create(
          generations,
          toResource(this.#first(target, entries, content, { claim, node })),
          never,
        );
      } catch (error) {
        if (!isKind(error, "exists", "conflict") || tries >= maxTries) throw error;
      }
    }
  }

  async remove(cache: CacheKey, claim: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const found = await this.#client.find(caches, { ...cache }, never);
      // Another replica may have made a claim since ours was found to be the last one.
      if (!found || keysOf(found, claimPrefix).some((key) => key !== `${claimPrefix}/${claim}`)) return;
      try {
        await keepSnapshots(this.#client, found, never);
        return await this.#client.delete(caches, { ...cache }, sameAs(found), never);
      } catch (error) {
        // It, or its keeper, is gone or has changed: the next look tells.
        if (!isKind(error, "not-found", "exists", "conflict") || tries >= maxTries) throw error;
      }
    }
  }

  /** Nodes hold on to what snapshots show; what is retired is decided with the snapshot in view, or refuses it (KubeSnapshots). */
  keeping<Result>(use: () => Promise<Result>): Promise<Result> {
    return use();
  }

  /** The entries of this very Cache above their floors, oldest first. */
  async #entries({ metadata, status }: Cache, signal: AbortSignal): Promise<readonly DatedEntry[]> {
    const { namespace, name, uid } = metadata;
    const { items } = await this.#client.list(generations, { namespace, labels: `${cacheLabel}=${name}` }, signal);
    const floors = new Map((status?.heads ?? []).map((head) => [head.domain, head.floor]));
    return items
      .flatMap((one) => {
        const entry = toBelieved(one, () => {});
        return entry ? { ...entry, createdAt: one.metadata.creationTimestamp ?? entry.time } : [];
      })
      .filter(({ cacheUID, domain, number }) => cacheUID === uid && number > (floors.get(domain) ?? 0))
      .toSorted((a, b) => a.number - b.number);
  }

  /** Whether an entry of ours was withdrawn because it hides a build's. One that was built on stays. */
  async #takenBack(own: Generation, entries: readonly Generation[]): Promise<boolean> {
    const log = entries.filter(({ domain }) => domain === own.domain);
    const below = log.filter(({ number }) => number < own.number).at(-1);
    if (log.at(-1) !== own || !hides(own, below)) return false;
    try {
      const { namespace } = own.cache;
      await this.#client.delete(generations, { namespace, name: resourceName(own) }, {}, never);
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
    }
    return true;
  }

  /** The entry that makes a cache a copy, in the log of the node that has the layers. */
  #first(target: Cache, entries: readonly Generation[], content: Content, made: Omit<Made, "time">): Generation {
    const { namespace = "", name, uid = "" } = target.metadata;
    const cache = { namespace, name };
    const { domain } = content;
    const time = this.#clock.now();
    const head = headIn(target, entries, domain, time);
    const first = importedGeneration(cache, head, content, { ...made, time });
    const number = head.last + 1;
    return {
      ...first,
      cache,
      cacheUID: uid,
      scope: defaultScope,
      domain,
      number,
      parent: head.generation?.number ?? 0,
    };
  }
}

/**
 * Where the log of a domain stands. A log that nobody began may have been that of an earlier Cache of the name: the node goes on behind its numbers,
 * which nobody else knows. Counted by the clock, the first one is above all of them.
 */
function headIn({ status }: Cache, entries: readonly Generation[], domain: string, now: Date): Head {
  const floor = status?.heads?.find((head) => head.domain === domain)?.floor ?? 0;
  const generation = entries.filter((entry) => entry.domain === domain).at(-1);
  return {
    generation,
    last: generation?.number ?? Math.max(floor, now.getTime()),
    floor,
    epoch: generation?.epoch ?? 0,
  };
}

/** The newest entry of each domain. */
function headsOf(entries: readonly Generation[]): readonly Generation[] {
  return [...new Map(entries.map((entry) => [entry.domain, entry])).values()];
}

/** Whether all that the cache holds is this, where it is. */
function holdsOnly(entries: readonly Generation[], content: Content): boolean {
  const holding = headsOf(entries).filter(({ layers }) => layers.length > 0);
  if (content.layers.length === 0) return holding.length === 0;
  const [only, ...others] = holding;
  return others.length === 0 && only?.domain === content.domain && sameLayers(only.layers, content.layers);
}

function holdsSomethingElse(cache: CacheKey): CacheError {
  return new CacheError(
    "exists",
    `Cannot make ${formatKey(cache)} a copy: there is a Cache of that name, and it holds something else; name another one (StorageClass parameter cache), or delete that one`,
  );
}
