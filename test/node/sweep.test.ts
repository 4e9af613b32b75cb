/** When sweeps come: after commits, and from time to time; never two at once. */
import { expect } from "chai";
import { Story } from "../stories/harness.ts";

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
});
