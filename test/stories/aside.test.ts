/** One thing that cannot be read: it is set aside, nothing that it may pin is deleted, and the rest works on (docs/adr/0022-set-aside.md). */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { lostRecord } from "../support/lost.ts";
import { key, Story } from "./harness.ts";

const minute = 60_000;

async function numbers(story: Story, cache = "npm"): Promise<number[]> {
  return (await story.ledger.generations(key(cache))).map(({ number }) => number);
}

/** A layer that nothing pins, from now on. */
function stray(story: Story): Promise<string> {
  return story.layers.create(undefined);
}

/** Three generations, of which the middle one cannot be read. */
async function withBadEntry(options: Parameters<typeof Story.begin>[0] = {}): Promise<Story> {
  const story = await Story.begin(options);
  for (const number of [1, 2, 3]) await story.build(`b${number}`, [`write f${number} ${number} 0h`]);
  story.ledger.spoil(key("npm"), 2);
  await story.settled();
  story.events.take();
  return story;
}

/** Two open volumes, of which the first one's record cannot be read after a restart. */
async function withBadRecord(): Promise<Story> {
  const story = await Story.begin({ keep: 1 });
  await story.build("b0", ["write base 0 0h"]);
  for (const id of ["b1", "b2"]) {
    await story.publish(id);
    story.does(id, `write ${id} x 0h`);
  }
  const bad = story.volumes.find({ volumeId: "b1", target: story.target("b1") });
  story.stored.unreadable.push(lostRecord(bad?.incarnation ?? ""));
  story.kill();
  story.events.take();
  await story.start();
  await story.settled();
  return story;
}

describe("An entry that cannot be read", () => {
  it("is set aside with all layers that are there, and what is made later is swept as ever", async () => {
    const story = await withBadEntry();
    const before = await story.layers.list();
    await story.clock.advance(minute);
    expect(story.events.take()).to.deep.equal(["set aside caches/builds/npm/2"]);
    const [note] = await story.aside.list();
    expect(note?.layers).to.deep.equal(before);
    await stray(story);
    await story.clock.advance(minute);
    expect(await story.layers.list()).to.deep.equal(before);
    expect(story.events.lines).to.deep.equal(["swept 1 layers, 0 generations"]);
  });

  it("pins what was there until it can be read again, across restarts; noted once", async () => {
    const story = await withBadEntry();
    const pinned = await stray(story);
    await story.clock.advance(minute);
    await story.stop();
    await story.start();
    await story.settled();
    await story.clock.advance(3 * minute);
    expect(await story.layers.list()).to.include(pinned);
    expect(story.events.take().filter((line) => line.startsWith("set aside"))).to.have.length(1);
    story.ledger.restore(key("npm"), 2);
    await story.clock.advance(2 * minute);
    expect(story.events.lines).to.deep.equal(["restored caches/builds/npm/2", "swept 1 layers, 0 generations"]);
    expect(await numbers(story)).to.deep.equal([1, 2, 3]);
  });

  it("goes with those that are retired, and its pins with it", async () => {
    const story = await withBadEntry({ keep: 2 });
    const pinned = await stray(story);
    await story.clock.advance(minute);
    for (const number of [4, 5]) await story.build(`b${number}`, [`write f${number} ${number} 0h`]);
    await story.settled();
    await story.clock.advance(2 * minute);
    expect(await numbers(story)).to.deep.equal([4, 5]);
    expect(story.events.lines).to.include("restored caches/builds/npm/2");
    expect(await story.layers.list()).to.not.include(pinned);
  });

  it("keeps no build from its work, in its cache or in others", async () => {
    const story = await withBadEntry();
    await story.clock.advance(minute);
    await story.build("b4", ["write f4 4 0h"]);
    await story.build("g1", ["write g 1 0h"], { cache: "go" });
    expect(await story.head()).to.deep.equal({ f1: "1", f2: "2", f3: "3", f4: "4" });
    expect(await story.head("go")).to.deep.equal({ g: "1" });
  });

  it("that turns bad while a sweep looks keeps what it pins, too", async () => {
    const story = await withBadEntry();
    story.ledger.restore(key("npm"), 2);
    const only = (await story.ledger.generations(key("npm")))[1]?.layers.map(({ id }) => id) ?? [];
    await story.ledger.retire(key("npm"), 1);
    await story.prune();
    await story.clock.advance(1);
    const listing = story.hold("layers.list");
    await story.clock.advance(minute);
    await listing.entered;
    story.ledger.spoil(key("npm"), 2);
    listing.release();
    await story.clock.advance(minute);
    expect(await story.layers.list()).to.include.members(only);
  });

  it("is noted anew with what is there when its note cannot be read", async () => {
    const story = await withBadEntry();
    const pinned = await stray(story);
    await story.clock.advance(minute);
    story.aside.spoil();
    await story.clock.advance(2 * minute);
    expect(await story.layers.list()).to.include(pinned);
    expect(await story.aside.list()).to.have.length(1);
  });

  it("lets nothing be deleted as long as its note cannot be written", async () => {
    const story = await withBadEntry();
    const pinned = await stray(story);
    for (let failures = 0; failures < 10; failures += 1) story.aside.failNext(new CacheError("unavailable", "EIO"));
    await story.clock.advance(minute - 1_000);
    expect([...new Set(story.events.take())]).to.deep.equal(["sweep refused"]);
    expect(await story.layers.list()).to.include(pinned);
  });
});

