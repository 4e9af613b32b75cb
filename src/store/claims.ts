/** Claims on disk: the handles that CreateVolume makes, one JSON file each. */
import type { Unreadable } from "../cache/aside.ts";
import type { Claim, Claims, ClaimsOf, NewClaim } from "../cache/claim.ts";
import { sameClaim } from "../cache/claim.ts";
import { CacheError } from "../cache/errors.ts";
import type { CacheKey } from "../cache/key.ts";
import { formatKey } from "../cache/key.ts";
import { idFor } from "../cache/named-id.ts";
import type { Clock } from "../cache/ports.ts";
import { isClaim } from "../cache/shapes.ts";
import type { Layout } from "./layout.ts";
import { NamedRecords } from "./named-records.ts";

/** The Claims port over files `claims/<id>.json`. */
export class DiskClaims implements Claims {
  readonly #records: NamedRecords<Claim>;
  readonly #clock: Clock;

  constructor(layout: Layout, clock: Clock) {
    this.#records = recordsOf(layout);
    this.#clock = clock;
  }

  async create(claim: NewClaim): Promise<Claim> {
    const { name } = claim;
    const createdAt = this.#clock.now().toISOString();
    const made = await this.#records.create({ ...claim, id: idFor("claim", name), createdAt });
    if (sameClaim(made, claim)) return made;
    throw new CacheError("exists", `Cannot create claim ${JSON.stringify(name)}: it exists with other arguments`);
  }

  get(id: string): Promise<Claim | undefined> {
    return this.#records.get(id);
  }

  list(): Promise<readonly Claim[]> {
    return this.#records.list();
  }

  /** What a record says that cannot be read nobody knows: each may be of every cache. */
  async of(cache: CacheKey): Promise<ClaimsOf> {
    const claims = (await this.list()).filter((claim) => formatKey(claim.cache) === formatKey(cache));
    return { claims, unreadable: (await this.unreadable()).length };
  }

  unreadable(): Promise<readonly Unreadable[]> {
    return this.#records.unreadable();
  }

  delete(id: string): Promise<void> {
    return this.#records.delete(id);
  }
}

/** The claims that cannot be read: they pin nothing. */
export function unreadableClaims(layout: Layout): Promise<readonly Unreadable[]> {
  return recordsOf(layout).unreadable();
}

function recordsOf(layout: Layout): NamedRecords<Claim> {
  return new NamedRecords(layout, { kind: "claim", directory: layout.claims, check: isClaim, pins: "nothing" });
}
