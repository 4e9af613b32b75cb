/** Volumes that are still in use when they are to be sealed (docs/architecture.md): a writer, somebody's working directory, a mount that leaked. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { Story } from "./harness.ts";

describe("A volume in use at its unpublish", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.events.take();
  });

  it("by a writer that goes away in time is committed", async () => {
    const release = story.mounter.hold(story.target("b1"), "writer");
    const ending = story.unpublish("b1");
    await story.settled();
    await story.clock.advance(5_000);
    story.does("b1", "write late x 0h");
    release();
    await story.clock.advance(1_000);
    await ending;
    expect(story.events.lines).to.deep.equal(["busy npm: writer", "sealed npm", "committed g1"]);
    expect(await story.head()).to.deep.equal({ react: "18", late: "x" });
  });

  it("by a writer that outlives its grace is detached and discarded: a tree that can still change is never committed", async () => {
    story.mounter.hold(story.target("b1"), "writer");
    const ending = story.unpublish("b1");
    await story.settled();
    await story.clock.advance(9_000);
    expect(story.events.lines).to.deep.equal(["busy npm: writer"]);
    await story.clock.advance(2_000);
    await ending;
    expect(story.events.lines).to.deep.equal(["busy npm: writer", "discarded npm: busy"]);
    expect(await story.mounter.list()).to.deep.equal([]);
    expect(story.volumes.list()).to.deep.equal([]);
    expect(await story.head()).to.deep.equal({});
  });

  it("by a writer is tried again after 20 ms, and then ever more seldom, but twice a second", async () => {
    story.mounter.hold(story.target("b1"), "writer");
    const ending = story.unpublish("b1");
    await story.settled();
    await story.clock.advance(20_000);
    await ending;
    const tries = story.wire.calls.filter((call) => call === "mounter.remountReadOnly").length;
    expect(tries).to.be.within(20, 30);
  });

  it("by a writer holds up no other volume", async () => {
    await story.publish("b2");
    story.does("b2", "write vue 3 0h");
    story.mounter.hold(story.target("b1"), "writer");
    const ending = story.unpublish("b1");
    await story.unpublish("b2");
    expect(await story.head()).to.deep.equal({ vue: "3" });
    await story.settled();
    await story.clock.advance(20_000);
    await ending;
  });

  it("as somebody's working directory is detached and committed", async () => {
    story.mounter.hold(story.target("b1"), "directory");
    await story.unpublish("b1");
    expect(story.events.lines.slice(0, 1)).to.deep.equal(["busy npm: directory"]);
    expect(story.events.lines.at(-1)).to.equal("committed g1");
    expect(await story.mounter.list()).to.deep.equal([]);
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("in another namespace is committed as a copy, which whoever is there cannot reach", async () => {
    const upper = story.volumes.list()[0]?.upper ?? "";
    story.mounter.hold(story.target("b1"), "leak");
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["busy npm: leaked", "sealed npm", "committed g1"]);
    const { generation } = await story.ledger.head({ namespace: "builds", name: "npm" });
    expect(generation?.layers.map(({ id }) => id)).to.not.include(upper);
    story.layers.put(upper, story.layers.show([]));
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("in another namespace is committed by the retry, too, when the first copy failed after the mount was gone", async () => {
    story.mounter.hold(story.target("b1"), "leak");
    story.layers.failNext("copy", new CacheError("unavailable", "the disk"));
    await failure(story.unpublish("b1"), "unavailable");
    await story.unpublish("b1");
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("in another namespace is not copied where it is unfit, or larger than its limit", async () => {
    story.layers.failNext("survey", new CacheError("precondition", "Cannot keep a tree deeper than 256 directories"));
    await story.publish("b2", { sizeLimit: 10 });
    story.does("b2", "write react 12345678901 0h");
    for (const id of ["b1", "b2"]) {
      story.mounter.hold(story.target(id), "leak");
      await story.unpublish(id);
    }
    expect(story.events.lines.filter((line) => line.startsWith("discarded"))).to.deep.equal([
      "discarded npm: unfit",
      "discarded npm: size-limit",
    ]);
    expect(story.wire.calls).to.not.include("layers.copy");
    expect(story.volumes.list()).to.deep.equal([]);
  });

  it("in another namespace, and gone from ours before it was made read-only, is discarded", async () => {
    story.mounter.hold(story.target("b1"), "leak");
    await story.mounter.detach(story.target("b1"));
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["busy npm: leaked", "discarded npm: busy"]);
    expect(await story.head()).to.deep.equal({});
  });

  it("in another namespace, with nothing written when it was taken away, is given up all the same: somebody may be writing", async () => {
    await story.publish("b2");
    story.mounter.hold(story.target("b2"), "leak");
    await story.mounter.detach(story.target("b2"));
    await story.unpublish("b2");
    expect(story.events.lines).to.deep.equal(["opened npm from cold", "busy npm: leaked", "discarded npm: busy"]);
  });

  it("keeps its copy through a sweep, although no record names it yet", async () => {
    const release = story.mounter.hold(story.target("b1"), "leak");
    const sync = story.hold("layers.sync");
    const ending = story.unpublish("b1");
    await sync.entered;
    release();
    await story.clock.advance(120_000);
    sync.release();
    await ending;
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("that was taken away by somebody else, and is used by nobody, is committed", async () => {
    story.mounter.loseMounts();
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["sealed npm", "committed g1"]);
  });

  it("that could be given up only halfway is given up by the next unpublish, never committed", async () => {
    story.mounter.hold(story.target("b1"), "writer");
    story.mounter.failNext("detach", new CacheError("unavailable", "EIO"));
    const ending = failure(story.unpublish("b1"), "unavailable");
    await story.settled();
    await story.clock.advance(20_000);
    await ending;
    expect(await story.mounter.list(), "not OK while it is mounted").to.have.length(1);
    await story.unpublish("b1");
    expect(await story.mounter.list()).to.deep.equal([]);
    expect(story.events.lines.at(-1)).to.equal("discarded npm: busy");
    expect(await story.head()).to.deep.equal({});
  });
});

describe("A delta that is unfit", () => {
  it("is discarded with a reason, and its volume is gone", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.layers.failNext("finish", new CacheError("precondition", "Cannot keep a tree deeper than 256 directories"));
    await story.unpublish("b1");
    expect(story.events.lines.at(-1)).to.equal("discarded npm: unfit");
    expect(story.events.calls.at(-1)?.args[2]).to.equal("Cannot keep a tree deeper than 256 directories");
    expect(story.volumes.list()).to.deep.equal([]);
  });

  it("is sealed at the second attempt when the reserve makes room for it", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.layers.failNext("sync", new CacheError("exhausted", "the disk"));
    await story.unpublish("b1");
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  for (const { kind, times } of [
    { kind: "exhausted", times: 2 },
    { kind: "unavailable", times: 1 },
  ] as const) {
    it(`is not, for an error of kind ${kind}: the unpublish fails, and can be repeated`, async () => {
      const story = await Story.begin();
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      for (let time = 0; time < times; time += 1) story.layers.failNext("sync", new CacheError(kind, "the disk"));
      await failure(story.unpublish("b1"), kind);
      await story.unpublish("b1");
      expect(await story.head()).to.deep.equal({ react: "18" });
    });
  }
});
