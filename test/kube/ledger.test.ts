/** Holds the ledger over the API server to the contract of all ledgers, and to what only a network can get wrong. */
import { expect } from "chai";
import type { Generation, NewGeneration } from "../../src/cache/generation.ts";
import { toResource } from "../../src/kube/generation-resource.ts";
import type { KubeLedger } from "../../src/kube/ledger.ts";
import { type Cache, caches, type GenerationResource, generations } from "../../src/kube/resources.ts";
import { newCache } from "../contracts/api-server.ts";
import { describeLedger, newGeneration, npm } from "../contracts/ledger.ts";
import { describeFind } from "../contracts/ledger-entries.ts";
import { failure } from "../contracts/mounter.ts";
import type { Came } from "../fakes/fake-api-server.ts";
import { never } from "./api.ts";
import { KubeWorld } from "./ledger-world.ts";

const isCreate = ({ method, path }: Came): boolean => method === "POST" && path.endsWith("/generations");

describe("KubeLedger", () => {
  describeLedger(() => KubeWorld.make());
  describeFind(() => KubeWorld.make());
});

describe("A node's log over the API server", () => {
  let world: KubeWorld;
  let ledger: KubeLedger;

  beforeEach(async () => {
    world = await KubeWorld.make();
    ({ ledger } = world);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function append(volume: string, changes: Partial<NewGeneration> = {}): Promise<Generation> {
    return ledger.append(npm, await ledger.head(npm), newGeneration(volume, changes));
  }

  async function stored(): Promise<GenerationResource[]> {
    return [...(await world.api.client.list(generations, {}, never)).items];
  }

  const cache = (): Promise<Cache> => world.api.client.get(caches, npm, never);

  /** Resolves when the mirror says so: the watch brings it there. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  }

  it("keeps an entry as a Generation that belongs to its Cache, made with defaults", async () => {
    const made = await append("v1");
    const [only, ...rest] = await stored();
    expect(rest).to.deep.equal([]);
    expect(only?.spec).to.deep.equal(toResource(made).spec);
    expect(only?.metadata.ownerReferences?.[0]?.uid).to.equal((await cache()).metadata.uid);
    expect((await cache()).spec.retention.generations).to.equal(5);
  });

  it("says of what no pod made which node made it, and of a build where its pod ran", async () => {
    const nobody = { namespace: "", pod: "", uid: "", serviceAccount: "", node: "" };
    expect((await append("", { kind: "compacted", by: nobody })).by.node).to.equal("n1");
    expect((await append("v1", { by: { ...nobody, pod: "build", node: "node-7" } })).by.node).to.equal("node-7");
    expect((await stored()).map(({ spec }) => spec.by.node)).to.deep.equal(["n1", "node-7"]);
  });

  it("asks nobody about a cache that is known, to start from it", async () => {
    await append("v1");
    const before = world.api.server.requests.length;
    await ledger.ensure(npm);
    expect((await ledger.head(npm)).last).to.equal(1);
    expect(await ledger.generations(npm)).to.have.lengthOf(1);
    expect(world.api.server.requests.length).to.equal(before);
  });

  it("knows a Cache that somebody made, with what it asks for", async () => {
    const spec = { commit: { when: "never" }, retention: { size: "1Gi", whenFull: "refuse" } } as const;
    const made = await world.api.client.create(caches, newCache("default", "npm", spec), never);
    await until(async () => ledger.policy(npm) !== undefined);
    expect((await ledger.ensure(npm)).uid).to.equal(made.metadata.uid);
    const limit = { size: 2 ** 30, whenFull: "refuse" };
    expect(ledger.policy(npm)).to.deep.equal({ commit: "never", merge: "union", keep: 5, limit });
    expect(world.api.server.requests.some(({ method, path }) => method === "GET" && path.endsWith("/npm"))).to.equal(
      false,
    );
  });

  it("finds its own entry when the answer to its append was lost, and repeats nothing", async () => {
    await append("v1");
    const head = await ledger.head(npm);
    world.api.server.failNext("lost after the work", isCreate);
    await failure(ledger.append(npm, head, newGeneration("v2")), "unavailable");
    // The next try carries another layer: it was merged anew.
    const again = newGeneration("v2", { layers: [{ id: "another", size: 1, entries: 1 }] });
    const made = await ledger.append(npm, head, again);
    expect(made).to.deep.include({ number: 2, volume: "v2" });
    expect(made.layers.map(({ id }) => id)).to.deep.equal(["layerv2"]);
    expect(await stored()).to.have.lengthOf(2);
    expect((await ledger.head(npm)).generation).to.deep.equal(made);
    expect(await ledger.doubtful()).to.deep.equal([]);
  });

  it("keeps the layers of an append that was not answered, also for the next process", async () => {
    await ledger.ensure(npm);
    world.api.server.failNext({ code: 500 }, isCreate);
    await failure(append("v1"), "unavailable");
    expect((await world.another().doubtful()).flatMap(({ layers }) => layers.map(({ id }) => id))).to.deep.equal([
      "layerv1",
    ]);
    await append("v1");
    expect(await ledger.doubtful()).to.deep.equal([]);
  });

  it("keeps one entry in doubt for each volume, however often it tries", async () => {
    await ledger.ensure(npm);
    world.api.server.failNext({ code: 500 }, isCreate, 4);
    const head = await ledger.head(npm);
    const tried = (volume: string, id: string): Promise<Generation> =>
      ledger.append(npm, head, newGeneration(volume, { layers: [{ id, size: 1, entries: 1 }] }));
    await failure(tried("v1", "one"), "unavailable");
    await failure(tried("v1", "two"), "unavailable");
    await failure(tried("v2", "three"), "unavailable");
    await failure(tried("v1", "four"), "unavailable");
    const inDoubt = await world.another().doubtful();
    expect(inDoubt.flatMap(({ layers }) => layers.map(({ id }) => id))).to.have.members(["one", "three"]);
    expect((await tried("v1", "five")).layers.map(({ id }) => id)).to.deep.equal(["one"]);
    expect(await ledger.doubtful()).to.deep.equal([]);
  });

  it("is not appended as it was in doubt where the log has moved on since", async () => {
    const { uid } = await ledger.ensure(npm);
    world.api.server.failNext({ code: 500 }, isCreate, 1);
    await failure(append("v1"), "unavailable");
    // Above what is in doubt, which therefore stays so.
    const copy = { ...newGeneration("claim-1", { kind: "imported" }), cache: npm, cacheUID: uid, scope: "default" };
    const place = { domain: ledger.domain, number: 1_000, parent: 0 };
    await world.api.client.create(generations, toResource({ ...copy, ...place }), never);
    await until(async () => (await ledger.head(npm)).last === 1_000);
    const layers = [{ id: "merged", size: 1, entries: 1 }];
    expect(await append("v1", { layers })).to.deep.include({ number: 1_001, layers });
  });

  it("adopts an entry by the watch whose answer was lost", async () => {
    await ledger.ensure(npm);
    world.api.server.failNext("lost after the work", isCreate);
    await failure(append("v1"), "unavailable");
    await until(async () => (await ledger.doubtful()).length === 0);
    expect(await ledger.head(npm)).to.deep.include({ last: 1 });
  });

  describe("while the API server is down", () => {
    it("starts volumes from the mirror, commits nothing, and commits later", async () => {
      const first = await append("v1");
      await world.api.server.refuse();
      await ledger.ensure(npm);
      expect((await ledger.head(npm)).generation).to.deep.equal(first);
      const commit = async (): Promise<Generation> => append("v2");
      await failure(world.api.patiently(commit()), "unavailable");
      expect((await ledger.head(npm)).last).to.equal(1);
      await world.api.server.serve();
      expect(await world.api.patiently(commit())).to.deep.include({ number: 2, parent: 1 });
      expect(await stored()).to.have.lengthOf(2);
    });

    it("begins a cache that nobody knew, and makes its Cache when the first commit can be made", async () => {
      await world.api.server.refuse();
      const begun = await world.api.patiently(ledger.ensure(npm));
      const head = await ledger.head(npm);
      await failure(world.api.patiently(ledger.append(npm, head, newGeneration("v1"))), "unavailable");
      await world.api.server.serve();
      const made = await world.api.patiently(ledger.append(npm, head, newGeneration("v1")));
      const { uid } = (await cache()).metadata;
      expect(made).to.deep.include({ number: 1, cacheUID: uid, epoch: 0 });
      expect(begun.uid).not.to.equal(uid);
      expect((await ledger.head(npm)).epoch, "what started before may commit").to.equal(0);
    });

    it("lets only one publish wait for it, and the next one after a while", async () => {
      await world.api.server.refuse();
      const tries: string[] = [];
      await world.api.patiently(ledger.ensure(npm));
      const sleeping = world.clock.sleeping;
      for (const name of ["a", "b", "c"]) tries.push((await ledger.ensure({ namespace: "default", name })).key.name);
      expect([tries.length, world.clock.sleeping]).to.deep.equal([3, sleeping]);
    });

    it("serves what it has after a start", async () => {
      const first = await append("v1");
      await ledger[Symbol.asyncDispose]();
      await world.api.server.refuse();
      const next = world.another();
      const { uid } = await next.ensure(npm);
      expect([uid, (await next.head(npm)).generation]).to.deep.equal([first.cacheUID, first]);
    });
  });
});
