/** Random commits on chains of numbers: what the compactor leaves when it is idle, what that costs, and that it comes to an end. */
import { expect } from "chai";
import * as fc from "fast-check";
import type { Planned } from "../../src/cache/compact.ts";
import { layersOf, longChain, planCompaction, widest, withoutRun } from "../../src/cache/compact.ts";
import type { Chain, LayerRef } from "../../src/cache/generation.ts";
import { onTop, totalsOf } from "../../src/cache/totals.ts";

const mega = 1 << 20;
/** Files in a directory. */
const spread = 10;

/** A cache as numbers: file `n` is in directory `n / 10`, and a layer is the files that it holds, with their sizes. */
class Numbers {
  chain: Chain = { layers: [] };
  linked = 0;
  changed = 0;
  /** Which layer each file is shown from. */
  readonly #shown = new Map<number, { readonly layer: string; readonly size: number }>();
  readonly #layers = new Map<string, Map<number, number>>();
  #count = 0;

  /** Files of no bytes are deleted. */
  commit(files: ReadonlyMap<number, number>): void {
    const before = this.#directories();
    const hidden = this.chain.layers.map(() => 0);
    const layer = this.#add(new Map(files));
    for (const [file, size] of files) {
      const old = this.#shown.get(file);
      const index = this.chain.layers.findIndex(({ id }) => id === old?.layer);
      if (old) hidden[index] = (hidden[index] ?? 0) + old.size;
      if (size > 0) this.#shown.set(file, { layer: layer.id, size });
      else this.#shown.delete(file);
    }
    this.chain = onTop(this.chain, layer, { directories: this.#directories() - before, hidden });
    this.changed += layer.entries;
  }

  /** As the compactor does; answers how many runs that took. */
  compact(): number {
    for (let runs = 0; ; runs += 1) {
      const run = planCompaction(this.chain);
      if (!run || runs > 100) return runs;
      this.#replace({ chain: this.chain, run });
    }
  }

  #replace(planned: Planned): void {
    const replaced = new Set(layersOf(planned).map(({ id }) => id));
    const atBottom = planned.run.to === this.chain.layers.length;
    const files = new Map([...replaced].toReversed().flatMap((id) => [...(this.#layers.get(id) ?? [])]));
    for (const [file, size] of files) if (size === 0 && atBottom) files.delete(file);
    this.linked += layersOf(planned).reduce((sum, { entries }) => sum + entries, 0);
    const made = this.#add(files);
    for (const [file, at] of this.#shown) {
      if (replaced.has(at.layer)) this.#shown.set(file, { ...at, layer: made.id });
    }
    this.chain = withoutRun(this.chain, planned, made) ?? this.chain;
  }

  get live(): number {
    return [...this.#shown.values()].reduce((sum, { size }) => sum + size, 0);
  }

  get shownDirectories(): number {
    return this.#directories() + 1;
  }

  #add(files: Map<number, number>): LayerRef {
    this.#count += 1;
    const id = `l${this.#count}`;
    this.#layers.set(id, files);
    const size = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
    const directories = 1 + new Set([...files.keys()].map((file) => Math.floor(file / spread))).size;
    return { id, size, entries: files.size + directories - 1, directories };
  }

  #directories(): number {
    return new Set([...this.#shown.keys()].map((file) => Math.floor(file / spread))).size;
  }
}

const commits = fc.array(
  fc.array(fc.tuple(fc.nat(2_000), fc.constantFrom(0, 1, 10_000, mega, 20 * mega)), {
    minLength: 1,
    maxLength: 60,
    size: "max",
  }),
  { minLength: 20, maxLength: 120, size: "max" },
);

describe("A cache of which nothing but its log is known", () => {
  it("has short, narrow chains and few dead bytes whenever the compactor is idle, which it comes to be", () => {
    fc.assert(
      fc.property(commits, (history) => {
        const cache = new Numbers();
        for (const files of history) {
          cache.commit(new Map(files));
          const runs = cache.compact();
          const totals = totalsOf(cache.chain);
          expect(runs, "runs until nothing is left to do").to.be.at.most(longChain);
          expect(cache.chain.layers.length).to.be.at.most(longChain);
          expect(totals).to.include({
            live: cache.live,
            shown: cache.chain.layers.length === 0 ? 1 : cache.shownDirectories,
          });
          if (!totals) return;
          expect(totals.directories).to.be.at.most(Math.max(widest * totals.shown, 64));
          expect(totals.dead).to.be.at.most(Math.max(mega, totals.live / 2));
        }
      }),
      { numRuns: 30 },
    );
  });

  it("links an entry a few times only, however many commits there are", () => {
    const cache = new Numbers();
    const random = fc.sample(fc.array(fc.nat(4_999), { minLength: 20, maxLength: 20 }), { numRuns: 500, seed: 7 });
    cache.commit(new Map(Array.from({ length: 5_000 }, (_, file) => [file, 10_000])));
    for (const files of random) {
      cache.commit(new Map(files.map((file) => [file, file % 7 === 0 ? 0 : 10_000 + file])));
      cache.compact();
    }
    expect(cache.linked / cache.changed).to.be.at.most(Math.log2(500));
  });
});
