/** The objects behind the fake API server: versions, history for watches, and garbage collection of what lost its owner. */
import { randomUUID } from "node:crypto";
import type { ManagedFields, Metadata, Resource } from "../../src/kube/resources.ts";

/** An object of any kind. */
export interface Stored extends Resource {
  readonly metadata: Metadata & { readonly finalizers?: readonly string[] };
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** Something that happened. */
export interface Happened {
  readonly version: number;
  /** `group/plural`. */
  readonly kind: string;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: Stored;
  /** What it was before, undefined for what is new. */
  readonly before: Stored | undefined;
}

/** Who writes what. */
export interface Writer {
  readonly manager: string;
  readonly operation: "Apply" | "Update";
  readonly subresource?: string | undefined;
}

const somebody: Writer = { manager: "somebody", operation: "Update" };

export class ApiObjects {
  #version = 100;
  /** By kind, then by `namespace/name`. */
  readonly #kinds = new Map<string, Map<string, Stored>>();
  #history: Happened[] = [];
  readonly #listeners = new Set<(happened: Happened) => void>();
  /** Versions up to this one cannot be watched from. */
  #forgotten = 0;
  #collecting: "soon" | "when told" = "soon";

  get version(): number {
    return this.#version;
  }

  all(kind: string): readonly Stored[] {
    return [...this.#of(kind).values()].toSorted((a, b) => (keyOf(a.metadata) < keyOf(b.metadata) ? -1 : 1));
  }

  find(kind: string, key: string): Stored | undefined {
    return this.#of(kind).get(key);
  }

  create(kind: string, object: Stored, now: Date, by: Writer = somebody): Stored {
    const metadata: Metadata = {
      ...object.metadata,
      uid: randomUUID(),
      generation: 1,
      creationTimestamp: toTheSecond(now),
      managedFields: written(undefined, by, now),
    };
    const made = this.#put(kind, "ADDED", { ...object, metadata }, undefined);
    this.#collectSoon();
    return made;
  }

  /** Nothing happens where nothing changes. */
  update(kind: string, before: Stored, object: Stored, now = new Date(), by: Writer = somebody): Stored {
    if (JSON.stringify(before) === JSON.stringify(object)) return before;
    const changed = JSON.stringify(before.spec) !== JSON.stringify(object.spec);
    const generation = (before.metadata.generation ?? 1) + (changed ? 1 : 0);
    const managedFields = written(before.metadata.managedFields, by, now);
    const made = { ...object, metadata: { ...object.metadata, generation, managedFields } };
    const { deletionTimestamp, finalizers = [] } = made.metadata;
    if (deletionTimestamp !== undefined && finalizers.length === 0) return this.#remove(kind, made);
    return this.#put(kind, "MODIFIED", made, before);
  }

  /** What has finalizers only says that it is being deleted. */
  delete(kind: string, object: Stored, now: Date): Stored {
    const { finalizers = [], deletionTimestamp } = object.metadata;
    if (finalizers.length === 0) return this.#remove(kind, object);
    if (deletionTimestamp !== undefined) return object;
    const metadata = { ...object.metadata, deletionTimestamp: toTheSecond(now) };
    return this.#put(kind, "MODIFIED", { ...object, metadata }, object);
  }

  /** What happened since a version; undefined when that is not known any more. */
  since(version: number): readonly Happened[] | undefined {
    if (version < this.#forgotten) return undefined;
    return this.#history.filter((one) => one.version > version);
  }

  /** Forgets what happened so far. */
  forget(): void {
    this.#forgotten = this.#version;
    this.#history = [];
  }

  /** Tells of all that happens, until the answer is called. */
  listen(listener: (happened: Happened) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Leaves orphans alone until they are collected. */
  holdCollection(): void {
    this.#collecting = "when told";
  }

  /** Deletes the objects none of whose owners is there. */
  collect(): void {
    const uids = new Set([...this.#kinds.values()].flatMap((objects) => [...objects.values()]).map(uidOf));
    for (const [kind, objects] of this.#kinds) {
      for (const object of objects.values()) {
        const owners = object.metadata.ownerReferences ?? [];
        if (owners.length > 0 && !owners.some(({ uid }) => uids.has(uid))) this.#remove(kind, object);
      }
    }
  }

  #collectSoon(): void {
    if (this.#collecting === "soon") setImmediate(() => this.collect());
  }

  #of(kind: string): Map<string, Stored> {
    const objects = this.#kinds.get(kind) ?? new Map<string, Stored>();
    this.#kinds.set(kind, objects);
    return objects;
  }

  #put(kind: string, type: Happened["type"], object: Stored, before: Stored | undefined): Stored {
    this.#version += 1;
    const metadata = { ...object.metadata, resourceVersion: String(this.#version) };
    const stored = { ...object, metadata };
    this.#of(kind).set(keyOf(metadata), stored);
    this.#happened({ version: this.#version, kind, type, object: stored, before });
    return stored;
  }

  #remove(kind: string, object: Stored): Stored {
    this.#version += 1;
    this.#of(kind).delete(keyOf(object.metadata));
    const last = { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#version) } };
    this.#happened({ version: this.#version, kind, type: "DELETED", object: last, before: object });
    this.#collectSoon();
    return last;
  }

  #happened(happened: Happened): void {
    this.#history.push(happened);
    for (const listener of this.#listeners) listener(happened);
  }
}

export function keyOf({ namespace, name }: Metadata): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function toTheSecond(time: Date): string {
  return time.toISOString().replace(/\.\d+/, "");
}

/** What is there, with the time of who writes now. */
function written(
  before: readonly ManagedFields[] = [],
  { manager, operation, subresource }: Writer,
  now: Date,
): readonly ManagedFields[] {
  const others = before.filter(
    (one) => one.manager !== manager || one.operation !== operation || one.subresource !== subresource,
  );
  const own = { manager, operation, ...(subresource === undefined ? {} : { subresource }), time: toTheSecond(now) };
  return [...others, own];
}

function uidOf({ metadata }: Stored): string {
  return metadata.uid ?? "";
}
