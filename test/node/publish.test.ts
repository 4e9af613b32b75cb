/** What a publish asks of the world, and when: no more than it needs, in an order that leaves nothing behind. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { Story } from "../stories/harness.ts";

describe("Publishing", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.build("b0", ["write react 18 0h"]);
    await story.settled();
  });

  /** The calls that a publish makes. */
  async function calls(publish: () => Promise<unknown>): Promise<string[]> {
    const from = story.wire.calls.length;
    await publish();
    return story.wire.calls.slice(from).filter((call) => !call.startsWith("clock"));
  }

  it("records a volume before it mounts it, and notes the mount when it is made", async () => {
    expect(await calls(() => story.publish("b1"))).to.deep.equal([
      "ledger.ensure",
      "ledger.head",
      "volumes.open",
      "volumes.overlay",
      "mounter.mount",
      "volumes.noteMounted",
    ]);
  });

  it("looks for older generations only when the newest cannot be mounted", async () => {
    story.mounter.failNext("mount", new CacheError("not-found", "a layer is missing"));
    const made = await calls(() => story.publish("b1"));
    expect(made.indexOf("ledger.generations")).to.be.greaterThan(made.indexOf("mounter.mount"));
  });

  it("starts from an older generation when so many layers cannot be mounted, but not when the disk is full", async () => {
    story.mounter.failNext("mount", new CacheError("out-of-range", "their names need 4134 bytes"));
    await story.publish("b1");
    expect(story.events.lines.at(-1)).to.equal("opened npm from older g1");
    story.mounter.failNext("mount", new CacheError("exhausted", "no space left"));
    await failure(story.publish("b2"), "exhausted");
    expect(story.volumes.list()).to.have.length(1);
  });

  it("asks for pods only when volumes of the same cache are open", async () => {
    await story.publish("b1");
    await story.publish("other", { cache: "go" });
    expect(await calls(() => story.publish("third", { cache: "rust" }))).to.not.include("pods.ended");
    expect(await calls(() => story.publish("b2"))).to.include("pods.ended");
  });

  it("undoes a failed mount in the order in which nothing can be left: mount, if there is one, record, layer", async () => {
    story.mounter.failNext("mount", new CacheError("unavailable", "EIO"));
    const made = (await calls(() => story.publish("b1").catch(() => {}))).filter((call) => call !== "layers.has");
    expect(made.slice(-4)).to.deep.equal(["mounter.mount", "mounter.list", "volumes.forget", "layers.discard"]);
  });

  it("does not undo what it did not do: the record of a volume that is published there stays", async () => {
    await story.publish("b1");
    await story.publish("b1", { readOnly: true }).catch(() => {});
    expect(story.volumes.list()).to.have.length(1);
    expect(await story.mounter.list()).to.have.length(1);
  });

  it("gives up before it opens anything when the caller's time is up", async () => {
    const made = await calls(() =>
      story.publish("b1", {}, AbortSignal.abort(new CacheError("deadline", "x"))).catch(() => {}),
    );
    expect(made).to.not.include("volumes.open");
  });
});
