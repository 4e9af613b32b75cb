/** Tests the controller's plan: which floors rise, and what it deletes. */
import { expect } from "chai";
import type { CacheStatus, ClusterCache } from "../../src/cache/cluster.ts";
import { planCache, planHoldings, silentHoldings } from "../../src/controller/plan.ts";
import { cacheObject, domains, entries, entry, heldLog, holding, now, statusWith } from "./objects.ts";
import { deletions, node1, plan, status, view } from "./planning.ts";

const { one, two } = domains;

describe("The controller's plan for a cache", () => {
  it("raises the floor past what is to be kept, and then deletes", () => {
    expect(deletions(plan(cacheObject({ keep: 2 }), entries(1, 2, 3, 4)))).to.equal(
      `floor ${one} 2, delete 1, delete 2`,
    );
  });

  it("keeps all where no more are there than are to be kept", () => {
    expect(deletions(plan(cacheObject({ keep: 4 }), entries(1, 2, 3, 4)))).to.equal("");
  });

  it("does not count compactions", () => {
    const generations = [...entries(1, 2), entry(3, { kind: "compacted" }), entry(4)];
    expect(deletions(plan(cacheObject({ keep: 2 }), generations))).to.equal(`floor ${one} 1, delete 1`);
  });

  it("deletes what a prune left behind", () => {
    const generations = [...entries(1, 2), entry(3, { kind: "pruned", epoch: 1, layers: [] })];
    expect(deletions(plan(cacheObject({ keep: 5 }), generations))).to.equal(`floor ${one} 2, delete 1, delete 2`);
  });

  it("deletes what is older than may be kept, the newest one too", () => {
    const minutes = (count: number): number => count * 60_000;
    const old = (number: number, ago: number): ReturnType<typeof entry> =>
      entry(number, { time: new Date(now.getTime() - minutes(ago)).toISOString() });
    const generations = [old(1, 50), old(2, 30), old(3, 10)];
    const kept = (maxAge: number): string =>
      deletions(plan(cacheObject({ keep: 5, maxAge: minutes(maxAge) }), generations));
    expect(kept(60)).to.equal("");
    expect(kept(50)).to.equal("");
    expect(kept(40)).to.equal(`floor ${one} 1, delete 1`);
    expect(kept(9)).to.equal(`floor ${one} 3, delete 1, delete 2, delete 3`);
    const pins = [{ domain: one, generation: 2 }];
    const pinned = plan(cacheObject({ keep: 5, maxAge: minutes(9), pins }), generations);
    expect(deletions(pinned)).to.equal(`floor ${one} 1, delete 1`);
  });

  it("goes by when the API server took a generation, not by the clock of the node that made it", () => {
    const [time, createdAt] = ["2020-01-01T00:00:00Z", new Date(now.getTime() - 1000).toISOString()];
    expect(deletions(plan(cacheObject({ keep: 5, maxAge: 60_000 }), [entry(1, { time, createdAt })]))).to.equal("");
  });

  it("takes no content for younger because it was compacted", () => {
    const [long, now1] = [60 * 60_000, new Date(now.getTime() - 60_000).toISOString()];
    const generations = [entry(1, { time: "2025-12-31T00:00:00Z" }), entry(2, { kind: "compacted", time: now1 })];
    const actions = plan(cacheObject({ keep: 5, maxAge: long }), generations);
    expect(deletions(actions)).to.equal(`floor ${one} 2, delete 1, delete 2`);
    const before = status(plan(cacheObject({ keep: 5 }), generations));
    const after = status(plan(cacheObject({ keep: 5, maxAge: long, status: before }), generations));
    expect(after.conditions.find(({ type }) => type === "Ready")?.reason).to.equal("Retired");
  });

  it("stops below what a snapshot pins, in its domain only", () => {
    const generations = [...entries(1, 2, 3, 4), ...entries(1, 2, 3, 4).map((other) => ({ ...other, domain: two }))];
    const cache = cacheObject({ keep: 1, pins: [{ domain: one, generation: 3 }] });
    const actions = plan(cache, generations, [node1, holding("node-2", two)]);
    expect(deletions(actions))
      .to.match(new RegExp(`floor ${one} 2`))
      .and.to.match(new RegExp(`floor ${two} 3`));
    expect(deletions(actions).match(/delete/g)).to.have.lengthOf(5);
  });

  it("stops in every log below a pin that cannot be read", () => {
    const cache = cacheObject({ keep: 1, pins: [{ domain: undefined, generation: 1 }] });
    expect(deletions(plan(cache, entries(1, 2, 3, 4)))).to.equal("");
  });

  it("takes over the floor that a node tells", () => {
    const tells = holding("node-1", one, [heldLog({ floor: 3 })]);
    expect(deletions(plan(cacheObject({ keep: 5 }), entries(1, 2, 3, 4), [tells]))).to.equal(
      `floor ${one} 3, delete 1, delete 2, delete 3`,
    );
  });

  it("takes over no floor behind the newest entry: none could ever be appended above it", () => {
    const tells = holding("node-1", one, [heldLog({ floor: Number.MAX_SAFE_INTEGER })]);
    expect(deletions(plan(cacheObject({ keep: 5 }), entries(1, 2), [tells]))).to.equal(
      `floor ${one} 2, delete 1, delete 2`,
    );
    expect(deletions(plan(cacheObject({ keep: 5 }), [], [tells]))).to.equal("");
  });

  it("has no floor below a log's first entry, which may stand on some that only the node has", () => {
    expect(status(plan(cacheObject({ keep: 5 }), entries(51, 52))).heads[0]?.floor).to.equal(0);
    expect(deletions(plan(cacheObject({ keep: 1 }), entries(51, 52)))).to.equal(`floor ${one} 51, delete 51`);
  });

  it("is past what is gone behind its floor", () => {
    expect(deletions(plan(cacheObject({ keep: 2 }), entries(1, 3, 4)))).to.equal(`floor ${one} 2, delete 1`);
  });

  it("never lowers a floor, also where a pin lies below it", () => {
    const cache = cacheObject({ status: statusWith({ [one]: 2 }), pins: [{ domain: one, generation: 1 }] });
    expect(deletions(plan(cache, entries(1, 2, 3)))).to.equal(`floor ${one} 2, delete 1, delete 2`);
  });

  it("leaves alone what an earlier cache of this name left", () => {
    const strangers = entries(1, 2, 3, 4).map((other) => ({ ...other, cacheUID: "another" }));
    const actions = plan(cacheObject({ keep: 1 }), [...strangers, entry(5)]);
    expect(actions.map(({ act }) => act)).to.deep.equal(["write-status"]);
    expect(status(actions)).to.deep.include({ generations: 1 });
  });

  it("has nothing to do when its status says all that", () => {
    const cache = cacheObject({ keep: 2 });
    const first = plan(cache, entries(1, 2, 3));
    const done = { ...cache, status: JSON.parse(JSON.stringify(status(first))) as CacheStatus };
    expect(plan(done, entries(2, 3))).to.deep.equal([]);
    expect(planCache(view(done, entries(2, 3)), new Date(now.getTime() + 60_000))).to.deep.equal([]);
  });

  it("deletes no entry of a log whose floor does not fit into the status, until it does", () => {
    const names = Array.from({ length: 70 }, (_, index) => String(index).padStart(8, "0"));
    let generations = names.flatMap((domain) => entries(1, 2).map((other) => ({ ...other, domain })));
    let cache = cacheObject({ keep: 1 });
    const holdings = names.map((domain) => holding(`node-${domain}`, domain));
    const lengths: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const actions = plan(cache, generations, holdings);
      const floors = new Map(actions.length > 0 ? status(actions).heads.map((head) => [head.domain, head.floor]) : []);
      const gone = actions.flatMap((action) => (action.act === "delete-generation" ? [action.generation] : []));
      for (const { domain, number } of gone) expect(number).to.be.at.most(floors.get(domain) ?? 0);
      if (actions.length > 0) cache = { ...cache, status: status(actions) };
      generations = generations.filter((other) => !gone.includes(other));
      lengths.push(gone.length);
    }
    expect(lengths).to.deep.equal([64, 6, 0, 0, 0]);
    expect(plan(cache, generations, holdings)).to.deep.equal([]);
  });
});

