/** Tells what becomes of logs of which a node speaks, or into which it writes, that is not theirs. */
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import type { ClusterGeneration } from "../../src/cache/cluster.ts";
import { strangeClaims } from "../../src/cache/domain-owner.ts";
import { Reconciler } from "../../src/controller/reconciler.ts";
import { ControllerRecorder } from "../fakes/controller-recorder.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { FakeCluster } from "../fakes/fake-cluster.ts";
import { FakeTerm } from "../fakes/fake-term.ts";
import { cacheObject, domains, entry, heldLog, holding, now, statusWith } from "./objects.ts";
import { deletions, node1, plan, status } from "./planning.ts";

const { one } = domains;

describe("A log that another node speaks of", () => {
  const thief = holding("node-2", one, [heldLog({ floor: 9, hits: 7, conflicts: 7 })], "2026-01-01T00:00:01Z");
  const from = (node: string, number: number): ClusterGeneration =>
    entry(number, { by: { namespace: "builds", pod: "pod", node } });
  const own = (...numbers: readonly number[]): ClusterGeneration[] => numbers.map((number) => from("node-1", number));

  it("is the first one's that claimed its domain", () => {
    const written = status(plan(cacheObject({ keep: 5 }), own(1, 2), [node1, thief]));
    expect(written.heads).to.have.lengthOf(1);
    expect(written.heads[0]).to.include({ node: "node-1", floor: 0, generation: 2 });
    expect(written).to.include({ hits: 0, conflicts: 0 });
    expect(strangeClaims([node1, thief])).to.deep.equal([thief]);
  });

  it("stays its node's while that is away, until it is given up", () => {
    const { heads, ...rest } = statusWith({ [one]: 0 });
    const away = heads.map((head) => ({ ...head, node: "node-1" }));
    const cache = cacheObject({ keep: 5, status: { ...rest, heads: away } });
    const actions = plan(cache, own(1, 2), [thief]);
    expect(deletions(actions)).to.equal("");
    expect(status(actions).heads[0]).to.deep.include({ node: "node-1", lostSince: now.toISOString() });
  });

  it("loses what the other one put there, and shows and counts nothing of it", () => {
    const forged = [from("node-2", 3), from("node-2", 4)];
    const actions = plan(cacheObject({ keep: 2 }), [...own(1, 2), ...forged], [node1]);
    expect(deletions(actions)).to.equal("stray 3, stray 4");
    expect(status(actions)).to.deep.include({ generations: 2 });
    expect(status(actions).heads[0]?.generation).to.equal(2);
  });

  it("loses, too, what says that it is of a Cache that was deleted: it takes a number", () => {
    const forged = { ...from("node-2", 3), cacheUID: "another" };
    expect(deletions(plan(cacheObject({ keep: 5 }), [...own(1, 2), forged], [node1]))).to.equal("stray 3");
  });

  it("is not pruned by it", () => {
    const pruned = { ...from("node-2", 3), kind: "pruned", epoch: 7, layers: [] } as const;
    expect(deletions(plan(cacheObject({ keep: 2 }), [...own(1, 2), pruned], [node1]))).to.equal("stray 3");
  });

  it("keeps what names no node: no node's token can make that", () => {
    expect(deletions(plan(cacheObject({ keep: 5 }), [...own(1), from("", 2)], [node1]))).to.equal("");
  });

  it("is rid of it as soon as the controller looks, which tells of both", async () => {
    const cluster = new FakeCluster();
    const events = new ControllerRecorder();
    const term = new FakeTerm();
    const { uid } = cluster.putCache(cacheObject({ keep: 2 }));
    for (const made of [...own(1), from("node-2", 2)]) cluster.putGeneration({ ...made, cacheUID: uid });
    cluster.putHolding(node1);
    cluster.putHolding(thief);
    const leading = new Reconciler({ cluster, clock: new FakeClock(now.toISOString()), events }).lead(term);
    while (cluster.generations.size > 1) await setImmediate();
    term.end();
    await leading;
    expect(events.take()).to.deep.equal([
      "ignored that node-2 claims 00000001",
      "status of npm: g1 above 0",
      "deleted stray g2 of npm, a log of node-1",
    ]);
  });
});
