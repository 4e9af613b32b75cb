/** Tells what the reconciler does at a cluster: how often it writes, and what it does when others are faster or nobody answers. */
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { Reconciler } from "../../src/controller/reconciler.ts";
import { ControllerRecorder } from "../fakes/controller-recorder.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { FakeCluster } from "../fakes/fake-cluster.ts";
import { FakeTerm } from "../fakes/fake-term.ts";
import { cacheObject, domains, entry, heldLog, holding, now, npm } from "./objects.ts";

const unavailable = new CacheError("unavailable", "no answer");
const minute = 60_000;

describe("The reconciler", () => {
  let cluster: FakeCluster;
  let clock: FakeClock;
  let events: ControllerRecorder;
  let term: FakeTerm;
  let reconciler: Reconciler;
  let leading: Promise<void>;

  beforeEach(() => {
    cluster = new FakeCluster();
    clock = new FakeClock(now.toISOString());
    events = new ControllerRecorder();
    term = new FakeTerm();
    reconciler = new Reconciler({ cluster, clock, events });
    cluster.putCache(cacheObject({ keep: 2 }));
    cluster.putHolding(holding("node-1", domains.one));
  });

  afterEach(async () => {
    term.end();
    await leading;
    expect(clock.sleeping, "asleep after the end").to.equal(0);
  });

  async function begin(): Promise<void> {
    leading = reconciler.lead(term);
    await pass(0);
  }

  /** Time passes, and what is ready to run does. */
  async function pass(ms: number): Promise<void> {
    await setImmediate();
    await clock.advance(ms);
    await setImmediate();
  }

  /** Of the cache as it is now. */
  function commit(...numbers: readonly number[]): void {
    const { uid = "" } = cluster.caches.get("builds/npm") ?? {};
    for (const number of numbers) cluster.putGeneration(entry(number, { cacheUID: uid }));
  }

  const numbers = (): number[] => [...cluster.generations.values()].map(({ number }) => number);

  it("writes what a cache's status should say, and deletes what its floor passes", async () => {
    commit(1, 2, 3);
    await begin();
    expect(events.take()).to.deep.equal(["status of npm: g3 above 1", "deleted g1 of npm"]);
    expect(numbers()).to.deep.equal([2, 3]);
    expect(cluster.caches.get("builds/npm")?.status).to.deep.include({ generations: 2 });
  });

  it("writes nothing while nothing changes, however often it looks", async () => {
    commit(1);
    await begin();
    cluster.writes.length = 0;
    await pass(9 * minute);
    expect(events.looks).to.be.greaterThan(2);
    expect(cluster.writes).to.deep.equal([]);
  });

  it("writes a status at most once in two seconds, and the last one with all that came meanwhile", async () => {
    await begin();
    cluster.writes.length = 0;
    for (let number = 1; number <= 50; number += 1) {
      commit(number);
      await pass(100);
    }
    await pass(2_000);
    const statuses = cluster.writes.filter((write) => write.startsWith("status"));
    expect(statuses.length).to.be.within(3, 4);
    expect(cluster.caches.get("builds/npm")?.status?.lastCommit).to.deep.include({ generation: 50 });
    expect(numbers()).to.deep.equal([49, 50]);
  });

  it("deletes what has become too old when it has, and does not wait for the next look at everything", async () => {
    await begin();
    cluster.putCache(cacheObject({ keep: 2, maxAge: minute }));
    const { uid = "" } = cluster.caches.get("builds/npm") ?? {};
    cluster.putGeneration(entry(1, { cacheUID: uid, time: now.toISOString() }));
    await pass(minute);
    expect(numbers()).to.deep.equal([1]);
    await pass(1);
    expect(numbers()).to.deep.equal([]);
  });

  it("does not let one cache wait for another", async () => {
    const go = { namespace: "builds", name: "go" };
    await begin();
    events.take();
    commit(1);
    cluster.putCache(cacheObject({ key: go }));
    await pass(0);
    expect(events.take()).to.include("status of go: ");
  });

  it("reads a cache again that has changed under its hands, and never passes a pin set meanwhile", async () => {
    commit(1, 2, 3);
    const cache = cluster.caches.get("builds/npm");
    cluster.beforeNextWrite(() => {
      cluster.breakWatch();
      if (cache) cluster.putCache({ ...cache, pins: [{ domain: domains.one, generation: 1 }] });
    });
    await begin();
    expect(events.take()).to.deep.equal(["outrun at npm", "status of npm: g3 above 0"]);
    expect(numbers()).to.deep.equal([1, 2, 3]);
  });

  it("deletes nothing whose floor could not be written, and tries again less and less often", async () => {
    commit(1, 2, 3);
    cluster.failNext(unavailable, unavailable);
    await begin();
    expect(events.take()).to.deep.equal(["delayed npm: unavailable"]);
    expect(numbers()).to.deep.equal([1, 2, 3]);
    await pass(2_000);
    expect(events.take()).to.deep.equal(["delayed npm: unavailable"]);
    await pass(3_900);
    expect(events.take()).to.deep.equal([]);
    await pass(200);
    expect(events.take()).to.deep.equal(["status of npm: g3 above 1", "deleted g1 of npm"]);
  });

  it("writes no second status sooner when a deletion is outrun", async () => {
    await begin();
    await pass(2_000);
    cluster.writes.length = 0;
    commit(1, 2, 3);
    cluster.beforeNextWrite(() => {
      cluster.beforeNextWrite(() => commit(1, 4));
    });
    await pass(1_900);
    expect(events.take()).to.include("outrun at npm");
    expect(cluster.writes).to.deep.equal(["status builds/npm"]);
    await pass(200);
    expect(numbers()).to.deep.equal([3, 4]);
    expect(cluster.writes.filter((write) => write.startsWith("status"))).to.have.lengthOf(2);
  });

  it("writes nothing when its term is over, also when nobody has told it yet", async () => {
    await begin();
    cluster.writes.length = 0;
    term.lose();
    commit(1, 2, 3);
    await pass(10 * minute);
    expect(cluster.writes).to.deep.equal([]);
  });

  it("deletes the Holding of a node that is gone, and marks its log", async () => {
    commit(1);
    await begin();
    cluster.dropNode("node-1");
    events.take();
    await pass(20 * minute);
    expect(events.take()).to.deep.equal(["deleted holding of node-1", "status of npm: g1 above 0"]);
    expect(cluster.caches.get("builds/npm")?.status?.heads[0]?.lostSince).to.not.equal(undefined);
    await pass(25 * 60 * minute);
    expect(numbers()).to.deep.equal([]);
    expect(cluster.caches.get("builds/npm")?.status?.heads).to.deep.equal([]);
  });

  it("keeps a Holding while nobody says whether its node is there", async () => {
    await begin();
    cluster.dropNode("node-1");
    await pass(9 * minute);
    cluster.failNext(unavailable);
    await pass(2 * minute);
    expect(events.take().slice(1)).to.deep.equal(["resync delayed: unavailable"]);
    await pass(5 * minute);
    expect(events.take()[0]).to.deep.equal("deleted holding of node-1");
  });

  it("writes what nodes count, but for that alone not more often than four times a minute", async () => {
    commit(1);
    await begin();
    cluster.writes.length = 0;
    for (let hits = 1; hits <= 60; hits += 1) {
      cluster.putHolding(holding("node-1", domains.one, [heldLog({ hits })]));
      await pass(1_000);
    }
    await pass(15_000);
    expect(cluster.writes.length).to.be.within(4, 5);
    expect(cluster.caches.get("builds/npm")?.status?.hits).to.equal(60);
    cluster.putHolding(holding("node-1", domains.one, []));
    commit(2);
    await pass(0);
    expect(cluster.caches.get("builds/npm")?.status?.hits).to.equal(0);
  });

  it("writes a status that lists many logs less often", async () => {
    const many = Array.from({ length: 60 }, (_, index) => String(index).padStart(8, "0"));
    for (const domain of many) cluster.putHolding(holding(`node-${domain}`, domain));
    const { uid: cacheUID = "" } = cluster.caches.get("builds/npm") ?? {};
    await begin();
    await pass(20_000);
    cluster.writes.length = 0;
    for (const domain of many) {
      cluster.putGeneration(entry(1, { domain, cacheUID }));
      await pass(1_000);
    }
    await pass(16_000);
    expect(cluster.writes.length).to.be.within(8, 15);
    expect(cluster.caches.get("builds/npm")?.status?.heads).to.have.lengthOf(60);
  });

  it("has nothing to do with a cache that is gone", async () => {
    commit(1, 2, 3);
    cluster.beforeNextWrite(() => cluster.dropCache(npm));
    await begin();
    expect(events.take()).to.deep.equal(["outrun at npm"]);
    expect(cluster.writes).to.deep.equal([]);
    cluster.dropCache(npm);
    await pass(10 * minute);
    expect(cluster.writes).to.deep.equal([]);
  });

  it("starts anew in its next term", async () => {
    commit(1);
    await begin();
    term.end();
    await leading;
    commit(2, 3);
    term = new FakeTerm();
    events.take();
    await begin();
    expect(events.take()).to.deep.equal(["status of npm: g3 above 1", "deleted g1 of npm"]);
  });
});
