/** What becomes of caches that hold more than they may (docs/architecture.md). */
import { expect } from "chai";
import type { WhenFull } from "../../src/cache/size-limit.ts";
import { key, Story } from "./harness.ts";

const ten = "0123456789";

describe("A cache with a size limit", () => {
  let story: Story;

  /** Of a hundred bytes. */
  async function begin(whenFull: WhenFull): Promise<void> {
    story = await Story.begin({ limitOf: ({ name }) => (name === "npm" ? { size: 100, whenFull } : undefined) });
  }

  /** Commits ten bytes in each of these files, touched at the hour of its number. */
  async function writes(from: number, to: number): Promise<void> {
    for (let number = from; number <= to; number += 1)
      await story.build(`b${number}`, [`write d${number}/f ${ten} ${number}h`]);
    await story.settled();
  }

  it("keeps all of it as long as it is not past the limit", async () => {
    await begin("evict");
    await writes(1, 10);
    expect(Object.keys(await story.head())).to.have.length(10);
    expect(story.events.lines.join()).to.not.match(/evicted|reset|discarded npm/);
    const { generation } = await story.ledger.head(key("npm"));
    expect(generation?.limit).to.equal(100);
  });

  it("loses the files touched longest ago when a commit takes it past the limit, in a generation that says so", async () => {
    await begin("evict");
    await writes(1, 11);
    expect(story.events.lines.at(-1)).to.equal("evicted g12: 2 paths");
    expect(Object.keys(await story.head())).to.deep.equal(
      [11, 10, 9, 8, 7, 6, 5, 4, 3].map((number) => `d${number}/f`),
    );
    const { generation } = await story.ledger.head(key("npm"));
    expect(generation).to.deep.include({ kind: "evicted", parent: 11, base: 11, directories: 10 });
    expect(generation?.changes).to.deep.include({ added: 0, deleted: 2 });
    expect(generation?.layers.map(({ size, dead }) => [size, dead])).to.deep.equal([[90, 0]]);
  });

  it("keeps what the last commit brought, however much that is, until the next one", async () => {
    await begin("evict");
    await writes(1, 1);
    await story.build("large", [`write large ${ten.repeat(20)} 2h`]);
    await story.settled();
    expect(Object.keys(await story.head())).to.deep.equal(["large"]);
    expect(story.events.lines.at(-1)).to.equal("evicted g3: 1 paths");
    await writes(3, 3);
    expect(Object.keys(await story.head())).to.deep.equal(["d3/f"]);
  });

  it("lets a running volume keep what is evicted, and takes what it changes of it", async () => {
    await begin("evict");
    await writes(1, 10);
    await story.publish("reader");
    await writes(11, 11);
    await story.clock.advance(120_000);
    expect(story.sees("reader")).to.include({ "d1/f": ten, "d2/f": ten });
    story.does("reader", "write d1/f 9876543210 12h");
    await story.unpublish("reader");
    await story.settled();
    expect(await story.head())
      .to.include({ "d1/f": "9876543210" })
      .and.not.have.property("d2/f");
  });

  it("keeps what was committed while files were evicted", async () => {
    await begin("evict");
    await writes(1, 10);
    const evict = story.hold("layers.evict", "after");
    await writes(11, 11);
    await evict.entered;
    await story.build("b12", ["remove d3/f", `write late x 12h`]);
    evict.release();
    await story.settled();
    const files = Object.keys(await story.head());
    expect(files).to.include("late").and.not.include.members(["d1/f", "d2/f", "d3/f"]);
    expect(story.events.lines.at(-1)).to.equal("evicted g13: 2 paths");
  });

  it("sees a commit that came when the last look at the cache was just taken", async () => {
    await begin("evict");
    await writes(1, 10);
    const evict = story.hold("layers.evict");
    await writes(11, 11);
    await evict.entered;
    const evicted = story.hold("ledger.append", "after");
    evict.release();
    await evicted.entered;
    const looked = story.hold("ledger.head", "after");
    evicted.release();
    await looked.entered;
    await writes(12, 13);
    looked.release();
    await story.settled();
    expect(story.events.lines.at(-1)).to.equal("evicted g15: 2 paths");
  });

  it("does not count an eviction as a generation to keep, nor as somebody else's commit", async () => {
    await begin("evict");
    await writes(1, 10);
    await story.publish("first", { merge: "firstWriterWins" });
    const evict = story.hold("layers.evict");
    await story.build("b11", [`write d11/f ${ten}${ten} 11h`], { merge: "lastWriterWins" });
    await evict.entered;
    await story.publish("second", { merge: "firstWriterWins" });
    evict.release();
    await story.settled();
    for (const id of ["first", "second"]) {
      story.does(id, `write ${id} x 12h`);
      await story.unpublish(id);
    }
    expect(await story.head()).to.have.property("second", "x");
    expect(await story.head()).to.not.have.property("first");
    await story.clock.advance(120_000);
    const kinds = (await story.ledger.generations(key("npm"))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "build")).to.have.length(5);
  });

  it("starts anew when it is to be reset, and nothing of it comes back", async () => {
    await begin("reset");
    await writes(1, 10);
    await story.publish("old");
    await writes(11, 11);
    expect(story.events.lines.at(-1)).to.equal("reset g12");
    expect(await story.head()).to.deep.equal({});
    story.does("old", "write late x 12h");
    await story.unpublish("old");
    expect(story.events.lines.at(-1)).to.equal("discarded npm: pruned");
    await writes(12, 12);
    expect(await story.head()).to.deep.equal({ "d12/f": ten });
  });

  it("starts anew also when another commit was faster", async () => {
    await begin("reset");
    await writes(1, 10);
    const commit = story.hold("ledger.append");
    const building = writes(11, 11);
    await commit.entered;
    const reset = story.hold("ledger.append");
    commit.release();
    await building;
    await reset.entered;
    await writes(12, 12);
    reset.release();
    await story.settled();
    expect(story.events.lines.at(-1)).to.equal("reset g13");
    expect(story.events.lines).to.not.include("compaction failed npm");
    expect(await story.head()).to.deep.equal({});
  });

  it("refuses what would take it past the limit, with both figures, and takes what makes it smaller", async () => {
    await begin("refuse");
    await writes(1, 11);
    expect(story.events.lines.at(-1)).to.equal("discarded npm: size-limit");
    expect(story.events.calls.at(-1)?.args[2]).to.equal("the cache would have 110 B, its size limit is 100 B");
    expect(Object.keys(await story.head())).to.have.length(10);
    await story.build("smaller", ["remove d1/f", "remove d2/f", `write d3/f ${ten}x 12h`]);
    expect(Object.keys(await story.head())).to.have.length(8);
    await writes(12, 12);
    expect(await story.head()).to.have.property("d12/f");
    await story.clock.advance(120_000);
    const pinned = (await story.ledger.generations(key("npm"))).flatMap(({ layers }) => layers.map(({ id }) => id));
    expect(await story.layers.list(), "no layer of the refused").to.have.members([...new Set(pinned)]);
  });

  it("takes what makes it smaller also when it is past a limit that was lowered", async () => {
    let size = 1000;
    story = await Story.begin({ limitOf: () => ({ size, whenFull: "refuse" }) });
    await writes(1, 10);
    size = 50;
    await story.build("smaller", ["remove d1/f"]);
    await story.build("larger", ["write more x 12h"]);
    expect(Object.keys(await story.head())).to.have.length(9);
  });

  it("is left to the next commit when an eviction fails, which is told", async () => {
    await begin("evict");
    await writes(1, 10);
    story.layers.failNext("evict", new Error("EMLINK"));
    await writes(11, 11);
    expect(story.events.lines.at(-1)).to.equal("compaction failed npm");
    expect(Object.keys(await story.head())).to.have.length(11);
    await writes(12, 12);
    expect(story.events.lines.at(-1)).to.equal("evicted g13: 3 paths");
  });

  it("does not touch the caches that have none", async () => {
    await begin("reset");
    await story.build("other", [`write f ${ten.repeat(20)} 1h`], { cache: "go" });
    await story.settled();
    expect(Object.keys(await story.head("go"))).to.have.length(1);
  });
});
