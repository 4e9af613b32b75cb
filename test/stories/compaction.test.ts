/** Long chains get shorter while builds go on, and nothing of their content changes (docs/architecture.md). */
import { expect } from "chai";
import { longChain, longestChain } from "../../src/cache/compact.ts";
import { CacheError } from "../../src/cache/errors.ts";
import { totalsOf } from "../../src/cache/totals.ts";
import { key, Story } from "./harness.ts";

const broken = new CacheError("unavailable", "EIO");

describe("A long chain", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin({ keep: 1 });
  });

  async function builds(from: number, to: number): Promise<void> {
    for (let number = from; number <= to; number += 1) await story.build(`b${number}`, [`write f${number} x 0h`]);
    await story.settled();
  }

  async function length(): Promise<number> {
    return (await story.ledger.head(key("npm"))).generation?.layers.length ?? 0;
  }

  it("is compacted in the background when a commit made it too long, and shows the same", async () => {
    await builds(1, longChain);
    expect(await length()).to.equal(longChain);
    await builds(longChain + 1, longChain + 1);
    expect(await length()).to.be.lessThan(longChain);
    expect(Object.keys(await story.head())).to.have.length(longChain + 1);
    expect(story.events.lines.at(-1)).to.match(/^compacted g18: \d+ layers$/);
  });

  it("is compacted, too, when newer layers hide much of what older ones hold", async () => {
    const [first, second] = ["1", "2"].map((digit) => digit.repeat(2 << 20));
    await story.build("b1", [`write big ${first} 0h`, "write small x 0h"]);
    await story.build("b2", [`write big ${second} 1h`]);
    await story.settled();
    expect(story.events.lines.at(-1)).to.equal("compacted g3: 2 layers");
    expect(await story.head()).to.deep.equal({ big: second, small: "x" });
    await story.build("b3", ["remove big"]);
    await story.settled();
    expect(story.events.lines.at(-1)).to.equal("compacted g5: 2 layers");
    expect(await story.head()).to.deep.equal({ small: "x" });
  });

  it("is compacted, too, when the same directories are in many layers", async () => {
    const inAll = (content: string): string[] =>
      Array.from({ length: 30 }, (_, number) => `write d${number}/f${content} x 0h`);
    for (const build of [1, 2, 3]) await story.build(`b${build}`, inAll(`${build}`));
    await story.settled();
    expect(await length()).to.equal(3);
    await story.build("b4", inAll("4"));
    await story.settled();
    expect(await length()).to.be.lessThan(4);
    expect(Object.keys(await story.head())).to.have.length(120);
  });

  it("leaves alone the layers that an open volume shows, and is compacted above them", async () => {
    await builds(1, longChain);
    await story.publish("open");
    const shown = (await story.ledger.head(key("npm"))).generation?.layers ?? [];
    await builds(longChain + 1, longChain + 10);
    const head = await story.ledger.head(key("npm"));
    expect(head.generation?.layers.slice(-longChain)).to.deep.equal(shown);
    expect(await length()).to.be.at.most(longChain + 3);
    await story.unpublish("open");
    await builds(longChain + 11, longChain + 11);
    expect(await length()).to.be.lessThan(longChain);
  });

  it("does not bring back what was deleted, neither at the bottom of the chain nor above a large old layer", async () => {
    const many = Array.from({ length: 100 }, (_, number) => `write old${number} x 0h`);
    for (const beginning of [["write old0 x 0h", "write old1 x 0h"], many]) {
      story = await Story.begin({ keep: 1 });
      await story.build("b0", beginning);
      await story.build("b00", ["remove old0", "recreate old1"]);
      await builds(1, longChain);
      expect(story.events.lines.join("\n")).to.contain("compacted");
      const files = Object.keys(await story.head());
      expect(files).to.not.include.members(["old0", "old1"]);
      expect(files).to.have.length(beginning.length - 2 + longChain);
    }
  });

  it("is compacted at the next try when another writer was faster", async () => {
    await builds(1, longChain);
    const squash = story.hold("layers.squash");
    await builds(longChain + 1, longChain + 1);
    await squash.entered;
    const append = story.hold("ledger.append");
    squash.release();
    await append.entered;
    await builds(longChain + 2, longChain + 2);
    append.release();
    await story.settled();
    expect(story.events.lines.at(-1)).to.match(/^compacted/);
    expect(Object.keys(await story.head())).to.have.length(longChain + 2);
  });

  it("is left to the next commit when others are faster four times", async () => {
    await builds(1, longChain);
    const squash = story.hold("layers.squash");
    await builds(longChain + 1, longChain + 1);
    await squash.entered;
    for (let tries = 0; tries < 4; tries += 1) story.ledger.failNextAppend(new CacheError("conflict", "taken"));
    squash.release();
    await story.settled();
    expect(story.events.lines.at(-1)).to.equal("compaction failed npm");
    await builds(longChain + 2, longChain + 2);
    expect(story.events.lines.at(-1)).to.match(/^compacted/);
    await builds(longChain + 3, longChain + 3);
    await story.clock.advance(120_000);
    expect((await story.layers.list()).length, "what the failed one made is swept").to.equal(await length());
  });

  it("keeps what was committed while it was compacted, on top", async () => {
    await builds(1, longChain);
    const squash = story.hold("layers.squash");
    await builds(longChain + 1, longChain + 1);
    await squash.entered;
    await builds(longChain + 2, longChain + 3);
    squash.release();
    await story.settled();
    expect(Object.keys(await story.head())).to.have.length(longChain + 3);
    expect(await length()).to.be.lessThan(longChain);
    expect(story.events.lines.at(-1)).to.match(/^compacted/);
  });

  it("is counted when nobody had counted it, also if commits go on all the time", async () => {
    await builds(1, 1);
    const head = await story.ledger.head(key("npm"));
    const old = head.generation?.layers.map(({ id, size, entries }) => ({ id, size, entries })) ?? [];
    if (!head.generation) throw new Error("There is no head");
    await story.ledger.append(key("npm"), head, {
      ...head.generation,
      volume: "",
      layers: old,
      directories: undefined,
    });
    await builds(2, longChain);
    const squash = story.hold("layers.squash");
    await builds(longChain + 1, longChain + 1);
    await squash.entered;
    await story.build("more", ["write f1 xx 1h", "write d/new x 0h", "remove f2"]);
    await story.build("most", ["write f1 xxx 2h", "write d/e/new x 0h"]);
    squash.release();
    await story.settled();
    expect(story.events.lines.at(-1)).to.match(/^compacted/);
    expect(await length()).to.equal(3);
    const { generation } = await story.ledger.head(key("npm"));
    expect(generation && totalsOf(generation)).to.deep.equal({
      live: longChain - 1 + "xxx".length + 2,
      dead: 2 + "xx".length,
      directories: 1 + 2 + 3,
      shown: 3,
    });
  });

  it("goes on being what open volumes stand on, until they end, and is swept then", async () => {
    await builds(1, longChain);
    await story.publish("reader");
    await builds(longChain + 1, longChain + 1);
    await story.clock.advance(120_000);
    expect(Object.keys(story.sees("reader"))).to.have.length(longChain);
    story.does("reader", "remove f1", "write mine x 0h");
    await story.unpublish("reader");
    const files = await story.head();
    expect(files).to.not.have.property("f1");
    expect(Object.keys(files)).to.have.length(longChain + 1);
    expect(story.events.lines.at(-1), "a compaction is nobody else's change").to.match(/^committed g\d+ merged$/);
    await builds(90, 90);
    await story.clock.advance(120_000);
    expect((await story.layers.list()).length).to.equal(await length());
  });

  it("is no reason for firstWriterWins to lose: nobody changed anything", async () => {
    await builds(1, longChain);
    const squash = story.hold("layers.squash");
    await builds(longChain + 1, longChain + 1);
    await squash.entered;
    await story.publish("b99", { merge: "firstWriterWins" });
    squash.release();
    await story.settled();
    story.does("b99", "write f99 x 0h");
    await story.unpublish("b99");
    expect(await story.head()).to.have.property("f99");
  });

  it("stays as it is when a compaction fails, which is told, and tried again after the next commit", async () => {
    story.layers.failNext("squash", broken);
    await builds(1, longChain + 1);
    expect(await length()).to.equal(longChain + 1);
    expect(story.events.lines.at(-1)).to.equal("compaction failed npm");
    await builds(longChain + 2, longChain + 2);
    expect(await length()).to.be.lessThan(longChain);
  });

  it("leaves no layer behind when its run is gone by the time it is made", async () => {
    await builds(1, longChain);
    const squash = story.hold("layers.squash", "after");
    await builds(longChain + 1, longChain + 1);
    await squash.entered;
    await story.prune();
    squash.release();
    await story.settled();
    await story.clock.advance(120_000);
    expect(await story.head()).to.deep.equal({});
    expect(await story.layers.list()).to.deep.equal([]);
    expect(story.events.lines.join()).to.not.contain("compact");
  });

  it("holds commits up only when it is as long as a chain may ever be, and lets them on when it can be compacted", async () => {
    for (let failures = 0; failures < longestChain - longChain; failures += 1) story.layers.failNext("squash", broken);
    await builds(1, longestChain);
    expect(await length()).to.equal(longestChain);
    for (let failures = 0; failures < 4; failures += 1) story.layers.failNext("squash", broken);
    story.events.take();
    await story.publish("late");
    story.does("late", "write late x 0h");
    await story.unpublish("late");
    expect(story.events.lines).to.include("delayed npm");
    expect(await length()).to.equal(longestChain);
    await story.clock.advance(600_000);
    expect(await story.head()).to.have.property("late");
    expect(await length()).to.be.lessThan(longestChain);
  });
});
