/** What kubelet may do with unpublishes: repeat them, give up, come when nothing is left; and when they are answered. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { key, Story } from "./harness.ts";

describe("An unpublish", () => {
  it("of what is unknown is OK, also when it is repeated", async () => {
    const story = await Story.begin();
    await story.unpublish("b1");
    await story.build("b1", ["write react 18 0h"]);
    await story.unpublish("b1");
    await story.unpublish("b1");
    expect(await story.ledger.generations(key("npm"))).to.have.length(1);
  });

  it("that is repeated while the first is under way joins it, and the work is committed once", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    const sync = story.hold("layers.sync");
    const both = [story.unpublish("b1"), story.unpublish("b1")];
    await sync.entered;
    await story.settled();
    sync.release();
    await Promise.all(both);
    expect(story.events.lines.slice(-2)).to.deep.equal(["sealed npm", "committed g1"]);
  });

  it("whose caller gives up goes on, and a retry joins it", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    const sync = story.hold("layers.sync");
    const gaveUp = new AbortController();
    const first = story.unpublish("b1", gaveUp.signal);
    await sync.entered;
    gaveUp.abort(new CacheError("deadline", "out of time"));
    await failure(first, "deadline");
    const second = story.unpublish("b1");
    sync.release();
    await second;
    expect(story.events.lines.slice(-2)).to.deep.equal(["sealed npm", "committed g1"]);
  });

  it("fails when the volume cannot be unmounted, and can be repeated", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.mounter.failNext("unmount", new CacheError("unavailable", "EIO"));
    await failure(story.unpublish("b1"), "unavailable");
    expect(await story.mounter.list()).to.have.length(1);
    await story.unpublish("b1");
    expect(await story.mounter.list()).to.deep.equal([]);
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("waits a second at most for the commit, which goes on", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    const append = story.hold("ledger.append");
    const ending = story.unpublish("b1");
    await append.entered;
    await story.clock.advance(1_000);
    await ending;
    expect(story.events.lines.at(-1)).to.equal("sealed npm");
    append.release();
    await story.settled();
    expect(story.events.lines.at(-1)).to.equal("committed g1");
  });

  it("frees the address: a publish there is another volume, whatever became of the first one's commit", async () => {
    const story = await Story.begin();
    for (const version of ["17", "18"]) {
      await story.publish("b1");
      story.does("b1", `write react ${version} 0h`, `write v${version} x 0h`);
      story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
      await story.unpublish("b1");
    }
    await story.clock.advance(120_000);
    expect(await story.head()).to.deep.equal({ react: "18", v17: "x", v18: "x" });
  });

  it("that is repeated while the commit waits does not multiply its tries", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    for (let failures = 0; failures < 50; failures += 1) {
      story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    }
    await story.unpublish("b1");
    for (let repeats = 0; repeats < 5; repeats += 1) await story.unpublish("b1");
    const before = story.events.lines.filter((line) => line === "delayed npm").length;
    await story.clock.advance(60_000);
    const tries = story.events.lines.filter((line) => line === "delayed npm").length - before;
    expect(tries, "after 1, 3, 7, 15, 31 seconds").to.be.at.most(6);
  });
});
