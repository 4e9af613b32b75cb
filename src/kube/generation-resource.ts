/** Generations as resources of the API server, and back. */
import { CacheError, isKind } from "../cache/errors.ts";
import type { Generation, LayerRef } from "../cache/generation.ts";
import { entryName } from "../cache/generation.ts";
import { formatKey } from "../cache/key.ts";
import { apiVersion, cacheLabel, domainLabel, type GenerationResource, type GenerationSpec } from "./resources.ts";

/** The name of a generation's resource, which is that of its entry. */
export function resourceName({
  cache,
  scope,
  domain,
  number,
}: Pick<Generation, "cache" | "scope" | "domain" | "number">): string {
  return entryName(cache.name, scope, domain, number);
}

/** The resource to create for an entry. It belongs to its cache, so that it goes with it. */
export function toResource(generation: Generation): GenerationResource {
  const { cache, cacheUID, domain } = generation;
  return {
    apiVersion,
    kind: "Generation",
    metadata: {
      name: resourceName(generation),
      namespace: cache.namespace,
      labels: { [cacheLabel]: cache.name, [domainLabel]: domain },
      ownerReferences: [{ apiVersion, kind: "Cache", name: cache.name, uid: cacheUID }],
    },
    spec: toSpec(generation),
  };
}

function toSpec({ cache, layers, directories, limit, by, changes, ...rest }: Generation): GenerationSpec {
  return {
    ...rest,
    cache: cache.name,
    layers: layers.map(toLayer),
    by: { ...by },
    changes: { ...changes },
    ...(directories === undefined ? {} : { directories }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function toLayer({ id, size, entries, directories, dead }: LayerRef): GenerationSpec["layers"][number] {
  return {
    id,
    size,
    entries,
    ...(directories === undefined ? {} : { directories }),
    ...(dead === undefined ? {} : { dead }),
  };
}

/** Milliseconds that a number may be ahead of the time at which the API server took it. */
const clocksApart = 86_400_000;

/**
 * The entry that a resource is. Throws `corrupt` for one that is not under its own name, and for one whose number no log can have reached when it was
 * made (ADR 0046): behind the largest number there is no next one.
 */
export function toGeneration({ metadata, spec }: GenerationResource): Generation {
  const { namespace = "", name, creationTimestamp } = metadata;
  const generation: Generation = { ...spec, cache: { namespace, name: spec.cache } };
  if (creationTimestamp !== undefined && spec.number > Date.parse(creationTimestamp) + clocksApart)
    throw new CacheError(
      "corrupt",
      `Cannot believe generation ${namespace}/${name}: no log had come as far as number ${spec.number} at ${creationTimestamp}; delete it`,
    );
  if (resourceName(generation) === name) return generation;
  throw new CacheError(
    "corrupt",
    `Cannot believe generation ${namespace}/${name}: it says it is ${resourceName(generation)}; delete it, or restore what it was`,
  );
}

/** What is said of an entry that another node put into this node's log. Nobody appends behind it: the controller deletes it. */
export function strayOf({ cache, number, by }: Generation): CacheError {
  return new CacheError(
    "unavailable",
    `Cannot believe generation ${number} of ${formatKey(cache)}: node ${by.node} put it into this node's log; the controller deletes it, look for who has that node's token`,
  );
}

/** The entry that a resource is; undefined for one that cannot be believed, which must not hide the rest. */
export function toBelieved(resource: GenerationResource, failed: (error: unknown) => void): Generation | undefined {
  try {
    return toGeneration(resource);
  } catch (error) {
    if (!isKind(error, "corrupt")) throw error;
    failed(error);
    return undefined;
  }
}
