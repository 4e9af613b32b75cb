/** The Volumes port in memory: its records outlive it, as files outlive a process; it can be told to fail. */
import type { UnreadableRecord } from "../../src/cache/aside.ts";
import { CacheError } from "../../src/cache/errors.ts";
import type { Clock, Layers, NewVolume, OverlayMount, Volumes } from "../../src/cache/ports.ts";
import { type Move, moved, type Volume, type VolumeAddress } from "../../src/cache/volume.ts";

/** What is on the disk: give it to the next one, as after a restart. */
export class StoredVolumes {
  readonly records = new Map<string, Volume>();
  readonly mounted = new Set<string>();
  readonly readOnly = new Set<string>();
  readonly unreadable: UnreadableRecord[] = [];
  count = 0;
}

export interface VolumesParts {
  readonly layers: Pick<Layers, "create" | "discard">;
  readonly clock: Clock;
  readonly bootId: string;
  readonly stored: StoredVolumes;
}

export class MemoryVolumes implements Volumes {
  readonly #parts: VolumesParts;
  readonly #volumes: Map<string, Volume>;
  readonly #failures = new Map<keyof Volumes, unknown[]>();

  constructor(parts: VolumesParts) {
    this.#parts = parts;
    const lost = new Set(parts.stored.unreadable.map(({ incarnation }) => incarnation));
    this.#volumes = new Map([...parts.stored.records].filter(([incarnation]) => !lost.has(incarnation)));
  }

  /** The next call of the method throws this, before it does anything. Several wait in line. */
  failNext(method: keyof Volumes, error: unknown): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), error]);
  }

  async open(volume: NewVolume): Promise<Volume> {
    this.#mayFail("open");
    const { layers, clock, bootId, stored } = this.#parts;
    stored.count += 1;
    const record: Volume = {
      ...volume,
      incarnation: `volume-${stored.count}`,
      state: "open",
      upper: await layers.create(volume.request.mountGroup),
      bootId,
      openedAt: clock.now().toISOString(),
      sealNumber: 0,
      delta: undefined,
      reason: undefined,
    };
    this.#write(record);
    return record;
  }

  find(address: VolumeAddress): Volume | undefined {
    const found = this.list().filter(
      (volume) => volume.volumeId === address.volumeId && volume.target === address.target,
    );
    return found.find((volume) => volume.state === "open") ?? found.at(-1);
  }

  get(incarnation: string): Volume | undefined {
    return this.#volumes.get(incarnation);
  }

  list(): readonly Volume[] {
    return [...this.#volumes.values()];
  }

  async advance(volume: Volume, move: Move, after?: Promise<unknown>): Promise<Volume> {
    await after;
    this.#mayFail("advance");
    const current = this.#volumes.get(volume.incarnation);
    if (!current) throw new CacheError("not-found", `Cannot move volume ${volume.incarnation}: it has no record`);
    const next = moved(current, move);
    if (next === current) return current;
    // A committed one is found in the log: the real ones do not write it down either.
    if (move.to === "committed") this.#volumes.set(next.incarnation, next);
    else this.#write(next);
    return next;
  }

  async noteMounted(volume: Volume): Promise<void> {
    this.#mayFail("noteMounted");
    this.#parts.stored.mounted.add(volume.incarnation);
  }

  wasMounted(volume: Volume): boolean {
    return volume.bootId === this.#parts.bootId && this.#parts.stored.mounted.has(volume.incarnation);
  }

  async noteReadOnly(volume: Volume): Promise<void> {
    this.#mayFail("noteReadOnly");
    this.#parts.stored.readOnly.add(volume.incarnation);
  }

  wasReadOnly(volume: Volume): boolean {
    return volume.bootId === this.#parts.bootId && this.#parts.stored.readOnly.has(volume.incarnation);
  }

  async forget(volume: Volume): Promise<void> {
    this.#mayFail("forget");
    this.#volumes.delete(volume.incarnation);
    this.#parts.stored.records.delete(volume.incarnation);
    this.#parts.stored.mounted.delete(volume.incarnation);
    this.#parts.stored.readOnly.delete(volume.incarnation);
  }

  async overlay(volume: Volume): Promise<OverlayMount> {
    this.#mayFail("overlay");
    this.#parts.stored.readOnly.delete(volume.incarnation);
    const lowers = volume.base.layers.map((layer) => `l/${layer.id}`);
    const { readOnly } = volume.request.wishes;
    const missing = Math.max(0, (readOnly ? 2 : 1) - lowers.length);
    return {
      source: volume.incarnation,
      lowerdir: [...lowers, ...["l/empty0", "l/empty1"].slice(0, missing)],
      upperdir: readOnly ? undefined : `l/${volume.upper}`,
      workdir: readOnly ? undefined : `w/${volume.incarnation}`,
    };
  }

  unreadable(): readonly UnreadableRecord[] {
    return this.#parts.stored.unreadable;
  }

  unreadableAt(address: VolumeAddress): string | undefined {
    const { records, unreadable } = this.#parts.stored;
    const isThere = ({ volumeId, target }: VolumeAddress): boolean =>
      volumeId === address.volumeId && target === address.target;
    return unreadable.find(({ incarnation }) => {
      const record = records.get(incarnation);
      return record !== undefined && isThere(record);
    })?.incarnation;
  }

  #write(volume: Volume): void {
    this.#parts.stored.records.set(volume.incarnation, volume);
    this.#volumes.set(volume.incarnation, volume);
  }

  #mayFail(method: keyof Volumes): void {
    const failures = this.#failures.get(method) ?? [];
    if (failures.length > 0) throw failures.shift();
  }
}
