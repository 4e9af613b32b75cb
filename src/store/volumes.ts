/** The durable records of this node's volumes: one JSON file each, all of them in memory, too. */
import { createHash } from "node:crypto";
import { existsSync, linkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import type { UnreadableRecord } from "../cache/aside.ts";
import { CacheError } from "../cache/errors.ts";
import type { Clock, Layers, NewVolume, OverlayMount, Volumes } from "../cache/ports.ts";
import type { Move, Volume, VolumeAddress } from "../cache/volume.ts";
import { moved } from "../cache/volume.ts";
import { hasCode, listNames, replaceFile, translated, writeFresh } from "./files.ts";
import { emptyLayers, toTrash } from "./layers.ts";
import type { Layout } from "./layout.ts";
import { newId } from "./layout.ts";
import { readRecord, recordText } from "./record.ts";
import { isVolume } from "./shapes.ts";
import { unreadableAt } from "./unreadable.ts";
import type { WorkThread } from "./work.ts";
import { atOnce, makeWork, mountedSuffix, readOnlySuffix } from "./work.ts";

const suffix = ".json";

/** What is asked of the layers. */
type Uppers = Pick<Layers, "create" | "discard">;

/** The Volumes port over files `volumes/<address>-<incarnation>.json`. */
export class DiskVolumes implements Volumes {
  readonly #layout: Layout;
  readonly #layers: Uppers;
  readonly #clock: Clock;
  readonly #bootId: string;
  readonly #volumes = new Map<string, Volume>();
  readonly #mounted = new Set<string>();
  readonly #readOnly = new Set<string>();
  readonly #unreadable: UnreadableRecord[] = [];
  readonly #works: WorkThread;

  private constructor(layout: Layout, layers: Uppers, clock: Clock, bootId: string, works: WorkThread) {
    this.#layout = layout;
    this.#works = works;
    this.#layers = layers;
    this.#clock = clock;
    this.#bootId = bootId;
  }

  /**
   * Reads all records. One that cannot be read is listed in `unreadable` and left where it is. What lies beside a
   * record is removed by `works`, behind whoever forgets the volume.
   */
  static async load(
    layout: Layout,
    layers: Uppers,
    clock: Clock,
    bootId: string,
    works: WorkThread = atOnce(layout),
  ): Promise<DiskVolumes> {
    const volumes = new DiskVolumes(layout, layers, clock, bootId, works);
    const { read, unreadable, mounted, readOnly } = await readVolumes(layout);
    for (const volume of read) volumes.#volumes.set(volume.incarnation, volume);
    for (const incarnation of mounted) volumes.#mounted.add(incarnation);
    for (const incarnation of readOnly) volumes.#readOnly.add(incarnation);
    volumes.#unreadable.push(...unreadable);
    await volumes.#tidy();
    return volumes;
  }

  /** Throws away working directories and mount notes that belong to no record. */
  async #tidy(): Promise<void> {
    const lost = new Set(this.#unreadable.map(({ incarnation }) => incarnation));
    const isNobodys = (incarnation: string): boolean => !this.#volumes.has(incarnation) && !lost.has(incarnation);
    for (const name of await listNames(this.#layout.works)) {
      if (isNobodys(name)) toTrash(this.#layout, this.#layout.work(name));
    }
    for (const incarnation of [...this.#mounted, ...this.#readOnly]) {
      if (isNobodys(incarnation)) this.#forgetNotes(incarnation);
    }
  }

  async open(volume: NewVolume): Promise<Volume> {
    const incarnation = `${addressHash(volume)}-${newId()}`;
    const upper = await this.#layers.create(volume.request.mountGroup);
    const record: Volume = {
      ...volume,
      incarnation,
      state: "open",
      upper,
      bootId: this.#bootId,
      openedAt: this.#clock.now().toISOString(),
      sealNumber: 0,
      delta: undefined,
      reason: undefined,
    };
    try {
      // It need not survive a power cut: an open volume's upper is discarded then, with a record or without.
      await writeFresh(this.#path(incarnation, suffix), recordText(record), this.#layout.temporary);
      this.#volumes.set(incarnation, record);
    } catch (error) {
      await this.#layers.discard(upper);
      throw error;
    }
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
    const current = this.#volumes.get(volume.incarnation);
    if (!current)
      throw new CacheError("not-found", `Cannot move volume ${volume.incarnation} to ${move.to}: it has no record`);
    const next = moved(current, move);
    // Once appended, a sealed record finds its own entry in the log: writing that down again would only cost an fsync.
    if (next === current || move.to === "committed") await after;
    else await replaceFile(this.#path(volume.incarnation, suffix), recordText(next), this.#layout.temporary, after);
    this.#volumes.set(next.incarnation, next);
    return next;
  }

  async noteMounted(volume: Volume): Promise<void> {
    this.#note(volume, mountedSuffix);
    this.#mounted.add(volume.incarnation);
  }

  wasMounted(volume: Volume): boolean {
    return volume.bootId === this.#bootId && this.#mounted.has(volume.incarnation);
  }

  async noteReadOnly(volume: Volume): Promise<void> {
    this.#note(volume, readOnlySuffix);
    this.#readOnly.add(volume.incarnation);
  }

  wasReadOnly(volume: Volume): boolean {
    return volume.bootId === this.#bootId && this.#readOnly.has(volume.incarnation);
  }

  async forget(volume: Volume): Promise<void> {
    // Not durable on purpose: what a power cut brings back is discarded, or open in another boot, or sealed with its entry in the log.
    unlinked(this.#path(volume.incarnation, suffix));
    const { incarnation } = volume;
    this.#volumes.delete(incarnation);
    this.#mounted.delete(incarnation);
    this.#readOnly.delete(incarnation);
    // Behind the answer: it takes longer than all the rest. What is left of it belongs to no record, and goes at the next start.
    void this.#works.call("removeRest", incarnation).catch(() => undefined);
  }

  async overlay(volume: Volume): Promise<OverlayMount> {
    const source = volume.incarnation;
    const lowers = volume.base.layers.map((layer) => `l/${layer.id}`);
    const [top, bottom] = [`l/${emptyLayers[0]}`, `l/${emptyLayers[1]}`];
    if (volume.request.wishes.readOnly) {
      // An empty layer on top gives the root its mode: what a pod made of its own volume's root is nobody else's concern.
      const lowerdir = [top, ...(lowers.length > 0 ? lowers : [bottom])];
      return { source, lowerdir, upperdir: undefined, workdir: undefined };
    }
    const lowerdir = lowers.length > 0 ? lowers : [bottom];
    this.#forgetNote(volume.incarnation, this.#readOnly, readOnlySuffix);
    makeWork(this.#layout, volume.incarnation);
    return { source, lowerdir, upperdir: `l/${volume.upper}`, workdir: `w/${volume.incarnation}` };
  }

  unreadable(): readonly UnreadableRecord[] {
    // Whoever moved one away has dealt with it.
    return this.#unreadable.filter(({ name }) => existsSync(join(this.#layout.root, name)));
  }

  unreadableAt(address: VolumeAddress): string | undefined {
    return this.unreadable().find(({ incarnation }) => incarnation.startsWith(`${addressHash(address)}-`))?.incarnation;
  }

  /** A note is a second name of the record: it takes no inode, and cannot be half there. */
  #note(volume: Volume, ending: string): void {
    try {
      linkSync(this.#path(volume.incarnation, suffix), this.#path(volume.incarnation, ending));
    } catch (error) {
      if (hasCode(error, "EEXIST")) return;
      throw translated(`note that volume ${volume.incarnation} is ${ending.slice(1)}`, error);
    }
  }

  #forgetNotes(incarnation: string): void {
    this.#forgetNote(incarnation, this.#mounted, mountedSuffix);
    this.#forgetNote(incarnation, this.#readOnly, readOnlySuffix);
  }

  #forgetNote(incarnation: string, noted: Set<string>, ending: string): void {
    if (!noted.has(incarnation)) return;
    unlinked(this.#path(incarnation, ending));
    noted.delete(incarnation);
  }

  #path(incarnation: string, ending: string): string {
    return join(this.#layout.volumes, incarnation + ending);
  }
}

/** Removes a file; nothing there is fine. */
function unlinked(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw translated(`remove ${path}`, error);
  }
}

/** All records on disk, readable or not: also while a plugin is running. */
export async function readVolumes(
  layout: Layout,
): Promise<{ read: Volume[]; unreadable: UnreadableRecord[]; mounted: string[]; readOnly: string[] }> {
  const read: Volume[] = [];
  const unreadable: UnreadableRecord[] = [];
  const names = await listNames(layout.volumes);
  for (const name of names.filter((found) => found.endsWith(suffix))) {
    const path = join(layout.volumes, name);
    try {
      const volume = await readRecord(path, isVolume);
      if (volume && volume.incarnation + suffix !== name)
        throw new CacheError("corrupt", `Cannot read ${path}: it says it is ${volume.incarnation}`);
      if (volume) read.push(volume);
    } catch (error) {
      const incarnation = name.slice(0, -suffix.length);
      unreadable.push({ ...(await unreadableAt(layout, path, error, "layers")), incarnation });
    }
  }
  read.sort((a, b) => Number(age(a) > age(b)) - Number(age(a) < age(b)));
  const noted = (ending: string): string[] =>
    names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  return { read, unreadable, mounted: noted(mountedSuffix), readOnly: noted(readOnlySuffix) };
}

function age({ openedAt, incarnation }: Volume): string {
  return `${openedAt} ${incarnation}`;
}

/** The part of an incarnation that all volumes of one address share. Ids and paths of the outside never become paths of ours. */
function addressHash(address: VolumeAddress): string {
  return createHash("sha256").update(`${address.volumeId}\0${address.target}`).digest("hex").slice(0, 16);
}
