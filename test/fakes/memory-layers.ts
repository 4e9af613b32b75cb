/** The Layers port in memory: trees as values, merged as the model says; it can be told to fail. */
import { CacheError, isKind } from "../../src/cache/errors.ts";
import { type Changes, type LayerId, type LayerRef, noChanges } from "../../src/cache/generation.ts";
import type { Evicted, Layers, Measured, Merged, Surveyed } from "../../src/cache/ports.ts";
import { evict } from "../model/evict.ts";
import { count, finished, withoutDevices } from "../model/finish.ts";
import { isSame, merge } from "../model/merge.ts";
import { difference, effectOf, show, squash } from "../model/stack.ts";
import {
  bytesIn,
  type Directory,
  directoriesIn,
  emptyDirectory,
  type Item,
  isDirectory,
  namesOf,
} from "../model/tree.ts";

export class MemoryLayers implements Layers {
  readonly #layers = new Map<LayerId, Directory>();
  readonly #failures = new Map<keyof Layers, unknown[]>();
  /** Bytes that are free while a copy is made; and whether that shares blocks. */
  free = Number.MAX_SAFE_INTEGER;
  sharesBlocks = false;
  #count = 0;
  #trash = 0;
  #lostWrites = 0;

  /** The next call of the method throws this, before it does anything. Several wait in line. */
  failNext(method: keyof Layers, error: unknown): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), error]);
  }

  /** As overlayfs does when a pod writes: the upper of a volume becomes what makes `view` of its base. */
  show(layers: readonly LayerId[]): Directory {
    return show(this.#trees("show", layers));
  }

  /** What a layer holds. */
  held(id: LayerId): Directory {
    return this.#tree("look at", id);
  }

  /** Puts another tree in the place of a layer. */
  put(id: LayerId, tree: Directory): void {
    this.#layers.set(id, { ...this.#tree("write", id), entries: tree.entries });
  }

  /** As when somebody removed it from the disk. */
  lose(id: LayerId): void {
    this.#layers.delete(id);
  }

  /** How many discarded layers wait to be removed. */
  get trash(): number {
    return this.#trash;
  }

  async create(group: number | undefined): Promise<LayerId> {
    this.#mayFail("create");
    return this.#add({ ...emptyDirectory, mode: group === undefined ? 0o777 : 0o2777, owner: `0:${group ?? 0}` });
  }

  async has(id: LayerId): Promise<boolean> {
    this.#mayFail("has");
    return this.#layers.has(id);
  }

  async isEmpty(id: LayerId): Promise<boolean> {
    this.#mayFail("isEmpty");
    return this.#layers.get(id)?.entries.size === 0;
  }

  async list(): Promise<readonly LayerId[]> {
    this.#mayFail("list");
    return [...this.#layers.keys()];
  }

  async finish(upper: LayerId): Promise<Measured> {
    this.#mayFail("finish");
    const { tree, measured } = finished(this.#tree("seal", upper));
    this.#layers.set(upper, tree);
    return measured;
  }

  async survey(upper: LayerId): Promise<Surveyed> {
    this.#mayFail("survey");
    const { tree, measured } = finished(this.#tree("look at", upper));
    return { ...measured, copied: this.sharesBlocks ? 0 : bytesIn(tree) };
  }

  async copy(id: LayerId, free: number): Promise<LayerId | undefined> {
    this.#mayFail("copy");
    const tree = withoutDevices(this.#tree("copy", id));
    return free + (this.sharesBlocks ? 0 : bytesIn(tree)) > this.free ? undefined : this.#add(tree);
  }

  async sync(id: LayerId, since: number, _when: "now" | "later"): Promise<void> {
    try {
      this.#mayFail("sync");
    } catch (error) {
      if (isKind(error, "corrupt")) this.loseWrites();
      throw error;
    }
    this.#tree("sync", id);
    if (this.#lostWrites > since) throw new CacheError("corrupt", `Cannot trust layer ${id}: the disk lost writes`);
  }

  lostWrites(): number {
    return this.#lostWrites;
  }

  /** As when a sync of something else was told of lost writes. */
  loseWrites(): void {
    this.#lostWrites += 1;
  }

  async merge(delta: LayerRef, base: readonly LayerId[], head: readonly LayerId[]): Promise<Merged> {
    this.#mayFail("merge");
    const [before, now] = [this.show(base), this.show(head)];
    const volume = show([this.#tree("merge", delta.id), ...this.#trees("merge", base)]);
    const merged = merge(before, now, volume);
    const layer = difference(now, merged);
    const unchanged = touched(this.#tree("merge", delta.id), before);
    const changes = { ...changesBetween(now, merged), unchanged };
    const effect = effectOf(layer, this.#trees("merge", head));
    if (layer.entries.size === 0) return { changes, effect, layer: undefined };
    if (unchanged === 0 && base.join() === head.join()) return { changes, effect, layer: delta };
    return { changes, effect, layer: this.#ref(this.#add({ ...layer, mode: 0o777 })) };
  }

  async squash(run: readonly LayerId[], below: "something" | "nothing"): Promise<LayerRef> {
    this.#mayFail("squash");
    const tree = squash(this.#trees("squash", run), below);
    if (tree.entries.size === 0) return { id: "none", size: 0, entries: 0 };
    return this.#ref(this.#add(tree));
  }

  async evict(chain: readonly LayerId[], most: number): Promise<Evicted> {
    this.#mayFail("evict");
    const trees = this.#trees("evict", chain);
    const { tree, deleted } = evict(trees, most);
    if (tree.entries.size === 0) return { layer: { id: "none", size: 0, entries: 0 }, deleted };
    return { layer: this.#ref(this.#add(tree)), deleted };
  }

  async measure(id: LayerId): Promise<{ readonly bytes: number; readonly inodes: number }> {
    this.#mayFail("measure");
    const tree = this.#tree("measure", id);
    return { bytes: bytesIn(tree), inodes: count(tree, () => true) };
  }

  async discard(id: LayerId): Promise<void> {
    this.#mayFail("discard");
    if (this.#layers.delete(id)) this.#trash += 1;
  }

  async empty(_signal: AbortSignal): Promise<void> {
    this.#mayFail("empty");
    this.#trash = 0;
  }

  #add(tree: Directory): LayerId {
    this.#count += 1;
    const id = `layer${this.#count}`;
    this.#layers.set(id, tree);
    return id;
  }

  #ref(id: LayerId): LayerRef {
    const tree = this.#tree("look at", id);
    return { id, size: bytesIn(tree), entries: count(tree, () => true), directories: directoriesIn(tree) };
  }

  #trees(doing: string, ids: readonly LayerId[]): Directory[] {
    return ids.map((id) => this.#tree(doing, id));
  }

  #tree(doing: string, id: LayerId): Directory {
    const tree = this.#layers.get(id);
    if (!tree) throw new CacheError("not-found", `Cannot ${doing} layer ${id}: there is none`);
    return tree;
  }

  #mayFail(method: keyof Layers): void {
    const failures = this.#failures.get(method) ?? [];
    if (failures.length > 0) throw failures.shift();
  }
}

/** Files of a delta that are as the base has them. */
function touched(delta: Directory, base: Item | undefined): number {
  const before = isDirectory(base) ? base.entries : new Map<string, Item>();
  return [...delta.entries].reduce((sum, [name, item]) => {
    if (isDirectory(item)) return sum + touched(item, before.get(name));
    return sum + (isSame(before.get(name), item) ? 1 : 0);
  }, 0);
}

type Counts = Pick<Changes, "added" | "changed" | "deleted">;

function changesBetween(before: Directory, after: Directory): Changes {
  const sum = { added: 0, changed: 0, deleted: 0 };
  for (const name of namesOf(before, after)) countAt(before.entries.get(name), after.entries.get(name), sum);
  return { ...noChanges, ...sum };
}

function countAt(
  before: Item | undefined,
  after: Item | undefined,
  sum: { -readonly [Name in keyof Counts]: number },
): void {
  if (!after) sum.deleted += before ? 1 : 0;
  else if (!before) sum.added += 1;
  else if (!same(before, after)) sum.changed += 1;
  if (!isDirectory(after)) return;
  const [above, below] = [isDirectory(before) ? before : undefined, after];
  for (const name of namesOf(above, below)) countAt(above?.entries.get(name), below.entries.get(name), sum);
}

function same(a: Item, b: Item): boolean {
  const fields = ["kind", "mode", "owner", "attributes"] as const;
  if (fields.some((field) => a[field] !== b[field])) return false;
  return isDirectory(a) || isDirectory(b) || (a.content === b.content && a.mtime === b.mtime);
}
