/** Volume ids and targets: one id at several targets, several ids at one target, and volumes for a single writer. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { type Asked, asking, Story } from "./harness.ts";

const never = new AbortController().signal;

describe("Publishes", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
  });

  const publish = (volumeId: string, target: string, asked: Asked = {}): Promise<void> =>
    story.node.publish({ volumeId, target }, asking(asked), never);
  const unpublish = (volumeId: string, target: string): Promise<void> =>
    story.node.unpublish({ volumeId, target }, never);
  const targets = async (): Promise<string[]> => (await story.mounter.list()).map(({ target }) => target);

  it("of one volume id at several targets make several volumes, which end each for itself", async () => {
    await publish("claim", "/pods/1/mount");
    await publish("claim", "/pods/2/mount");
    expect(story.volumes.list()).to.have.length(2);
    await unpublish("claim", "/pods/1/mount");
    expect(await targets()).to.deep.equal(["/pods/2/mount"]);
  });

  it("of a volume for a single writer are refused at a second target as precondition, until the first one ends", async () => {
    await publish("claim", "/pods/1/mount", { exclusive: true });
    const error = await failure(publish("claim", "/pods/2/mount", { exclusive: true }), "precondition");
    expect(error.message).to.contain("/pods/1/mount");
    await failure(publish("claim", "/pods/2/mount"), "precondition");
    await publish("claim", "/pods/1/mount", { exclusive: true });
    await publish("another", "/pods/3/mount", { exclusive: true });
    await unpublish("claim", "/pods/1/mount");
    await publish("claim", "/pods/2/mount", { exclusive: true });
    expect(await targets()).to.deep.equal(["/pods/3/mount", "/pods/2/mount"]);
  });

  it("of a volume for a single writer are not held up by a commit that waits", async () => {
    await story.publish("b1", { exclusive: true });
    story.does("b1", "write react 18 0h");
    story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    await story.unpublish("b1");
    await publish("b1", "/pods/elsewhere/mount", { exclusive: true });
    expect(await targets()).to.deep.equal(["/pods/elsewhere/mount"]);
  });

  it("of a volume for a single writer at two targets at once let one of them win", async () => {
    const both = ["/pods/1/mount", "/pods/2/mount"].map((target) => publish("claim", target, { exclusive: true }));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).toSorted()).to.deep.equal(["fulfilled", "rejected"]);
    expect(await targets()).to.have.length(1);
  });

  it("of another volume at a target that is taken are refused as precondition, and hide nothing", async () => {
    await publish("one", "/pods/1/mount");
    const error = await failure(publish("two", "/pods/1/mount"), "precondition");
    expect(error.message).to.contain('"one"');
    await unpublish("two", "/pods/1/mount");
    expect(await targets(), "another volume's unpublish takes nothing away").to.deep.equal(["/pods/1/mount"]);
    await unpublish("one", "/pods/1/mount");
    await publish("two", "/pods/1/mount");
  });

  it("at a target whose volume has ended are another volume's, although the first one's commit waits", async () => {
    await publish("one", story.target("b1"));
    story.does("b1", "write react 18 0h");
    story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    await unpublish("one", story.target("b1"));
    await publish("two", story.target("b1"));
    expect(story.sees("b1")).to.deep.equal({ react: "18" });
  });

  it("leave mounts at other targets alone when a volume is unpublished that is not there", async () => {
    await publish("one", "/pods/1/mount");
    await unpublish("one", "/pods/2/mount");
    await unpublish("two", "/pods/2/mount");
    expect(await targets()).to.deep.equal(["/pods/1/mount"]);
  });

  it("again mount a volume of which only a copy elsewhere is left neither twice nor say that it is there", async () => {
    await publish("one", "/pods/1/mount");
    story.mounter.bind("/pods/1/mount", "/elsewhere");
    await story.mounter.unmount("/pods/1/mount");
    const error = await failure(publish("one", "/pods/1/mount"), "busy");
    expect(error.message).to.contain("lives on elsewhere");
    expect(await targets()).to.deep.equal(["/elsewhere"]);
    await story.mounter.unmount("/elsewhere");
    await publish("one", "/pods/1/mount");
    expect(await targets()).to.deep.equal(["/pods/1/mount"]);
  });

  it("are committed although somebody mounted something on top", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.mounter.cover(story.target("b1"), "tmpfs tmp");
    await story.unpublish("b1");
    expect(story.events.lines).to.include("covered npm: tmpfs tmp");
    expect(await story.head()).to.deep.equal({ react: "18" });
  });
});
