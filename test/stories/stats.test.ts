/** What kubelet is told about a volume's usage, and that telling it never takes long. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { Story } from "./harness.ts";

const never = new AbortController().signal;

describe("Statistics of a volume", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    story.disk.set({ size: 1_000, free: 400, inodes: 100, inodesFree: 60 });
    await story.publish("b1", { sizeLimit: 50 });
    story.does("b1", "write d/f 12345 0h");
  });

  it("count what its pod wrote, against its own limit", async () => {
    expect(await story.node.stats("b1", story.target("b1"), never)).to.deep.equal({
      usedBytes: 5,
      totalBytes: 50,
      availableBytes: 45,
      usedInodes: 2,
      totalInodes: 100,
      availableInodes: 60,
    });
  });

  it("without a limit are those of the disk", async () => {
    await story.publish("b2");
    expect(await story.node.stats("b2", story.target("b2"), never)).to.deep.include({
      usedBytes: 0,
      totalBytes: 1_000,
      availableBytes: 400,
    });
  });

  it("beyond the limit have nothing available, rather than less than nothing", async () => {
    story.does("b1", `write f ${"x".repeat(60)} 0h`);
    expect(await story.node.stats("b1", story.target("b1"), never)).to.deep.include({
      usedBytes: 65,
      availableBytes: 0,
    });
  });

  it("are not there for what is not published at that path", async () => {
    await failure(story.node.stats("b1", "/elsewhere", never), "not-found");
    await failure(story.node.stats("b2", story.target("b1"), never), "not-found");
    await story.unpublish("b1");
    await failure(story.node.stats("b1", story.target("b1"), never), "not-found");
  });

  it("are measured once, however many ask, and again in the background when they are old", async () => {
    const measured = (): number => story.wire.calls.filter((call) => call === "layers.measure").length;
    const ask = async (): Promise<number> => (await story.node.stats("b1", story.target("b1"), never)).usedBytes;
    await Promise.all([ask(), ask(), ask()]);
    expect(measured()).to.equal(1);
    story.does("b1", "write g 67 0h");
    await story.clock.advance(29_000);
    expect([await ask(), measured()]).to.deep.equal([5, 1]);
    await story.clock.advance(2_000);
    expect(await ask(), "the old sample, at once").to.equal(5);
    await story.settled();
    expect([await ask(), measured()]).to.deep.equal([7, 2]);
  });

  it("are answered after a second when measuring takes longer, and known when it is done", async () => {
    const measuring = story.hold("layers.measure");
    const asking = story.node.stats("b1", story.target("b1"), never);
    await measuring.entered;
    await story.settled();
    await story.clock.advance(1_000);
    expect(await asking).to.deep.include({ usedBytes: 0, totalBytes: 50 });
    measuring.release();
    await story.settled();
    expect(await story.node.stats("b1", story.target("b1"), never)).to.deep.include({ usedBytes: 5 });
  });

  it("are answered when the caller's time is up", async () => {
    story.hold("layers.measure");
    const hurry = new AbortController();
    const asking = story.node.stats("b1", story.target("b1"), hurry.signal);
    await story.settled();
    hurry.abort(new CacheError("deadline", "out of time"));
    expect(await asking).to.deep.include({ usedBytes: 0 });
  });

  it("of a volume that ends while it is measured leave no sample behind", async () => {
    const measuring = story.hold("layers.measure", "after");
    const asking = story.node.stats("b1", story.target("b1"), never);
    await measuring.entered;
    await story.unpublish("b1");
    measuring.release();
    await asking;
    await story.publish("b1", { sizeLimit: 50 });
    expect(await story.node.stats("b1", story.target("b1"), never)).to.deep.include({ usedBytes: 0 });
  });

  it("are answered without a sample when it cannot be measured", async () => {
    story.layers.failNext("measure", new CacheError("unavailable", "EIO"));
    expect(await story.node.stats("b1", story.target("b1"), never)).to.deep.include({ usedBytes: 0 });
    expect(await story.node.stats("b1", story.target("b1"), never)).to.deep.include({ usedBytes: 5 });
  });
});
