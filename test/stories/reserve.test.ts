/** A full disk: the reserve lets volumes end and sweeps free space, and a delta that filled the disk goes. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { Story } from "./harness.ts";

const minute = 60_000;
const full = new CacheError("exhausted", "no space left");

describe("On a full disk", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.publish("b1");
    await story.settled();
    story.events.take();
  });

  /** Pods have taken all but the reserve; with it gone, there is no room for it any more. */
  function fill(): void {
    story.reserve.room = false;
  }

  async function sweep(): Promise<void> {
    await story.clock.advance(minute);
    await story.settled();
  }

  it("a node starts with a reserve, and without one where there is no room", async () => {
    expect(story.reserve.whole).to.equal(true);
    await story.reserve.release();
    fill();
    story.kill();
    await story.start();
    expect([story.node.ready, story.reserve.whole]).to.deep.equal([true, false]);
  });

  it("a seal that finds no space gets the reserve, and what was discarded, and is tried again", async () => {
    story.does("b1", "write react 18 0h");
    await story.layers.discard(await story.layers.create(undefined));
    fill();
    story.layers.failNext("sync", full);
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["sealed npm", "committed g1"]);
    expect([story.reserve.whole, story.layers.trash]).to.deep.equal([false, 0]);
  });

  it("a seal is tried again once, not for ever: the next unpublish does that", async () => {
    story.does("b1", "write react 18 0h");
    for (const _ of [1, 2]) story.layers.failNext("sync", full);
    await failure(story.unpublish("b1"), "exhausted");
    await story.unpublish("b1");
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  for (const { what, more, expected } of [
    { what: "as large as the reserve is kept", more: 0, expected: ["sealed npm", "committed g1"] },
    { what: "larger than the reserve is discarded", more: 1, expected: ["discarded npm: disk-full"] },
  ]) {
    it(`a delta ${what} when there is no reserve left`, async () => {
      story.does("b1", `write react ${"x".repeat(story.reserve.size + more)} 0h`);
      await story.reserve.release();
      fill();
      await story.unpublish("b1");
      expect(story.events.lines).to.deep.equal(expected);
      expect(story.volumes.list()).to.deep.equal([]);
      expect(story.layers.trash, "its space is free at once").to.equal(0);
      expect(await story.layers.list()).to.have.length(1 - more);
    });
  }

  it("a large delta is kept while there is a reserve", async () => {
    story.does("b1", `write react ${"x".repeat(story.reserve.size + 1)} 0h`);
    fill();
    await story.unpublish("b1");
    expect(story.events.lines.at(-1)).to.equal("committed g1");
  });

  it("a sweep that finds no space gets the reserve and is tried again", async () => {
    const stray = await story.layers.create(undefined);
    fill();
    story.ledger.failNext(full);
    await sweep();
    expect(await story.layers.list()).to.not.include(stray);
    expect(story.events.lines).to.deep.equal(["swept 1 layers, 0 generations"]);
    expect(story.reserve.whole).to.equal(false);
  });

  it("the reserve is taken again by the sweep that has room for it", async () => {
    await story.reserve.release();
    fill();
    await sweep();
    expect(story.reserve.whole).to.equal(false);
    story.reserve.room = true;
    await sweep();
    expect(story.reserve.whole).to.equal(true);
  });
});
