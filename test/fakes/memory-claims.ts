/** The Claims port in memory; it can be told to fail. */

import type { Claim, Claims, NewClaim } from "../../src/cache/claim.ts";
import { sameClaim } from "../../src/cache/claim.ts";
import { CacheError } from "../../src/cache/errors.ts";
import { idFor } from "../../src/cache/named-id.ts";

export class MemoryClaims implements Claims {
  readonly #claims = new Map<string, Claim>();
  #made = 0;
  #failure: CacheError | undefined;

  /** The next call throws it. */
  failNext(failure: CacheError): void {
    this.#failure = failure;
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
    return this.#claims.get(id);
  }

  async list(): Promise<readonly Claim[]> {
    this.#mayFail();
    return [...this.#claims.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  async unreadable(): Promise<readonly []> {
    return [];
  }

  async delete(id: string): Promise<void> {
    this.#mayFail();
    this.#claims.delete(id);
  }

  #mayFail(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
  }
}
