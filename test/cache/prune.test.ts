/** What a prune appends, what it costs, and that retention lets go of what it emptied. */
import { expect } from "chai";
import type { Generation, Head } from "../../src/cache/generation.ts";
import { hasContent, lostToPrune, prunedGeneration } from "../../src/cache/prune.ts";
import { retain } from "../../src/cache/retain.ts";
import { newVolume } from "../contracts/inspection-world.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";

function generation(number: number, changes: Partial<Generation> = {}): Generation {
  const place = { cache: npm, cacheUID: "uid", scope: "default", domain: "00c0ffee", number, parent: number - 1 };
  return { ...newGeneration(`v${number}`), ...place, ...changes };
}

function headAt(newest: Generation | undefined, changes: Partial<Head> = {}): Head {
  return { generation: newest, last: newest?.number ?? 0, floor: 0, epoch: newest?.epoch ?? 0, ...changes };
}

describe("prunedGeneration()", () => {
  it("has no layers, and an epoch above the head's", () => {
    const time = new Date("2026-01-02T03:04:05.678Z");
    expect(prunedGeneration(headAt(generation(7, { epoch: 2 })), time)).to.deep.include({
      kind: "pruned",
      layers: [],
      epoch: 3,
      base: 7,
      volume: "",
      bytes: 0,
      time: "2026-01-02T03:04:05.678Z",
    });
  });

  it("can be the first of a log", () => {
    expect(prunedGeneration(headAt(undefined), new Date())).to.include({ epoch: 1, base: 0 });
  });
});

describe("lostToPrune()", () => {
  const head = headAt(generation(3, { epoch: 1 }));
  const base = { generation: 3, epoch: 1, layers: [], pending: [] };
  const { request } = newVolume("a-1");

  it("names open and sealed volumes that are to commit", () => {
    const volumes = [newVolume("a-1", { base }), newVolume("a-2", { base, state: "sealed" })];
    expect(lostToPrune(head, volumes)).to.deep.equal(volumes);
  });

  it("leaves out those that are closed, that never commit, that cannot write, or that an earlier prune lost", () => {
    const volumes = [
      newVolume("a-1", { base, state: "committed" }),
      newVolume("a-2", { base, state: "discarded" }),
      newVolume("a-3", { base, request: { ...request, wishes: { ...request.wishes, commit: "never" } } }),
      newVolume("a-4", { base, request: { ...request, wishes: { ...request.wishes, readOnly: true } } }),
      newVolume("a-5", { base: { ...base, epoch: 0 } }),
    ];
    expect(lostToPrune(head, volumes)).to.deep.equal([]);
  });
});

describe("hasContent()", () => {
  const empty = generation(4, { kind: "pruned", layers: [], epoch: 1 });

  it("is false for a log without entries, and after a prune", () => {
    expect(hasContent(headAt(undefined), [])).to.equal(false);
    expect(hasContent(headAt(undefined, { floor: 5, last: 5 }), [])).to.equal(false);
    expect(hasContent(headAt(empty), [])).to.equal(false);
  });

  it("is true for a head with layers, and for entries that cannot be read", () => {
    expect(hasContent(headAt(generation(3)), [])).to.equal(true);
    expect(hasContent(headAt(undefined, { last: 2 }), [])).to.equal(true);
    expect(hasContent(headAt(empty, { last: 5 }), [])).to.equal(true);
  });

  it("is true while a volume is still to commit, because a prune ends that, too", () => {
    const base = { generation: 4, epoch: 1, layers: [], pending: [] };
    expect(hasContent(headAt(empty), [newVolume("a-1", { base })])).to.equal(true);
    expect(hasContent(headAt(empty), [newVolume("a-1")])).to.equal(false);
  });
});

describe("retain(), after a prune,", () => {
  const usedAt = "2026-01-01T00:00:00.000Z";
  const emptied = [1, 2, 3].map((number) => generation(number));
  const pruned = generation(4, { kind: "pruned", layers: [], epoch: 1 });
  const budget = {
    keep: 5,
    toFree: { bytes: 0, entries: 0 },
    uncommitted: new Set<string>(),
    pinned: new Set<string>(),
  };

  it("lets all older generations go, however many are to be kept", () => {
    const plan = retain([{ key: npm, usedAt, generations: [...emptied, pruned] }], budget);
    expect(plan).to.deep.equal([{ key: npm, upTo: 3 }]);
  });

  it("keeps what was committed since", () => {
    const since = [generation(5, { epoch: 1 }), generation(6, { epoch: 1 })];
    const plan = retain([{ key: npm, usedAt, generations: [...emptied, pruned, ...since] }], budget);
    expect(plan).to.deep.equal([{ key: npm, upTo: 3 }]);
  });

  it("keeps an entry whose commit is not recorded yet", () => {
    const plan = retain([{ key: npm, usedAt, generations: [...emptied, pruned] }], {
      ...budget,
      uncommitted: new Set(["v2"]),
    });
    expect(plan).to.deep.equal([{ key: npm, upTo: 1 }]);
  });
});
