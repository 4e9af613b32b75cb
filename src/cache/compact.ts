/** Which run of a chain to replace by one layer, so that every entry is copied to a new layer O(log n) times (size-tiered, as log-structured merge trees). */
import type { Chain, LayerId, LayerRef } from "./generation.ts";
import type { Totals } from "./totals.ts";
import { totalsOf } from "./totals.ts";

/** Chains longer than this are compacted in the background. */
export const longChain = 16;

/** A commit waits for a compaction rather than make a chain longer than this. */
export const longestChain = 64;

/** A chain is wide, and compacted, when a directory is in more layers than this on average: listing it reads all of them. A few directories cost nothing (ADR 0018). */
export const widest = 3;
const fewDirectories = 64;

/** Bytes that a chain may hide before it is compacted: this share of those that it shows, and always so many (ADR 0018). */
const deadShare = 0.5;
const fewBytes = 1 << 20;

/** Chains up to this long leave alone what open volumes show (ADR 0016). */
const patience = 2 * longChain;

/** Layers `from` (inclusive, newest) to `to` (exclusive), counted from the newest. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** A layer joins the run above it unless it holds more than this many times its entries. */
const tier = 2;

/**
 * The run to replace, or undefined when the chain may stay as it is. Carried out again and again, it ends: a run of two layers makes the
 * chain shorter, and one that begins with the newest layer hides nothing any more. What was never counted is counted by replacing all of it.
 * A run ends above the layers that open volumes show, unless the chain is too long to wait for them: a link changes a file's ctime, and
 * who reads the file just then, like tar(1), takes it for changed.
 */
export function planCompaction(chain: Chain, shown: ReadonlySet<LayerId> = new Set()): Run | undefined {
  const { layers } = chain;
  const totals = totalsOf(chain);
  const end = endOfUnused(layers, shown);
  if (!totals) return layers.length > longChain && end === layers.length ? { from: 0, to: end } : undefined;
  return planRemoval(layers, totals, end) ?? planRun(layers, isWide(totals) ? 1 : longChain, end);
}

/** Where the newest layers end that may be replaced. */
function endOfUnused(layers: readonly LayerRef[], shown: ReadonlySet<LayerId>): number {
  const first = layers.length > patience ? -1 : layers.findIndex(({ id }) => shown.has(id));
  return first === -1 ? layers.length : first;
}

function isWide({ directories, shown }: Totals): boolean {
  return directories > widest * shown && directories > fewDirectories;
}

/**
 * The shortest run from the newest layer down that leaves at most half of the dead bytes that are allowed; it begins there because only what
 * is hidden from within the run goes. A run that `end` cuts short has to free that much to be worth it.
 */
function planRemoval(layers: readonly LayerRef[], { live, dead }: Totals, end: number): Run | undefined {
  const allowed = Math.max(fewBytes, live * deadShare);
  if (dead <= allowed) return undefined;
  let left = dead;
  let to = 0;
  while (left > allowed / 2 && to < end) {
    left -= layers[to]?.dead ?? 0;
    to += 1;
  }
  return dead - left < allowed / 2 ? undefined : { from: 0, to };
}

/**
 * The run to replace, or undefined when the chain has at most so many layers. It starts at the newest layer from which at least two are of about
 * one size, and goes on while the next layer is not much larger than all of the run: so small layers are merged often and large ones seldom.
 * It ends before `end`.
 */
export function planRun(layers: readonly LayerRef[], limit: number, end = layers.length): Run | undefined {
  if (layers.length <= limit) return undefined;
  for (let from = 0; from < end - 1; from += 1) {
    const to = endOfRun(layers, from, end);
    if (to - from >= 2) return { from, to };
  }
  // To replace all that is unused, whatever its sizes, would be done again after every commit.
  return end === layers.length ? { from: 0, to: end } : undefined;
}

function endOfRun(layers: readonly LayerRef[], from: number, end: number): number {
  let sum = weight(layers[from]);
  let to = from + 1;
  while (to < end && weight(layers[to]) <= tier * sum) {
    sum += weight(layers[to]);
    to += 1;
  }
  return to;
}

/** Linking costs by entry; a layer has at least its root. */
function weight(layer: LayerRef | undefined): number {
  return (layer?.entries ?? 0) + 1;
}

/** A run of a chain, as it was when the layer for its place was made. */
export interface Planned {
  readonly chain: Chain;
  readonly run: Run;
}

export function layersOf({ chain, run }: Planned): readonly LayerRef[] {
  return chain.layers.slice(run.from, run.to);
}

/** Where the run's layers stand in a chain that may have got longer on top; undefined when they are no longer there as a whole. */
export function findRun(chain: readonly LayerRef[], run: readonly LayerRef[]): Run | undefined {
  const from = chain.findIndex((layer) => layer.id === run[0]?.id);
  if (from === -1 || !run.every((layer, index) => chain[from + index]?.id === layer.id)) return undefined;
  return { from, to: from + run.length };
}

/** The chain, as it is by now, with the run replaced by the layer that was made of it; undefined when the run is no longer in it. */
export function withoutRun(now: Chain, planned: Planned, made: LayerRef): Chain | undefined {
  const run = layersOf(planned);
  const place = findRun(now.layers, run);
  if (!place) return undefined;
  const layer = { ...made, dead: deadOf(made, planned, now.layers.slice(place.from, place.to), place) };
  return {
    layers: [...now.layers.slice(0, place.from), ...(made.entries > 0 ? [layer] : []), ...now.layers.slice(place.to)],
    directories: directoriesOf(now, planned, made, place),
  };
}

/** What the layers above the run hid of it when it was made, and what was hidden since. */
function deadOf(made: LayerRef, planned: Planned, run: readonly LayerRef[], place: Run): number | undefined {
  if (place.from === 0) return 0;
  const [before, since] = [bytesOf(layersOf(planned)), bytesOf(run)];
  if (!before || !since) return undefined;
  const atFirst = planned.run.from === 0 ? 0 : made.size - (before.size - before.dead);
  return Math.min(made.size, Math.max(0, atFirst + since.dead - before.dead));
}

function bytesOf(layers: readonly LayerRef[]): { readonly size: number; readonly dead: number } | undefined {
  let [size, dead] = [0, 0];
  for (const layer of layers) {
    if (layer.dead === undefined) return undefined;
    size += layer.size;
    dead += layer.dead;
  }
  return { size, dead };
}

/** Shows the same as before; made of the whole chain, the layer itself says how many directories that are. */
function directoriesOf(now: Chain, { chain, run }: Planned, made: LayerRef, place: Run): number | undefined {
  if (run.from > 0 || run.to < chain.layers.length || made.directories === undefined) return now.directories;
  if (place.from === 0) return made.directories;
  return now.directories === undefined || chain.directories === undefined
    ? undefined
    : made.directories + now.directories - chain.directories;
}
