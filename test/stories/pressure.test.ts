/** What a sweep retires when the disk is short of something, and what it leaves alone because it would not help. */
import { expect } from "chai";
import { key, Story } from "./harness.ts";

const minute = 60_000;

/** Two caches of two generations each, the second of which replaced what the first had; `go` was used before `npm`. */
async function twoCaches(options: Parameters<typeof Story.begin>[0]): Promise<Story> {
  const story = await Story.begin(options);
  for (const cache of ["go", "npm"]) {
    for (const version of ["1", "2"]) {
      await story.build(`${cache}-${version}`, [`write ${cache} ${version.repeat(100)} ${version}h`], { cache });
      await story.clock.advance(1);
    }
  }
  await story.settled();
  story.events.take();
  return story;
}

async function left(story: Story): Promise<Record<string, number[]>> {
  const numbers = async (cache: string): Promise<number[]> =>
    (await story.ledger.generations(key(cache))).map(({ number }) => number);
  return { go: await numbers("go"), npm: await numbers("npm") };
}

const everything = { go: [1, 2], npm: [1, 2] };

describe("A sweep under pressure", () => {
  it("asks for no more than the disk really lacks: layers that share files by hard links count for each", async () => {
    const story = await twoCaches({ maxUsed: { bytes: 250 } });
    // Four layers of 100 bytes, and 240 in use in all.
    story.disk.set({ size: 10_000, free: 9_760 });
    await story.clock.advance(minute);
    expect(await left(story)).to.deep.equal(everything);
    story.disk.set({ free: 9_740 });
    await story.clock.advance(minute);
    expect(await left(story)).to.deep.equal({ go: [], npm: [1, 2] });
  });

  it("frees inodes when those are short, although there are bytes enough", async () => {
    const story = await twoCaches({ minFree: { share: 0.1 } });
    story.disk.set({ size: 10_000, free: 9_000, inodes: 1_000, inodesFree: 99 });
    await story.clock.advance(minute);
    expect(await left(story)).to.deep.equal({ go: [], npm: [1, 2] });
  });

  for (const { what, inodes, minFree } of [
    { what: "on a file system that makes inodes as it needs them", inodes: 0, minFree: { share: 0.1 } },
    { what: "where the space to keep is a number of bytes", inodes: 1_000, minFree: { bytes: 100 } },
  ]) {
    it(`does not miss inodes ${what}`, async () => {
      const story = await twoCaches({ minFree });
      story.disk.set({ size: 10_000, free: 9_000, inodes, inodesFree: 0 });
      await story.clock.advance(minute);
      expect(await left(story)).to.deep.equal(everything);
    });
  }

  it("does not retire a cache that a running volume pins: it takes the next one, which frees something", async () => {
    const story = await twoCaches({ minFree: { bytes: 1_000 } });
    await story.publish("reader", { cache: "go" });
    await story.clock.advance(1);
    await story.build("npm-3", [`write npm ${"3".repeat(100)} 3h`], { cache: "npm" });
    story.disk.set({ size: 10_000, free: 900 });
    await story.clock.advance(minute);
    expect((await left(story))["go"]).to.deep.equal([1, 2]);
    expect((await left(story))["npm"]).to.deep.equal([]);
    expect(story.events.lines).to.include("emptied builds/npm");
    expect(story.events.lines).to.not.include("emptied builds/go");
  });

  it("leaves all caches alone when volumes pin everything there is", async () => {
    const story = await twoCaches({ minFree: { share: 0.5 } });
    for (const cache of ["go", "npm"]) await story.publish(`reader-of-${cache}`, { cache });
    story.disk.set({ size: 10_000, free: 10, inodes: 100, inodesFree: 100 });
    await story.clock.advance(minute);
    expect(await left(story)).to.deep.equal(everything);
  });
});
