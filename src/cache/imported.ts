/** The generation with which a cache begins as a copy of what another one showed. */
import type { Chain, Generation, Head, NewGeneration } from "./generation.ts";
import { noChanges } from "./generation.ts";
import type { CacheKey } from "./key.ts";

/** The entry that gives an empty cache the same layers. It is found by the claim that it was made for, as a build's is by its volume. */
export function importedGeneration(cache: CacheKey, head: Head, content: Chain, made: Made): NewGeneration {
  return {
    epoch: head.epoch,
    kind: "imported",
    layers: content.layers,
    directories: content.directories,
    volume: made.claim,
    by: { namespace: cache.namespace, pod: "", uid: "", serviceAccount: "", node: made.node },
    base: 0,
    changes: noChanges,
    merged: false,
    bytes: 0,
    time: made.time.toISOString(),
  };
}

/**
 * Whether this entry, which makes its cache a copy, hides one that was appended below it at the same time, and that shows something. Its maker and
 * the other writer both look for that when they have appended, and then one of them takes back what it did: see `Caches.fork`.
 */
export function hides(
  { kind, number, parent }: Pick<Generation, "kind" | "number" | "parent">,
  below: Pick<Generation, "number" | "layers"> | undefined,
): boolean {
  if (kind !== "imported" || below === undefined || below.layers.length === 0) return false;
  return number > below.number && parent < below.number;
}

/** For which claim, when, and whose layers: of the node of this name, empty where nodes have none. */
export interface Made {
  readonly claim: string;
  readonly node: string;
  readonly time: Date;
}
