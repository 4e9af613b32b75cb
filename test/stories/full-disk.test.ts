/** What happens when the disk is full: records still fit, space is made, and no more is given up than must be. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { key, Story } from "./harness.ts";

const full = new CacheError("exhausted", "no space left on device");

describe("On a full disk", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    await story.settled();
    story.events.take();
  });

  /** From now on the disk is full but for what the reserve takes. */
  async function fill(): Promise<void> {
    story.reserve.room = false;
    await story.reserve.release();
  }

  it("a seal is tried again with the space of what was discarded and of the reserve", async () => {
    story.layers.failNext("finish", full);
    const from = story.wire.calls.length;
    await story.unpublish("b1");
    const made = story.wire.calls
      .slice(from)
      .filter((call) => /^(layers|reserve)\.(finish|empty|keep|release)$/.test(call));
    expect(made.slice(0, 5)).to.deep.equal([
      "layers.finish",
      "reserve.release",
      "layers.empty",
      "reserve.keep",
      "layers.finish",
    ]);
    expect(story.events.lines).to.deep.equal(["sealed npm", "committed g1"]);
    expect(story.reserve.whole).to.equal(true);
  });

  it("a delta that fits into what is left is committed", async () => {
    await fill();
    await story.unpublish("b1");
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("a delta that does not fit is given up, says so, and leaves nothing", async () => {
    story.does("b1", `write big ${"x".repeat(story.reserve.size + 1)} 0h`);
    await fill();
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["discarded npm: disk-full"]);
    expect(story.volumes.list()).to.deep.equal([]);
    expect(await story.layers.list()).to.deep.equal([]);
    expect(story.layers.trash).to.equal(0);
  });

  it("a delta is not given up while there is discarded space to free", async () => {
    story.does("b1", `write big ${"x".repeat(story.reserve.size + 1)} 0h`);
    await story.layers.discard(await story.layers.create(undefined));
    await fill();
    const emptied = story.hold("layers.empty", "after");
    const ending = story.unpublish("b1");
    await emptied.entered;
    story.reserve.room = true;
    emptied.release();
    await ending;
    expect(story.events.lines).to.deep.equal(["sealed npm", "committed g1"]);
  });
});

describe("An upper whose mount lives on elsewhere", () => {
  let story: Story;
  const mebibyte = 1 << 20;

  beforeEach(async () => {
    story = await Story.begin();
    await story.publish("b1");
    await story.settled();
    story.events.take();
  });

  /** Writes so much, leaves so much free, and ends it; answers what was asked of the layers and the reserve. */
  async function end(bytes: number, free: number): Promise<string[]> {
    story.does("b1", `write big ${"x".repeat(bytes)} 0h`);
    story.mounter.hold(story.target("b1"), "leak");
    story.disk.set({ free });
    story.layers.free = free;
    const from = story.wire.calls.length;
    await story.unpublish("b1");
    return story.wire.calls.slice(from);
  }

  it("is copied where the copy takes no more than half of what is free", async () => {
    await end(6 * mebibyte, 12 * mebibyte);
    expect(story.events.lines).to.deep.equal(["busy npm: leaked", "sealed npm", "committed g1"]);
  });

  it("is given up, and not copied at first, where it takes more", async () => {
    const calls = await end(6 * mebibyte, 12 * mebibyte - 1);
    expect(calls).to.not.include("layers.copy");
    expect(calls).to.include("layers.empty");
    expect(story.events.lines).to.deep.equal(["busy npm: leaked", "discarded npm: disk-full"]);
    expect([story.volumes.list(), await story.layers.list(), story.layers.trash]).to.deep.equal([[], [], 0]);
  });

  it("is given up where a copy would take more than half of the inodes", async () => {
    story.disk.set({ inodes: 1_000, inodesFree: 1 });
    expect(await end(1, 12 * mebibyte)).to.not.include("layers.copy");
    expect(story.events.lines).to.deep.equal(["busy npm: leaked", "discarded npm: disk-full"]);
  });

  it("is copied where that shares blocks, however little is free", async () => {
    story.layers.sharesBlocks = true;
    await end(6 * mebibyte, mebibyte);
    expect(story.events.lines).to.deep.equal(["busy npm: leaked", "sealed npm", "committed g1"]);
  });

  it("is given up where others took the rest of the disk while it was copied: it is not tried for ever", async () => {
    const copy = story.hold("layers.copy");
    const ending = end(6 * mebibyte, 12 * mebibyte);
    await copy.entered;
    story.layers.free = 7 * mebibyte;
    copy.release();
    await ending;
    expect(story.events.lines.at(-1)).to.equal("discarded npm: disk-full");
    expect([story.volumes.list(), await story.layers.list(), story.layers.trash]).to.deep.equal([[], [], 0]);
  });

  it("is copied with the space of the reserve where it is small", async () => {
    story.does("b1", "write small x 0h");
    story.mounter.hold(story.target("b1"), "leak");
    story.disk.set({ free: 0 });
    const releasing = story.hold("reserve.release", "after");
    const ending = story.unpublish("b1");
    await releasing.entered;
    story.disk.set({ free: story.reserve.size });
    releasing.release();
    await ending;
    expect(story.events.lines).to.deep.equal(["busy npm: leaked", "sealed npm", "committed g1"]);
    expect(story.reserve.whole, "kept again").to.equal(true);
  });
});

describe("A sweep on a full disk", () => {
  it("takes what it needs from the reserve, and keeps that again when it is done", async () => {
    const story = await Story.begin({ keep: 1 });
    expect(story.reserve.whole, "kept from the start").to.equal(true);
    for (const id of ["b1", "b2"]) await story.build(id, [`write ${id} x 0h`]);
    await story.settled();
    story.ledger.failNext(full);
    const from = story.wire.calls.length;
    await story.clock.advance(60_000);
    const made = story.wire.calls.slice(from).filter((call) => call.startsWith("reserve") || call === "ledger.retire");
    expect(made).to.deep.equal(["reserve.release", "ledger.retire", "reserve.keep"]);
    expect(story.events.lines.at(-1)).to.equal("swept 0 layers, 1 generations");
  });

  it("does not touch the reserve for any other error", async () => {
    const story = await Story.begin();
    await story.settled();
    story.ledger.failNext(new CacheError("unavailable", "no answer"));
    await story.clock.advance(60_000);
    expect(story.wire.calls).to.not.include("reserve.release");
    expect(story.events.lines.at(-1)).to.equal("sweep refused");
  });

  it("frees what is discarded before anything else, also while it must not sweep", async () => {
    const story = await Story.begin();
    await story.settled();
    await story.layers.discard(await story.layers.create(undefined));
    story.ledger.failNext(new CacheError("unavailable", "no answer"));
    await story.clock.advance(60_000);
    expect(story.layers.trash).to.equal(0);
    expect(story.events.lines.at(-1)).to.equal("sweep refused");
  });
});

describe("A tree that cannot be removed", () => {
  it("keeps nothing else from being retired and swept, and is reported each time", async () => {
    const story = await Story.begin({ keep: 1 });
    for (const id of ["b1", "b2"]) await story.build(id, [`write ${id} x 0h`]);
    const stray = await story.layers.create(undefined);
    story.events.take();
    for (let times = 0; times < 10; times += 1) {
      story.layers.failNext("empty", new CacheError("precondition", "Operation not permitted"));
    }
    await story.clock.advance(60_000);
    expect((await story.ledger.generations(key("npm"))).map(({ number }) => number)).to.deep.equal([2]);
    expect(await story.layers.list()).to.not.include(stray);
    expect(story.events.lines).to.include("sweep refused");
  });
});
