/** Tests what becomes of a node's log when its Cache is deleted, its floor raised, or an entry made by somebody else. */
import { expect } from "chai";
import type { Generation, NewGeneration } from "../../src/cache/generation.ts";
import { toResource } from "../../src/kube/generation-resource.ts";
import type { KubeLedger } from "../../src/kube/ledger.ts";
import { type Cache, caches, type GenerationResource, generations } from "../../src/kube/resources.ts";
import { newCache } from "../contracts/api-server.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";
import { failure } from "../contracts/mounter.ts";
import { never } from "./api.ts";
import { KubeWorld } from "./ledger-world.ts";

describe("A node's log when others change its Cache", () => {
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

  async function setFloor(floor: number): Promise<void> {
    const head = { scope: "default", domain: ledger.domain, generation: 9, floor };
    await world.api.client.patch(caches, npm, { status: { heads: [head] } }, never, "status");
  }

  /** Resolves when the mirror says so: the watch brings it there. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  }

  describe("when its Cache is deleted", () => {
    it("forgets the entries, and does not let volumes that started before commit into the next one", async () => {
      await append("v1");
      const started = await ledger.head(npm);
      await world.api.client.delete(caches, npm, {}, never);
      await until(async () => (await world.mirror.bound(npm)) === undefined);
      expect(await ledger.head(npm)).to.deep.equal({
        generation: undefined,
        last: 1,
        floor: 1,
        epoch: started.epoch + 1,
      });
      const { uid } = await ledger.ensure(npm);
      expect((await cache()).metadata.uid).to.equal(uid);
      await failure(append("started before"), "conflict");
      expect((await append("v2", { epoch: 1 })).cacheUID).to.equal(uid);
    });

    it("and made again before the node hears of it, finds out when it appends", async () => {
      await append("v1");
      world.api.server.objects.holdCollection();
      world.api.server.mute();
      await world.api.client.delete(caches, npm, {}, never);
      const again = await world.api.client.create(caches, newCache("default", "npm"), never);
      await failure(append("v2"), "conflict");
      expect(await ledger.head(npm)).to.deep.equal({ generation: undefined, last: 1, floor: 1, epoch: 1 });
      expect((await ledger.ensure(npm)).uid).to.equal(again.metadata.uid);
      expect(
        (await stored()).map(({ spec }) => spec.number),
        "what it made is withdrawn",
      ).to.deep.equal([1]);
      expect(await append("v3", { epoch: 1 })).to.include({ number: 2, cacheUID: again.metadata.uid });
    });

    it("and is gone when the node appends, takes back what it made", async () => {
      await append("v1");
      world.api.server.objects.holdCollection();
      world.api.server.mute();
      await world.api.client.delete(caches, npm, {}, never);
      await failure(append("v2"), "conflict");
      expect((await ledger.head(npm)).epoch).to.equal(1);
      expect((await stored()).map(({ spec }) => spec.number)).to.deep.equal([1]);
    });

    it("while it was stopped, finds out at its start", async () => {
      await append("v1");
      await ledger[Symbol.asyncDispose]();
      await world.api.client.delete(caches, npm, {}, never);
      const next = world.another();
      await next.synced();
      expect(await next.head(npm)).to.deep.equal({ generation: undefined, last: 1, floor: 1, epoch: 1 });
    });

    it("and made again, leaves alone what the next one has, also under the number of its own", async () => {
      await append("v1");
      world.api.server.objects.holdCollection();
      world.api.server.mute();
      await world.api.client.delete(caches, npm, {}, never);
      const again = await world.api.client.create(caches, newCache("default", "npm"), never);
      const place = { cache: npm, scope: "default", domain: ledger.domain, number: 2, parent: 0 };
      const theirs = { ...newGeneration("theirs"), ...place, cacheUID: again.metadata.uid ?? "" };
      await world.api.client.create(generations, toResource(theirs), never);
      await failure(append("v2"), "conflict");
      expect((await stored()).map(({ spec }) => spec.volume)).to.include("theirs");
      expect([await world.mirror.bound(npm), (await ledger.head(npm)).epoch]).to.deep.equal([again.metadata.uid, 1]);
    });

    it("takes an entry that the deleted one left out of the way", async () => {
      await append("v1");
      world.api.server.objects.holdCollection();
      await world.api.client.delete(caches, npm, {}, never);
      await until(async () => (await world.mirror.bound(npm)) === undefined);
      const left = {
        ...newGeneration("old"),
        cache: npm,
        cacheUID: "gone",
        scope: "default",
        domain: ledger.domain,
        number: 2,
        parent: 1,
      };
      await world.api.client.create(generations, toResource(left), never);
      await failure(append("v2", { epoch: 1 }), "conflict");
      expect(await append("v2", { epoch: 1 })).to.include({ number: 2, volume: "v2" });
    });
  });

  describe("when the controller raises the floor", () => {
    it("retires what the mirror has", async () => {
      for (const volume of ["v1", "v2", "v3"]) await append(volume);
      await setFloor(2);
      await until(async () => (await ledger.head(npm)).floor === 2);
      expect((await ledger.generations(npm)).map(({ number }) => number)).to.deep.equal([3]);
    });

    it("withdraws an entry that came too late, of a writer that slept", async () => {
      const slept = await ledger.head(npm);
      for (const volume of ["v1", "v2"]) await append(volume);
      world.api.server.mute();
      await setFloor(1);
      const first = (await stored()).find(({ spec }) => spec.number === 1);
      if (first) await world.api.client.delete(generations, first.metadata, {}, never);
      await failure(world.another().append(npm, slept, newGeneration("late")), "conflict");
      expect((await stored()).map(({ spec }) => spec.number)).to.deep.equal([2]);
      expect((await ledger.head(npm)).floor).to.equal(1);
    });
  });

  describe("an entry that somebody else made in this domain", () => {
    const foreign = (uid: string, number: number): GenerationResource =>
      toResource({
        ...newGeneration("", { kind: "imported" }),
        cache: npm,
        cacheUID: uid,
        scope: "default",
        domain: ledger.domain,
        number,
        parent: 0,
      });

    it("is adopted, also as the first of a cache that the node did not have", async () => {
      const made = await world.api.client.create(caches, newCache("default", "npm"), never);
      await world.api.client.create(generations, foreign(made.metadata.uid ?? "", 1), never);
      await until(async () => (await ledger.head(npm)).last === 1);
      expect((await ledger.ensure(npm)).uid).to.equal(made.metadata.uid);
      expect(await append("v1")).to.include({ number: 2, parent: 1 });
    });

    it("hides no other when it is not what its name says", async () => {
      const { uid } = await ledger.ensure(npm);
      const wrong = foreign(uid, 7);
      const metadata = { ...wrong.metadata, name: "npm.default.00c0ffee.8" };
      await world.api.client.create(generations, { ...wrong, metadata }, never);
      await world.api.client.create(generations, foreign(uid, 1), never);
      await until(async () => (await ledger.head(npm)).last === 1);
      expect(world.failures.map(String).join()).to.include("npm.default.00c0ffee.8");
    });

    it("cannot end the log by its number, nor be larger than the largest", async () => {
      const { uid } = await ledger.ensure(npm);
      await world.api.client.create(generations, foreign(uid, 10_000_000_000_000), never);
      await failure(world.api.client.create(generations, foreign(uid, 10_000_000_000_001), never), "invalid");
      await world.api.client.create(generations, foreign(uid, 1), never);
      await until(async () => (await ledger.head(npm)).last > 0);
      expect((await append("v1")).number).to.equal(2);
      expect(world.failures.map(String).join()).to.include("10000000000000");
    });

    it("is adopted by who loses against it", async () => {
      const { uid } = await ledger.ensure(npm);
      world.api.server.mute();
      await world.api.client.create(generations, foreign(uid, 1), never);
      await failure(append("v1"), "conflict");
      expect((await ledger.head(npm)).generation?.kind).to.equal("imported");
      expect(await append("v1")).to.include({ number: 2, parent: 1 });
    });

    it("is not adopted for a Cache that is gone, or from another domain", async () => {
      const { uid } = await ledger.ensure(npm);
      world.api.server.objects.holdCollection();
      await world.api.client.create(generations, foreign("another", 4), never);
      const elsewhere = foreign(uid, 5);
      await world.api.client.create(
        generations,
        {
          ...elsewhere,
          metadata: { ...elsewhere.metadata, name: "npm.default.11111111.5" },
          spec: { ...elsewhere.spec, domain: "11111111" },
        },
        never,
      );
      await world.api.client.create(generations, foreign(uid, 1), never);
      await until(async () => (await ledger.head(npm)).last > 0);
      expect((await ledger.generations(npm)).map(({ number }) => number)).to.deep.equal([1]);
    });
  });
});
