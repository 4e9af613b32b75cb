/** The contract of the port Mirror, beside that of Ledger. */
import { expect } from "chai";
import type { Generation } from "../../src/cache/generation.ts";
import type { Mirror } from "../../src/cache/mirror.ts";
import { generation } from "../cache/made.ts";
import { type LedgerWorld, newGeneration, npm } from "./ledger.ts";

/** What the suite needs around a mirror; disposed after each test. */
export interface MirrorWorld extends LedgerWorld {
  readonly ledger: Mirror;
  another(): Mirror;
}

/** Runs the contract on an empty mirror in a world that `make` makes anew for each test. */
export function describeMirror(make: () => Promise<MirrorWorld>): void {
  let world: MirrorWorld;
  let mirror: Mirror;

  beforeEach(async () => {
    world = await make();
    mirror = world.ledger;
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  function entry(number: number, changes: Partial<Generation> = {}): Generation {
    return generation(number, [`l${number}`], { cache: npm, cacheUID: "u1", domain: mirror.domain, ...changes });
  }

  async function numbers(): Promise<number[]> {
    return (await world.another().generations(npm)).map(({ number }) => number);
  }

  describe("adopt()", () => {
    it("takes an entry exactly as it is, for every process to see, whatever its number", async () => {
      await mirror.adopt(entry(3));
      expect(await world.another().generations(npm)).to.deep.equal([entry(3)]);
      expect(await mirror.head(npm)).to.deep.equal({ generation: entry(3), last: 3, floor: 0, epoch: 0 });
      expect(await mirror.find(npm, "volume-of-g3")).to.deep.equal(entry(3));
    });

    it("takes it once, and the first of its number", async () => {
      await mirror.adopt(entry(1));
      await mirror.adopt(entry(1));
      await mirror.adopt(entry(1, { volume: "another" }));
      expect(await mirror.generations(npm)).to.deep.equal([entry(1)]);
    });

    it("takes nothing of a Cache that another one has followed", async () => {
      await mirror.bind(npm, "u1");
      await mirror.adopt(entry(1));
      await mirror.bind(npm, "u2");
      await mirror.adopt(entry(2));
      expect(await numbers()).to.deep.equal([]);
      await mirror.adopt(entry(3, { cacheUID: "u2", epoch: 1 }));
      expect(await numbers()).to.deep.equal([3]);
    });

    it("takes nothing that the floor has passed", async () => {
      for (const number of [1, 2]) await mirror.adopt(entry(number));
      await mirror.retire(npm, 2);
      await world.another().adopt(entry(1));
      expect(await numbers()).to.deep.equal([]);
      expect((await mirror.head(npm)).last).to.equal(2);
    });
  });

  describe("an entry in doubt", () => {
    it("is no entry, but remembered, each try of it", async () => {
      await mirror.doubt(entry(1));
      await mirror.doubt(entry(1, { layers: [{ id: "other", size: 1, entries: 1 }] }));
      expect(await numbers()).to.deep.equal([]);
      expect((await mirror.head(npm)).last).to.equal(0);
      const layers = (await world.another().doubtful()).flatMap((one) => one.layers.map(({ id }) => id));
      expect(layers).to.have.members(["l1", "other"]);
      expect(await mirror.unreadable()).to.deep.equal([]);
    });

    it("is found by its volume", async () => {
      await mirror.doubt(entry(1));
      await mirror.doubt(entry(2, { volume: "volume-of-g1" }));
      expect(await world.another().doubted(npm, "volume-of-g1")).to.deep.equal(entry(2, { volume: "volume-of-g1" }));
      expect(await mirror.doubted(npm, "nobody")).to.equal(undefined);
      expect(await mirror.doubted({ ...npm, name: "other" }, "volume-of-g1")).to.equal(undefined);
    });

    it("is none any more when an entry of its number is adopted, and only then", async () => {
      await mirror.ensure(npm);
      for (const number of [1, 2]) await mirror.doubt(entry(number));
      await mirror.adopt(entry(1, { volume: "another" }));
      expect((await mirror.doubtful()).map(({ number }) => number)).to.deep.equal([2]);
      await mirror.adopt(entry(2));
      expect(await mirror.doubtful()).to.deep.equal([]);
    });

    it("is none any more when the floor passes it", async () => {
      await mirror.ensure(npm);
      for (const number of [1, 2, 10]) await mirror.doubt(entry(number));
      await mirror.retire(npm, 2);
      expect((await mirror.doubtful()).map(({ number }) => number)).to.deep.equal([10]);
    });
  });

  describe("a cache", () => {
    it("that nobody bound, or that is not there, is bound to nothing", async () => {
      expect(await mirror.bound(npm)).to.equal(undefined);
      await mirror.ensure(npm);
      expect(await world.another().bound(npm)).to.equal(undefined);
    });

    it("goes on as it is when it is bound for the first time", async () => {
      await mirror.ensure(npm);
      const made = await mirror.append(npm, await mirror.head(npm), newGeneration("v1"));
      const before = await mirror.caches();
      await world.clock.advance(1000);
      expect(await mirror.bind(npm, "u1")).to.equal("bound");
      expect(await world.another().bound(npm)).to.equal("u1");
      expect(await mirror.caches()).to.deep.equal(before.map((cache) => ({ ...cache, uid: "u1" })));
      expect(await mirror.head(npm)).to.deep.equal({ generation: made, last: 1, floor: 0, epoch: 0 });
      expect(await world.another().bind(npm, "u1")).to.equal("same");
      expect((await mirror.ensure(npm)).uid).to.equal("u1");
    });

    it("that is another one now loses its entries, keeps its numbers, and is of another epoch", async () => {
      await mirror.bind(npm, "u1");
      for (const number of [1, 2]) await mirror.adopt(entry(number, { epoch: 4 }));
      await mirror.doubt(entry(3));
      expect(await mirror.bind(npm, "u2")).to.equal("restarted");
      expect(await world.another().head(npm)).to.deep.equal({ generation: undefined, last: 2, floor: 2, epoch: 5 });
      expect([await mirror.bound(npm), await mirror.doubtful()]).to.deep.equal(["u2", []]);
      expect((await mirror.caches()).map(({ uid }) => uid)).to.deep.equal(["u2"]);
    });

    it("keeps what its owner decided for every process, until it is another one", async () => {
      const decision = { commit: "never", merge: "firstWriterWins", limit: { size: 9, whenFull: "refuse" } } as const;
      await mirror.decide(npm, "u1", decision);
      expect(await mirror.decided(npm), "nobody bound it").to.equal(undefined);
      await mirror.bind(npm, "u1");
      await mirror.decide(npm, "u1", { commit: "always", merge: "union" });
      await mirror.decide(npm, "u1", decision);
      await mirror.decide(npm, "u0", { commit: "always", merge: "union" });
      expect(await world.another().decided(npm)).to.deep.equal(decision);
      await mirror.ensure(npm);
      expect([await world.another().decided(npm), await mirror.bound(npm)]).to.deep.equal([decision, "u1"]);
      expect(await mirror.unreadable()).to.deep.equal([]);
      await mirror.bind(npm, "u2");
      expect(await world.another().decided(npm)).to.equal(undefined);
    });

    it("that was deleted is as one that nobody bound, of another epoch", async () => {
      await mirror.bind(npm, "u1");
      await mirror.adopt(entry(1));
      await mirror.unbind(npm, "u0");
      expect(await numbers(), "another one was").to.deep.equal([1]);
      await mirror.unbind(npm, "u1");
      expect(await world.another().head(npm)).to.deep.equal({ generation: undefined, last: 1, floor: 1, epoch: 1 });
      expect(await mirror.bound(npm)).to.equal(undefined);
      expect(await mirror.bind(npm, "u2")).to.equal("bound");
      expect((await mirror.head(npm)).epoch).to.equal(1);
    });
  });
}
