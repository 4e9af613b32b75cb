/** Commits that compete: with other processes on the same log, with a prune, with a ledger that does not answer. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { Generation, NewGeneration } from "../../src/cache/generation.ts";
import { noChanges } from "../../src/cache/generation.ts";
import { directory, type Literal } from "../model/build.ts";
import { asking, key, Story } from "./harness.ts";

const down = new CacheError("unavailable", "no answer");

describe("A commit", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.build("b0", ["write react 18 0h"]);
    story.events.take();
  });

  /** Another process appends a generation on the head that it finds. */
  async function another(literal: Literal): Promise<void> {
    const id = await story.layers.create(undefined);
    story.layers.put(id, directory(literal));
    const head = await story.ledger.head(key("npm"));
    const layers = [{ id, size: 1, entries: 1 }, ...(head.generation?.layers ?? [])];
    await story.ledger.another().append(key("npm"), head, appended(layers));
  }

  it("that lost against another writer merges the same delta again, on the new head", async () => {
    await story.publish("b1");
    story.does("b1", "write vue 3 0h");
    const upper = story.volumes.list()[0]?.upper;
    const append = story.hold("ledger.append");
    const ending = story.unpublish("b1");
    await append.entered;
    await another({ svelte: "5" });
    append.release();
    await ending;
    expect(story.events.lines.slice(-2)).to.deep.equal(["sealed npm", "committed g3 merged"]);
    const committed = story.events.calls.at(-1)?.args as [unknown, Generation, { readonly tries: number }];
    expect(committed[2].tries).to.equal(2);
    expect(committed[1].parent).to.equal(2);
    expect(await story.head()).to.deep.equal({ react: "18", svelte: "5", vue: "3" });
    expect(upper).to.be.a("string");
  });

  it("that lost leaves no layer of its lost tries", async () => {
    await story.publish("b1");
    story.does("b1", "write vue 3 0h");
    await another({ svelte: "5" });
    const append = story.hold("ledger.append");
    const ending = story.unpublish("b1");
    await append.entered;
    await another({ solid: "1" });
    append.release();
    await ending;
    await story.clock.advance(120_000);
    expect(await story.layers.list(), "react, svelte, solid, vue").to.have.length(4);
    expect(Object.keys(await story.head())).to.have.members(["react", "svelte", "solid", "vue"]);
  });

  it("that loses again and again waits after sixteen tries, says so, and is tried again", async () => {
    await story.publish("b1");
    story.does("b1", "write vue 3 0h");
    for (let tries = 0; tries < 20; tries += 1)
      story.ledger.failNextAppend(new CacheError("conflict", "another writer was faster"));
    await story.unpublish("b1");
    expect(story.events.lines.slice(-2)).to.deep.equal(["sealed npm", "delayed npm"]);
    expect(story.wire.calls.filter((call) => call === "ledger.append")).to.have.length(1 + 16);
    await story.clock.advance(1_000);
    expect(story.events.lines.at(-1)).to.equal("committed g2");
    expect(story.events.calls.at(-1)?.args[2]).to.deep.include({ tries: 5 });
  });

  it("is tried again after 1, 2, 4, … seconds, a minute at most, until the ledger answers", async () => {
    await story.publish("b1");
    story.does("b1", "write vue 3 0h");
    for (let failures = 0; failures < 9; failures += 1) story.ledger.failNextAppend(down);
    await story.unpublish("b1");
    const at: number[] = [];
    for (let second = 1; second <= 300; second += 1) {
      await story.clock.advance(1_000);
      if (story.events.take().length > 0) at.push(second);
    }
    expect(at.slice(0, 8)).to.deep.equal([1, 3, 7, 15, 31, 63, 123, 183]);
    expect(await story.head()).to.deep.equal({ react: "18", vue: "3" });
  });

  it("whose answer was lost finds its own entry, is committed once, and says so", async () => {
    for (const merge of ["union", "lastWriterWins", "firstWriterWins"] as const) {
      await story.publish(merge, { merge });
      story.does(merge, `write ${merge} x 0h`);
      story.events.take();
      const answered = story.hold("ledger.append", "after");
      const ending = story.unpublish(merge);
      await answered.entered;
      answered.fail(down);
      await ending;
      await story.clock.advance(1_000);
      const number = (await story.ledger.head(key("npm"))).last;
      expect(story.events.lines, merge).to.deep.equal(["sealed npm", "delayed npm", `committed g${number}`]);
      expect(story.volumes.list(), merge).to.deep.equal([]);
    }
    expect(await story.ledger.generations(key("npm"))).to.have.length(4);
    expect(Object.keys(await story.head())).to.have.length(4);
  });

  it("whose own entry has other commits on top by now is not made again", async () => {
    await story.publish("b1");
    story.does("b1", "write vue 3 0h", "remove react");
    const answered = story.hold("ledger.append", "after");
    const ending = story.unpublish("b1");
    await answered.entered;
    answered.fail(down);
    await ending;
    await another({ react: "19" });
    await story.clock.advance(1_000);
    expect(await story.ledger.generations(key("npm"))).to.have.length(3);
    expect(await story.head()).to.deep.equal({ react: "19", vue: "3" });
    expect(story.volumes.list()).to.deep.equal([]);
  });

  it("of a volume that started before a prune is discarded, and nothing of the pruned comes back", async () => {
    await story.publish("b1");
    await story.prune();
    story.does("b1", "write vue 3 0h");
    await story.unpublish("b1");
    expect(story.events.lines.slice(-2)).to.deep.equal(["sealed npm", "discarded npm: pruned"]);
    await story.publish("b2");
    expect(story.sees("b2")).to.deep.equal({});
    story.does("b2", "write svelte 5 0h");
    await story.unpublish("b2");
    expect(await story.head()).to.deep.equal({ svelte: "5" });
  });

  it("of a sealed delta that waits while the cache is pruned is discarded, and shows in no new volume", async () => {
    await story.publish("b1");
    story.does("b1", "write vue 3 0h");
    story.ledger.failNextAppend(down);
    await story.unpublish("b1");
    await story.prune();
    await story.publish("b2");
    expect(story.sees("b2")).to.deep.equal({});
    await story.clock.advance(1_000);
    expect(story.events.lines).to.include("discarded npm: pruned");
    expect(await story.head()).to.deep.equal({});
  });

  it("records who made it, from what, and what it changed", async () => {
    await story.publish("b1");
    await another({ svelte: "5" });
    story.does("b1", "write vue 3 0h", "write react 19 1h");
    await story.unpublish("b1");
    const { generation } = await story.ledger.head(key("npm"));
    expect(generation).to.deep.include({
      number: 3,
      parent: 2,
      base: 1,
      epoch: 0,
      kind: "build",
      merged: true,
      bytes: 3,
      by: asking({ pod: "b1" }).pod,
    });
    expect(generation?.changes).to.deep.include({ added: 1, changed: 1, deleted: 0 });
  });

  it("waits for its turn behind the other commits of its cache, not for those of others", async () => {
    await story.publish("b1");
    await story.publish("b2");
    await story.publish("b3", { cache: "go" });
    for (const id of ["b1", "b2", "b3"]) story.does(id, `write ${id} x 0h`);
    const append = story.hold("ledger.append");
    const first = story.unpublish("b1");
    await append.entered;
    const second = story.unpublish("b2");
    await story.unpublish("b3");
    expect(await story.head("go")).to.deep.equal({ b3: "x" });
    expect((await story.ledger.head(key("npm"))).last).to.equal(1);
    append.release();
    await Promise.all([first, second]);
    expect(await story.head()).to.deep.equal({ react: "18", b1: "x", b2: "x" });
  });
});

function appended(layers: NewGeneration["layers"]): NewGeneration {
  const by = { namespace: "", pod: "", uid: "", serviceAccount: "", node: "another" };
  const time = "2026-01-01T00:00:00Z";
  return {
    epoch: 0,
    kind: "build",
    layers,
    volume: "",
    by,
    base: 0,
    changes: noChanges,
    merged: false,
    bytes: 1,
    time,
  };
}
