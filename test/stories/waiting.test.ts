/** Deltas that cannot be committed for now: how often they are tried, and who waits for them. */
import { expect } from "chai";
import { CacheError, type ErrorKind } from "../../src/cache/errors.ts";
import { longestBase } from "../../src/cache/select.ts";
import type { Volume } from "../../src/cache/volume.ts";
import { Story } from "./harness.ts";

describe("Deltas that wait for their commit", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    story.events.take();
  });

  /** A pod starts from the delta of another, deletes a file of it, and ends; every try to append the other's fails so often. */
  async function deletedOfAnother(kind: ErrorKind, failures: number): Promise<void> {
    await story.publish("b1");
    story.does("b1", "write react 18 0h", "write vue 3 0h");
    for (let time = 0; time < failures; time += 1) story.ledger.failNextAppend(new CacheError(kind, "not now"));
    await story.unpublish("b1");
    await story.build("b2", ["remove react"]);
  }

  const passing = ["unavailable", "busy", "exhausted", "precondition", "cancelled", "deadline"] as const;
  for (const kind of passing) {
    it(`hold up those that started from them when the error is ${kind}, so that what these deleted stays deleted`, async () => {
      await deletedOfAnother(kind, 3);
      expect(story.events.lines.slice(-3)).to.deep.equal(["opened npm from +1", "sealed npm", "delayed npm"]);
      await story.clock.advance(120_000);
      expect(await story.head()).to.deep.equal({ vue: "3" });
      expect(story.volumes.list()).to.deep.equal([]);
    });
  }

  const lasting = ["invalid", "not-found", "exists", "out-of-range", "corrupt", "internal"] as const;
  for (const kind of lasting) {
    it(`are overtaken when the error is ${kind}, which waiting does not cure`, async () => {
      await deletedOfAnother(kind, 2);
      expect(story.events.lines.slice(-2)).to.deep.equal(["delayed npm", "unchanged npm"]);
      await story.build("b3", ["write svelte 5 0h"]);
      expect(story.events.lines.slice(-2)).to.deep.equal(["committed g1", "committed g2"]);
    });
  }

  it("hold nobody up once they are discarded", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.layers.failNext("merge", new CacheError("exhausted", "no space left"));
    story.layers.failNext("merge", new CacheError("precondition", "so many names"));
    await story.unpublish("b1");
    await story.build("b2", ["write vue 3 0h"]);
    expect(story.events.lines.slice(-2)).to.deep.equal(["discarded npm: unfit", "committed g1"]);
    expect(await story.head()).to.deep.equal({ vue: "3" });
  });

  it("are all committed, oldest first, when the disk has room again, by whichever of them is tried first", async () => {
    const builds = ["b1", "b2", "b3", "b4", "b5", "b6"];
    for (const _ of builds) story.layers.failNext("merge", new CacheError("exhausted", "no space left"));
    for (const build of builds) await story.build(build, [`write ${build} 1 0h`]);
    expect(story.events.lines.filter((line) => line === "delayed npm")).to.have.length(builds.length);
    await story.build("b7", ["remove b1"]);
    expect(await story.head()).to.have.all.keys(builds.slice(1));
    const committed = story.events.calls.filter(({ name }) => name === "committed");
    expect(committed.map(({ args: [volume] }) => (volume as Volume).volumeId)).to.deep.equal([...builds, "b7"]);
  });

  it("are tried once by each that started from them, not once by each way that leads to them", async () => {
    for (let time = 0; time < 200; time += 1) story.layers.failNext("merge", new CacheError("internal", "a defect"));
    const builds = ["b1", "b2", "b3", "b4", "b5", "b6"];
    for (const build of builds) await story.build(build, [`write ${build} 1 0h`]);
    const tried = story.events.lines.filter((line) => line.startsWith("delayed"));
    expect(tried).to.have.length(1 + 2 + 3 + 4 + 5 + 6);
  });
});

describe("A cache whose commits wait for very long", () => {
  let story: Story;
  const count = longestBase + 12;

  beforeEach(async function () {
    this.timeout(20_000);
    story = await Story.begin();
    await story.build("b0", ["write first 1 0h"]);
    for (let build = 1; build <= count; build += 1) {
      story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
      await story.build(`b${build}`, [`write f${build} ${build} 0h`]);
    }
    story.events.take();
  });

  it("starts volumes from as many deltas as a base takes, and says that it is not all", async () => {
    await story.publish("next");
    expect(Object.keys(story.sees("next"))).to.have.length(longestBase);
    expect(story.events.lines).to.deep.equal([`opened npm from older g1+${longestBase - 1}`]);
    expect(story.events.calls.at(-1)?.args[1]).to.include({ start: "older", leftOut: 13 });
  });

  it("does not refuse a volume that requires it: the newest generation is in its base", async () => {
    await story.publish("next", { required: true });
    expect(story.sees("next")).to.include({ first: "1" });
  });

  it("is whole in the end, with what was deleted by those that started from it", async () => {
    await story.build("next", ["remove f1", "write next 1 0h"]);
    await story.clock.advance(600_000);
    const head = await story.head();
    expect(head).to.include({ first: "1", next: "1", f2: "2", [`f${count}`]: String(count) });
    expect(Object.keys(head)).to.have.length(count + 1);
    expect(story.volumes.list()).to.deep.equal([]);
  });
});
