/** The tree work on layers that takes time: plain synchronous functions, run on a thread of their own. */
import { closeSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Changes, LayerId, LayerRef } from "../cache/generation.ts";
import type { Evicted, Measured, Merged, Surveyed } from "../cache/ports.ts";
import { Carrying } from "./carry.ts";
import { sharesBlocks } from "./copy.ts";
import { copyTree } from "./copy-tree.ts";
import { Dialect } from "./dialect.ts";
import { syncSmallTree } from "./durable.ts";
import { leastRecent } from "./evict.ts";
import { translated } from "./files.ts";
import { finishTree, surveyTree } from "./finish.ts";
import { fits } from "./fits.ts";
import { Layout, newId } from "./layout.ts";
import type { Linux } from "./linux.ts";
import { removeTree } from "./remove.ts";
import { squash } from "./squash.ts";
import type { StagedDirectory } from "./staging.ts";
import { Staging } from "./staging.ts";
import { Standing } from "./standing.ts";
import { Trash } from "./trash.ts";
import { entryOf, openTop, within } from "./tree.ts";
import { measureTree } from "./usage.ts";
import { View } from "./view.ts";

/** Up to so many entries are finished in a tenth of a second. */
export const smallTree = 5_000;

/** The work on trees. */
class Trees {
  readonly #layout: Layout;
  readonly #dialect: Dialect;
  readonly #trash: Trash;

  constructor(root: string, linux: Linux, userxattr: boolean) {
    this.#layout = new Layout(root);
    this.#dialect = new Dialect(linux, userxattr);
    this.#trash = new Trash(this.#layout.trash);
  }

