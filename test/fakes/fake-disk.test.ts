/** The fake disk keeps the contract of the real one. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { describeDisk } from "../contracts/disk.ts";
import { failure } from "../contracts/mounter.ts";
import { FakeDisk } from "./fake-disk.ts";

describe("FakeDisk", () => {
  describeDisk(() => new FakeDisk());

  it("is as full as told, and fails when told", async () => {
    const disk = new FakeDisk();
    disk.set({ free: 1 });
    disk.failNext(new CacheError("unavailable", "told so"));
    await failure(disk.usage(), "unavailable");
    expect((await disk.usage()).free).to.equal(1);
  });
});
