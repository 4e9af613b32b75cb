/** The layers on disk keep the contract, and do not believe a sync after one that failed. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { DiskLayers, type Sync, type TreeThread } from "../../src/store/layers.ts";
import { smallTree, treeCalls } from "../../src/store/trees.ts";
import { describeLayers } from "../contracts/layers.ts";
import { failure } from "../contracts/mounter.ts";
import { makeLinkedNames } from "../support/special-files.ts";
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

  describe("while a large tree is sealed", () => {
    /** Each thread does one thing after the other, in this one; what may take long is done when it is let. */
    function layersOf(world: DiskWorld, large: Promise<void>): DiskLayers {
      const calls = treeCalls(world.layout.root, linuxFiles, world.userxattr);
      const thread = (): TreeThread => {
        let last: Promise<unknown> = Promise.resolve();
        return {
          call: async (method, ...parameters) => {
            const work = calls[method] as (...all: unknown[]) => never;
            const done = last.then(() => (["finish", "copy"].includes(method) ? large : undefined));
            const answer = done.then(() => work(...parameters));
            last = answer.catch(() => undefined);
            return answer;
          },
        };
      };
      const threads = { seals: thread(), large: thread(), merges: thread(), background: thread() };
      return new DiskLayers(world.layout, threads, new ToldOnce(), new ToldOnce());
    }

    it("seals and syncs small ones, and makes merged layers durable", async () => {
      await using world = await DiskWorld.make();
      const begin = Promise.withResolvers<void>();
      const layers = layersOf(world, begin.promise);
      const [large, small] = [await layers.create(undefined), await layers.create(undefined)];
      makeLinkedNames(world.layout.layer(large), smallTree + 1);
      makeLinkedNames(world.layout.layer(small), 2);
      const sealed = layers.finish(large);
      const copied = layers.copy(small, 0);
      expect((await layers.finish(small)).entries).to.equal(2);
      await layers.sync(small, layers.lostWrites(), "now");
      begin.resolve();
      expect((await sealed).entries).to.equal(smallTree + 1);
      expect(await layers.has((await copied) ?? "")).to.equal(true);
    });

    it("takes one for small by its entries on all levels", async () => {
      await using world = await DiskWorld.make();
      const layers = layersOf(world, Promise.reject(new CacheError("unavailable", "this one is large")));
      const id = await layers.create(undefined);
      const path = world.layout.layer(id);
      mkdirSync(join(path, "d"));
      makeLinkedNames(join(path, "d"), smallTree - 1);
      expect((await layers.finish(id)).entries).to.equal(smallTree);
      writeFileSync(join(path, "one-more"), "");
      await failure(layers.finish(id), "unavailable");
    });
  });

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
      layers = new DiskLayers(
        world.layout,
        { seals: thread, large: thread, merges: thread, background: thread },
        sync,
        laterSync,
      );
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
