/** Looks at a state directory from outside, without changing it: the Inspection port on disk. */
import { join } from "node:path";
import { CacheError } from "../cache/errors.ts";
import type { LayerId } from "../cache/generation.ts";
import { entryNumber } from "../cache/generation.ts";
import type { Difference, Inspection, Survey, Usage, VolumeRecords } from "../cache/inspection.ts";
import type { Disk, Mounted } from "../cache/ports.ts";
import { DiskAside } from "./aside.ts";
import { unreadableClaims } from "./claims.ts";
import { Dialect } from "./dialect.ts";
import { listNames, translated } from "./files.ts";
import { differences } from "./inspect-diff.ts";
import type { Holders } from "./inspect-usage.ts";
import { Tally } from "./inspect-usage.ts";
import { emptyLayers } from "./layers.ts";
import type { Layout } from "./layout.ts";
import type { Linux } from "./linux.ts";
import { readRecord } from "./record.ts";
import { isLogState } from "./shapes.ts";
import { unreadableAsAbsent } from "./unreadable.ts";
import { View } from "./view.ts";
import { readVolumes } from "./volumes.ts";

/** What an inspection needs of the machine. */
export interface Host {
  readonly linux: Linux;
  /** Whether the state's layers carry overlayfs' marks as `user.overlay.*`. */
  readonly userxattr: boolean;
  readonly bootId: string;
  readonly disk: Disk;
  mounts(): Promise<readonly Mounted[]>;
  /** The process id of the plugin that holds the state's lock; undefined when none does. */
  running(): Promise<number | undefined>;
  /** How many files a process may have open; undefined where that cannot be seen. */
  openFiles(process: number): Promise<number | undefined>;
}

/** The Inspection port over a state directory. */
export class DiskInspection implements Inspection {
  readonly #layout: Layout;
  readonly #host: Host;

  constructor(layout: Layout, host: Host) {
    this.#layout = layout;
    this.#host = host;
  }

  async *diff(from: readonly LayerId[], to: readonly LayerId[]): AsyncGenerator<Difference> {
    const dialect = new Dialect(this.#host.linux, this.#host.userxattr);
    const before = await this.#open(dialect, from);
    try {
      const after = await this.#open(dialect, to);
      try {
        yield* differences(dialect, { before, after });
      } catch (error) {
        await this.#mustHave([...from, ...to]);
        throw translated("compare the layers", error);
      } finally {
        after.close();
      }
    } finally {
      before.close();
    }
    // A layer that was swept meanwhile showed less and less: then what was told is not true.
    await this.#mustHave([...from, ...to]);
  }

  async #open(dialect: Dialect, layers: readonly LayerId[]): Promise<View> {
    await this.#mustHave(layers);
    return View.open(
      dialect,
      layers.map((id) => this.#layout.layer(id)),
    );
  }

  async #mustHave(layers: readonly LayerId[]): Promise<void> {
    const present = new Set(await listNames(this.#layout.layers));
    const missing = layers.find((id) => !present.has(id));
    if (missing === undefined) return;
    throw new CacheError(
      "not-found",
      `Cannot read layer ${missing}: it is not, or no longer, in ${this.#layout.layers}`,
    );
  }

  async usage(groups: readonly (readonly LayerId[])[]): Promise<Usage> {
    try {
      return await this.#count(groups);
    } catch (error) {
      throw translated(`measure ${this.#layout.root}`, error);
    }
  }

  /** Groups first, then what no group has: an inode is counted where it is wanted, not where it waits to be removed. */
  async #count(groups: readonly (readonly LayerId[])[]): Promise<Usage> {
    const tally = new Tally();
    const holders = holdersOf(groups);
    const claimed = sum([...holders].map(([id, held]) => tally.count(this.#layout.layer(id), held)));
    const others = (await this.#layers()).filter((id) => !holders.has(id));
    const unclaimed = { layers: others.length, bytes: sum(others.map((id) => tally.count(this.#layout.layer(id)))) };
    const discarded = await listNames(this.#layout.trash);
    const trash = sum(discarded.map((name) => tally.count(join(this.#layout.trash, name))));
    const rest = tally.count(this.#layout.root);
    return {
      groups: groups.map((_, group) => tally.group(group)),
      shared: tally.shared,
      unclaimed,
      trash,
      rest,
      whole: claimed + unclaimed.bytes + trash + rest,
      disk: await this.#host.disk.usage(),
    };
  }

  async #layers(): Promise<LayerId[]> {
    return (await listNames(this.#layout.layers)).filter((id) => !emptyLayers.includes(id));
  }

  async volumes(): Promise<VolumeRecords> {
    const { read, mounted, unreadable } = await readVolumes(this.#layout);
    return { volumes: read, mounted: new Set(mounted), unreadable };
  }

  async survey(): Promise<Survey> {
    const layers = new Set(await this.#layers());
    const running = await this.#host.running();
    return {
      ...(await this.volumes()),
      unreadableClaims: await unreadableClaims(this.#layout),
      aside: await new DiskAside(this.#layout).list(),
      layers,
      trash: (await listNames(this.#layout.trash)).length,
      retired: await retiredEntries(this.#layout),
      mounts: await this.#host.mounts(),
      bootId: this.#host.bootId,
      disk: await this.#host.disk.usage(),
      running,
      openFiles: running === undefined ? undefined : await this.#host.openFiles(running),
    };
  }
}

/** Which groups hold a layer. */
function holdersOf(groups: readonly (readonly LayerId[])[]): ReadonlyMap<LayerId, Holders> {
  const holders = new Map<LayerId, number[]>();
  for (const [group, layers] of groups.entries()) {
    for (const id of new Set(layers)) holders.set(id, [...(holders.get(id) ?? []), group]);
  }
  return holders;
}

/** The names in what should be a directory. */
async function listed(path: string): Promise<string[]> {
  return (await listNames(path).catch(unreadableAsAbsent)) ?? [];
}

/** Entries that a floor has passed: readers do not see them, and the plugin that retires next removes them. */
async function retiredEntries(layout: Layout): Promise<string[]> {
  const found: string[] = [];
  for (const namespace of await listed(layout.caches)) {
    for (const cache of await listed(join(layout.caches, namespace))) {
      const directory = join(layout.caches, namespace, cache);
      // A log that cannot be read is the ledger's to tell.
      const floor = (await readRecord(join(directory, "log.json"), isLogState).catch(() => undefined))?.floor ?? 0;
      const names = (await listed(directory)).filter((name) => {
        const [, scope = "", domain = ""] = name.split(".");
        return (entryNumber(name, cache, scope, domain) ?? Infinity) <= floor;
      });
      found.push(...names.map((name) => join(namespace, cache, name)));
    }
  }
  return found.toSorted();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
