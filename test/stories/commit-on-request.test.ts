/** What a node commits when a controller wants to make a snapshot. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { key, Story } from "./harness.ts";

describe("A node that is asked to commit what ended pods wrote", () => {
  let story: Story;
  const asked = (): Promise<boolean> => story.node.commitEnded(key("npm"), new AbortController().signal);

  beforeEach(async () => {
    story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    await story.publish("b2");
    await story.publish("other", { cache: "go" });
    story.pods.end("uid-of-b1");
    story.pods.end("uid-of-other");
    story.events.take();
  });

  it("has it in the log when it says so, and leaves those that run and other caches alone", async () => {
    expect(await asked()).to.equal(true);
    expect(await story.head()).to.deep.equal({ react: "18" });
    expect(story.events.lines).to.deep.equal(["sealed npm", "committed g1"]);
    expect(await asked()).to.equal(true);
  });

  it("does not say so while it cannot be told which pods have ended, or a commit is put off", async () => {
    story.pods.failNext(new CacheError("unavailable", "the API server does not answer"));
    expect(await asked()).to.equal(false);
    story.ledger.failNextAppend(new CacheError("unavailable", "the ledger does not answer"));
    expect(await asked()).to.equal(false);
    await story.clock.advance(120_000);
    expect(await asked()).to.equal(true);
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("does not say so while a volume cannot be sealed", async () => {
    story.mounter.failNext("remountReadOnly", new CacheError("unavailable", "EIO"));
    expect(await asked()).to.equal(false);
    expect(await asked()).to.equal(true);
  });
});
