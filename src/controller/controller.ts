/** Claims: handles on caches, made and deleted for PersistentVolumeClaims. */
import { parseAttributes } from "../cache/attributes.ts";
import type { Caches } from "../cache/caches.ts";
import type { Claim, ClaimSource, Claims, NewClaim, OnDelete, SeenCache } from "../cache/claim.ts";
import { CacheError, isKind, throwIfAborted } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import { cacheKey, formatKey } from "../cache/key.ts";
import { idFor } from "../cache/named-id.ts";
import type { Disk } from "../cache/ports.ts";
import type { Content, Snapshots } from "../cache/snapshot.ts";
import { smallestFor } from "../cache/snapshot.ts";
import { Turns } from "../cache/turns.ts";
import { defaultCacheName } from "./cache-name.ts";
import { checkCapacity } from "./capacity.ts";
import { onDeleteKey, usualDeletion, wishedDeletion } from "./on-delete.ts";
import type { Page } from "./page.ts";
import { pageOf } from "./page.ts";

/** What a claim is made from. */
export interface ClaimRequest {
  /** The idempotency key. */
  readonly name: string;
  /** Bytes; 0 for none. */
  readonly required: number;
  readonly limit: number;
  /** The StorageClass's parameters: volume attributes, and what the provisioner adds (`--extra-create-metadata`). */
  readonly parameters: ReadonlyMap<string, string>;
  /** What its cache is to start as a copy of; undefined for nothing. */
  readonly source: ClaimSource | undefined;
}

export interface ControllerParts {
  readonly claims: Claims;
  readonly snapshots: Pick<Snapshots, "get">;
  readonly caches: Caches;
  readonly disk: Disk;
}

/** How often it is decided anew what becomes of a cache that others make or delete at the same time. */
const maxTries = 4;

const provisioner = { name: "csi.storage.k8s.io/pvc/name", namespace: "csi.storage.k8s.io/pvc/namespace" } as const;

export class Controller {
  readonly #claims: Claims;
  readonly #snapshots: Pick<Snapshots, "get">;
  readonly #caches: Caches;
  readonly #disk: Disk;
  /** By cache: who makes or deletes its claims waits for those before. */
  readonly #turns = new Turns();

  constructor({ claims, snapshots, caches, disk }: ControllerParts) {
    this.#claims = claims;
    this.#snapshots = snapshots;
    this.#caches = caches;
    this.#disk = disk;
  }

  /**
   * The claim of this name; with a source, its cache starts as a copy of that. Throws `exists` when it was made otherwise, or its cache holds something
   * else; `not-found` for a source that is not there, `out-of-range` for a capacity that cannot be, `invalid` for wrong parameters.
   */
  async create(request: ClaimRequest, signal: AbortSignal): Promise<Claim> {
    const attributes = attributesOf(request);
    const wish = wishedDeletion(request.parameters);
    const { cache: name } = parseAttributes(new Map(Object.entries(attributes)));
    const cache = cacheKey(request.parameters.get(provisioner.namespace) ?? "default", name);
    checkCapacity(request, (await this.#disk.usage()).size);
    throwIfAborted(signal);
    const { name: claim, required: capacity, source, parameters } = request;
    return this.#turns.take(formatKey(cache), async () => {
      const asked = { name: claim, cache, capacity, cacheSize: sizeFor(capacity, parameters), attributes };
      if (!source) return this.#make(asked, wish);
      return this.#copy({ ...asked, source, onDelete: wish ?? usualDeletion(undefined, []) }, request.limit, signal);
    });
  }