  finish(upper: LayerId): Measured {
    return attempt(`seal layer ${upper}`, () => finishTree(this.#dialect, this.#layout.layer(upper)));
  }

  /** Undefined, with nothing done, for a tree that others should not wait for. */
  finishSmall(upper: LayerId): Measured | undefined {
    const isSmall = attempt(`look at layer ${upper}`, () =>
      within(openTop(this.#layout.layer(upper)), (top) => fits(top, { left: smallTree })),
    );
    return isSmall ? this.finish(upper) : undefined;
  }

  survey(upper: LayerId): Surveyed {
    return attempt(`look at layer ${upper}`, () => {
      const { measured, takes } = surveyTree(this.#dialect, this.#layout.layer(upper));
      const contents = sharesBlocks(this.#dialect.linux, this.#layout.temporary) ? 0 : takes.contents;
      return { ...measured, copied: contents + takes.rest };
    });
  }

  measure(id: LayerId): { bytes: number; inodes: number } {
    return attempt(`measure layer ${id}`, () => measureTree(this.#layout.layer(id)));
  }

  /** False when the tree is too large to be synced file by file. */
  sync(id: LayerId): boolean {
    return attempt(`sync layer ${id}`, () => syncSmallTree(this.#layout.layer(id)));
  }

  /** Undefined when the disk has no room for it; see the port. */
  copy(id: LayerId, free: number): LayerId | undefined {
    return attempt(`copy layer ${id}`, () => {
      const made = newId();
      const draft = join(this.#layout.temporary, made);
      try {
        if (!copyTree(this.#dialect, this.#layout.layer(id), draft, free)) return undefined;
        renameSync(draft, this.#layout.layer(made));
        return made;
      } finally {
        removeTree(draft);
      }
    });
  }

  /** Admits a delta against its base and carries what is left onto the head; see the port. */
  merge(delta: LayerRef, base: readonly LayerId[], head: readonly LayerId[]): Merged {
    return attempt(`merge layer ${delta.id}`, () => {
      const onBase = sameLayers(base, head);
      const standing = new Standing(onBase ? "its base" : "another");
      const { changes, effect } = this.#carry(delta.id, base, onBase ? base : head, undefined, standing);
      if (!standing.stands && !(onBase && contributed(changes) === 0)) return this.#stage(delta.id, base, head);
      return { changes, effect, layer: contributed(changes) === 0 ? undefined : delta };
    });
  }

  /** See Trash. */
  empty(milliseconds: number): boolean {
    return this.#trash.empty(milliseconds);
  }

  /** One layer that shows what this run of layers shows; see the port. */
  squash(run: readonly LayerId[], below: "something" | "nothing"): LayerRef {
    return attempt(`squash ${run.length} layers`, () => this.#squash(run, below, new Set()).layer);
  }

  /** One layer without the files touched longest ago; see the port. */
  evict(chain: readonly LayerId[], most: number): Evicted {
    return attempt(`evict from ${chain.length} layers`, () => {
      const view = this.#view(chain);
      try {
        const { layer, result } = this.#squash(chain, "nothing", leastRecent(this.#dialect, view, most));
        return { layer, deleted: result };
      } finally {
        view.close();
      }
    });
  }

  /** The result is how many names were left out. */
  #squash(
    run: readonly LayerId[],
    below: "something" | "nothing",
    without: ReadonlySet<bigint>,
  ): { result: number; layer: LayerRef } {
    return this.#make(
      run[0] ?? "",
      (root) => {
        const parts: number[] = [];
        try {
          for (const id of run) parts.push(openTop(this.#layout.layer(id)));
          squash(this.#dialect, parts, below, root);
        } finally {
          for (const descriptor of parts) closeSync(descriptor);
        }
        return root.leftOut;
      },
      without,
    );
  }

  #stage(delta: LayerId, base: readonly LayerId[], head: readonly LayerId[]): Merged {
    const { result, layer } = this.#make(delta, (root) => this.#carry(delta, base, head, root));
    return { ...result, layer: layer.entries === 0 ? undefined : layer };
  }

  /** A new layer, with the root of another one, and with what `fill` puts into it; an empty one is not kept. */
  #make<Result>(
    like: LayerId,
    fill: (root: StagedDirectory) => Result,
    without: ReadonlySet<bigint> = new Set(),
  ): { result: Result; layer: LayerRef } {
    const id = newId();
    const staging = new Staging(this.#dialect, join(this.#layout.temporary, id), without);
    try {
      const result = within(openTop(this.#layout.layer(like)), (top) => {
        const root = staging.root({ entry: entryOf(top), directory: top, name: "." });
        const filled = fill(root);
        root.finish();
        return filled;
      });
      const { bytes, entries, directories } = staging.tally;
      const layer = { id, size: bytes, entries, directories };
      if (layer.entries > 0) renameSync(staging.tree, this.#layout.layer(id));
      return { result, layer };
    } finally {
      staging.close();
    }
  }

  #carry(
    delta: LayerId,
    base: readonly LayerId[],
    head: readonly LayerId[],
    out: StagedDirectory | undefined,
    standing?: Standing,
  ): Omit<Merged, "layer"> {
    const carrying = new Carrying(this.#dialect, standing);
    const baseView = this.#view(base);
    try {
      const headView = this.#view(head, baseView);
      try {
        within(openTop(this.#layout.layer(delta)), (top) =>
          carrying.walk({ delta: top, base: baseView, head: headView, out, hides: false }),
        );
      } finally {
        headView.close();
      }
    } finally {
      baseView.close();
    }
    return { changes: carrying.changes, effect: carrying.effect };
  }

  #view(layers: readonly LayerId[], other?: View): View {
    return View.open(
      this.#dialect,
      layers.map((id) => this.#layout.layer(id)),
      other,
    );
  }
}

/** The functions of the thread for trees. */
export type TreeCalls = ReturnType<typeof treeCalls>;

/** The work on the trees of one state, as plain functions. */
export function treeCalls(root: string, linux: Linux, userxattr: boolean) {
  const trees = new Trees(root, linux, userxattr);
  return {
    finish: (upper: LayerId): Measured => trees.finish(upper),
    finishSmall: (upper: LayerId): Measured | undefined => trees.finishSmall(upper),
    measure: (id: LayerId): { bytes: number; inodes: number } => trees.measure(id),
    sync: (id: LayerId): boolean => trees.sync(id),
    survey: (upper: LayerId): Surveyed => trees.survey(upper),
    copy: (id: LayerId, free: number): LayerId | undefined => trees.copy(id, free),
    merge: (delta: LayerRef, base: readonly LayerId[], head: readonly LayerId[]): Merged =>
      trees.merge(delta, base, head),
    squash: (run: readonly LayerId[], below: "something" | "nothing"): LayerRef => trees.squash(run, below),
    evict: (chain: readonly LayerId[], most: number): Evicted => trees.evict(chain, most),
    empty: (milliseconds: number): boolean => trees.empty(milliseconds),
  };
}

function contributed(changes: Changes): number {
  return changes.added + changes.changed + changes.deleted;
}

function sameLayers(a: readonly LayerId[], b: readonly LayerId[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

function attempt<Result>(what: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw translated(what, error);
  }
}
