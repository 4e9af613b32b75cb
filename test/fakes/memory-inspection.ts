/** The Inspection port in memory: layers are lists of paths, put over each other by the rules of overlayfs, in as few words as they allow. */

import type { EntryKind } from "../../src/cache/admit.ts";
import { CacheError } from "../../src/cache/errors.ts";
import type { Aspect, Difference, Inspection, Survey, Usage, VolumeRecords } from "../../src/cache/inspection.ts";
import type { Volume } from "../../src/cache/volume.ts";
import type { Content, LayerContent } from "./layer-content.ts";
import { someTime } from "./layer-content.ts";

/** An entry as layers hold it: one object is one inode. */
interface Inode {
  readonly kind: EntryKind;
  readonly text: string;
  readonly mode: number;
  readonly owner: number;
  readonly mtime: number;
  readonly label: string | undefined;
  readonly opaque: boolean;
}

type Layer = ReadonlyMap<string, Inode>;

const block = 4096;

/** What a test may say of the world around the state. */
export type Around = Omit<Survey, "volumes" | "layers" | "trash">;

export class MemoryInspection implements Inspection {
  readonly #layers = new Map<string, Layer>();
  readonly #trash: Layer[] = [];
  readonly #volumes = new Map<string, Volume>();
  #around: Around = {
    mounts: [],
    bootId: "boot-1",
    disk: { size: 100 * 2 ** 30, free: 60 * 2 ** 30, inodes: 1e6, inodesFree: 6e5 },
    running: 4711,
    retired: [],
    unreadable: [],
    unreadableClaims: [],
    aside: [],
    openFiles: undefined,
    mounted: new Set(),
  };

  /** From now on the world around looks like this; what is not named stays. */
  set(around: Partial<Around>): void {
    this.#around = { ...this.#around, ...around };
  }

  layer(id: string, content: LayerContent): void {
    const layer = new Map<string, Inode>();
    for (const [path, entry] of Object.entries(content)) {
      for (const above of parentsOf(path)) if (!layer.has(above)) layer.set(above, inodeOf({ directory: true }));
      layer.set(path, "same" in entry ? this.#inode(...entry.same) : inodeOf(entry));
    }
    this.#layers.set(id, layer);
  }

  discard(id: string): void {
    const layer = this.#layers.get(id);
    if (layer) this.#trash.push(layer);
    this.#layers.delete(id);
  }

  record(volume: Volume): void {
    this.#volumes.set(volume.incarnation, volume);
  }

  async *diff(from: readonly string[], to: readonly string[]): AsyncGenerator<Difference> {
    const [before, after] = [this.#view(from), this.#view(to)];
    for (const path of [...new Set([...before.keys(), ...after.keys()])].toSorted(inTreeOrder)) {
      const difference = compared(path, before.get(path), after.get(path));
      if (difference) yield difference;
    }
    this.#mustHave([...from, ...to]);
  }

  async usage(groups: readonly (readonly string[])[]): Promise<Usage> {
    const holders = new Map<Inode, Set<number>>();
    for (const [group, layers] of groups.entries()) {
      for (const inode of layers.flatMap((id) => [...(this.#layers.get(id)?.values() ?? [])]))
        holders.set(inode, (holders.get(inode) ?? new Set()).add(group));
    }
    const held = [...holders];
    const claimed = new Set(groups.flat());
    const others = [...this.#layers].filter(([id]) => !claimed.has(id)).map(([, layer]) => layer);
    const unclaimed = { layers: others.length, bytes: sizeOf(others, new Set(holders.keys())) };
    const seen = new Set([...holders.keys(), ...others.flatMap((layer) => [...layer.values()])]);
    const trash = sizeOf(this.#trash, seen);
    const rest = this.#volumes.size * block;
    return {
      groups: groups.map((_, group) => ({
        exclusive: sum(held.filter(([, by]) => by.has(group) && by.size === 1).map(([inode]) => inode)),
        shared: sum(held.filter(([, by]) => by.has(group) && by.size > 1).map(([inode]) => inode)),
      })),
      shared: sum(held.filter(([, by]) => by.size > 1).map(([inode]) => inode)),
      unclaimed,
      trash,
      rest,
      whole: sum(holders.keys()) + unclaimed.bytes + trash + rest,
      disk: this.#around.disk,
    };
  }

  async volumes(): Promise<VolumeRecords> {
    const volumes = [...this.#volumes.values()].toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
    return { volumes, mounted: this.#around.mounted, unreadable: this.#around.unreadable };
  }

  async survey(): Promise<Survey> {
    return {
      ...this.#around,
      volumes: (await this.volumes()).volumes,
      layers: new Set(this.#layers.keys()),
      trash: this.#trash.length,
    };
  }

  #inode(layer: string, path: string): Inode {
    const found = this.#layers.get(layer)?.get(path);
    if (!found) throw new Error(`There is no ${path} in layer ${layer}`);
    return found;
  }

  #mustHave(layers: readonly string[]): void {
    const missing = layers.find((id) => !this.#layers.has(id));
    if (missing !== undefined) throw new CacheError("not-found", `Cannot read layer ${missing}: it is not there`);
  }

  /** Oldest first: each layer changes what the ones below it showed. Parents come before what is in them. */
  #view(layers: readonly string[]): Map<string, Inode> {
    this.#mustHave(layers);
    const view = new Map<string, Inode>();
    for (const layer of layers.toReversed().map((id) => this.#layers.get(id) ?? new Map<string, Inode>())) {
      for (const [path, inode] of [...layer].toSorted(([a], [b]) => a.length - b.length)) {
        const covers = view.get(path)?.kind === "directory" && (inode.kind !== "directory" || inode.opaque);
        for (const below of covers ? view.keys() : []) if (below.startsWith(`${path}/`)) view.delete(below);
        if (inode.kind === "whiteout") view.delete(path);
        else view.set(path, inode);
      }
    }
    return view;
  }
}

function parentsOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
}

function inodeOf(content: Exclude<Content, { same: unknown }>): Inode {
  const plain = { text: "", mode: 0o755, owner: 0, mtime: someTime, label: undefined, opaque: false };
  if ("whiteout" in content) return { ...plain, kind: "whiteout" };
  if ("symlink" in content) return { ...plain, kind: "symlink", text: content.symlink };
  if ("fifo" in content) return { ...plain, kind: "fifo" };
  if ("directory" in content) return { ...plain, ...content, kind: "directory" };
  return { ...plain, mode: 0o644, ...content, kind: "file", text: content.file };
}

function compared(path: string, before: Inode | undefined, after: Inode | undefined): Difference | undefined {
  const shown = after ?? before;
  if (!shown) return undefined;
  const found = {
    path: Buffer.from(path, "latin1"),
    kind: shown.kind,
    size: shown.kind === "file" ? shown.text.length : 0,
  };
  if (!before) return { change: "added", ...found, aspects: [] };
  if (!after) return { change: "deleted", ...found, aspects: [] };
  const aspects = aspectsOf(before, after);
  return aspects.length === 0 ? undefined : { change: "changed", ...found, aspects };
}

function aspectsOf(a: Inode, b: Inode): Aspect[] {
  if (a.kind !== b.kind) return ["kind"];
  const differs: Partial<Record<Aspect, boolean>> = {
    content: a.kind === "file" && a.text !== b.text,
    target: a.kind === "symlink" && a.text !== b.text,
    mode: a.mode !== b.mode,
    owner: a.owner !== b.owner,
    mtime: a.kind !== "directory" && a.mtime !== b.mtime,
    attributes: a.label !== b.label,
  };
  return (Object.keys(differs) as Aspect[]).filter((aspect) => differs[aspect]);
}

/** Component by component, so that what is in a directory follows it. */
function inTreeOrder(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const at = left.findIndex((part, index) => part !== right[index]);
  if (at === -1) return left.length - right.length;
  return right[at] === undefined || (left[at] ?? "") > right[at] ? 1 : -1;
}

function sizeOf(layers: readonly Layer[], counted: ReadonlySet<Inode>): number {
  return sum(new Set(layers.flatMap((layer) => [...layer.values()]).filter((inode) => !counted.has(inode))));
}

function sum(inodes: Iterable<Inode>): number {
  let bytes = 0;
  for (const { kind, text } of inodes) bytes += kind === "file" ? Math.ceil(text.length / block) * block : block;
  return bytes;
}
