/** Keeps a node's own copy of the snapshots whose layers it has, so that it holds them also while the API server does not answer. */
import { isKind } from "../cache/errors.ts";
import { isSnapshot } from "../cache/shapes.ts";
import type { KeptSnapshots, Snapshot } from "../cache/snapshot.ts";
import { keysOf, liesOn } from "./cache-records.ts";
import type { Observer } from "./list-watch.ts";
import type { Cache } from "./resources.ts";
import { snapshotPrefix } from "./snapshots.ts";

export interface SnapshotMirrorParts {
  readonly kept: KeptSnapshots;
  /** The node's own: other snapshots are other nodes' to hold. */
  readonly domain: string;
}

/** What a watch of all Caches tells it, the kept snapshots are. One that nobody can read any more stays as it was kept. */
export class SnapshotMirror implements Observer<Cache> {
  readonly #kept: KeptSnapshots;
  readonly #domain: string;
  /** By Cache, the ids of its snapshots: a Cache that is given up hands them to another one. */
  readonly #on = new Map<string, readonly string[]>();

  constructor({ kept, domain }: SnapshotMirrorParts) {
    this.#kept = kept;
    this.#domain = domain;
  }

  async listed(caches: readonly Cache[]): Promise<void> {
    this.#on.clear();
    for (const cache of caches) await this.#adopt(cache);
    for (const { id } of await this.#kept.list()) await this.#dropUnlessOn(id);
  }

  async changed(cache: Cache): Promise<void> {
    const before = this.#on.get(nameOf(cache)) ?? [];
    await this.#adopt(cache);
    for (const id of before) await this.#dropUnlessOn(id);
  }

  async deleted(cache: Cache): Promise<void> {
    const before = this.#on.get(nameOf(cache)) ?? [];
    this.#on.delete(nameOf(cache));
    for (const id of before) await this.#dropUnlessOn(id);
  }

  async #adopt(cache: Cache): Promise<void> {
    const keys = keysOf(cache, snapshotPrefix);
    for (const key of keys) {
      const snapshot = snapshotOf(cache.metadata.annotations?.[key] ?? "");
      if (snapshot?.domain !== this.#domain || key !== keyOf(snapshot.id)) continue;
      if (liesOn("snap", cache.metadata, snapshot.cache)) await this.#keep(snapshot);
    }
    this.#on.set(
      nameOf(cache),
      keys.map((key) => key.slice(keyOf("").length)),
    );
  }

  /** One whose copy cannot be read must not hide the rest: who lists what cannot be read tells of it. */
  async #keep(snapshot: Snapshot): Promise<void> {
    try {
      await this.#kept.adopt(snapshot);
    } catch (error) {
      if (!isKind(error, "corrupt")) throw error;
    }
  }

  async #dropUnlessOn(id: string): Promise<void> {
    const isOn = [...this.#on.values()].some((ids) => ids.includes(id));
    if (!isOn) await this.#kept.delete(id);
  }
}

function keyOf(id: string): string {
  return `${snapshotPrefix}/${id}`;
}

function nameOf({ metadata: { namespace = "", name } }: Cache): string {
  return `${namespace}/${name}`;
}

function snapshotOf(text: string): Snapshot | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isSnapshot(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
