/** The order in which the gate seals: nothing that can still change is synced, and no record comes before what it speaks of. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { type Asked, Story } from "../stories/harness.ts";

describe("The gate", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.settled();
  });

  /** The calls of an unpublish, up to the record that says sealed or that all is over. */
  async function calls(asked: Asked = {}, prepare = (): void => {}): Promise<string[]> {
    await story.publish("b1", asked);
    if (!asked.readOnly) story.does("b1", "write react 18 0h");
    prepare();
    const from = story.wire.calls.length;
    await story.unpublish("b1");
    const made = story.wire.calls.slice(from).filter((call) => !call.startsWith("clock"));
    const recorded = made.findIndex((call) => call === "volumes.advance" || call === "volumes.forget");
    return made.slice(0, recorded + 1);
  }

  it("ends the writing, unmounts, looks for leaks, cleans, syncs, and only then writes the record", async () => {
    const changes = (await calls()).filter((call) => !/^layers\.has|^reserve/.test(call));
    expect(changes).to.deep.equal([
      "mounter.remountReadOnly",
      "volumes.noteReadOnly",
      "mounter.unmount",
      "layers.isEmpty",
      "mounter.inUse",
      "layers.finish",
      "disk.usage",
      "layers.sync",
      "volumes.advance",
    ]);
  });

  it("copies what is used elsewhere before it cleans anything: a mount must not see that", async () => {
    const made = await calls({}, () => void story.mounter.hold(story.target("b1"), "leak"));
    expect(made.indexOf("layers.copy")).to.be.greaterThan(made.indexOf("mounter.inUse"));
    expect(made.indexOf("layers.copy")).to.be.lessThan(made.indexOf("layers.finish"));
    for (const before of ["layers.survey", "disk.usage"])
      expect(made.indexOf(before), before).to.be.within(0, made.indexOf("layers.copy"));
  });

  it("only unmounts what is not to be committed", async () => {
    expect(await calls({ commit: "never" })).to.deep.equal(["mounter.unmount", "volumes.advance"]);
  });

  it("writes that it gave a volume up before it detaches it: no crash in between lets it be sealed after all", async () => {
    await story.publish("b1");
    story.mounter.hold(story.target("b1"), "writer");
    const from = story.wire.calls.length;
    const ending = story.unpublish("b1");
    await story.settled();
    await story.clock.advance(20_000);
    await ending;
    const made = story.wire.calls.slice(from);
    expect(made.indexOf("volumes.advance")).to.be.lessThan(made.indexOf("mounter.detach"));
    expect(made).to.not.include("layers.finish");
  });

  for (const call of ["remountReadOnly", "unmount", "inUse"] as const) {
    it(`leaves the volume open when ${call} fails, so that it can be tried again`, async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      story.mounter.failNext(call, new CacheError("unavailable", "EIO"));
      await failure(story.unpublish("b1"), "unavailable");
      expect(story.volumes.list().map(({ state }) => state)).to.deep.equal(["open"]);
      await story.unpublish("b1");
      expect(await story.head()).to.deep.equal({ react: "18" });
    });
  }

  for (const call of ["finish", "sync"] as const) {
    it(`leaves the volume open when ${call} fails, so that it can be tried again`, async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      story.layers.failNext(call, new CacheError("unavailable", "EIO"));
      await failure(story.unpublish("b1"), "unavailable");
      expect(story.volumes.list().map(({ state }) => state)).to.deep.equal(["open"]);
      await story.unpublish("b1");
      expect(await story.head()).to.deep.equal({ react: "18" });
    });
  }

  for (const call of ["finish", "copy"] as const) {
    describe(`when ${call} fails`, () => {
      beforeEach(async () => {
        await story.publish("b1");
        story.does("b1", "write react 18 0h");
        if (call === "copy") story.mounter.hold(story.target("b1"), "leak");
        story.events.take();
      });

      it("discards a volume of which no layer can be made", async () => {
        story.layers.failNext(call, new CacheError("precondition", "too deep"));
        await story.unpublish("b1");
        expect(story.events.lines.at(-1)).to.equal("discarded npm: unfit");
        expect(story.volumes.list()).to.deep.equal([]);
      });

      it("tries a volume again that came upon a defect once, and discards it the second time: it would never end", async () => {
        for (let failures = 0; failures < 2; failures += 1)
          story.layers.failNext(call, new CacheError("internal", "The thread died while it worked"));
        await failure(story.unpublish("b1"), "internal");
        expect(story.volumes.list().map(({ state }) => state)).to.deep.equal(["open"]);
        await story.unpublish("b1");
        expect(story.events.lines.at(-1)).to.equal("discarded npm: unfit");
        expect(story.volumes.list()).to.deep.equal([]);
        expect(await story.head()).to.deep.equal({});
      });

      it("tries a volume again as often as its turn does not come", async () => {
        for (let failures = 0; failures < 4; failures += 1) {
          story.layers.failNext(call, new CacheError("unavailable", "The thread died before it came to this"));
          await failure(story.unpublish("b1"), "unavailable");
        }
        await story.unpublish("b1");
        expect(await story.head()).to.deep.equal({ react: "18" });
      });
    });
  }

  it("numbers seals on from the highest that a restart finds", async () => {
    for (const id of ["b1", "b2"]) {
      await story.publish(id);
      story.does(id, `write ${id} x 0h`);
    }
    for (let failures = 0; failures < 3; failures += 1) {
      story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    }
    await story.unpublish("b1");
    story.kill();
    await story.start();
    await story.unpublish("b2");
    const numbers = story.volumes.list().map(({ volumeId, sealNumber }) => [volumeId, sealNumber]);
    expect(numbers).to.deep.equal([
      ["b1", 1],
      ["b2", 2],
    ]);
  });
});
