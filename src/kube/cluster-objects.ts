/** The controller's values from resources of the API server, and a Cache's status back. */
import type {
  CacheStatus,
  ClusterCache,
  ClusterGeneration,
  ClusterHolding,
  ClusterObject,
  HeldLog,
  Pin,
} from "../cache/cluster.ts";
import { quantityOf } from "../cache/quantity.ts";
import { maxAgeOf, policyOf } from "./cache-policy.ts";
import { toGeneration } from "./generation-resource.ts";
import type { Cache, GenerationResource, Holding, HoldingLog, Metadata, CacheStatus as Written } from "./resources.ts";
import { snapshotPrefix } from "./snapshots.ts";

/** A Cache to the controller. */
export function toClusterCache({ metadata, spec, status }: Cache): ClusterCache {
  const { namespace = "", name, generation = 0 } = metadata;
  return {
    ...objectOf(metadata),
    key: { namespace, name },
    specRevision: generation,
    keep: policyOf(spec).keep,
    maxAge: maxAgeOf(spec),
    pins: pinsOf(metadata),
    status: status && toStatus(status),
  };
}

/** A Generation to the controller. Throws `corrupt` for one that is not under its own name. */
export function toClusterGeneration(resource: GenerationResource): ClusterGeneration {
  const { cache, cacheUID, scope, domain, number, epoch, kind, volume, time, layers, by } = toGeneration(resource);
  const told = { cache, cacheUID, scope, domain, number, epoch, kind, volume, time };
  return {
    ...objectOf(resource.metadata),
    ...told,
    createdAt: resource.metadata.creationTimestamp ?? time,
    layers: layers.map(({ id, size, entries }) => ({ id, size, entries })),
    by: { namespace: by.namespace, pod: by.pod, node: by.node },
  };
}

/** A Holding to the controller. */
export function toClusterHolding({ metadata, spec, status }: Holding): ClusterHolding {
  return {
    ...objectOf(metadata),
    node: metadata.name,
    domain: spec.domain,
    createdAt: metadata.creationTimestamp ?? "",
    time: status?.time ?? metadata.creationTimestamp ?? "",
    logs: (status?.logs ?? []).map(toHeldLog),
  };
}

function toHeldLog({ namespace, cache: name, ...log }: HoldingLog): HeldLog {
  const { floor, hits, coldStarts, conflicts, pendingDeltas, lastRefusal } = log;
  return { cache: { namespace, name }, floor, hits, coldStarts, conflicts, pendingDeltas, lastRefusal };
}

function objectOf({ uid = "", resourceVersion = "" }: Metadata): ClusterObject {
  return { uid, revision: resourceVersion };
}

function pinsOf({ annotations = {} }: Metadata): readonly Pin[] {
  const snapshots = Object.entries(annotations).filter(([key]) => key.startsWith(`${snapshotPrefix}/`));
  // A snapshot of the empty cache has generation 0, and needs none.
  return snapshots.map(([, text]) => pinOf(text)).filter(({ generation }) => generation > 0);
}

/** What a snapshot that cannot be read is of nobody knows: it keeps everything. */
function pinOf(text: string): Pin {
  const all = { domain: undefined, generation: 1 };
  try {
    const { domain, generation } = (JSON.parse(text) ?? {}) as {
      readonly domain?: unknown;
      readonly generation?: unknown;
    };
    return typeof domain === "string" && typeof generation === "number" ? { domain, generation } : all;
  } catch {
    return all;
  }
}

/** A status that another version wrote may lack what we would write. */
function toStatus(status: Written): CacheStatus {
  const {
    heads = [],
    conditions = [],
    sizeBytes = 0,
    generations = 0,
    hits = 0,
    coldStarts = 0,
    conflicts = 0,
  } = status;
  return {
    heads,
    generations,
    bytes: sizeBytes,
    hits,
    coldStarts,
    conflicts,
    pendingDeltas: status.pendingDeltas ?? 0,
    lastCommit: status.lastCommit,
    conditions: conditions.map(({ status: holds, observedGeneration = 0, ...rest }) => ({
      ...rest,
      status: holds === "True" ? "True" : "False",
      observedGeneration,
    })),
  };
}

/** The merge patch that makes a Cache's status this one, if it is still of that revision. */
export function statusPatch(revision: string, { bytes, lastCommit, ...status }: CacheStatus): object {
  return {
    metadata: { resourceVersion: revision },
    status: { ...status, size: quantityOf(bytes), sizeBytes: bytes, lastCommit: lastCommit ?? null },
  };
}
