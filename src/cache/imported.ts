/** The generation with which a cache begins as a copy of what another one showed. */
import type { Chain, Head, NewGeneration } from "./generation.ts";
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
    by: { namespace: cache.namespace, pod: "", uid: "", serviceAccount: "", node: "" },
    base: 0,
    changes: noChanges,
    merged: false,
    bytes: 0,
    time: made.time.toISOString(),
  };
}

/** For which claim, and when. */
export interface Made {
  readonly claim: string;
  readonly time: Date;
}
