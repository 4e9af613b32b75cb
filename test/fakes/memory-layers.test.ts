/** The layers in memory keep the contract of the real ones. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { describeLayers } from "../contracts/layers.ts";
import { failure } from "../contracts/mounter.ts";
import { directory } from "../model/build.ts";
import { MemoryLayers } from "./memory-layers.ts";

describe("MemoryLayers", () => {
  describeLayers(async () => {
    const layers = new MemoryLayers();
    return {
      layers,
      group: 4711,
      countsConflicts: false,
      write: async (upper, tree) => layers.put(upper, tree),
      read: async (ids) => layers.show(ids),
      hold: async (id) => layers.held(id),
      async [Symbol.asyncDispose]() {},
    };
  });

  it("fails the next call of a method as told, and only that", async () => {
    const layers = new MemoryLayers();
    const id = await layers.create(undefined);
    layers.failNext("sync", new CacheError("unavailable", "told so"));
    expect(await layers.has(id)).to.equal(true);
    await failure(layers.sync(id, 0, "now"), "unavailable");
    await layers.sync(id, 0, "now");
  });

  it("misses a layer that was lost", async () => {
    const layers = new MemoryLayers();
    const id = await layers.create(undefined);
    layers.put(id, directory({ f: "x" }));
    layers.lose(id);
    expect(await layers.has(id)).to.equal(false);
    await failure(layers.copy(id, 0), "not-found");
  });
});
