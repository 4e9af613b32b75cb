/** The fake mounter keeps the contract of the real one. */
import { CacheError } from "../../src/cache/errors.ts";
import { describeMounter, failure, type MounterWorld } from "../contracts/mounter.ts";
import { FakeMounter } from "./fake-mounter.ts";

describe("FakeMounter", () => {
  describeMounter(async () => fakeWorld());

  it("fails the next call of a method as told, and only that", async () => {
    const mounter = new FakeMounter();
    mounter.failNext("unmount", new CacheError("busy", "told so"));
    await mounter.list();
    await failure(mounter.unmount("/t"), "busy");
    await mounter.unmount("/t");
  });
});

function fakeWorld(): MounterWorld {
  const mounter = new FakeMounter();
  let count = 0;
  return {
    mounter,
    seesDetached: true,
    async overlay(lowers) {
      count += 1;
      const lowerdir = Array.from({ length: lowers }, (_, number) => `l/${count}-${number}`);
      return { source: `volume-${count}`, lowerdir, upperdir: `l/u${count}`, workdir: `w/u${count}` };
    },
    target() {
      count += 1;
      return `/targets/${count}`;
    },
    async hold(target, how) {
      const release = mounter.hold(target, how);
      return async () => release();
    },
    async [Symbol.asyncDispose]() {},
  };
}
