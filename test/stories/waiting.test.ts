/** Deltas that cannot be committed for now: how often they are tried. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { Story } from "./harness.ts";

describe("Deltas that wait for their commit", () => {
  it("are tried once by each that started from them, not once by each way that leads to them", async () => {
    const story = await Story.begin();
    for (let time = 0; time < 200; time += 1) story.layers.failNext("merge", new CacheError("exhausted", "the disk"));
    const builds = ["b1", "b2", "b3", "b4", "b5", "b6"];
    for (const build of builds) await story.build(build, [`write ${build} 1 0h`]);
    const tried = story.events.lines.filter((line) => line.startsWith("delayed"));
    expect(tried).to.have.length(1 + 2 + 3 + 4 + 5 + 6);
  });
});
