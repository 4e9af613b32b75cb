/** Samples of uppers: one measure at a time for each volume, and none that outlives its volume. */
import { expect } from "chai";
import { Sampler } from "../../src/node/sampler.ts";
import { Story } from "../stories/harness.ts";

const never = new AbortController().signal;

describe("The sampler", () => {
  let story: Story;
  let sampler: Sampler;

  beforeEach(async () => {
    story = await Story.begin();
    sampler = new Sampler(story.world);
    await story.publish("b1");
    await story.publish("b2");
  });

  const volume = (id: string) => {
    const found = story.volumes.find({ volumeId: id, target: story.target(id) });
    if (!found) throw new Error(`${id} is not published`);
    return found;
  };

  it("measures volumes side by side: a large one holds up no other", async () => {
    const measuring = story.hold("layers.measure");
    const first = sampler.sample(volume("b1"), never);
    await measuring.entered;
    story.does("b2", "write f 123 0h");
    expect(await sampler.sample(volume("b2"), never)).to.deep.include({ bytes: 3, inodes: 1 });
    measuring.release();
    expect(await first).to.deep.include({ bytes: 0, inodes: 0 });
  });

  it("measures anew what it was told to forget", async () => {
    await sampler.sample(volume("b1"), never);
    story.does("b1", "write f 123 0h");
    sampler.forget(volume("b1"));
    expect(await sampler.sample(volume("b1"), never)).to.deep.include({ bytes: 3 });
  });

  it("knows nothing, and waits for nothing, when the caller has given up already", async () => {
    story.hold("layers.measure");
    expect(await sampler.sample(volume("b1"), AbortSignal.abort())).to.equal(undefined);
  });

  it("measures again in the background what is older than half a minute", async () => {
    await sampler.sample(volume("b1"), never);
    const measures = (): number => story.wire.calls.filter((call) => call === "layers.measure").length;
    expect(measures()).to.equal(1);
    await story.clock.advance(31_000);
    await sampler.sample(volume("b1"), never);
    expect(measures()).to.equal(2);
  });
});
