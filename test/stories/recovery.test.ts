/** What a starting node makes of what the last one left: restart, crash and upgrade are one case (docs/architecture.md). */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { lostRecord } from "../support/lost.ts";
import { key, Story } from "./harness.ts";

const down = new CacheError("unavailable", "no answer");

describe("A node that starts again", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
  });

  async function restarted(boot: "same boot" | "other boot" = "same boot"): Promise<string[]> {
    story.kill(boot);
    story.events.take();
    await story.start();
    await story.settled();
    return story.events.lines;
  }

  describe("in the same boot", () => {
    it("leaves open volumes mounted: their pods notice nothing", async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      expect(await restarted()).to.deep.equal(["recovered 1 open, 0 sealed, 0 discarded"]);
      expect(story.sees("b1")).to.deep.equal({ react: "18" });
      await story.publish("b1");
      await story.unpublish("b1");
      expect(await story.head()).to.deep.equal({ react: "18" });
    });

    it("discards a volume that was never mounted", async () => {
      const mount = story.hold("mounter.mount");
      void story.publish("b1");
      await mount.entered;
      expect(await restarted()).to.deep.equal([
        "discarded npm: not-mounted",
        "recovered 0 open, 0 sealed, 1 discarded",
      ]);
      expect(story.volumes.list()).to.deep.equal([]);
      expect(await story.layers.list()).to.deep.equal([]);
    });

    it("seals a volume that was unmounted and not sealed yet, and commits it", async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      const sync = story.hold("layers.sync");
      void story.unpublish("b1");
      await sync.entered;
      expect(await restarted()).to.deep.equal([
        "recovered 1 open, 0 sealed, 0 discarded",
        "sealed npm",
        "committed g1",
      ]);
      expect(await story.head()).to.deep.equal({ react: "18" });
    });

    it("leaves a volume alone whose mount it cannot see: its pod may be at work", async () => {
      await story.publish("b1");
      story.mounter.hold(story.target("b1"), "leak");
      await story.mounter.detach(story.target("b1"));
      expect(await restarted()).to.deep.equal(["recovered 1 open, 0 sealed, 0 discarded", "sweep refused"]);
      expect(story.volumes.list()).to.have.length(1);
    });

    it("commits what was sealed", async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      story.ledger.failNextAppend(down);
      await story.unpublish("b1");
      expect(await restarted()).to.deep.equal(["recovered 0 open, 1 sealed, 0 discarded", "committed g1"]);
    });

    it("finds the entry of what was appended and not noted, and appends it no second time", async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      const append = story.hold("ledger.append", "after");
      void story.unpublish("b1");
      await append.entered;
      expect(await restarted()).to.deep.equal(["recovered 0 open, 1 sealed, 0 discarded", "committed g1"]);
      expect(await story.ledger.generations(key("npm"))).to.have.length(1);
      expect(story.volumes.list()).to.deep.equal([]);
    });

    it("forgets what was discarded", async () => {
      await story.publish("b1");
      const forget = story.hold("volumes.forget");
      void story.unpublish("b1");
      await forget.entered;
      await restarted();
      expect(story.volumes.list()).to.deep.equal([]);
    });

    it("takes away the mount of a volume that was given up, however busy it is", async () => {
      await story.publish("b1");
      story.mounter.hold(story.target("b1"), "writer");
      const detach = story.hold("mounter.detach");
      void story.unpublish("b1");
      await story.settled();
      await story.clock.advance(20_000);
      await detach.entered;
      await restarted();
      expect(await story.mounter.list()).to.deep.equal([]);
      expect(story.volumes.list()).to.deep.equal([]);
    });

    it("unmounts mounts of ours that no record knows", async () => {
      const overlay = { source: "volume-99", lowerdir: ["l/a"], upperdir: "l/b", workdir: "w/c" };
      await story.mounter.mount(overlay, "/pods/stray/mount");
      await story.mounter.mount(overlay, "/pods/busy/mount");
      story.mounter.hold("/pods/busy/mount", "directory");
      await restarted();
      expect(await story.mounter.list()).to.deep.equal([]);
    });
  });

  it("starts although a mount of nobody resists, and says so", async () => {
    await story.mounter.mount({ source: "volume-99", lowerdir: ["l/a"], upperdir: "l/b", workdir: "w/c" }, "/stray");
    story.mounter.failNext("unmount", new CacheError("precondition", "the directory is not empty"));
    expect(await restarted()).to.deep.equal(["stray left", "recovered 0 open, 0 sealed, 0 discarded"]);
    expect(story.node.ready).to.equal(true);
  });

  describe("after the machine went down", () => {
    it("discards what was open, and starts the same volume ids anew", async () => {
      await story.publish("b1");
      story.does("b1", "write half x 0h");
      expect(await restarted("other boot")).to.deep.equal([
        "discarded npm: machine-crash",
        "recovered 0 open, 0 sealed, 1 discarded",
      ]);
      await story.publish("b1");
      expect(story.sees("b1")).to.deep.equal({});
      expect(story.volumes.list()).to.have.length(1);
    });

    it("commits what was sealed", async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      story.ledger.failNextAppend(down);
      await story.unpublish("b1");
      expect(await restarted("other boot")).to.deep.equal(["recovered 0 open, 1 sealed, 0 discarded", "committed g1"]);
      expect(await story.head()).to.deep.equal({ react: "18" });
    });
  });

  describe("with a record that cannot be read", () => {
    beforeEach(() => story.stored.unreadable.push(lostRecord("volume-98")));

    it("says so, recovers the others, and leaves its mount alone, but no other without a record", async () => {
      await story.publish("b1");
      for (const source of ["volume-98", "volume-99"])
        await story.mounter.mount({ source, lowerdir: ["l/a"], upperdir: "l/b", workdir: "w/c" }, `/pods/${source}`);
      expect(await restarted()).to.deep.equal([
        "unreadable",
        "recovered 1 open, 0 sealed, 0 discarded",
        "set aside volumes/volume-98.json",
      ]);
      expect((await story.mounter.list()).map(({ source }) => source)).to.deep.equal(["volume-1", "volume-98"]);
    });
  });

  it("recovers the others when one volume cannot be sealed, and tries that one again later", async () => {
    for (const id of ["b1", "b2"]) {
      await story.publish(id);
      story.does(id, `write ${id} x 0h`);
    }
    story.mounter.loseMounts();
    story.layers.failNext("finish", new CacheError("unavailable", "EIO"));
    const lines = await restarted();
    expect(story.node.ready).to.equal(true);
    expect(lines).to.include("seal delayed npm");
    expect(await story.head()).to.deep.equal({ b2: "x" });
    await story.unpublish("b1");
    expect(await story.head()).to.deep.equal({ b1: "x", b2: "x" });
  });

  it("recovers the others when one record cannot be closed, and says so", async () => {
    await story.publish("b1");
    await story.publish("b2");
    story.kill("other boot");
    story.volumes.failNext("advance", new CacheError("unavailable", "EIO"));
    story.events.take();
    await story.start();
    expect(story.events.lines).to.deep.equal([
      "discarded npm: machine-crash",
      "seal delayed npm",
      "discarded npm: machine-crash",
      "recovered 1 open, 0 sealed, 1 discarded",
    ]);
  });

  it("commits nothing that was open when the machine went down, also when its record could not be closed at first", async () => {
    for (const then of ["unpublish", "publish"] as const) {
      story = await Story.begin();
      await story.publish("b1");
      story.does("b1", "write half x 0h");
      story.kill("other boot");
      story.volumes.failNext("advance", new CacheError("exhausted", "no space left"));
      await story.start();
      if (then === "publish") await story.publish("b1");
      await story.unpublish("b1");
      expect(await story.head(), then).to.deep.equal({});
      expect(story.events.lines, then).to.include("discarded npm: machine-crash");
      expect(story.volumes.list(), then).to.deep.equal([]);
    }
  });

  it("commits sealed deltas in the order in which they were sealed", async () => {
    await story.publish("b1");
    await story.publish("b2");
    for (const id of ["b2", "b1"]) {
      story.does(id, `write react ${id} 0h`);
      story.ledger.failNextAppend(down);
      await story.unpublish(id);
    }
    await restarted();
    const generations = await story.ledger.generations(key("npm"));
    expect(generations.map(({ by }) => by.pod)).to.deep.equal(["b2", "b1"]);
    expect(await story.head()).to.deep.equal({ react: "b1" });
  });

  it("serves nothing until it has recovered", async () => {
    await story.publish("b1");
    story.kill();
    const listing = story.hold("mounter.list");
    const starting = story.start();
    await listing.entered;
    expect(story.node.ready).to.equal(false);
    await failure(story.publish("b2"), "unavailable");
    await failure(story.unpublish("b1"), "unavailable");
    listing.release();
    await starting;
    expect(story.node.ready).to.equal(true);
    await story.publish("b2");
  });
});
