/** What happens when the disk loses what was written: the kernel says so once, and what a later sync says is no comfort. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { Story } from "./harness.ts";

const lost = new CacheError("corrupt", "the disk reported a write error");
const refused = new CacheError("unavailable", "the disk reports an error");

describe("On a disk that lost what was written", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    for (const id of ["b1", "b2"]) {
      await story.publish(id);
      story.does(id, `write ${id} x 0h`);
    }
    await story.settled();
    story.events.take();
  });

  it("a delta whose sync failed is discarded, though the next sync would say that all is well", async () => {
    story.layers.failNext("sync", lost);
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["discarded npm: disk-error"]);
    expect(story.volumes.list()).to.have.length(1);
    expect(await story.head()).to.deep.equal({});
  });

  it("a delta whose sync failed stays lost when giving it up fails at first", async () => {
    story.layers.failNext("sync", lost);
    story.layers.failNext("discard", refused);
    await story.unpublish("b1").catch(() => {});
    expect(story.events.take()).to.deep.equal([]);
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["discarded npm: disk-error"]);
  });

  it("a volume that was mounted when a write failed is discarded, and its mount is kept until its record says so", async () => {
    story.mounter.failNext("remountReadOnly", lost);
    story.volumes.failNext("advance", refused);
    await story.unpublish("b1").catch(() => {});
    expect(await story.mounter.list()).to.have.length(2);
    story.mounter.failNext("remountReadOnly", lost);
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["discarded npm: disk-error"]);
    expect(await story.mounter.list()).to.have.length(1);
  });

  it("another volume's sync that failed while this one was sealed takes this one along, whatever its own sync says", async () => {
    const finished = story.hold("layers.finish", "after");
    const first = story.unpublish("b1");
    await finished.entered;
    story.layers.loseWrites();
    finished.release();
    await first;
    await story.unpublish("b2");
    expect(story.events.lines).to.deep.equal(["discarded npm: disk-error", "sealed npm", "committed g1"]);
  });

  it("a volume that was made read-only after that is sealed, also when its first unpublish failed in the middle", async () => {
    story.layers.loseWrites();
    story.layers.failNext("finish", refused);
    await story.unpublish("b1").catch(() => {});
    expect(await story.mounter.list()).to.have.length(1);
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["sealed npm", "committed g1"]);
  });

  it("what is lost between two tries of an unpublish counts", async () => {
    story.layers.failNext("finish", refused);
    await story.unpublish("b1").catch(() => {});
    story.layers.loseWrites();
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["discarded npm: disk-error"]);
  });

  it("a layer made by a merge is made anew", async () => {
    await story.unpublish("b1");
    await story.settled();
    story.events.take();
    const merged = story.hold("layers.merge", "after");
    const ending = story.unpublish("b2");
    await merged.entered;
    story.layers.loseWrites();
    merged.release();
    await ending;
    expect(story.events.take()).to.include("delayed npm");
    await story.clock.advance(1_000);
    await story.settled();
    expect(await story.head()).to.deep.equal({ b1: "x", b2: "x" });
  });
});
