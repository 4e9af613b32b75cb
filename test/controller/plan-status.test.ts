/** Tests what the controller's plan says in a Cache's status. */
import { expect } from "chai";
import type { Action } from "../../src/controller/plan.ts";
import { planCache } from "../../src/controller/plan.ts";
import { cacheObject, domains, entries, entry, heldLog, holding, now, statusWith } from "./objects.ts";
import { node1, plan, status, view } from "./planning.ts";

const { one, two } = domains;

describe("The status of a cache", () => {
  it("says where each log stands, since when, by whom, and on which node", () => {
    const generations = [
      ...entries(1, 2),
      entry(3, { kind: "compacted", by: { namespace: "builds", pod: "", node: "node-1" } }),
    ];
    expect(status(plan(cacheObject(), generations)).heads).to.deep.equal([
      {
        scope: "default",
        domain: one,
        node: "node-1",
        generation: 3,
        time: entry(2).time,
        by: "builds/pod-2",
        floor: 0,
        lostSince: undefined,
      },
    ]);
  });

  it("adds up what is kept, each layer of a domain once", () => {
    const there = [node1, holding("node-2", two)];
    const generations = [...entries(1, 2, 3), entry(3, { domain: two })];
    expect(status(plan(cacheObject({ keep: 2 }), generations, there))).to.deep.include({
      generations: 3,
      bytes: 60,
      lastCommit: { generation: 3, domain: one, time: entry(3).time, pod: "builds/pod-3" },
    });
  });

  it("adds up what the nodes count", () => {
    const counts = heldLog({ hits: 3, coldStarts: 2, conflicts: 1, pendingDeltas: 4 });
    const there = [holding("node-1", one, [counts]), holding("node-2", two, [counts])];
    expect(status(plan(cacheObject(), entries(1), there))).to.deep.include({
      hits: 6,
      coldStarts: 4,
      conflicts: 2,
      pendingDeltas: 8,
    });
  });

  it("remembers the last commit when its entry is gone", () => {
    const lastCommit = { generation: 3, domain: one, time: entry(3).time, pod: "builds/pod-3" };
    const cache = cacheObject({ status: { ...statusWith({ [one]: 3 }), lastCommit } });
    expect(status(plan(cache, []))).to.deep.include({ lastCommit, generations: 0 });
  });

  it("has the 64 logs that were appended to last", () => {
    const generations = Array.from({ length: 70 }, (_, index) =>
      entry(1, {
        domain: String(index).padStart(8, "0"),
        time: new Date(now.getTime() - 3_600_000 + index * 1000).toISOString(),
      }),
    );
    const { heads } = status(plan(cacheObject(), generations, []));
    expect(heads).to.have.lengthOf(64);
    expect([heads[0]?.domain, heads.at(-1)?.domain]).to.deep.equal(["00000069", "00000006"]);
  });

  describe("as conditions", () => {
    const refusal = { time: "2026-01-01T23:30:00Z", pod: "builds/big", reason: "size-limit", message: "2 GiB" };
    const refused = holding("node-1", one, [heldLog({ lastRefusal: refusal })]);
    const condition = (actions: readonly Action[], type: string): Record<string, unknown> | undefined =>
      status(actions).conditions.find((candidate) => candidate.type === type) as Record<string, unknown> | undefined;

    it("is Ready when volumes start warm", () => {
      expect(condition(plan(cacheObject(), entries(1)), "Ready")).to.deep.include({ status: "True", reason: "Warm" });
      expect(condition(plan(cacheObject(), []), "Ready")).to.deep.include({ reason: "NothingCommitted" });
      const pruned = entry(2, { kind: "pruned", epoch: 1, layers: [] });
      expect(condition(plan(cacheObject(), [entry(1), pruned]), "Ready")).to.deep.include({
        status: "False",
        reason: "Emptied",
      });
      const heads = statusWith({ [one]: 0 }).heads.map((head) => ({ ...head, node: "node-1" }));
      const had = cacheObject({ status: { ...statusWith({}), heads } });
      expect(condition(plan(had, entries(1), []), "Ready")).to.deep.include({ status: "False", reason: "NodesGone" });
    });

    it("says who was refused last, when, and why", () => {
      const told = condition(plan(cacheObject(), entries(1), [refused]), "CommitsAccepted");
      expect(told).to.deep.include({ status: "False", reason: "SizeLimit" });
      expect(told?.["message"]).to.equal("2026-01-01T23:30:00Z, pod builds/big, size-limit: 2 GiB");
    });

    it("says so, too, when another was taken since", () => {
      const later = entry(2, { time: "2026-01-01T23:31:00.000Z" });
      const told = condition(plan(cacheObject(), [entry(1), later], [refused]), "CommitsAccepted");
      expect(told).to.deep.include({ status: "True", reason: "CommittedSince" });
      expect(told?.["message"]).to.include("pod builds/big, size-limit: 2 GiB");
    });

    it("says so when none was refused", () => {
      const told = condition(plan(cacheObject(), entries(1)), "CommitsAccepted");
      expect(told).to.deep.include({ status: "True", reason: "NothingRefused" });
    });

    it("keeps the time of its last change", () => {
      const cache = cacheObject();
      const first = status(plan(cache, entries(1)));
      const later = new Date(now.getTime() + 60_000);
      const second = planCache(view({ ...cache, status: first }, entries(1, 2)), later);
      expect(condition(second, "Ready")).to.deep.include({ lastTransitionTime: now.toISOString() });
      const third = planCache(view({ ...cache, status: first }, []), later);
      expect(condition(third, "Ready")).to.deep.include({
        status: "False",
        lastTransitionTime: later.toISOString(),
      });
    });
  });
});