describe("A volume whose record cannot be read", () => {
  it("keeps its mount, its layers and what it wrote, and others commit and are swept", async () => {
    const story = await withBadRecord();
    await story.unpublish("b2");
    await story.clock.advance(2 * minute);
    expect(await story.head()).to.deep.equal({ base: "0", b2: "x" });
    expect(await numbers(story)).to.deep.equal([2]);
    expect(story.sees("b1")).to.deep.equal({ base: "0", b1: "x" });
    expect(story.events.lines).to.include("set aside volumes/volume-2.json");
  });

  it("is published already, when kubelet asks again, and gets no second mount", async () => {
    const story = await withBadRecord();
    await story.publish("b1");
    expect((await story.mounter.list()).map(({ source }) => source)).to.deep.equal(["volume-2", "volume-3"]);
  });

  it("is unmounted when kubelet asks, however busy, says so once, and what it wrote stays", async () => {
    const story = await withBadRecord();
    await story.settled();
    const upper = story.stored.records.get("volume-2")?.upper ?? "";
    story.mounter.hold(story.target("b1"), "directory");
    story.events.take();
    await story.unpublish("b1");
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["unmounted aside volume-2"]);
    expect((await story.mounter.list()).map(({ source }) => source)).to.deep.equal(["volume-3"]);
    await story.clock.advance(3 * minute);
    expect(await story.layers.has(upper)).to.equal(true);
  });

  it("lets go of what it pinned when the record is moved away, but not while it is mounted", async () => {
    const story = await withBadRecord();
    const upper = story.stored.records.get("volume-2")?.upper ?? "";
    story.stored.unreadable.pop();
    await story.clock.advance(2 * minute);
    expect(await story.layers.has(upper), "mounted").to.equal(true);
    expect(story.sees("b1")).to.deep.equal({ base: "0", b1: "x" });
    await story.unpublish("b1");
    await story.clock.advance(2 * minute);
    expect(await story.layers.has(upper), "unmounted").to.equal(false);
    expect(story.events.lines).to.include("restored volumes/volume-2.json");
  });

  it("is committed when the record is put back and the plugin started again", async () => {
    const story = await withBadRecord();
    await story.clock.advance(minute);
    await story.unpublish("b1");
    story.stored.unreadable.pop();
    story.kill();
    await story.start();
    await story.settled();
    await story.unpublish("b2");
    expect(await story.head()).to.deep.equal({ base: "0", b1: "x", b2: "x" });
  });
});

describe("A log that cannot be shortened", () => {
  it("keeps no other from being shortened, and says so", async () => {
    const story = await Story.begin({ keep: 1 });
    for (const cache of ["go", "npm"])
      for (const number of [1, 2]) await story.build(`${cache}${number}`, [`write f ${number} ${number}h`], { cache });
    await story.settled();
    const retiring = story.hold("ledger.retire");
    await story.clock.advance(minute);
    await retiring.entered;
    retiring.fail(new CacheError("corrupt", "there is a directory"));
    await story.settled();
    expect([await numbers(story, "go"), await numbers(story)]).to.deep.equal([[1, 2], [2]]);
    expect(story.events.lines).to.include("retire delayed go");
  });
});
