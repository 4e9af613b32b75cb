/** Snapshots on disk: one JSON file each, which names the layers that it pins. */
import type { Unreadable } from "../cache/aside.ts";
import { CacheError } from "../cache/errors.ts";
import { idFor } from "../cache/named-id.ts";
import type { Clock } from "../cache/ports.ts";
import { isSnapshot } from "../cache/shapes.ts";
import type { KeptSnapshots, NewSnapshot, Snapshot, Snapshots } from "../cache/snapshot.ts";
import type { Layout } from "./layout.ts";
import { NamedRecords } from "./named-records.ts";

/** The Snapshots port over files `snapshots/<id>.json`; on a cluster's node, where they are made elsewhere, the KeptSnapshots. */
export class DiskSnapshots implements Snapshots, KeptSnapshots {
  readonly #records: NamedRecords<Snapshot>;
  readonly #clock: Clock;

  constructor(layout: Layout, clock: Clock) {
    this.#records = new NamedRecords(layout, {
      kind: "snap",
      directory: layout.snapshots,
      check: isSnapshot,
      pins: "layers",
    });
    this.#clock = clock;
  }

  async create(snapshot: NewSnapshot): Promise<Snapshot> {
    const { name, claim } = snapshot;
    const createdAt = this.#clock.now().toISOString();
    const made = await this.#records.create({ ...snapshot, id: idFor("snap", name), createdAt });
    if (made.claim === claim) return made;
    throw new CacheError(
      "exists",
      `Cannot make snapshot ${JSON.stringify(name)} of ${claim}: it exists, and is of ${made.claim}`,
    );
  }

  async adopt(snapshot: Snapshot): Promise<void> {
    await this.#records.create(snapshot);
  }

  get(id: string): Promise<Snapshot | undefined> {
    return this.#records.get(id);
  }

  list(): Promise<readonly Snapshot[]> {
    return this.#records.list();
  }

  delete(id: string): Promise<void> {
    return this.#records.delete(id);
  }

  unreadable(): Promise<readonly Unreadable[]> {
    return this.#records.unreadable();
  }
}
