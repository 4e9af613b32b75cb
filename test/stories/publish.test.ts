/** What kubelet may do with publishes: repeat them, repeat them with other arguments, ask for more targets, give up, see them fail. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { key, Story } from "./harness.ts";

describe("A publish", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    story.events.take();
  });

  /** What a failed publish must not leave. */
  async function expectNothing(): Promise<void> {
    expect(story.volumes.list(), "records").to.deep.equal([]);
    expect(await story.mounter.list(), "mounts").to.deep.equal([]);
    expect(await story.layers.list(), "layers").to.deep.equal([]);
  }

  describe("that is repeated", () => {
    it("is OK, and changes nothing", async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      await story.publish("b1");
      expect(story.sees("b1")).to.deep.equal({ react: "18" });
      expect(story.events.lines).to.deep.equal(["opened npm from cold"]);
      expect(await story.mounter.list()).to.have.length(1);
    });

    for (const [what, other] of Object.entries({
      "another cache": { cache: "go" },
      readOnly: { readOnly: true },
      "another pod": { pod: "another" },
      "another group": { mountGroup: 1 },
      "another commit": { commit: "never" },
      "another limit": { sizeLimit: 1 },
    } as const)) {
      it(`with ${what} at the same target is refused as exists`, async () => {
        await story.publish("b1");
        const error = await failure(story.publish("b1", other), "exists");
        expect(error.message).to.contain("b1").and.to.contain(story.target("b1"));
        expect(await story.mounter.list()).to.have.length(1);
      });
    }

    it("mounts again what was lost, on what was written", async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      story.mounter.loseMounts();
      await story.publish("b1");
      expect(story.sees("b1")).to.deep.equal({ react: "18" });
    });

    it("is busy while its mount lives on where it cannot be seen", async () => {
      await story.publish("b1");
      story.mounter.hold(story.target("b1"), "leak");
      await story.mounter.detach(story.target("b1"));
      await failure(story.publish("b1"), "busy");
    });

    it("while its volume is being sealed for another pod waits until that is over", async () => {
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
      story.pods.end("uid-of-b1");
      const unmount = story.hold("mounter.unmount", "after");
      const next = story.publish("b2");
      await unmount.entered;
      const again = story.publish("b1");
      await story.settled();
      unmount.release();
      await Promise.all([next, again]);
      const [b1] = story.volumes.list().filter(({ volumeId }) => volumeId === "b1");
      story.does("b1", "write late x 0h");
      expect(b1?.state).to.equal("open");
      expect(await story.head(), "a sealed delta does not change any more").to.deep.equal({ react: "18" });
    });
  });

  describe("that fails", () => {
    const broken = new CacheError("internal", "a defect");

    for (const method of ["mount"] as const) {
      it(`in ${method} leaves nothing, because kubelet may never call again`, async () => {
        story.mounter.failNext(method, broken);
        await failure(story.publish("b1"), "internal");
        await expectNothing();
      });
    }

    for (const method of ["overlay", "noteMounted"] as const) {
      it(`in ${method} leaves nothing, because kubelet may never call again`, async () => {
        story.volumes.failNext(method, broken);
        await failure(story.publish("b1"), "internal");
        await expectNothing();
      });
    }

    it("because the disk is full leaves nothing, and says so", async () => {
      story.layers.failNext("create", new CacheError("exhausted", "no space left"));
      await failure(story.publish("b1"), "exhausted");
      await expectNothing();
    });

    it("can be repeated, and succeeds then", async () => {
      story.mounter.failNext("mount", broken);
      await failure(story.publish("b1"), "internal");
      await story.publish("b1");
      expect(story.events.lines).to.deep.equal(["opened npm from cold"]);
    });

    it("says what went wrong first, also when it cannot be undone", async () => {
      story.volumes.failNext("noteMounted", broken);
      story.mounter.failNext("unmount", new CacheError("unavailable", "EIO"));
      expect((await failure(story.publish("b1"), "internal")).message).to.equal("a defect");
      await story.publish("b1");
      await story.unpublish("b1");
      await expectNothing();
    });

    it("because the caller gave up leaves nothing", async () => {
      const gaveUp = new AbortController();
      const looking = story.hold("ledger.head");
      const starting = story.publish("b1", {}, gaveUp.signal);
      await looking.entered;
      gaveUp.abort(new CacheError("cancelled", "kubelet went away"));
      looking.release();
      await failure(starting, "cancelled");
      await expectNothing();
    });
  });

  describe("of a cache with missing layers", () => {
    beforeEach(async () => {
      await story.build("b1", ["write react 18 0h"]);
      await story.build("b2", ["write vue 3 0h"]);
      const { generation } = await story.ledger.head(key("npm"));
      story.layers.lose(generation?.layers[0]?.id ?? "");
      story.events.take();
    });

    it("starts from the newest generation that is whole, and says so", async () => {
      await story.publish("b3");
      expect(story.sees("b3")).to.deep.equal({ react: "18" });
      expect(story.events.lines).to.deep.equal(["opened npm from older g1"]);
      expect(story.volumes.list()).to.have.length(1);
    });

    it("starts cold when there is none", async () => {
      for (const id of await story.layers.list()) story.layers.lose(id);
      await story.publish("b3");
      expect(story.events.lines).to.deep.equal(["opened npm from cold"]);
    });

    it("is refused when the cache is required", async () => {
      await failure(story.publish("b3", { required: true }), "precondition");
      expect(await story.mounter.list()).to.deep.equal([]);
      expect(story.volumes.list()).to.deep.equal([]);
    });

    it("goes on with the cache: the next commit builds on what is whole", async () => {
      await story.publish("b3");
      story.does("b3", "write svelte 5 0h");
      await story.unpublish("b3");
      expect(story.events.lines.slice(-3)).to.deep.equal(["sealed npm", "layers missing npm: 1", "committed g3"]);
      expect(await story.head()).to.deep.equal({ react: "18", svelte: "5" });
    });
  });

  describe("of a required cache", () => {
    it("is refused as precondition while the cache has no generation, and leaves nothing", async () => {
      const error = await failure(story.publish("b1", { required: true }), "precondition");
      expect(error.message).to.contain("builds/npm");
      await expectNothing();
    });

    it("is refused as unavailable while the ledger cannot be read, and leaves nothing", async () => {
      story.ledger.failNext(new CacheError("unavailable", "no answer"));
      await failure(story.publish("b1", { required: true }), "unavailable");
      await expectNothing();
    });

    it("is OK once there is one", async () => {
      await story.build("b1", ["write react 18 0h"]);
      await story.publish("b2", { required: true });
      expect(story.sees("b2")).to.deep.equal({ react: "18" });
    });
  });
});
