/** The Claims port in memory; it can be told to fail. */

import type { Unreadable } from "../../src/cache/aside.ts";
import type { Claim, Claims, ClaimsOf, NewClaim } from "../../src/cache/claim.ts";
import { sameClaim } from "../../src/cache/claim.ts";
import { CacheError } from "../../src/cache/errors.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { formatKey } from "../../src/cache/key.ts";
import { idFor } from "../../src/cache/named-id.ts";

export class MemoryClaims implements Claims {
  readonly #claims = new Map<string, Claim>();
  readonly #spoiled = new Set<string>();
  #made = 0;
  #failure: CacheError | undefined;

  /** The next call throws it. */
  failNext(failure: CacheError): void {
    this.#failure = failure;
  }

  /** Makes a claim unreadable. */
  spoil(id: string): void {
    this.#spoiled.add(id);
  }

  async create(claim: NewClaim): Promise<Claim> {
    this.#mayFail();
    const known = [...this.#claims.values()].find(({ name }) => name === claim.name);
    if (known !== undefined && !sameClaim(known, claim)) {
      throw new CacheError(
        "exists",
        `Cannot create claim ${JSON.stringify(claim.name)}: it exists with other arguments`,
      );
    }
    if (known !== undefined) return known;
    this.#made += 1;
    const id = idFor("claim", claim.name);
    const made = structuredClone({ ...claim, id, createdAt: new Date(this.#made * 1000).toISOString() });
    this.#claims.set(id, made);
    return made;
  }

  async get(id: string): Promise<Claim | undefined> {
    this.#mayFail();
    if (this.#spoiled.has(id)) throw new CacheError("corrupt", `Cannot read claim ${id}`);
    return this.#claims.get(id);
  }

  async list(): Promise<readonly Claim[]> {
    this.#mayFail();
    const readable = [...this.#claims.values()].filter(({ id }) => !this.#spoiled.has(id));
    return readable.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  async of(cache: CacheKey): Promise<ClaimsOf> {
    const claims = (await this.list()).filter((claim) => formatKey(claim.cache) === formatKey(cache));
    return { claims, unreadable: this.#spoiled.size };
  }

  async unreadable(): Promise<readonly Unreadable[]> {
    return [...this.#spoiled].map((id) => ({
      name: `claims/${id}.json`,
      why: `Cannot read claim ${id}`,
      pins: "nothing",
      mark: "",
    }));
  }

  async delete(id: string): Promise<void> {
    this.#mayFail();
    this.#claims.delete(id);
    this.#spoiled.delete(id);
  }

  #mayFail(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }
}
