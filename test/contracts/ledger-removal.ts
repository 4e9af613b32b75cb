/** The part of Ledger's contract that is about removed caches. */
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import type { Generation, NewGeneration } from "../../src/cache/generation.ts";
import type { Ledger } from "../../src/cache/ports.ts";
import type { LedgerWorld } from "./ledger.ts";
import { newGeneration, npm } from "./ledger.ts";

/** Runs this part on an empty ledger in a world that `make` makes anew for each test. */
export function describeRemoval(make: () => Promise<LedgerWorld>): void {
  let world: LedgerWorld;
  let ledger: Ledger;

  beforeEach(async () => {
    world = await make();
    ({ ledger } = world);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function append(volume: string, changes: Partial<NewGeneration> = {}): Promise<Generation> {
    const head = await ledger.head(npm);
    return ledger.append(npm, head, newGeneration(volume, { epoch: head.epoch, ...changes }));
  }

  async function keys(): Promise<string[]> {
    return (await ledger.caches()).map(({ key }) => key.name);
  }

  describe("remove()", () => {
    it("takes a cache away with all its entries, for every process, and no other", async () => {
      const go = { ...npm, name: "go" };
      for (const volume of ["v1", "v2"]) await append(volume);
      await ledger.ensure(go);
      await ledger.remove(npm);
      for (const one of [ledger, world.another()]) {
        expect((await one.caches()).map(({ key }) => key.name)).to.deep.equal(["go"]);
        expect(await one.generations(npm)).to.deep.equal([]);
        expect((await one.head(npm)).generation).to.equal(undefined);
        expect(await one.unreadable()).to.deep.equal([]);
      }
    });

    it("of a cache that is not there, or gone already, does nothing", async () => {
      await ledger.remove(npm);
      expect(await ledger.removed()).to.deep.equal([]);
      expect(await ledger.head(npm)).to.deep.equal({ generation: undefined, last: 0, floor: 0, epoch: 0 });
      await append("v1");
      await ledger.remove(npm);
      const head = await ledger.head(npm);
      await ledger.remove(npm);
      expect(await ledger.head(npm)).to.deep.equal(head);
    });

    it("lets nothing of before come back: not a writer that slept over it, not a volume that started before", async () => {
      await append("v1");
      const slept = await ledger.head(npm);
      await ledger.remove(npm);
      const late = await world
        .another()
        .append(npm, slept, newGeneration("v2"))
        .catch((error: unknown) => error);
      expect(isKind(late, "conflict"), String(late)).to.equal(true);
      expect(await keys(), "nor does its try make the cache again").to.deep.equal([]);
      expect((await ledger.head(npm)).epoch, "what volumes are discarded by").to.be.above(slept.epoch);
    });

    it("is not undone by who retires entries of it meanwhile", async () => {
      for (let round = 1; round <= 100; round += 1) {
        await append(`v${round}`);
        const { last, epoch } = await ledger.head(npm);
        const removed = ledger.remove(npm);
        // Each time a bit later: at some moment it reads what the removal is about to raise.
        for (let turns = round % 40; turns > 0; turns -= 1) await setImmediate();
        await Promise.all([ledger.retire(npm, last), removed]);
        const after = await ledger.head(npm);
        expect([after.floor, after.epoch], `round ${round}`).to.deep.equal([last, epoch + 1]);
      }
    });

    it("takes an entry that cannot be read along", async () => {
      await append("v1");
      await append("v2");
      await world.spoil(npm, 2);
      await ledger.remove(npm);
      expect([await keys(), await ledger.unreadable()]).to.deep.equal([[], []]);
      expect(await append("v3")).to.include({ number: 3 });
    });

    it("makes room for another cache of that name, with another id, which starts empty", async () => {
      await append("v1");
      const before = await ledger.ensure(npm);
      await ledger.remove(npm);
      const after = await ledger.ensure(npm);
      expect(after.uid).to.not.equal(before.uid);
      expect(await ledger.find(npm, "v1")).to.equal(undefined);
      const made = await append("v2");
      expect(made).to.deep.include({ cacheUID: after.uid, number: 2, parent: 0 });
      expect(await world.another().generations(npm)).to.deep.equal([made]);
      expect(await ledger.removed(), "it is there").to.deep.equal([]);
    });
  });

  describe("a removed cache", () => {
    it("leaves a trace, which is dropped when it is told to: then a log begins anew", async () => {
      await append("v1");
      await ledger.remove(npm);
      expect(await world.another().removed()).to.deep.equal([npm]);
      await ledger.forget(npm);
      expect(await ledger.removed()).to.deep.equal([]);
      expect(await ledger.head(npm)).to.deep.equal({ generation: undefined, last: 0, floor: 0, epoch: 0 });
      expect(await append("v2")).to.include({ number: 1, epoch: 0 });
    });

    it("that was made again keeps where its log stands, whoever still wants to forget it", async () => {
      await append("v1");
      await ledger.remove(npm);
      await ledger.ensure(npm);
      const head = await ledger.head(npm);
      await ledger.forget(npm);
      expect(await ledger.head(npm)).to.deep.equal(head);
      expect(await keys()).to.deep.equal(["npm"]);
      await append("v2");
      await ledger.forget(npm);
      expect(await append("v3")).to.include({ number: 3 });
    });

    it("cannot be forgotten before it was removed", async () => {
      await append("v1");
      await ledger.forget(npm);
      await ledger.forget({ ...npm, name: "unknown" });
      expect(await append("v2")).to.include({ number: 2 });
    });
  });
}
