/** The Snapshots port in memory; one can be made unreadable. */
import type { Unreadable } from "../../src/cache/aside.ts";
import { CacheError } from "../../src/cache/errors.ts";
import { idFor } from "../../src/cache/named-id.ts";
import type { Clock } from "../../src/cache/ports.ts";
import type { KeptSnapshots, NewSnapshot, Snapshot, Snapshots } from "../../src/cache/snapshot.ts";
import { FakeClock } from "./fake-clock.ts";

export class MemorySnapshots implements Snapshots, KeptSnapshots {
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #spoiled = new Set<string>();
  readonly #failures: CacheError[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock = new FakeClock()) {
    this.#clock = clock;
  }

  /** The next call throws it. */
  failNext(failure: CacheError): void {
    this.#failures.push(failure);
  }

  /** Makes a snapshot unreadable. */
  spoil(id: string): void {
    this.#spoiled.add(id);
  }

  async create(snapshot: NewSnapshot): Promise<Snapshot> {
    this.#mayFail();
    const { name, claim } = snapshot;
    const id = idFor("snap", name);
    const known = this.#snapshots.get(id);
    if (known && known.claim !== claim)
      throw new CacheError("exists", `Cannot make snapshot ${JSON.stringify(name)}: it is of ${known.claim}`);
    if (known) return known;
    const made = structuredClone({ ...snapshot, id, createdAt: this.#clock.now().toISOString() });
    this.#snapshots.set(id, made);
    return made;
  }

  async adopt(snapshot: Snapshot): Promise<void> {
    this.#mayFail();
    if (this.#spoiled.has(snapshot.id)) throw new CacheError("corrupt", `Cannot read snapshot ${snapshot.id}`);
    if (!this.#snapshots.has(snapshot.id)) this.#snapshots.set(snapshot.id, structuredClone(snapshot));
  }

  async get(id: string): Promise<Snapshot | undefined> {
    this.#mayFail();
    if (this.#spoiled.has(id)) throw new CacheError("corrupt", `Cannot read snapshot ${id}`);
    return this.#snapshots.get(id);
  }

  async list(): Promise<readonly Snapshot[]> {
    this.#mayFail();
    const readable = [...this.#snapshots.values()].filter(({ id }) => !this.#spoiled.has(id));
    return readable.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  async delete(id: string): Promise<void> {
    this.#mayFail();
    this.#snapshots.delete(id);
    this.#spoiled.delete(id);
  }

  async unreadable(): Promise<readonly Unreadable[]> {
    return [...this.#spoiled].map((id) => ({
      name: `snapshots/${id}.json`,
      why: `Cannot read snapshot ${id}`,
      pins: "layers",
      mark: "spoiled",
    }));
  }

  #mayFail(): void {
    const failure = this.#failures.shift();
    if (failure) throw failure;
  }
}
