/** Records that are kept on the Cache that they are of: a label by which they are found, an annotation with what they say. */
import type { Unreadable } from "../cache/aside.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import { isIdOf } from "../cache/named-id.ts";
import type { Client } from "./client.ts";
import type { Cache } from "./resources.ts";
import { caches } from "./resources.ts";

/** What kind of records they are. */
export interface RecordKind<Value> {
  readonly kind: "claim" | "snap";
  /** Of the keys of labels and annotations; behind it stands the id. */
  readonly prefix: string;
  readonly check: (value: unknown) => value is Value;
  /** What one that cannot be read may pin. */
  readonly pins: Unreadable["pins"];
}

interface Kept {
  readonly id: string;
  readonly cache: CacheKey;
}

/** Finds the Cache that a record goes on, and checks that it may. */
export type PlaceOf = (cache: CacheKey, signal: AbortSignal) => Promise<Cache>;

/** How often a record may lose against other changes of its Cache. */
const maxTries = 16;

/** Kubernetes allows 256 KiB for all annotations of an object; some of that is for others. */
const mostAnnotations = 224 * 1024;

/** The ports have no signals: the client ends every call by itself. */
const never = new AbortController().signal;

/** The records of one kind on all Caches. */
export class CacheRecords<Value extends Kept> {
  readonly #client: Client;
  readonly #kind: RecordKind<Value>;

  constructor(client: Client, kind: RecordKind<Value>) {
    this.#client = client;
    this.#kind = kind;
  }

  /** The record of that id: this one unless there was one before. Throws what `place` throws, and `exhausted` when its Cache is full of records. */
  async create(record: Value, place: PlaceOf): Promise<Value> {
    const key = this.#key(record.id);
    for (let tries = 1; ; tries += 1) {
      const known = await this.get(record.id);
      if (known) return known;
      const { metadata } = await place(record.cache, never);
      const { labels, annotations } = this.marksOf(record);
      checkRoom(record, metadata.annotations ?? {}, annotations[key] ?? "");
      const { resourceVersion = "" } = metadata;
      const change = { metadata: { resourceVersion, labels, annotations } };
      try {
        return this.#read(await this.#client.patch(caches, { ...record.cache }, change, never), key);
      } catch (error) {
        if (!isKind(error, "conflict", "not-found") || tries >= maxTries) throw error;
      }
    }
  }

  /** What a Cache has that has this record. */
  marksOf(record: Value): Required<Pick<Cache["metadata"], "labels" | "annotations">> {
    const key = this.#key(record.id);
    return { labels: { [key]: "" }, annotations: { [key]: JSON.stringify(record) } };
  }

  /** Undefined for what is no id, too. Throws `corrupt`. */
  async get(id: string): Promise<Value | undefined> {
    const key = this.#key(id);
    const lying = await this.#with(id);
    const [first, ...others] = lying.flatMap((cache) => this.#readable(cache, key) ?? []);
    if (!first) return lying[0] && this.#read(lying[0], key);
    if (others.every(({ cache }) => cache.namespace === first.cache.namespace)) return first;
    throw new CacheError(
      "corrupt",
      `Cannot tell which ${id} is meant: Caches of several namespaces have a record of it`,
    );
  }

  /** Those that can be read, ordered by id. */
  async list(): Promise<readonly Value[]> {
    const found = new Map<string, Value>();
    for (const record of (await this.#all()).flatMap((cache) => this.on(cache).records))
      found.set(`${record.id}/${record.cache.namespace}`, record);
    return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Unknown is fine. Answers the Caches that it was taken from, as they are now. */
  async delete(id: string): Promise<readonly Cache[]> {
    const left: Cache[] = [];
    for (let tries = 1; ; tries += 1) {
      const lying = await this.#with(id);
      const taken = await Promise.all(lying.map((cache) => this.#takeFrom(cache, this.#key(id))));
      left.push(...taken.flatMap((cache) => cache ?? []));
      // A Cache that went meanwhile may have left it to its keeper.
      if (!taken.includes(undefined) || tries >= maxTries) return left;
    }
  }

  /** The Cache as it is then; undefined when it is gone. */
  async #takeFrom({ metadata }: Cache, key: string): Promise<Cache | undefined> {
    try {
      const change = { metadata: { labels: { [key]: null }, annotations: { [key]: null } } };
      return await this.#client.patch(caches, metadata, change, never);
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
      return undefined;
    }
  }

  /** What is on this Cache, ordered by id: a record may only speak of the one that it lies on. */
  on(cache: Cache): { readonly records: readonly Value[]; readonly unreadable: readonly Unreadable[] } {
    const { namespace = "", name } = cache.metadata;
    const records: Value[] = [];
    const unreadable: Unreadable[] = [];
    for (const key of keysOf(cache, this.#kind.prefix).toSorted()) {
      try {
        records.push(this.#read(cache, key));
      } catch (error) {
        if (!isKind(error, "corrupt")) throw error;
        const { pins } = this.#kind;
        unreadable.push({ name: `caches/${namespace}/${name}/${key}`, why: error.message, pins, mark: "" });
      }
    }
    return { records, unreadable };
  }

  async unreadable(): Promise<readonly Unreadable[]> {
    return (await this.#all()).flatMap((cache) => this.on(cache).unreadable);
  }

  #key(id: string): string {
    return `${this.#kind.prefix}/${id}`;
  }

  /** The Caches that have a record of this id: one, or two while a Cache is given up. */
  async #with(id: string): Promise<readonly Cache[]> {
    if (!isIdOf(this.#kind.kind, id)) return [];
    return (await this.#client.list(caches, { labels: this.#key(id) }, never)).items;
  }

  async #all(): Promise<readonly Cache[]> {
    return (await this.#client.list(caches, {}, never)).items;
  }

  #readable(cache: Cache, key: string): Value | undefined {
    try {
      return this.#read(cache, key);
    } catch (error) {
      if (!isKind(error, "corrupt")) throw error;
      return undefined;
    }
  }

  #read({ metadata }: Cache, key: string): Value {
    const { namespace = "", name, annotations = {} } = metadata;
    const value = parsed(annotations[key] ?? "");
    if (this.#kind.check(value) && key === this.#key(value.id) && liesOn(this.#kind.kind, metadata, value.cache))
      return value;
    throw new CacheError(
      "corrupt",
      `Cannot read annotation ${key} of cache ${namespace}/${name}: it is not what was written`,
    );
  }
}

/** Whether a record of this cache may lie on that Cache: who may change a Cache may write anything into its records, and none may speak of another one. */
export function liesOn(
  kind: RecordKind<unknown>["kind"],
  { namespace, name }: Cache["metadata"],
  cache: CacheKey,
): boolean {
  const kept = kind === "snap" && /^keeper-[0-9a-f]{16}$/.test(name);
  return namespace === cache.namespace && (name === cache.name || kept);
}

/** The keys of a Cache's records of one kind: a record that lost its label, or its annotation, is still one. */
export function keysOf({ metadata }: Cache, prefix: string): readonly string[] {
  const keys = [...Object.keys(metadata.annotations ?? {}), ...Object.keys(metadata.labels ?? {})];
  return [...new Set(keys)].filter((key) => key.startsWith(`${prefix}/`));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkRoom({ id, cache }: Kept, annotations: Readonly<Record<string, string>>, text: string): void {
  const used = Object.entries(annotations).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  if (used + text.length <= mostAnnotations) return;
  throw new CacheError(
    "exhausted",
    `Cannot keep ${id} on cache ${cache.namespace}/${cache.name}: its annotations are nearly full; delete some of its snapshots`,
  );
}
