/** The contract of the port Ledger for looking up single entries, for the fake and the real one alike. */
import { expect } from "chai";
import type { Generation } from "../../src/cache/generation.ts";
import { type LedgerWorld, newGeneration, npm } from "./ledger.ts";

/** Runs it on an empty ledger in a world that `make` makes anew for each test. */
export function describeFind(make: () => Promise<LedgerWorld>): void {
  describe("find()", () => {
    let world: LedgerWorld;
    let made: Generation[];

    beforeEach(async () => {
      world = await make();
      made = [];
      for (const volume of ["v1", "v2", "v3"]) {
        made.push(await world.ledger.append(npm, await world.ledger.head(npm), newGeneration(volume)));
      }
    });

    afterEach(async () => {
      await world[Symbol.asyncDispose]();
    });

    it("gives a volume its own entry, whole, in whatever process", async () => {
      for (const [index, volume] of ["v1", "v2", "v3"].entries()) {
        expect(await world.ledger.find(npm, volume)).to.deep.equal(made[index]);
        expect(await world.another().find(npm, volume)).to.deep.equal(made[index]);
      }
    });

    it("finds nothing for a volume that made none, in this cache or in one that nobody knows", async () => {
      expect(await world.ledger.find(npm, "v4")).to.equal(undefined);
      expect(await world.ledger.find({ namespace: "default", name: "go" }, "v1")).to.equal(undefined);
      expect((await world.ledger.caches()).map(({ key }) => key)).to.deep.equal([npm]);
    });

    it("finds neither what was retired nor what cannot be read, and the others all the same", async () => {
      await world.ledger.retire(npm, 1);
      await world.spoil(npm, 2);
      const found = await Promise.all(["v1", "v2", "v3"].map((volume) => world.ledger.find(npm, volume)));
      expect(found).to.deep.equal([undefined, undefined, made[2]]);
    });
  });
}
