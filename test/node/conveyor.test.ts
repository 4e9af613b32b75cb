/** What a commit asks of the world: one head, one merge and one append where nobody competes. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { Story } from "../stories/harness.ts";

describe("The conveyor", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.settled();
  });

  /** The calls of a commit: all after the record said sealed. */
  async function calls(id: string): Promise<string[]> {
    const from = story.wire.calls.length;
    await story.unpublish(id);
    const made = story.wire.calls.slice(from).filter((call) => !/^clock|^layers\.has/.test(call));
    const end = made.indexOf("volumes.forget");
    return made.slice(made.indexOf("volumes.advance") + 1, end + 1);
  }

  it("takes a delta as it is where the head has not moved: nothing is made, nothing is synced", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    expect(await calls("b1")).to.deep.equal([
      "ledger.head",
      "layers.merge",
      "ledger.append",
      "volumes.advance",
      "volumes.forget",
    ]);
  });

  it("syncs a merged layer before it appends it: the log never runs ahead of the data", async () => {
    await story.publish("b1");
    await story.build("b2", ["write vue 3 0h"]);
    story.does("b1", "write react 18 0h");
    const made = await calls("b1");
    expect(made.indexOf("layers.sync")).to.be.within(0, made.indexOf("ledger.append") - 1);
  });

  it("writes down that there was nothing to commit, before it forgets the volume", async () => {
    await story.build("b1", ["write react 18 0h"]);
    await story.publish("b2");
    story.does("b2", "touch react 1h");
    expect((await calls("b2")).slice(-2)).to.deep.equal(["volumes.advance", "volumes.forget"]);
  });

  it("discards a delta whose layer is gone, and goes on", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    await story.unpublish("b1");
    story.layers.lose(story.volumes.list()[0]?.upper ?? "");
    await story.clock.advance(1_000);
    expect(story.events.lines.at(-1)).to.equal("discarded npm: unfit");
    expect(story.volumes.list()).to.deep.equal([]);
  });

  it("tries a delta whose merge fails again and again, and commits those of other volumes meanwhile", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.layers.failNext("merge", new CacheError("internal", "a defect"));
    await story.unpublish("b1");
    await story.build("b2", ["write vue 3 0h"]);
    await story.clock.advance(60_000);
    expect(await story.head()).to.deep.equal({ react: "18", vue: "3" });
  });

  it("gives up a delta that can never be merged, and says why", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.layers.failNext("merge", new CacheError("precondition", "Cannot look at a directory with so many names"));
    await story.unpublish("b1");
    expect(story.events.lines.at(-1)).to.equal("discarded npm: unfit");
    expect(story.events.calls.at(-1)?.args[2]).to.contain("so many names");
    expect(story.volumes.list()).to.deep.equal([]);
  });

  it("gives up no delta because the log cannot be written: that is for an operator to put right", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.ledger.failNextAppend(new CacheError("precondition", "EACCES: permission denied"));
    await story.unpublish("b1");
    expect(story.events.lines.at(-1)).to.equal("delayed npm");
    await story.clock.advance(1_000);
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("does not let a delta that fails by itself hold up one that started from it", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    for (let failures = 0; failures < 2; failures += 1) {
      story.layers.failNext("merge", new CacheError("internal", "a defect"));
    }
    await story.unpublish("b1");
    await story.build("b2", ["write vue 3 0h"]);
    expect(story.events.lines.slice(-3)).to.deep.equal(["sealed npm", "delayed npm", "committed g1"]);
    expect(await story.head()).to.deep.equal({ vue: "3" });
    await story.clock.advance(60_000);
    expect(await story.head()).to.deep.equal({ react: "18", vue: "3" });
  });

  it("forgets a committed volume, and waits for it no more when the record cannot be removed", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.volumes.failNext("forget", new CacheError("unavailable", "EIO"));
    await story.unpublish("b1");
    expect(story.events.lines.slice(-2)).to.deep.equal(["committed g1", "delayed npm"]);
    await story.clock.advance(60_000);
    expect(story.volumes.list()).to.deep.equal([]);
    expect(story.events.lines.filter((line) => line.startsWith("committed"))).to.have.length(1);
  });
});
