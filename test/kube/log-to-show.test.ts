/** Which log of a Cache a snapshot or a copy is of. */
import { expect } from "chai";
import { CacheError, messageOf } from "../../src/cache/errors.ts";
import type { LayerRef } from "../../src/cache/generation.ts";
import { type DatedEntry, type HoldingNode, headToShow } from "../../src/kube/log-to-show.ts";
import type { CacheStatus } from "../../src/kube/resources.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";

const [one, other] = ["00c0ffee", "0123abcd"];
const createdAt = "2026-01-01T00:00:00Z";
const there: readonly HoldingNode[] = [
  { node: "node-1", domain: one, createdAt, isThere: true },
  { node: "node-2", domain: other, createdAt, isThere: true },
];

const nodeOf: Readonly<Record<string, string>> = { [one]: "node-1", [other]: "node-2" };

/** Appended at that second, and at the same one by the clock of its node unless told otherwise. */
function entry(domain: string, number: number, second: number, changes: Partial<DatedEntry> = {}): DatedEntry {
  const time = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  const by = { namespace: "default", pod: "pod", uid: "uid", serviceAccount: "builder", node: nodeOf[domain] ?? "" };
  const place = { by, cache: npm, cacheUID: "uid", scope: "default", domain, number, parent: number - 1 };
  return { ...newGeneration(`v-${domain}-${number}`), ...place, time, createdAt: time, ...changes };
}

/** The domain and number, or the kind of the error. */
function shown(
  entries: readonly DatedEntry[],
  nodes: readonly HoldingNode[] = there,
  heads: CacheStatus["heads"] = [],
): string {
  try {
    const head = headToShow({ metadata: { ...npm }, status: { heads } }, entries, nodes);
    return head ? `${head.domain} ${head.number}` : "nothing";
  } catch (error) {
    return error instanceof CacheError ? `${error.kind}: ${error.message}` : messageOf(error);
  }
}

/** The status of a log that a node had, or has. */
function headOf(domain: string, node: string) {
  return { scope: "default", domain, node, generation: 1, floor: 0 };
}

describe("The log that a snapshot or a copy is of", () => {
  const warm = entry(one, 1, 1);
  const newest = entry(other, 1, 2);
  const heads = [headOf(one, "node-1"), headOf(other, "node-2")];
  const [here, gone] = [there.slice(0, 1), [] as const];
  const none: readonly LayerRef[] = [];

  it("is the one that was committed to last", () => {
    expect(shown([warm, newest])).to.equal(`${other} 1`);
    expect(shown([warm, newest, entry(one, 2, 3)])).to.equal(`${one} 2`);
    expect(shown([])).to.equal("nothing");
  });

  it("is that by the API server's time, whatever the nodes' clocks say, and by those within a second", () => {
    const ahead = { time: "2027-01-01T00:00:00.000Z" };
    expect(shown([{ ...warm, ...ahead }, newest])).to.equal(`${other} 1`);
    expect(
      shown([
        { ...warm, ...ahead },
        { ...newest, createdAt: warm.createdAt },
      ]),
    ).to.equal(`${one} 1`);
  });

  it("is that also when another one was compacted since", () => {
    expect(shown([warm, newest, entry(one, 2, 3, { kind: "compacted" })])).to.equal(`${other} 1`);
  });

  it("is not that of a node that is gone, while another one has the cache", () => {
    expect(shown([warm, newest], here, heads)).to.equal(`${one} 1`);
  });

  it("is that of a node of which no Holding has told yet", () => {
    expect(shown([warm, newest], here, heads.slice(0, 1))).to.equal(`${other} 1`);
    expect(shown([warm], gone)).to.equal(`${one} 1`);
  });

  it("cannot be told while only silent nodes have the cache", () => {
    const silent = there.map((node) => ({ ...node, isThere: node.domain === one }));
    expect(shown([warm, newest], silent, heads)).to.equal(`${one} 1`);
    expect(shown([newest], silent, heads)).to.match(/^unavailable: .*node-2/);
    expect(shown([warm, newest], silent.slice(1), heads)).to.match(/^unavailable: .*: node-2;/);
  });

  it("is not that of a node that only says it had the cache, nor what it put into another one's log", () => {
    const claims = { node: "node-2", domain: one, createdAt: "2026-01-02T00:00:00Z", isThere: true };
    expect(shown([warm], [claims], heads.slice(0, 1)), "node-1 is gone").to.match(/^precondition: .*node-1/);
    expect(shown([warm], [...here, claims])).to.equal(`${one} 1`);
    const strange = entry(one, 2, 3, { by: newest.by });
    expect(shown([warm, strange], [...here, claims])).to.equal(`${one} 1`);
  });

  it("is none when all nodes that had something are gone: no empty copy of it is made", () => {
    expect(shown([warm, newest], gone, heads)).to.match(/^precondition: .*node-1, node-2/);
    expect(shown([{ ...warm, layers: none }], gone, heads), "it had nothing").to.equal("nothing");
  });
});
