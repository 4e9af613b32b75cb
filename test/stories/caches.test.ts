/** A node's caches as claims and snapshots see them: they keep the contract, and wait for what is sealed. */
import { expect } from "chai";
import { CacheError, isKind } from "../../src/cache/errors.ts";
import { idsOf } from "../../src/cache/generation.ts";
import { describeCaches } from "../contracts/caches.ts";
import { newSnapshot } from "../contracts/snapshots.ts";
import { files, key, Story } from "./harness.ts";

const minute = 60_000;
const never = new AbortController().signal;

/** Time for a sweep, whatever it was at before. */
async function swept(story: Story): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await story.clock.advance(minute);
    await story.settled();
  }
}

describe("A node's caches", () => {
  describeCaches(async () => {
    const story = await Story.begin();
    let builds = 0;
    return {
      caches: story.node.caches,
      build: async (cache, file) => {
        builds += 1;
        await story.build(`b${builds}`, [`write ${file} x 0h`], { cache: cache.name });
      },
      lose: async (layer) => {
        await story.layers.discard(layer);
        await story.layers.empty(never);
      },
      [Symbol.asyncDispose]: async () => story.stop(),
    };
  });

  it("hold what was sealed before, also when its commit was put off", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write f 1 0h");
    story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    await story.unpublish("b1");
    expect(await story.head()).to.deep.equal({});
    const { generation, layers } = await story.node.caches.content(key("npm"), never);
    expect([generation, files(story.layers.show(idsOf(layers)))]).to.deep.equal([1, { f: "1" }]);
  });

  it("do not say what they hold while something sealed cannot be committed: it would be missing", async () => {
    const story = await Story.begin();
    await story.build("b1", ["write f 1 0h"]);
    await story.publish("b2");
    story.does("b2", "write g 2 0h");
    for (let failures = 0; failures < 2; failures += 1)
      story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    await story.unpublish("b2");
    const refused = await story.node.caches.content(key("npm"), never).catch((error: unknown) => error);
    expect(isKind(refused, "unavailable"), String(refused)).to.equal(true);
    expect(await story.node.caches.content(key("go"), never)).to.deep.include({ generation: 0 });
    expect((await story.node.caches.content(key("npm"), never)).generation).to.equal(2);
  });

  it("give the caller up who does not wait for the commit", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write f 1 0h");
    const append = story.hold("ledger.append");
    const ending = story.unpublish("b1");
    await append.entered;
    const gaveUp = new AbortController();
    const content = story.node.caches.content(key("npm"), gaveUp.signal).catch((error: unknown) => error);
    gaveUp.abort(new CacheError("deadline", "too late"));
    expect(isKind(await content, "deadline")).to.equal(true);
    append.release();
    await ending;
  });

  it("hold what volumes start from, where the head lacks a layer", async () => {
    const story = await Story.begin();
    await story.build("b1", ["write f 1 0h"]);
    await story.build("b2", ["write g 2 0h"]);
    const { generation } = await story.ledger.head(key("npm"));
    await story.layers.discard(generation?.layers[0]?.id ?? "");
    const { generation: number, layers } = await story.node.caches.content(key("npm"), never);
    expect([number, files(story.layers.show(idsOf(layers)))]).to.deep.equal([1, { f: "1" }]);
  });

  it("lose no layer to a sweep between a look and its use", async () => {
    const story = await Story.begin({ keep: 1 });
    await story.build("b1", ["write f 1 0h"]);
    const { caches } = story.node;
    const [looked, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const making = caches.keeping(async () => {
      const content = await caches.content(key("npm"), never);
      looked.resolve();
      await go.promise;
      return story.snapshots.create(newSnapshot({ ...content, cache: key("npm") }));
    });
    await looked.promise;
    await story.prune();
    await swept(story);
    go.resolve();
    const { layers } = await making;
    await swept(story);
    expect(files(story.layers.show(idsOf(layers)))).to.deep.equal({ f: "1" });
  });

  describe("that are removed", () => {
    it("let the pods that run end, discard what these write, and free the disk; then nothing is left of them", async () => {
      const story = await Story.begin();
      await story.build("b1", ["write f 1 0h"]);
      await story.publish("b2", { merge: "lastWriterWins" });
      story.does("b2", "write g 2 0h");
      await story.node.caches.remove(key("npm"), "claim-1");
      await swept(story);
      expect(story.sees("b2")).to.deep.equal({ f: "1", g: "2" });
      expect(await story.ledger.removed(), "a volume is left").to.deep.equal([key("npm")]);
      await story.build("b3", ["write new 3 0h"]);
      await swept(story);
      await story.unpublish("b2");
      expect(story.events.lines).to.include.members(["removed builds/npm", "discarded npm: pruned"]);
      expect(await story.head(), "what was removed does not come back").to.deep.equal({ new: "3" });
      await story.node.caches.remove(key("npm"), "claim-1");
      await swept(story);
      expect([await story.layers.list(), await story.ledger.removed()]).to.deep.equal([[], []]);
      await story.build("b4", ["write f 4 0h"]);
      expect((await story.ledger.head(key("npm"))).generation?.number).to.equal(1);
    });

    it("are swept soon", async () => {
      const story = await Story.begin();
      await story.build("b1", ["write f 1 0h"]);
      await story.clock.advance(2_000);
      await story.settled();
      await story.node.caches.remove(key("npm"), "claim-1");
      await story.clock.advance(1_000);
      await story.settled();
      expect(await story.layers.list()).to.deep.equal([]);
    });

    it("do not begin anew while a publish is under way that looked at them before", async () => {
      const story = await Story.begin();
      await story.build("b1", ["write f 1 0h"]);
      const opening = story.hold("volumes.open");
      const starting = story.publish("b2", { merge: "lastWriterWins" });
      await opening.entered;
      await story.node.caches.remove(key("npm"), "claim-1");
      await swept(story);
      opening.release();
      await starting;
      await swept(story);
      story.does("b2", "write g 2 0h");
      await story.unpublish("b2");
      expect([await story.node.caches.has(key("npm")), await story.head()]).to.deep.equal([false, {}]);
    });
  });

  it("that were copied are retired and pruned each for itself", async () => {
    const story = await Story.begin({ keep: 1 });
    await story.build("b1", ["write f 1 0h"]);
    await story.node.caches.fork(key("copy"), await story.node.caches.content(key("npm"), never), "claim-1");
    expect((await story.ledger.head(key("copy"))).generation).to.deep.include({ kind: "imported", volume: "claim-1" });
    await story.prune();
    await swept(story);
    await story.build("b2", ["write g 2 0h"], { cache: "copy" });
    await swept(story);
    expect([await story.head(), await story.head("copy")]).to.deep.equal([{}, { f: "1", g: "2" }]);
    await story.prune("copy");
    await swept(story);
    expect(await story.layers.list()).to.deep.equal([]);
  });
});
