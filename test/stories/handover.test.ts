/** From one build of a pipeline to the next: kubelet publishes the next one's volume before it unpublishes the last one's (docs/architecture.md). */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { key, Story } from "./harness.ts";

const down = new CacheError("unavailable", "the ledger does not answer");

describe("A pipeline's next build", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    story.events.take();
  });

  it("sees the work of a pod that has ended, although its volume is not unpublished yet", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.pods.end("uid-of-b1");
    await story.publish("b2");
    expect(story.sees("b2")).to.deep.equal({ react: "18" });
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal([
      "opened npm from cold",
      "sealed npm",
      "committed g1",
      "opened npm from g1",
    ]);
    expect(await story.mounter.list()).to.have.length(1);
  });

  it("does not touch the volumes of pods that run, nor those of other caches", async () => {
    await story.publish("b1");
    await story.publish("other", { cache: "go" });
    story.pods.end("uid-of-other");
    await story.publish("b2");
    expect(story.events.lines).to.deep.equal(["opened npm from cold", "opened go from cold", "opened npm from cold"]);
    expect(await story.mounter.list()).to.have.length(3);
  });

  it("starts although it cannot be told which pods have ended", async () => {
    await story.publish("b1");
    story.pods.failNext(new CacheError("unavailable", "the API server does not answer"));
    await story.publish("b2");
    expect(story.events.lines).to.deep.equal(["opened npm from cold", "pods unknown", "opened npm from cold"]);
  });

  it("starts although an ended pod's volume cannot be sealed", async () => {
    await story.publish("b1");
    story.pods.end("uid-of-b1");
    story.mounter.failNext("remountReadOnly", new CacheError("unavailable", "EIO"));
    await story.publish("b2");
    expect(story.events.lines).to.deep.equal(["opened npm from cold", "seal delayed npm", "opened npm from cold"]);
  });

  it("sees a sealed delta that could not be appended, which is appended later, exactly once", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.ledger.failNextAppend(down);
    await story.unpublish("b1");
    await story.publish("b2");
    expect(story.sees("b2")).to.deep.equal({ react: "18" });
    await story.clock.advance(1_000);
    story.does("b2", "write vue 3 0h");
    await story.unpublish("b2");
    expect(story.events.lines).to.deep.equal([
      "opened npm from cold",
      "sealed npm",
      "delayed npm",
      "opened npm from +1",
      "committed g1",
      "sealed npm",
      "committed g2",
    ]);
    expect(await story.head()).to.deep.equal({ react: "18", vue: "3" });
    await story.clock.advance(600_000);
    expect(await story.ledger.generations(key("npm"))).to.have.length(2);
  });

  it("sees several sealed deltas, the newest on top", async () => {
    for (const [id, version] of Object.entries({ b1: "17", b2: "18", b3: "19" })) {
      story.ledger.failNextAppend(down);
      await story.build(id, [`write react ${version} 0h`, `write ${id} x 0h`]);
    }
    await story.publish("b4");
    expect(story.sees("b4")).to.deep.equal({ react: "19", b1: "x", b2: "x", b3: "x" });
    expect(story.events.lines.at(-1)).to.equal("opened npm from +3");
  });

  it("is committed after the deltas that it started from, so that what it deleted of them stays deleted", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h", "write vue 3 0h");
    story.ledger.failNextAppend(down);
    await story.unpublish("b1");
    await story.publish("b2");
    story.does("b2", "remove react");
    await story.unpublish("b2");
    await story.clock.advance(120_000);
    expect(await story.head()).to.deep.equal({ vue: "3" });
    expect(story.events.lines.slice(-4)).to.deep.equal([
      "opened npm from +1",
      "sealed npm",
      "committed g1",
      "committed g2",
    ]);
  });

  it("is committed after all deltas that it started from, in the order in which they were sealed", async () => {
    const build = async (id: string, operation: string): Promise<void> => {
      await story.publish(id);
      story.does(id, operation);
      story.ledger.failNextAppend(down);
      await story.unpublish(id);
    };
    await build("b1", "write react 18 0h");
    story.ledger.failNextAppend(down);
    await build("b2", "remove react");
    await story.build("b3", ["write vue 3 0h"]);
    await story.clock.advance(120_000);
    const generations = await story.ledger.generations(key("npm"));
    expect(generations.map(({ by }) => by.pod)).to.deep.equal(["b1", "b2", "b3"]);
    expect(await story.head()).to.deep.equal({ vue: "3" });
  });

  it("with firstWriterWins is committed on the deltas that it started from", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.ledger.failNextAppend(down);
    await story.unpublish("b1");
    await story.publish("b2", { merge: "firstWriterWins" });
    story.does("b2", "write vue 3 0h");
    await story.unpublish("b2");
    await story.clock.advance(120_000);
    expect(await story.head()).to.deep.equal({ react: "18", vue: "3" });
  });

  it("waits a second at most for a commit under way, and then sees its delta", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    const append = story.hold("ledger.append");
    const ending = story.unpublish("b1");
    await append.entered;
    const starting = story.publish("b2");
    await story.clock.advance(2_000);
    await Promise.all([ending, starting]);
    expect(story.sees("b2")).to.deep.equal({ react: "18" });
    append.release();
    await story.settled();
    expect(story.events.lines).to.deep.equal([
      "opened npm from cold",
      "sealed npm",
      "opened npm from +1",
      "committed g1",
    ]);
  });

  it("starts from the log when a commit under way is made within that second", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    const append = story.hold("ledger.append");
    const ending = story.unpublish("b1");
    await append.entered;
    const starting = story.publish("b2");
    await story.settled();
    append.release();
    await Promise.all([ending, starting]);
    expect(story.events.lines.at(-1)).to.equal("opened npm from g1");
  });

  it("misses nothing of a delta that is committed while its own start is looked up", async () => {
    const moments = ["before", "after"] as const;
    const calls = ["ledger.ensure", "ledger.head", "volumes.open"];
    for (const [call, where] of calls.flatMap((name) => moments.map((moment) => [name, moment] as const))) {
      const other = await Story.begin();
      await other.publish("b1");
      other.does("b1", "write react 18 0h");
      const append = other.hold("ledger.append");
      const ending = other.unpublish("b1");
      await append.entered;
      const looked = other.hold(call, where);
      const starting = other.publish("b2");
      await other.clock.advance(2_000);
      await looked.entered;
      append.release();
      await ending;
      await other.settled();
      expect(other.volumes.list().map(({ volumeId }) => volumeId)).to.not.include("b1");
      looked.release();
      await starting;
      expect(other.sees("b2"), `${where} ${call}`).to.deep.equal({ react: "18" });
    }
  });
});

describe("A build whose ledger cannot be read", () => {
  it("starts cold with a warning, and is committed when it can be", async () => {
    const story = await Story.begin();
    await story.build("b1", ["write react 18 0h"]);
    story.events.take();
    story.ledger.failNext(down);
    await story.publish("b2");
    expect(story.sees("b2")).to.deep.equal({});
    story.does("b2", "write vue 3 0h");
    await story.unpublish("b2");
    expect(story.events.lines).to.deep.equal([
      "unreadable",
      "opened npm from cold",
      "sealed npm",
      "committed g2 merged",
    ]);
    expect(await story.head()).to.deep.equal({ react: "18", vue: "3" });
  });

  it("starts cold also where the cache was once pruned, and is committed all the same", async () => {
    const story = await Story.begin();
    await story.build("b1", ["write react 18 0h"]);
    await story.prune();
    story.ledger.failNext(down);
    await story.publish("b2");
    story.does("b2", "write vue 3 0h");
    await story.unpublish("b2");
    expect(await story.head()).to.deep.equal({ vue: "3" });
  });
});
