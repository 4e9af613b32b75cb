/** How a cache flows through builds: cold, warm, one after the other and side by side. */
import { expect } from "chai";
import { Story } from "./harness.ts";

describe("Builds", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    story.events.take();
  });

  it("start cold the first time, and warm with what the build before them left", async () => {
    await story.publish("b1");
    expect(story.sees("b1")).to.deep.equal({});
    story.does("b1", "write react 18 0h");
    await story.unpublish("b1");
    await story.publish("b2");
    expect(story.sees("b2")).to.deep.equal({ react: "18" });
    await story.unpublish("b2");
    expect(story.events.lines).to.deep.equal([
      "opened npm from cold",
      "sealed npm",
      "committed g1",
      "opened npm from g1",
      "unchanged npm",
    ]);
    expect(story.volumes.list()).to.deep.equal([]);
    expect(await story.mounter.list()).to.deep.equal([]);
  });

  it("that run side by side see their base and their own writes, and both keep their work", async () => {
    await story.build("b1", ["write react 18 0h"]);
    await story.publish("b2");
    await story.publish("b3");
    story.does("b2", "write vue 3 1h");
    story.does("b3", "write svelte 5 1h", "remove react");
    expect(story.sees("b2")).to.deep.equal({ react: "18", vue: "3" });
    await story.unpublish("b2");
    expect(story.sees("b3"), "another build's commit shows in no running build").to.deep.equal({ svelte: "5" });
    await story.unpublish("b3");
    expect(await story.head()).to.deep.equal({ vue: "3", svelte: "5" });
    expect(story.events.lines.slice(-4)).to.deep.equal([
      "sealed npm",
      "committed g2",
      "sealed npm",
      "committed g3 merged",
    ]);
  });

  it("of different caches know nothing of each other", async () => {
    await story.build("b1", ["write react 18 0h"]);
    await story.publish("b2", { cache: "go" });
    expect(story.sees("b2")).to.deep.equal({});
    story.does("b2", "write gin 1 0h");
    await story.unpublish("b2");
    expect([await story.head("npm"), await story.head("go")]).to.deep.equal([{ react: "18" }, { gin: "1" }]);
  });

  it("that wrote nothing make no generation", async () => {
    await story.build("b1", []);
    await story.build("b2", ["write react 18 0h"]);
    await story.build("b3", ["touch react 5h"]);
    expect(story.events.lines).to.deep.equal([
      "opened npm from cold",
      "unchanged npm",
      "opened npm from cold",
      "sealed npm",
      "committed g1",
      "opened npm from g1",
      "sealed npm",
      "unchanged npm",
    ]);
    expect(await story.layers.list(), "of the deltas that changed nothing, nothing is pinned").to.have.length(2);
  });

  it("that wrote nothing have no upper that could be in use", async () => {
    await story.publish("b1");
    await story.unpublish("b1");
    expect(story.wire.calls).to.include("layers.isEmpty");
    expect(story.wire.calls).to.not.include("mounter.inUse");
  });

  it("that may only read cannot write, and leave nothing", async () => {
    await story.build("b1", ["write react 18 0h"]);
    await story.publish("b2", { readOnly: true });
    expect(story.sees("b2")).to.deep.equal({ react: "18" });
    expect(story.mounter.at(story.target("b2"))?.readOnly).to.equal(true);
    await story.unpublish("b2");
    expect(story.events.lines.slice(-2)).to.deep.equal(["opened npm from g1", "released npm"]);
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("that are never to commit write for themselves alone", async () => {
    await story.build("b1", ["write react 18 0h"]);
    await story.build("b2", ["write react 19 1h", "write vue 3 0h"], { commit: "never" });
    expect(story.events.lines.slice(-2)).to.deep.equal(["opened npm from g1", "released npm"]);
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("that wrote more than half of what all caches may use are not committed, so that they evict nobody", async () => {
    story.disk.set({ size: 10 });
    await story.build("b1", ["write a 123456 0h"]);
    await story.build("b2", ["write b 12345 0h"]);
    expect(await story.head()).to.deep.equal({ b: "12345" });
    const [, reason, message] = story.events.calls.find(({ name }) => name === "discarded")?.args ?? [];
    const why = "its delta has 6 B, one volume may add at most 5 B to this disk";
    expect([reason, message]).to.deep.equal(["size-limit", why]);
  });

  it("that wrote more than their sizeLimit are not committed, and those that wrote as much are", async () => {
    await story.build("b1", ["write a 12345 0h"], { sizeLimit: 4 });
    await story.build("b2", ["write b 12345 0h"], { sizeLimit: 5 });
    expect(story.events.lines).to.deep.equal([
      "opened npm from cold",
      "discarded npm: size-limit",
      "opened npm from cold",
      "sealed npm",
      "committed g1",
    ]);
    expect(await story.head()).to.deep.equal({ b: "12345" });
    const [, reason, message] = story.events.calls.find(({ name }) => name === "discarded")?.args ?? [];
    expect([reason, message]).to.deep.equal(["size-limit", "its delta has 5 B, sizeLimit is 4 B"]);
  });

  describe("with lastWriterWins", () => {
    it("put back what was there when they started, with their own changes", async () => {
      await story.build("b1", ["write react 18 0h"]);
      await story.publish("b2", { merge: "lastWriterWins" });
      await story.build("b3", ["write vue 3 1h"]);
      story.does("b2", "write svelte 5 0h");
      await story.unpublish("b2");
      expect(await story.head()).to.deep.equal({ react: "18", svelte: "5" });
      expect(story.events.lines.at(-1), "it is no merge").to.equal("committed g3");
    });
  });

  describe("with firstWriterWins", () => {
    it("are committed where nobody else was", async () => {
      await story.build("b1", ["write react 18 0h"], { merge: "firstWriterWins" });
      await story.build("b2", ["write vue 3 0h"], { merge: "firstWriterWins" });
      expect(await story.head()).to.deep.equal({ react: "18", vue: "3" });
    });

    it("are discarded where another build committed since they started", async () => {
      await story.publish("b2", { merge: "firstWriterWins" });
      await story.build("b3", ["write vue 3 1h"]);
      story.does("b2", "write svelte 5 0h");
      await story.unpublish("b2");
      expect(story.events.lines.slice(-2)).to.deep.equal(["sealed npm", "discarded npm: first-writer"]);
      expect(await story.head()).to.deep.equal({ vue: "3" });
      expect(story.volumes.list()).to.deep.equal([]);
    });
  });
});
