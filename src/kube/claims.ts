/** Claims on the Caches that they are handles on. */
import type { Unreadable } from "../cache/aside.ts";
import type { Claim, Claims, ClaimsOf, NewClaim, SeenCache } from "../cache/claim.ts";
import { sameClaim } from "../cache/claim.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import { idFor } from "../cache/named-id.ts";
import type { Clock } from "../cache/ports.ts";
import { isClaim } from "../cache/shapes.ts";
import { CacheRecords } from "./cache-records.ts";
import type { Client } from "./client.ts";
import { createCache, ensured, sized } from "./make-cache.ts";
import { caches } from "./resources.ts";

/** Of the keys of labels and annotations that hold claims. */
export const claimPrefix = "claim.cachefork.dev";

const never = new AbortController().signal;

/** The Claims port over annotations `claim.cachefork.dev/<id>`. */
export class KubeClaims implements Claims {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #records: CacheRecords<Claim>;

  constructor(client: Client, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    this.#records = new CacheRecords(client, {
      kind: "claim",
      prefix: claimPrefix,
      check: isClaim,
      pins: "nothing",
    });
  }

  /** Makes the Cache, too, when there is none and none was seen. */
  async create(claim: NewClaim, seen?: SeenCache): Promise<Claim> {
    const { name } = claim;
    const record = { ...claim, id: idFor("claim", name), createdAt: this.#clock.now().toISOString() };
    const made = seen === "absent" ? await this.#withCache(record) : await this.#on(record, seen);
    if (sameClaim(made, claim)) return made;
    throw new CacheError("exists", `Cannot create claim ${JSON.stringify(name)}: it exists with other arguments`);
  }

  /** Cache and record in one: who makes the Cache has decided what becomes of it. */
  async #withCache(record: Claim): Promise<Claim> {
    const known = await this.#records.get(record.id);
    if (known) return known;
    try {
      await createCache(this.#client, record.cache, never, {
        ...this.#records.marksOf(record),
        spec: sized(record.cacheSize),
      });
      return record;
    } catch (error) {
      if (isKind(error, "exists")) throw changed(record.cache);
      throw error;
    }
  }

  #on(record: Claim, seen: SeenCache): Promise<Claim> {
    return this.#records.create(record, async (cache, signal) => {
      if (seen !== "there") return ensured(this.#client, cache, signal, sized(record.cacheSize));
      const found = await this.#client.find(caches, { ...cache }, signal);
      if (!found) throw changed(cache);
      return found;
    });
  }

  get(id: string): Promise<Claim | undefined> {
    return this.#records.get(id);
  }

  list(): Promise<readonly Claim[]> {
    return this.#records.list();
  }

  async of(cache: CacheKey): Promise<ClaimsOf> {
    const found = await this.#client.find(caches, { ...cache }, never);
    const { records, unreadable } = found ? this.#records.on(found) : { records: [], unreadable: [] };
    return { claims: records, unreadable: unreadable.length };
  }

  async delete(id: string): Promise<void> {
    await this.#records.delete(id);
  }

  unreadable(): Promise<readonly Unreadable[]> {
    return this.#records.unreadable();
  }
}

function changed(cache: CacheKey): CacheError {
  return new CacheError("conflict", `Cannot make a claim on ${formatKey(cache)}: it was made or deleted meanwhile`);
}
