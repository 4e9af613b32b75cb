/** What a state directory holds, read from its files and not through the plugin's own code. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Generation, LogState } from "../../src/cache/generation.ts";
import type { Snapshot } from "../../src/cache/snapshot.ts";
import type { Volume } from "../../src/cache/volume.ts";

/** The namespace that pods of tests are in. */
const namespace = "builds";

/** A state directory at rest, or in use. */
export class OnDisk {
  readonly state: string;

  constructor(state: string) {
    this.state = state;
  }

  /** The entries of a cache's log, oldest first; all of them must be readable. */
  generations(cache: string, where = namespace): Generation[] {
    const directory = join(this.state, "caches", where, cache);
    const entries = names(directory).filter((name) => name.split(".").length === 4);
    return entries.flatMap((name) => read<Generation>(join(directory, name))).toSorted((a, b) => a.number - b.number);
  }

  /** The number below which, and including which, everything is retired. */
  floor(cache: string, where = namespace): number {
    const [state] = read<LogState>(join(this.state, "caches", where, cache, "log.json"));
    return state?.floor ?? 0;
  }

  /** The newest generation; throws when there is none. */
  head(cache: string, where = namespace): Generation {
    const head = this.generations(cache, where).at(-1);
    if (!head) throw new Error(`Cache ${cache} has no generation`);
    return head;
  }

  /** Every cache that has a directory, as `namespace/name`. */
  caches(): string[] {
    const root = join(this.state, "caches");
    return names(root).flatMap((space) => names(join(root, space)).map((name) => `${space}/${name}`));
  }

  layer(id: string): string {
    return join(this.state, "l", id);
  }

  /** Layers but the two that are always there and empty. */
  layers(): string[] {
    return names(join(this.state, "l")).filter((name) => !name.startsWith("empty"));
  }

  /** The records of volumes. */
  volumes(): Volume[] {
    const directory = join(this.state, "volumes");
    const records = names(directory).filter((name) => name.endsWith(".json"));
    return records.flatMap((name) => read<Volume>(join(directory, name)));
  }

  /** The records of snapshots. */
  snapshots(): Snapshot[] {
    const directory = join(this.state, "snapshots");
    return names(directory).flatMap((name) => read<Snapshot>(join(directory, name)));
  }

  /** Ids of the layers that a generation, a snapshot or a volume's record refers to. */
  pinned(): Set<string> {
    const pinned = new Set<string>();
    for (const cache of this.caches()) {
      const [space, name] = cache.split("/") as [string, string];
      for (const { layers } of this.generations(name, space)) for (const { id } of layers) pinned.add(id);
    }
    for (const { layers } of this.snapshots()) for (const { id } of layers) pinned.add(id);
    for (const { upper, base } of this.volumes())
      for (const id of [upper, ...base.layers.map((layer) => layer.id)]) pinned.add(id);
    return pinned;
  }

  /** What is on disk and nothing refers to, by folder: what a sweep leaves at rest is nothing. */
  leftovers(): string[] {
    const pinned = this.pinned();
    const known = new Set(this.volumes().map(({ incarnation }) => incarnation));
    return [
      ...this.layers()
        .filter((id) => !pinned.has(id))
        .map((id) => `l/${id}`),
      ...names(join(this.state, "w"))
        .filter((name) => !known.has(name))
        .map((name) => `w/${name}`),
      ...names(join(this.state, "volumes"))
        .filter((name) => !known.has(name.replace(/\.[a-z]+$/, "")))
        .map((name) => `volumes/${name}`),
      ...["tmp", "trash"].flatMap((folder) => names(join(this.state, folder)).map((name) => `${folder}/${name}`)),
    ];
  }
}

/** The names in a directory; none when it is not there. */
export function names(directory: string): string[] {
  return orAbsent(() => readdirSync(directory), []);
}

/** What a record holds; nothing when it went since it was listed: the plugin may be at work. */
function read<Record>(path: string): Record[] {
  return orAbsent(() => [JSON.parse(readFileSync(path, "utf8")) as Record], []);
}

function orAbsent<Value>(look: () => Value, absent: Value): Value {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return absent;
    throw error;
  }
}
