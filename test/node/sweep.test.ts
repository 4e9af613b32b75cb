/** When sweeps come: after commits, and from time to time; never two at once. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { key, Story } from "../stories/harness.ts";

describe("The sweeper", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.settled();
  });

  const sweeps = (): number => story.wire.calls.filter((call) => call === "layers.list").length;

  it("sweeps at the start, and once a minute", async () => {
    expect(sweeps()).to.equal(1);
    await story.clock.advance(59_000);
    expect(sweeps()).to.equal(1);
    await story.clock.advance(1_000);
    expect(sweeps()).to.equal(2);
    await story.clock.advance(10 * 60_000);
    expect(sweeps()).to.equal(12);
  });

  it("sweeps soon after a commit, and once for many of them", async () => {
    await story.clock.advance(5_000);
    for (const id of ["b1", "b2", "b3"]) await story.build(id, [`write ${id} x 0h`]);
    await story.settled();
    await story.clock.advance(1_000);
    expect(sweeps()).to.be.within(2, 3);
  });

  it("sweeps again after a commit that came while it swept", async () => {
    const emptying = story.hold("layers.empty");
    await story.clock.advance(60_000);
    await emptying.entered;
    await story.build("b1", ["write react 18 0h"]);
    emptying.release();
    await story.settled();
    const before = sweeps();
    await story.clock.advance(1_000);
    expect(sweeps()).to.equal(before + 1);
  });

  it("stops in the middle when the node stops", async () => {
    const emptying = story.hold("layers.empty");
    await story.clock.advance(60_000);
    await emptying.entered;
    const stopping = story.stop();
    emptying.release();
    await stopping;
    const before = sweeps();
    await story.clock.advance(600_000);
    expect(sweeps()).to.equal(before);
  });

  describe("tries again what failed", () => {
    const minute = 60_000;
    const late = new CacheError("unavailable", "no answer");

    /** The last commits' sweeps are over. */
    async function atRest(): Promise<void> {
      await story.settled();
      await story.clock.advance(5_000);
      story.events.take();
    }

    it("after a second, so that what passes at once leaves nothing for a minute", async () => {
      await atRest();
      await story.layers.create(undefined);
      story.layers.failNext("list", late);
      await story.clock.advance(minute - 5_000);
      expect(story.events.take()).to.deep.equal(["sweep refused"]);
      await story.clock.advance(1_000);
      expect(story.events.lines).to.deep.equal(["swept 1 layers, 0 generations"]);
    });

    it("after a second, too, when it could not retire", async () => {
      for (const id of ["b1", "b2", "b3", "b4", "b5"]) await story.build(id, [`write ${id} x 0h`]);
      await atRest();
      const retiring = story.hold("ledger.retire");
      await story.build("b6", ["write b6 x 0h"]);
      await story.clock.advance(1_000);
      await retiring.entered;
      retiring.fail(late);
      await story.settled();
      expect(story.events.take()).to.include("retire delayed npm");
      await story.clock.advance(1_000);
      const numbers = (await story.ledger.generations(key("npm"))).map(({ number }) => number);
      expect(numbers).to.deep.equal([2, 3, 4, 5, 6]);
    });

    it("less and less often, up to once a minute, until it is through", async () => {
      await atRest();
      for (let failures = 0; failures < 9; failures += 1) story.layers.failNext("list", late);
      await story.clock.advance(minute - 5_000);
      const counts: number[] = [];
      for (const pause of [1, 2, 4, 8, 16, 32, 60, 60]) {
        await story.clock.advance(pause * 1_000 - 1);
        counts.push(story.events.lines.length);
        await story.clock.advance(1);
      }
      expect(counts).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(story.events.lines).to.have.length(9);
      await story.clock.advance(minute);
      const through = sweeps();
      await story.clock.advance(minute - 1);
      expect(sweeps()).to.equal(through);
    });
  });
});
