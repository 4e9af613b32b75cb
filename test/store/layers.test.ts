/** The layers on disk keep the contract, and do not believe a sync after one that failed. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { DiskLayers, type TreeThread } from "../../src/store/layers.ts";
import { describeLayers } from "../contracts/layers.ts";
import { failure } from "../contracts/mounter.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

describeOnDisk("DiskLayers", () => {
  describeLayers(() => DiskWorld.make());

  describe("on a disk that loses writes", () => {
    let world: DiskWorld;
    /** What the next syncs file by file do: succeed, leave it to syncfs, or fail. */
    let syncs: ("small" | "large" | "lost")[];
    let sync: { syncfs: () => Promise<void>; lostWrites: number };
    let layers: DiskLayers;

    beforeEach(async () => {
      world = await DiskWorld.make();
      const call = async (): Promise<unknown> => {
        const how = syncs.shift();
        if (how === "lost") throw new CacheError("corrupt", "the disk did not keep it");
        return how === "small";
      };
      const thread = { call } as unknown as TreeThread;
      sync = { syncfs: () => Promise.resolve(), lostWrites: 0 };
      layers = new DiskLayers(world.layout, { seals: thread, merges: thread, background: thread }, sync, { ...sync });
    });

    afterEach(() => world[Symbol.asyncDispose]());

    it("counts what its own syncs were told", async () => {
      syncs = ["lost", "small"];
      await failure(layers.sync("a", layers.lostWrites(), "now"), "corrupt");
      expect(layers.lostWrites()).to.equal(1);
      await layers.sync("b", layers.lostWrites(), "now");
    });

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
