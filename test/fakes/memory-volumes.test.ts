/** The volumes in memory keep the contract of the real ones. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { describeVolumes, newVolume, type VolumesWorld } from "../contracts/volumes.ts";
import { FakeClock } from "./fake-clock.ts";
import { MemoryLayers } from "./memory-layers.ts";
import { MemoryVolumes, StoredVolumes } from "./memory-volumes.ts";

describe("MemoryVolumes", () => {
  describeVolumes(async () => fakeWorld());

  it("fails the next call of a method as told, and only that", async () => {
    const { volumes } = fakeWorld();
    volumes.failNext("open", new CacheError("exhausted", "told so"));
    await failure(volumes.open(newVolume()), "exhausted");
    await volumes.open(newVolume());
    expect(volumes.list()).to.have.length(1);
  });
});

function fakeWorld(): VolumesWorld & { readonly volumes: MemoryVolumes } {
  const layers = new MemoryLayers();
  const parts = { layers, clock: new FakeClock(), bootId: "boot-1", stored: new StoredVolumes() };
  return {
    layers,
    volumes: new MemoryVolumes(parts),
    restart: async (boot) => new MemoryVolumes(boot === "same boot" ? parts : { ...parts, bootId: "boot-2" }),
    async [Symbol.asyncDispose]() {},
  };
}
