/** How a node stops: what is under way is finished, what waits is left to the next one. */
import { expect } from "chai";
import { longChain } from "../../src/cache/compact.ts";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { Story } from "./harness.ts";

const down = new CacheError("unavailable", "no answer");

describe("A node that stops", () => {
  it("says so, and does not say that it recovers; what has been asked of it is still done", async () => {
    const story = new Story();
    expect(story.node.notReady).to.equal("recovery is under way");
    await story.start();
    expect(story.node.notReady).to.equal(undefined);
    story.node.stopping();
    expect(story.node.notReady).to.equal("the plugin is stopping");
    await story.build("b1", ["write react 18 0h"]);
    expect(await story.head()).to.deep.equal({ react: "18" });
    const { node } = story;
    await story.stop();
    expect(node.notReady).to.equal("the plugin is stopping");
  });

  it("finishes the seals and commits under way, and leaves open volumes mounted", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    await story.publish("b2");
    story.does("b1", "write react 18 0h");
    const append = story.hold("ledger.append");
    void story.unpublish("b1");
    await append.entered;
    const stopping = story.stop();
    await story.settled();
    append.release();
    await stopping;
    expect(await story.head()).to.deep.equal({ react: "18" });
    expect((await story.mounter.list()).map(({ target }) => target)).to.deep.equal([story.target("b2")]);
  });

  it("does not wait for the next try of a commit; the next node makes it", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.ledger.failNextAppend(down);
    await story.unpublish("b1");
    await story.stop();
    expect(story.clock.sleeping).to.equal(0);
    expect(await story.head()).to.deep.equal({});
    await story.start();
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("serves nothing any more", async () => {
    const story = await Story.begin();
    const { node } = story;
    await story.stop();
    expect(node.ready).to.equal(false);
    await failure(node.unpublish({ volumeId: "b1", target: "/pods/b1" }, new AbortController().signal), "unavailable");
  });

  it("waits for a commit that is being tried again", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.ledger.failNextAppend(down);
    await story.unpublish("b1");
    const append = story.hold("ledger.append");
    await story.clock.advance(1_000);
    await append.entered;
    expect(await ended(story.stop(), () => append.release())).to.deep.equal(["waits", "stopped"]);
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("waits for the commits that its recovery goes on with", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.ledger.failNextAppend(down);
    await story.unpublish("b1");
    story.kill();
    const append = story.hold("ledger.append");
    await story.start();
    await append.entered;
    expect(await ended(story.stop(), () => append.release())).to.deep.equal(["waits", "stopped"]);
  });

  it("waits for a sweep under way", async () => {
    const story = await Story.begin();
    await story.settled();
    const listing = story.hold("layers.list");
    await story.clock.advance(60_000);
    await listing.entered;
    expect(await ended(story.stop(), () => listing.release())).to.deep.equal(["waits", "stopped"]);
  });

  it("waits for a compaction under way", async () => {
    const story = await Story.begin();
    const squash = story.hold("layers.squash");
    for (let number = 0; number <= longChain; number += 1) await story.build(`b${number}`, [`write f${number} x 0h`]);
    await squash.entered;
    expect(await ended(story.stop(), () => squash.release())).to.deep.equal(["waits", "stopped"]);
    expect(story.events.lines.at(-1)).to.match(/^compacted/);
  });

  it("waits for a seal whose caller has given up", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    const sync = story.hold("layers.sync");
    const gaveUp = new AbortController();
    const ending = failure(story.unpublish("b1", gaveUp.signal), "cancelled");
    await sync.entered;
    gaveUp.abort(new CacheError("cancelled", "kubelet went away"));
    await ending;
    expect(await ended(story.stop(), () => sync.release())).to.deep.equal(["waits", "stopped"]);
    expect(await story.head()).to.deep.equal({ react: "18" });
  });
});

/** What a stop does before and after something is let go on. */
async function ended(stopping: Promise<void>, release: () => void): Promise<string[]> {
  const seen: string[] = [];
  let over = false;
  const stopped = (async () => {
    await stopping;
    over = true;
  })();
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  seen.push(over ? "stopped" : "waits");
  release();
  await stopped;
  return [...seen, "stopped"];
}
