/** Snapshots on the Caches that they are of. */
import type { Unreadable } from "../cache/aside.ts";
import { CacheError, isKind } from "../cache/errors.ts";
import { idFor } from "../cache/named-id.ts";
import type { Clock } from "../cache/ports.ts";
import { isSnapshot } from "../cache/shapes.ts";
import type { NewSnapshot, Snapshot, Snapshots } from "../cache/snapshot.ts";
import { CacheRecords, keysOf } from "./cache-records.ts";
import type { Client } from "./client.ts";
import type { Cache } from "./resources.ts";
import { caches } from "./resources.ts";

/** Of the keys of labels and annotations that hold snapshots, before the slash. */
export const snapshotPrefix = "snapshot.cachefork.dev";

/** Marks a Cache that only keeps the snapshots of one that was removed. */
export const keeperLabel = "cachefork.dev/keeper";

const never = new AbortController().signal;

/**
 * The Snapshots port over annotations `snapshot.cachefork.dev/<id>`. One is written only on the revision of its Cache that says that the floor is
 * still below it: so either the controller that retires knows the snapshot, or the snapshot knows that it came too late.
 */
export class KubeSnapshots implements Snapshots {
  readonly #client: Client;
  readonly #clock: Clock;
  readonly #records: CacheRecords<Snapshot>;

  constructor(client: Client, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    this.#records = new CacheRecords(client, {
      kind: "snap",
      prefix: snapshotPrefix,
      check: isSnapshot,
      pins: "layers",
    });
  }

  /** Throws `not-found` when there is no such Cache, `conflict` when the generation has been retired meanwhile: look again. */
  async create(snapshot: NewSnapshot): Promise<Snapshot> {
    const { name, claim } = snapshot;
    const record = { ...snapshot, id: idFor("snap", name), createdAt: this.#clock.now().toISOString() };
    const made = await this.#records.create(record, async (key, signal) => {
      const cache = await this.#client.get(caches, { ...key }, signal);
      checkSame(cache, snapshot);
      checkFloor(cache, snapshot);
      return cache;
    });
    if (made.claim === claim) return made;
    throw new CacheError(
      "exists",
      `Cannot make snapshot ${JSON.stringify(name)} of ${claim}: it exists, and is of ${made.claim}`,
    );
  }

  get(id: string): Promise<Snapshot | undefined> {
    return this.#records.get(id);
  }

  list(): Promise<readonly Snapshot[]> {
    return this.#records.list();
  }

  /** A Cache that was only there for it goes, too. */
  async delete(id: string): Promise<void> {
    for (const cache of await this.#records.delete(id)) {
      if (isIdleKeeper(cache)) await this.#end(cache);
    }
  }

  unreadable(): Promise<readonly Unreadable[]> {
    return this.#records.unreadable();
  }

  async #end({ metadata }: Cache): Promise<void> {
    const { uid, resourceVersion } = metadata;
    const same = { ...(uid !== undefined && { uid }), ...(resourceVersion !== undefined && { resourceVersion }) };
    try {
      await this.#client.delete(caches, metadata, same, never);
    } catch (error) {
      // Somebody else was at it: it is gone, or it is needed.
      if (!isKind(error, "not-found", "conflict")) throw error;
    }
  }
}

function isIdleKeeper(cache: Cache): boolean {
  return keeperLabel in (cache.metadata.labels ?? {}) && keysOf(cache, snapshotPrefix).length === 0;
}

/** The layers of one that was deleted go, and its floors with it. */
function checkSame({ metadata }: Cache, { name, cacheUID }: NewSnapshot): void {
  if (cacheUID === undefined || cacheUID === metadata.uid) return;
  throw new CacheError(
    "conflict",
    `Cannot make snapshot ${name}: ${metadata.namespace}/${metadata.name} was deleted and made again meanwhile`,
  );
}

function checkFloor({ metadata, status }: Cache, { name, domain, generation }: NewSnapshot): void {
  const floor = status?.heads?.find((head) => head.domain === domain)?.floor ?? 0;
  if (generation === 0 || generation > floor) return;
  throw new CacheError(
    "conflict",
    `Cannot make snapshot ${name}: generation ${generation} of ${metadata.namespace}/${metadata.name} has been retired`,
  );
}
