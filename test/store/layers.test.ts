/** The layers on disk keep the contract, and do not believe a sync after one that failed. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { DiskLayers, type Sync, type TreeThread } from "../../src/store/layers.ts";
import { describeLayers } from "../contracts/layers.ts";
import { failure } from "../contracts/mounter.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

/** Each open file is told of an error once. */
class ToldOnce implements Sync {
  untold = false;
  lostWrites = 0;

  async syncfs(): Promise<void> {
    if (!this.untold) return;
    this.untold = false;
    this.lostWrites += 1;
    throw new CacheError("corrupt", "the disk did not keep it");
  }
}

describeOnDisk("DiskLayers", () => {
  describeLayers(() => DiskWorld.make());

  describe("on a disk that loses writes", () => {
    let world: DiskWorld;
    /** What the next syncs file by file do: succeed, leave it to syncfs, or fail. */
    let syncs: ("small" | "large" | "lost" | "died")[];
    let sync: ToldOnce;
    let laterSync: ToldOnce;
    let layers: DiskLayers;

    beforeEach(async () => {
      world = await DiskWorld.make();
      const call = async (): Promise<unknown> => {
        const how = syncs.shift();
        if (how === "lost") throw new CacheError("corrupt", "the disk did not keep it");
        if (how === "died") throw new CacheError("internal", "the thread died");
        return how === "small";
      };
      const thread = { call } as unknown as TreeThread;
      [sync, laterSync] = [new ToldOnce(), new ToldOnce()];
      layers = new DiskLayers(world.layout, { seals: thread, merges: thread, background: thread }, sync, laterSync);
    });

    afterEach(() => world[Symbol.asyncDispose]());

    it("counts what its own syncs were told, or may have been told when their thread died", async () => {
      syncs = ["lost", "died", "small"];
      await failure(layers.sync("a", layers.lostWrites(), "now"), "corrupt");
      expect(layers.lostWrites()).to.equal(1);
      await failure(layers.sync("a", layers.lostWrites(), "now"), "internal");
      expect(layers.lostWrites()).to.equal(2);
      await layers.sync("b", layers.lostWrites(), "now");
    });

    for (const [first, second] of [
      ["now", "later"],
      ["later", "now"],
    ] as const) {
      it(`does not take what is made after an error for lost because "${first}" was told of it, and "${second}" not yet`, async () => {
        syncs = ["large", "large"];
        for (const one of [sync, laterSync]) one.untold = true;
        await failure(layers.sync("a", layers.lostWrites(), first), "corrupt");
        await layers.sync("b", layers.lostWrites(), second);
      });
    }

    for (const size of ["small", "large"] as const) {
      it(`does not believe the sync of a ${size} layer that was made before another's failed`, async () => {
        syncs = [size, size];
        const since = layers.lostWrites();
        sync.lostWrites += 1;
        await failure(layers.sync("a", since, "now"), "corrupt");
        await layers.sync("a", layers.lostWrites(), "now");
      });
    }
  });
});