describe("A log whose node is gone", () => {
  const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000);
  const lost = (since: string | undefined, changes: Partial<ClusterCache> = {}): ClusterCache => {
    const { heads, ...rest } = statusWith({ [one]: 0 });
    const gone = heads.map((head) => ({ ...head, node: "node-1", lostSince: since }));
    return cacheObject({ status: { ...rest, heads: gone }, ...changes });
  };

  it("is marked, and says which node had it", () => {
    expect(status(plan(lost(undefined), entries(1), [])).heads[0]).to.deep.include({
      node: "node-1",
      lostSince: now.toISOString(),
    });
  });

  it("is not taken for lost where no Holding ever told of it: nobody may write them", () => {
    expect(status(plan(cacheObject(), entries(1), [])).heads[0]).to.deep.include({ lostSince: undefined });
    const cache = cacheObject({ status: statusWith({ [one]: 0 }) });
    expect(deletions(planCache(view(cache, entries(1, 2), []), hours(2400)))).to.equal("");
  });

  it("keeps its entries for a day", () => {
    const cache = lost(now.toISOString());
    expect(deletions(planCache(view(cache, entries(1, 2), []), hours(23)))).to.equal("");
    expect(deletions(planCache(view(cache, entries(1, 2), []), hours(24)))).to.equal(
      `floor ${one} 2, delete 1, delete 2`,
    );
  });

  it("keeps what a snapshot pins", () => {
    const cache = lost(now.toISOString(), { pins: [{ domain: one, generation: 2 }] });
    expect(deletions(planCache(view(cache, entries(1, 2, 3), []), hours(240)))).to.equal(`floor ${one} 1, delete 1`);
  });

  it("is none any more when its entries are gone", () => {
    const cache = lost(now.toISOString());
    expect(status(planCache(view(cache, [], []), hours(25))).heads).to.deep.equal([]);
  });

  it("is as before when the node comes back", () => {
    const back = status(planCache(view(lost(now.toISOString()), entries(1, 2)), hours(240)));
    expect(back.heads[0]).to.deep.include({ lostSince: undefined, node: "node-1", floor: 0 });
  });
});

describe("The controller's plan for Holdings", () => {
  const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

  it("deletes those of nodes that are gone, after a while", () => {
    const both = [node1, holding("node-2", two)];
    const names = (nodes: readonly string[], minutes: number): string[] =>
      planHoldings(silentHoldings(both, later(minutes)), new Set(nodes)).flatMap((action) =>
        action.act === "delete-holding" ? [action.holding.node] : [],
      );
    expect(names(["node-1", "node-2"], 600)).to.deep.equal([]);
    expect(names(["node-1"], 9)).to.deep.equal([]);
    expect(names(["node-1"], 10)).to.deep.equal(["node-2"]);
  });
});
