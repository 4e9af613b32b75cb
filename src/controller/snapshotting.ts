/** Snapshots of claims: made, found and deleted. */
import type { Caches } from "../cache/caches.ts";
import type { Claims } from "../cache/claim.ts";
import { CacheError, isKind, throwIfAborted } from "../cache/errors.ts";
import { idFor } from "../cache/named-id.ts";
import type { Snapshot, Snapshots } from "../cache/snapshot.ts";
import { bytesShown } from "../cache/totals.ts";
import type { Page } from "./page.ts";
import { pageOf } from "./page.ts";

/** Which snapshots; those that all parts are true of. */
export interface SnapshotFilter {
  /** Empty for all. */
  readonly id: string;
  /** The id of the claim that they are of; empty for all. */
  readonly claim: string;
}

export interface SnapshottingParts {
  readonly claims: Pick<Claims, "get">;
  readonly snapshots: Snapshots;
  readonly caches: Pick<Caches, "content" | "keeping">;
}

export class Snapshotting {
  readonly #claims: Pick<Claims, "get">;
  readonly #snapshots: Snapshots;
  readonly #caches: Pick<Caches, "content" | "keeping">;

  constructor({ claims, snapshots, caches }: SnapshottingParts) {
    this.#claims = claims;
    this.#snapshots = snapshots;
    this.#caches = caches;
  }

  /** The snapshot of this name. Throws `exists` when it is of another claim, `not-found` when there is no such claim, `unavailable` while something must be committed first. */
  async create(name: string, claim: string, signal: AbortSignal): Promise<Snapshot> {
    const known = await this.#snapshots.get(idFor("snap", name));
    // It is what it was then, also when its claim is gone.
    if (known) return this.#snapshots.create({ ...known, claim });
    const of = await this.#claims.get(claim);
    if (!of)
      throw new CacheError("not-found", `Cannot make snapshot ${name}: there is no claim ${JSON.stringify(claim)}`);
    const { cache, capacity } = of;
    return this.#caches.keeping(async () => {
      const content = await this.#caches.content(cache, signal);
      throwIfAborted(signal);
      return this.#snapshots.create({ ...content, name, claim, capacity, bytes: bytesShown(content) });
    });
  }

  /** Unknown is fine. */
  async delete(id: string): Promise<void> {
    await this.#snapshots.delete(id);
  }

  /** A page of those that the filter lets through; see `pageOf`. */
  async list({ id, claim }: SnapshotFilter, max: number, token: string): Promise<Page<Snapshot>> {
    const all = id === "" ? await this.#snapshots.list() : await this.#one(id);
    return pageOf(
      all.filter((one) => claim === "" || one.claim === claim),
      max,
      token,
    );
  }

  /** None for what is unknown, or cannot be read. */
  async #one(id: string): Promise<readonly Snapshot[]> {
    try {
      return [(await this.#snapshots.get(id)) ?? []].flat();
    } catch (error) {
      if (!isKind(error, "corrupt")) throw error;
      return [];
    }
  }
}
