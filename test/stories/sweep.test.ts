/** What a sweep deletes, what it must not, and when it does nothing (docs/architecture.md). */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { key, Story } from "./harness.ts";

const minute = 60_000;

/** A world with so many generations of one cache. */
async function withGenerations(count: number, options: Parameters<typeof Story.begin>[0] = {}): Promise<Story> {
  const story = await Story.begin(options);
  for (let number = 1; number <= count; number += 1) await story.build(`b${number}`, [`write f${number} ${number} 0h`]);
  await story.settled();
  story.events.take();
  return story;
}

async function numbers(story: Story, cache = "npm"): Promise<number[]> {
  return (await story.ledger.generations(key(cache))).map(({ number }) => number);
}

describe("A sweep", () => {
  it("retires generations beyond those to keep, and keeps the layers that the others are made of", async () => {
    const story = await withGenerations(4, { keep: 2 });
    await story.clock.advance(minute);
    expect(await numbers(story)).to.deep.equal([3, 4]);
    expect(await story.layers.list()).to.have.length(4);
    expect(await story.head()).to.deep.equal({ f1: "1", f2: "2", f3: "3", f4: "4" });
    expect(story.events.lines).to.deep.equal(["swept 0 layers, 2 generations"]);
  });

  it("deletes layers that nothing pins, and frees their space", async () => {
    const story = await withGenerations(1);
    await story.layers.create(undefined);
    await story.clock.advance(minute);
    expect(story.events.lines).to.deep.equal(["swept 1 layers, 0 generations"]);
    expect(await story.layers.list()).to.have.length(1);
    expect(story.layers.trash).to.equal(0);
  });

  it("leaves the layers of an append that was not answered: the log may have them", async () => {
    const story = await withGenerations(1);
    const made = await story.layers.create(undefined);
    const [entry] = await story.ledger.generations(key("npm"));
    if (!entry) throw new Error("nothing was committed");
    story.ledger.leaveInDoubt([{ ...entry, number: 2, layers: [{ id: made, size: 1, entries: 1 }] }]);
    await story.clock.advance(minute);
    expect(await story.layers.list()).to.include(made);
    story.ledger.leaveInDoubt([]);
    await story.clock.advance(minute);
    expect(await story.layers.list()).not.to.include(made);
  });

  it("says nothing when there was nothing to do", async () => {
    const story = await withGenerations(1);
    await story.clock.advance(10 * minute);
    expect(story.events.lines).to.deep.equal([]);
  });

  it("comes soon after a discard: what was thrown away takes no space for a minute", async () => {
    const story = await withGenerations(1);
    await story.clock.advance(2_000);
    await story.publish("b2", { sizeLimit: 1 });
    story.does("b2", "write large 12345 0h");
    await story.unpublish("b2");
    expect(story.events.lines).to.include("discarded npm: size-limit");
    await story.settled();
    expect(story.layers.trash).to.equal(0);
  });

  it("keeps what an open volume stands on, whatever became of its generation, until it ends", async () => {
    const story = await withGenerations(1);
    await story.publish("reader");
    await story.prune();
    await story.ledger.retire(key("npm"), 1);
    await story.clock.advance(minute);
    expect(story.sees("reader")).to.deep.equal({ f1: "1" });
    await story.unpublish("reader");
    await story.clock.advance(minute);
    await story.settled();
    expect(await story.layers.list()).to.deep.equal([]);
  });

  it("keeps a sealed delta, and what it started from, until it is committed", async () => {
    const story = await withGenerations(1);
    await story.publish("b2");
    story.does("b2", "write f2 2 0h");
    for (let failures = 0; failures < 12; failures += 1) {
      story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    }
    await story.unpublish("b2");
    await story.ledger.retire(key("npm"), 1);
    const pinned = [
      ...(story.volumes.list()[0]?.base.layers ?? []).map(({ id }) => id),
      story.volumes.list()[0]?.upper,
    ];
    await story.clock.advance(3 * minute);
    expect(await story.layers.list()).to.include.members(pinned);
    await story.clock.advance(30 * minute);
    expect(await story.head()).to.deep.equal({ f2: "2" });
  });

  it("keeps the entry of a volume that does not know yet that it was committed", async () => {
    const story = await withGenerations(1, { keep: 1 });
    await story.publish("b2");
    story.does("b2", "write f2 2 0h");
    const answered = story.hold("ledger.append", "after");
    const ending = story.unpublish("b2");
    await answered.entered;
    answered.fail(new CacheError("unavailable", "no answer"));
    await ending;
    const other = story.ledger.another();
    for (const volume of ["x", "y"]) {
      const head = await other.head(key("npm"));
      if (head.generation) await other.append(key("npm"), head, { ...head.generation, volume });
    }
    const looking = story.hold("ledger.head");
    await story.clock.advance(5 * minute);
    await looking.entered;
    expect(await numbers(story)).to.deep.equal([2, 3, 4]);
    looking.release();
    await story.settled();
    expect(story.events.lines).to.include("committed g2");
    await story.clock.advance(5 * minute);
    expect(await numbers(story)).to.deep.equal([4]);
  });

  describe("waits for what is under way", () => {
    it("so that a publish that found its start before the sweep mounts it", async () => {
      const story = await withGenerations(1);
      const opening = story.hold("volumes.open");
      const starting = story.publish("b2");
      await opening.entered;
      await story.ledger.retire(key("npm"), 1);
      await story.clock.advance(2 * minute);
      opening.release();
      await starting;
      await story.clock.advance(2 * minute);
      expect(story.sees("b2")).to.deep.equal({ f1: "1" });
    });

    it("so that a merged layer is there when its entry is appended", async () => {
      const story = await withGenerations(1);
      await story.publish("b2");
      await story.build("b3", ["write f3 3 0h"]);
      story.does("b2", "write f2 2 0h");
      const append = story.hold("ledger.append");
      const ending = story.unpublish("b2");
      await append.entered;
      await story.clock.advance(3 * minute);
      append.release();
      await ending;
      await story.settled();
      await story.clock.advance(3 * minute);
      expect(await story.head()).to.deep.equal({ f1: "1", f2: "2", f3: "3" });
    });

    it("and nobody waits for the sweep", async () => {
      const story = await withGenerations(1);
      await story.layers.create(undefined);
      const emptying = story.hold("layers.empty");
      await story.clock.advance(minute);
      await emptying.entered;
      await story.build("b2", ["write f2 2 0h"]);
      expect(await story.head()).to.deep.equal({ f1: "1", f2: "2" });
      emptying.release();
    });
  });

  describe("does nothing", () => {
    async function expectRefusal(story: Story, prepare = (): void => {}, after = minute): Promise<void> {
      const stray = await story.layers.create(undefined);
      const before = await numbers(story);
      prepare();
      await story.clock.advance(after);
      expect(story.events.lines).to.include("sweep refused");
      expect(await story.layers.list()).to.include(stray);
      expect(await numbers(story)).to.deep.equal(before);
    }

    it("while a volume of this boot should be mounted, and is in use where it cannot be seen", async () => {
      const story = await withGenerations(3, { keep: 3 });
      await story.publish("b4");
      story.mounter.hold(story.target("b4"), "leak");
      await story.mounter.detach(story.target("b4"));
      await expectRefusal(story);
    });

    it("when the ledger does not answer", async () => {
      const story = await withGenerations(3, { keep: 3 });
      await expectRefusal(story, () => story.ledger.failNext(new CacheError("unavailable", "no answer")), 1_500);
    });
  });

  describe("under pressure", () => {
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

    it("for free space retires the least recently used cache, and nothing that would free nothing", async () => {
      const story = await twoCaches({ minFree: { bytes: 1_000 } });
      story.disk.set({ size: 10_000, free: 950 });
      await story.clock.advance(minute);
      expect([await numbers(story, "go"), await numbers(story, "npm")]).to.deep.equal([[], [1, 2]]);
      expect(await story.layers.list()).to.have.length(2);
    });

    it("for its own share of the disk does the same", async () => {
      const story = await twoCaches({ maxUsed: { bytes: 399 } });
      await story.clock.advance(minute);
      expect([await numbers(story, "go"), await numbers(story, "npm")]).to.deep.equal([[], [1, 2]]);
    });

    it("retires a cache even if it is the last one: a cold start is better than a full disk", async () => {
      const story = await twoCaches({ minFree: { share: 0.5 } });
      story.disk.set({ size: 10_000, free: 10 });
      await story.clock.advance(minute);
      expect(await story.layers.list()).to.deep.equal([]);
      await story.publish("b9");
      expect(story.events.lines.at(-1)).to.equal("opened npm from cold");
    });

    it("leaves everything where there is room", async () => {
      const story = await twoCaches({ minFree: { bytes: 1_000 }, maxUsed: { bytes: 400 } });
      story.disk.set({ size: 10_000, free: 1_000 });
      await story.clock.advance(minute);
      expect([await numbers(story, "go"), await numbers(story, "npm")]).to.deep.equal([
        [1, 2],
        [1, 2],
      ]);
    });
  });
});
