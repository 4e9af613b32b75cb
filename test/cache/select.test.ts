/** What a new volume starts from, in order of preference. */
import { expect } from "chai";
import { longestChain } from "../../src/cache/compact.ts";
import type { Generation, Head } from "../../src/cache/generation.ts";
import { coldStart, longestBase, newestStart, olderStarts, type Start } from "../../src/cache/select.ts";
import { unknownEpoch, type Volume } from "../../src/cache/volume.ts";
import { generation, volume } from "./made.ts";

function head(newest: Generation | undefined, epoch = newest?.epoch ?? 0): Head {
  return { floor: 0, epoch, generation: newest, last: newest?.number ?? 0 };
}

/** `warm g2: c b a, pending volume-c`: a start in one line. */
function line({ how, base }: Start): string {
  const layers = base.layers.map(({ id }) => id).join(" ");
  const pending = base.pending.length > 0 ? `, pending ${base.pending.join(" ")}` : "";
  return `${how} g${base.generation}: ${layers}${pending}`;
}

describe("The newest start", () => {
  const g2 = generation(2, ["b", "a"]);
  const table: readonly (readonly [what: string, head: Head, sealed: readonly Volume[], expected: string])[] = [
    ["of an empty log is cold", head(undefined), [], "cold g0: "],
    ["is the head", head(g2), [], "warm g2: b a"],
    ["of a log that was pruned is cold, of that generation", head(generation(3, [], { epoch: 1 })), [], "cold g3: "],
    ["is warm where there is only a delta", head(undefined), [volume("c")], "warm g0: c, pending volume-c"],
    [
      "has the deltas on top, the last sealed one topmost",
      head(g2),
      [volume("d", { sealNumber: 9 }), volume("c", { sealNumber: 8 }), volume("e", { sealNumber: 10 })],
      "warm g2: e d c b a, pending volume-c volume-d volume-e",
    ],
    [
      "has no delta that is not to be committed",
      head(g2),
      [volume("c", { wishes: { commit: "never" } }), volume("d", { wishes: { readOnly: true } })],
      "warm g2: b a",
    ],
    ["has no delta from before a prune", head(generation(2, [], { epoch: 1 })), [volume("c")], "cold g2: "],
    [
      "has no delta whose layer is in the head already",
      head(generation(3, ["c", "b", "a"], { volume: "volume-c" })),
      [volume("c")],
      "warm g3: c b a",
    ],
    [
      "has no delta that was merged into the head already",
      head(generation(3, ["merged", "b", "a"], { volume: "volume-c" })),
      [volume("c")],
      "warm g3: merged b a",
    ],
    [
      "shows what the last writer will make the log show",
      head(g2),
      [
        volume("c", { sealNumber: 1 }),
        volume("d", {
          sealNumber: 2,
          wishes: { merge: "lastWriterWins" },
          base: { generation: 1, layers: [{ id: "a", size: 1, entries: 1 }] },
        }),
      ],
      "warm g2: d a, pending volume-c volume-d",
    ],
  ];
  for (const [what, at, sealed, expected] of table) {
    it(what, () => expect(line(newestStart(at, sealed))).to.equal(expected));
  }

  describe("of a cache whose commits have waited for long", () => {
    const chain = Array.from({ length: 16 }, (_, number) => `g${number}`);
    const waiting = (count: number, changes: Parameters<typeof volume>[1] = {}): Volume[] =>
      Array.from({ length: count }, (_, number) => volume(`d${number}`, { ...changes, sealNumber: number + 1 }));

    it("has all the deltas while a base takes so many layers", () => {
      const { how, base, leftOut } = newestStart(head(generation(1, chain)), waiting(longestBase - 16));
      expect({ how, layers: base.layers.length, leftOut }).to.deep.equal({
        how: "warm",
        layers: longestBase,
        leftOut: 0,
      });
    });

    it("is older than it could be with more of them, and leaves the newest out", () => {
      const { how, base, leftOut } = newestStart(
        head(generation(1, chain)),
        waiting(longestBase - 16 + 3).toReversed(),
      );
      expect({ how, layers: base.layers.length, leftOut }).to.deep.equal({
        how: "older",
        layers: longestBase,
        leftOut: 3,
      });
      expect(base.pending.at(0)).to.equal("volume-d0");
      expect(base.pending.at(-1)).to.equal(`volume-d${longestBase - 16 - 1}`);
      expect(base.layers[0]?.id).to.equal(`d${longestBase - 16 - 1}`);
    });

    it("has room for deltas on the longest chain", () => {
      const longest = Array.from({ length: longestChain }, (_, number) => `g${number}`);
      expect(newestStart(head(generation(1, longest)), waiting(longestChain)).leftOut).to.equal(0);
    });

    it("has them all where a last writer put its own base in the place of those before it", () => {
      const last = volume("last", { sealNumber: 1_000, wishes: { merge: "lastWriterWins" } });
      const { how, base, leftOut } = newestStart(head(generation(1, chain)), [...waiting(500), last]);
      expect({ how, layers: base.layers.map(({ id }) => id), leftOut }).to.deep.equal({
        how: "warm",
        layers: ["last"],
        leftOut: 0,
      });
      expect(base.pending).to.have.length(501);
    });

    it("has none of them where the oldest is too much by itself", () => {
      const long = Array.from({ length: longestBase }, (_, number) => ({ id: `x${number}`, size: 1, entries: 1 }));
      const changes = { wishes: { merge: "lastWriterWins" }, base: { layers: long } } as const;
      const { how, base, leftOut } = newestStart(head(generation(1, chain)), [volume("d", changes)]);
      expect({ how, layers: base.layers.length, pending: base.pending, leftOut }).to.deep.equal({
        how: "older",
        layers: 16,
        pending: [],
        leftOut: 1,
      });
    });
  });

  it("refers to a delta with what the seal measured", () => {
    const { base } = newestStart(head(undefined, 4), [volume("c", { base: { epoch: 4 } })]);
    expect(base.layers).to.deep.equal([{ id: "c", size: 3, entries: 2, directories: 1 }]);
    expect(base.epoch).to.equal(4);
  });
});

describe("The older starts", () => {
  it("are the generations of this epoch, newest first, and at last nothing", () => {
    const generations = [
      generation(1, ["a"]),
      generation(2, [], { epoch: 1, kind: "pruned" }),
      generation(3, ["c"], { epoch: 1 }),
      generation(4, ["d", "c"], { epoch: 1 }),
    ];
    const starts = olderStarts(head(generations[3]), generations);
    expect(starts.map(line)).to.deep.equal(["older g4: d c", "older g3: c", "older g2: ", "cold g0: "]);
    expect(starts.map(({ base }) => base.epoch)).to.deep.equal([1, 1, 1, 1]);
  });
});

describe("A cold start", () => {
  it("is of the log's epoch where the log can be read, else of none", () => {
    expect(coldStart({ epoch: 3 }).base.epoch).to.equal(3);
    expect(coldStart(undefined).base.epoch).to.equal(unknownEpoch);
  });
});
