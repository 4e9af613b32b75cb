/** What recovery asks of the world: it looks once, touches nothing that needs nothing, and leaves long work to the background. */
import { expect } from "chai";
import { Story } from "../stories/harness.ts";

describe("Recovery", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.settled();
  });

  it("of nothing changes nothing", async () => {
    story.kill();
    await story.start();
    const writes = story.wire.calls.filter((call) =>
      /\.(open|advance|forget|append|discard|mount|unmount)$/.test(call),
    );
    expect(writes).to.deep.equal([]);
  });

  it("notes a mount that was made and not noted, and no other one", async () => {
    await story.publish("noted");
    const noting = story.hold("volumes.noteMounted");
    void story.publish("unnoted");
    await noting.entered;
    story.kill();
    await story.start();
    expect(story.wire.calls.filter((call) => call === "volumes.noteMounted")).to.have.length(1);
    expect(story.volumes.list().every((volume) => story.volumes.wasMounted(volume))).to.equal(true);
  });

  it("serves before the seals that were interrupted are done", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.mounter.loseMounts();
    story.kill();
    const sync = story.hold("layers.sync");
    await story.start();
    await sync.entered;
    expect(story.node.ready).to.equal(true);
    await story.publish("b2");
    sync.release();
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("lets an unpublish join the seal that it goes on with", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.mounter.loseMounts();
    story.kill();
    const sync = story.hold("layers.sync");
    await story.start();
    await sync.entered;
    const ending = story.unpublish("b1");
    sync.release();
    await ending;
    expect(story.events.lines.filter((line) => line === "sealed npm")).to.have.length(1);
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("passes over mounts that are not ours to judge, and takes each stray away once", async () => {
    await story.publish("b1");
    await story.mounter.mount({ source: "volume-99", lowerdir: ["l/a"], upperdir: "l/b", workdir: "w/c" }, "/stray");
    story.kill();
    await story.start();
    expect(story.wire.calls.filter((call) => call === "mounter.unmount")).to.have.length(1);
    expect((await story.mounter.list()).map(({ target }) => target)).to.deep.equal([story.target("b1")]);
  });
});
