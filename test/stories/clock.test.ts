/** A clock that is set back and forward by years, between any two steps: nothing is lost, and nothing waits for it. */
import { expect } from "chai";
import { key, Story } from "./harness.ts";

const years = 10 * 365 * 24 * 3_600_000;
const minute = 60_000;

/** Builds one after the other and side by side, a crash, a prune, and sweeps; answers what is left. */
async function history(jumps: boolean): Promise<unknown> {
  const story = await Story.begin({ keep: 2 });
  if (jumps) jumpAtEachCall(story);
  for (const number of [1, 2]) await story.build(`b${number}`, [`write f${number} ${number} 0h`]);
  for (const id of ["one", "two"]) await story.publish(id);
  story.does("one", "write same old 1h", "write one x 0h");
  story.does("two", "write same new 2h", "remove f1");
  await story.unpublish("two");
  story.kill();
  if (jumps) jumpAtEachCall(story);
  await story.start();
  await story.unpublish("one");
  await story.settled();
  const merged = await story.head();
  await story.prune();
  await story.build("late", ["write late x 0h"]);
  await story.settled();
  await story.clock.advance(5 * minute);
  const generations = await story.ledger.generations(key("npm"));
  return {
    merged,
    head: await story.head(),
    numbers: generations.map(({ number }) => number),
    layers: (await story.layers.list()).length,
    volumes: story.volumes.list().length,
    lines: story.events.lines,
  };
}

function jumpAtEachCall(story: Story): void {
  const { check } = story.wire;
  let calls = 0;
  story.wire.check = async (call, parameters) => {
    calls += 1;
    story.clock.jump(calls % 2 === 0 ? years : -years);
    await check(call, parameters);
  };
}

describe("A clock that jumps", () => {
  it("between any two steps changes nothing of what is committed, merged, retired, swept and told", async () => {
    expect(await history(true)).to.deep.equal(await history(false));
  });

  it("does not make a cache that is in use look as if nobody wanted it", async () => {
    const story = await Story.begin({ minFree: { bytes: 1_000 } });
    await story.build("n1", [`write npm ${"x".repeat(100)} 0h`], { cache: "npm" });
    await story.build("g1", [`write go ${"x".repeat(100)} 0h`], { cache: "go" });
    story.clock.jump(-years);
    await story.build("n2", ["write more x 0h"], { cache: "npm" });
    await story.settled();
    story.disk.set({ size: 10_000, free: 950 });
    await story.clock.advance(minute);
    expect(await story.head("go")).to.deep.equal({});
    expect(Object.keys(await story.head("npm"))).to.have.members(["npm", "more"]);
  });

  it("does not give a writer less time to end, or more", async () => {
    const story = await Story.begin({ writerGrace: 1_000 });
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    const release = story.mounter.hold(story.target("b1"), "writer");
    const ending = story.unpublish("b1");
    await story.settled();
    await story.clock.advance(500);
    story.clock.jump(years);
    await story.clock.advance(100);
    release();
    await story.clock.advance(1_000);
    await ending;
    expect(await story.head()).to.deep.equal({ react: "18" });
  });
});