  /** The record comes first, or with the cache: it says whether that was there before. */
  async #make(claim: NewClaim, wish: OnDelete | undefined): Promise<Claim> {
    const { cache } = claim;
    for (let tries = 1; ; tries += 1) {
      const seen = (await this.#caches.has(cache)) ? "there" : "absent";
      const onDelete = wish ?? (await this.#usual(cache, seen));
      try {
        const made = await this.#claims.create({ ...claim, onDelete }, seen);
        // So that the cache is there for `cachefork list` before its first pod is; a publish would make it, too.
        await this.#caches.ensure(cache);
        return made;
      } catch (error) {
        if (!isKind(error, "conflict") || tries >= maxTries) throw error;
      }
    }
  }

  /** What it means where nobody says. */
  async #usual(cache: CacheKey, seen: SeenCache): Promise<OnDelete> {
    return usualDeletion(seen, seen === "there" ? (await this.#claims.of(cache)).claims : []);
  }

  /** The copy comes first: a claim whose record is there is whole, whatever became of its source since. */
  async #copy(claim: NewClaim & { readonly source: ClaimSource }, limit: number, signal: AbortSignal): Promise<Claim> {
    const id = idFor("claim", claim.name);
    const known = await this.#claims.get(id);
    if (known)
      return this.#claims.create({ ...claim, capacity: claim.capacity === 0 ? known.capacity : claim.capacity });
    return this.#caches.keeping(async () => {
      const { smallest, content } = await this.#source(claim.source, claim.cache);
      const capacity = claim.capacity === 0 ? smallest : claim.capacity;
      if (capacity < smallest || (limit > 0 && limit < capacity)) throw tooSmall(claim.source, smallest);
      const copied = await content(signal);
      const size = claim.cacheSize === undefined ? undefined : capacity;
      await this.#caches.fork(claim.cache, copied, id, size);
      throwIfAborted(signal);
      const made = await this.#claims.create({ ...claim, capacity, cacheSize: size });
      // Elsewhere, the last claim on a cache that had the same content may have taken it along until now.
      await this.#caches.fork(claim.cache, copied, id, size);
      return made;
    });
  }

  /** What is copied, and the smallest capacity that a copy can have. */
  async #source({ kind, id }: ClaimSource, target: CacheKey): Promise<Source> {
    if (kind === "snapshot") {
      const snapshot = await this.#snapshots.get(id);
      if (!snapshot) throw noSource(kind, id);
      return { smallest: smallestFor(snapshot), content: async () => snapshot };
    }
    const claim = await this.#claims.get(id);
    if (!claim) throw noSource(kind, id);
    if (formatKey(claim.cache) === formatKey(target)) throw itself(target);
    return { smallest: claim.capacity, content: (signal) => this.#caches.content(claim.cache, signal) };
  }

  /** Unknown is fine. The cache goes, too, if the claim says so and is the last one of it. */
  async delete(id: string): Promise<void> {
    // One that cannot be read takes no cache along.
    const claim = await this.#claims.get(id).catch(corruptAsAbsent);
    if (claim?.onDelete !== "delete") return this.#claims.delete(id);
    await this.#turns.take(formatKey(claim.cache), async () => {
      if (await this.#isLast(claim)) await this.#caches.remove(claim.cache, id);
      await this.#claims.delete(id);
    });
  }

  /** Whether no other claim is a handle on the same cache. One that cannot be read may be. */
  async #isLast({ id, cache }: Claim): Promise<boolean> {
    const { claims, unreadable } = await this.#claims.of(cache);
    return unreadable === 0 && claims.every((claim) => claim.id === id);
  }

  /** Throws `not-found`. */
  async get(id: string): Promise<Claim> {
    const claim = await this.#claims.get(id);
    if (claim === undefined) throw new CacheError("not-found", `There is no claim ${JSON.stringify(id)}`);
    return claim;
  }

  /** A page of all claims; see `pageOf`. */
  async list(max: number, token: string): Promise<Page<Claim>> {
    return pageOf(await this.#claims.list(), max, token);
  }

  /** Bytes that are free, and the largest claim that can be made. */
  async capacity(): Promise<{ readonly available: number; readonly largest: number }> {
    const { free, size } = await this.#disk.usage();
    return { available: free, largest: size };
  }
}

/** For `catch`. */
function corruptAsAbsent(error: unknown): undefined {
  if (!isKind(error, "corrupt")) throw error;
}

/** What a claim is to be a copy of. */
interface Source {
  readonly smallest: number;
  readonly content: (signal: AbortSignal) => Promise<Content>;
}

function noSource(kind: ClaimSource["kind"], id: string): CacheError {
  return new CacheError("not-found", `Cannot make a copy: there is no ${kind} ${JSON.stringify(id)}`);
}

function itself(cache: CacheKey): CacheError {
  return new CacheError(
    "invalid",
    `Cannot make ${formatKey(cache)} a copy of itself: the parameter cache of the StorageClass must name another one, or none`,
  );
}

function tooSmall({ kind, id }: ClaimSource, smallest: number): CacheError {
  return new CacheError("out-of-range", `Cannot make a copy of ${kind} ${id} that has less than ${smallest} bytes`);
}

/** The size limit of the cache that a claim makes: one that the StorageClass names is for many, and none of them may say how large it is. */
function sizeFor(capacity: number, parameters: ReadonlyMap<string, string>): number | undefined {
  return capacity === 0 || parameters.has("cache") ? undefined : capacity;
}

/** The user's attributes with the cache in them; what the provisioner adds is left out. */
function attributesOf({ name, parameters }: ClaimRequest): Readonly<Record<string, string>> {
  // Every key of the user is kept, wrong ones too: parseAttributes is what refuses them.
  const own = [...parameters].filter(([key]) => !key.startsWith("csi.storage.k8s.io/") && key !== onDeleteKey);
  const cache = parameters.get("cache") ?? defaultCacheName(parameters.get(provisioner.name), name);
  return Object.fromEntries([...own, ["cache", cache]].toSorted(byKey));
}

/** One order, so that equal attributes are equal records. */
function byKey([a = ""]: readonly string[], [b = ""]: readonly string[]): number {
  return a < b ? -1 : 1;
}
