/** Which generations go, by number and under pressure, and that nothing goes whose going frees nothing. */
import { expect } from "chai";
import type { Generation, LayerRef } from "../../src/cache/generation.ts";
import { type Budget, type Kept, retain } from "../../src/cache/retain.ts";
import { newGeneration } from "../contracts/ledger.ts";

/** One generation as letters for its layers, newest first. */
type Chain = string | { readonly layers: string; readonly kind?: Generation["kind"]; readonly epoch?: number };

const hundred: Omit<LayerRef, "id"> = { size: 100, entries: 10 };

/** A cache whose generations have these chains, oldest first; it was used on this day of January. */
function cache(name: string, day: number, chains: readonly Chain[], sizes: Record<string, object> = {}): Kept {
  const key = { namespace: "builds", name };
  const generations = chains.map((chain, index): Generation => {
    const { layers, kind = "build", epoch = 0 } = typeof chain === "string" ? { layers: chain } : chain;
    const number = index + 1;
    const place = { cache: key, cacheUID: `uid-${name}`, scope: "default", domain: "00c0ffee", parent: index };
    const refs = layers.split("").map((letter) => ({ id: `${name}-${letter}`, ...hundred, ...sizes[letter] }));
    return { ...newGeneration(`${name}-${number}`), kind, epoch, layers: refs, ...place, number };
  });
  return { key, usedAt: `2026-01-${String(day).padStart(2, "0")}T00:00:00.000Z`, generations };
}

interface Wanted extends Partial<Omit<Budget, "toFree" | "pinned" | "uncommitted">> {
  readonly bytes?: number;
  readonly entries?: number;
  readonly pinned?: readonly string[];
  readonly uncommitted?: readonly string[];
}

/** What goes, as `npm≤3 go≤1`. */
function plan(caches: readonly Kept[], wanted: Wanted = {}): string {
  const { keep = 5, bytes = 0, entries = 0, pinned = [], uncommitted = [] } = wanted;
  const budget = { keep, toFree: { bytes, entries }, pinned: new Set(pinned), uncommitted: new Set(uncommitted) };
  return retain(caches, budget)
    .map(({ key, upTo }) => `${key.name}≤${upTo}`)
    .join(" ");
}

interface Row {
  readonly it: string;
  readonly caches: readonly Kept[];
  readonly wanted?: Wanted;
  readonly goes: string;
}

function check(rows: readonly Row[]): void {
  for (const row of rows) it(row.it, () => expect(plan(row.caches, row.wanted)).to.equal(row.goes));
}

/** A log in which each build added a layer, and then one compaction made one layer of all. */
const grown: readonly Chain[] = ["a", "ba", "cba"];
const compacted: readonly Chain[] = ["a", "ba", "cba", { layers: "C", kind: "compacted" }];

describe("retain() without pressure", () => {
  check([
    { it: "keeps everything up to the number to keep", caches: [cache("npm", 1, grown)], goes: "" },
    { it: "retires what is beyond it", caches: [cache("npm", 1, grown)], wanted: { keep: 2 }, goes: "npm≤1" },
    { it: "does not count a compaction", caches: [cache("npm", 1, compacted)], wanted: { keep: 2 }, goes: "npm≤1" },
    { it: "knows caches without entries", caches: [cache("npm", 1, [])], wanted: { keep: 1, bytes: 1 }, goes: "" },
    {
      it: "stops before an entry whose commit is not recorded yet",
      caches: [cache("npm", 1, grown)],
      wanted: { keep: 1, uncommitted: ["npm-2"] },
      goes: "npm≤1",
    },
  ]);
});

describe("retain() under pressure", () => {
  const [old, young] = [cache("go", 1, compacted), cache("npm", 2, compacted)];
  check([
    {
      it: "leaves the newest entry of the least recently used cache, also when that is a compaction",
      caches: [young, old],
      wanted: { bytes: 300 },
      goes: "go≤3",
    },
    {
      it: "goes on with the next cache before it takes anybody's newest entry",
      caches: [young, old],
      wanted: { bytes: 301 },
      goes: "npm≤3 go≤3",
    },
    {
      it: "then takes the newest entry of the least recently used cache",
      caches: [young, old],
      wanted: { bytes: 601 },
      goes: "npm≤3 go≤4",
    },
    { it: "takes everything in the end", caches: [young, old], wanted: { bytes: 1e9 }, goes: "npm≤4 go≤4" },
    {
      it: "frees inodes, too, although there are bytes enough",
      caches: [young, old],
      wanted: { entries: 31 },
      goes: "npm≤3 go≤3",
    },
    {
      it: "counts what the number to keep lets go already",
      caches: [young, old],
      wanted: { keep: 1, bytes: 0, entries: 0 },
      goes: "npm≤2 go≤2",
    },
  ]);

  describe("does not retire what frees nothing:", () => {
    check([
      {
        it: "old generations whose layers the newest one has",
        caches: [cache("go", 1, grown), cache("npm", 2, ["x", "y"])],
        wanted: { bytes: 100 },
        goes: "npm≤1",
      },
      {
        it: "a cache whose layers volumes pin",
        caches: [cache("go", 1, ["a", "b"]), cache("npm", 2, ["x", "y"])],
        wanted: { bytes: 100, pinned: ["go-a", "go-b"] },
        goes: "npm≤1",
      },
      {
        it: "the head of a cache of which volumes pin the most, for the little that is left of it",
        caches: [cache("go", 1, ["a", { layers: "ba" }], { b: { size: 0, entries: 1 } })],
        wanted: { bytes: 1e9, pinned: ["go-a"] },
        goes: "",
      },
      {
        it: "any cache, when all are pinned",
        caches: [cache("go", 1, ["a", "b"])],
        wanted: { bytes: 1e9, pinned: ["go-a", "go-b"] },
        goes: "",
      },
      {
        it: "an empty cache",
        caches: [cache("go", 1, [{ layers: "", kind: "pruned" }])],
        wanted: { bytes: 1 },
        goes: "",
      },
    ]);
  });

  check([
    {
      it: "retires the head of a cache of which volumes pin less than half",
      caches: [cache("go", 1, ["a", { layers: "ba" }], { a: { size: 0, entries: 1 } })],
      wanted: { bytes: 1e9, pinned: ["go-a"] },
      goes: "go≤2",
    },
    {
      it: "retires what frees nothing but inodes",
      caches: [cache("go", 1, ["a", "b"], { a: { size: 0, entries: 3 } })],
      wanted: { entries: 3 },
      goes: "go≤1",
    },
    {
      it: "stops before an entry whose commit is not recorded yet",
      caches: [cache("go", 1, ["a", "b", "c"])],
      wanted: { bytes: 1e9, uncommitted: ["go-2"] },
      goes: "go≤1",
    },
  ]);
});
