/** The contract of the port Caches, for the fake and the real ones alike. */
import { expect } from "chai";
import type { Caches } from "../../src/cache/caches.ts";
import type { ErrorKind } from "../../src/cache/errors.ts";
import { CacheError, isKind } from "../../src/cache/errors.ts";
import { idsOf } from "../../src/cache/generation.ts";
import type { CacheKey } from "../../src/cache/key.ts";

/** What the suite needs around caches; disposed after each test. */
export interface CachesWorld extends AsyncDisposable {
  readonly caches: Caches;
  /** Lets a build add a layer of one file to a cache, and commit it. */
  build(cache: CacheKey, file: string): Promise<void>;
  /** Takes a layer away. */
  lose(layer: string): Promise<void>;
}

const npm: CacheKey = { namespace: "builds", name: "npm" };
const copy: CacheKey = { namespace: "builds", name: "copy" };
const never = new AbortController().signal;

/** Runs the contract in a world without caches that `make` makes anew for each test; `layers` says whether they can be seen from there. */
export function describeCaches(make: () => Promise<CachesWorld>, layers: "seen" | "unseen" = "seen"): void {
  let world: CachesWorld;
  let caches: Caches;

  beforeEach(async () => {
    world = await make();
    ({ caches } = world);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function layersOf(cache: CacheKey): Promise<readonly string[]> {
    return idsOf((await caches.content(cache, never)).layers);
  }

  async function refused(attempt: Promise<unknown>, kind: ErrorKind): Promise<void> {
    const error = await attempt.catch((thrown: unknown) => thrown);
    expect(isKind(error, kind), String(error)).to.equal(true);
  }

  it("has a cache from when it was made, and not from being asked for it", async () => {
    expect(await caches.has(npm)).to.equal(false);
    expect(await caches.content(npm, never)).to.deep.include({ generation: 0, layers: [] });
    expect(await caches.has(npm)).to.equal(false);
    await caches.ensure(npm);
    await caches.ensure(npm);
    expect([await caches.has(npm), await caches.has(copy)]).to.deep.equal([true, false]);
    expect(await caches.content(npm, never)).to.deep.include({ generation: 0, layers: [] });
  });

  it("tells what a new volume would start from", async () => {
    await world.build(npm, "one");
    const { domain, generation, layers: first } = await caches.content(npm, never);
    expect([domain, generation, first.length]).to.deep.equal(["00c0ffee", 1, 1]);
    await world.build(npm, "two");
    const later = await caches.content(npm, never);
    expect([later.generation, later.layers.slice(1)]).to.deep.equal([2, first]);
  });

  describe("fork()", () => {
    it("makes a cache that holds the same, and goes its own way from there", async () => {
      await world.build(npm, "one");
      const content = await caches.content(npm, never);
      await caches.fork(copy, content, "claim-1");
      expect(await layersOf(copy)).to.deep.equal(idsOf(content.layers));
      await world.build(copy, "of-copy");
      await world.build(npm, "of-npm");
      const [ofCopy, ofNpm] = [await layersOf(copy), await layersOf(npm)];
      expect([ofCopy.length, ofNpm.length]).to.deep.equal([2, 2]);
      expect(ofCopy[0]).to.not.equal(ofNpm[0]);
    });

    it("is the same once more for the same claim, also when the copy has gone on since", async () => {
      await world.build(npm, "one");
      const content = await caches.content(npm, never);
      await caches.fork(copy, content, "claim-1");
      const { generation: first } = await caches.content(copy, never);
      await caches.fork(copy, content, "claim-1");
      expect((await caches.content(copy, never)).generation).to.equal(first);
      await world.build(copy, "two");
      await caches.fork(copy, content, "claim-1");
      expect((await caches.content(copy, never)).generation).to.equal(first + 1);
    });

    it("throws exists where the cache holds something else, and changes nothing", async () => {
      await world.build(npm, "one");
      await world.build(copy, "other");
      const before = await caches.content(copy, never);
      await refused(caches.fork(copy, await caches.content(npm, never), "claim-1"), "exists");
      expect(await caches.content(copy, never)).to.deep.equal(before);
      const nothing = await caches.content({ ...npm, name: "empty" }, never);
      await refused(caches.fork(copy, nothing, "claim-2"), "exists");
    });

    it("fills a cache that is there and empty, and leaves one that holds the same as it is", async () => {
      await world.build(npm, "one");
      const content = await caches.content(npm, never);
      await caches.ensure(copy);
      await caches.fork(copy, content, "claim-1");
      const filled = await caches.content(copy, never);
      expect(filled.layers).to.deep.equal(content.layers);
      await caches.fork(copy, content, "claim-2");
      expect(await caches.content(copy, never)).to.deep.equal(filled);
    });

    it("of the empty cache makes an empty cache", async () => {
      await caches.fork(copy, await caches.content(npm, never), "claim-1");
      expect([await caches.has(copy), await layersOf(copy)]).to.deep.equal([true, []]);
    });

    if (layers === "seen") {
      it("throws corrupt when a layer is missing, and makes no cache", async () => {
        await world.build(npm, "one");
        const content = await caches.content(npm, never);
        await world.lose(idsOf(content.layers)[0] ?? "");
        await refused(caches.fork(copy, content, "claim-1"), "corrupt");
        expect(await caches.has(copy)).to.equal(false);
      });
    }
  });

  describe("remove()", () => {
    it("ends a cache, and no copy of it", async () => {
      await world.build(npm, "one");
      const content = await caches.content(npm, never);
      await caches.fork(copy, content, "claim-1");
      await caches.remove(npm, "claim-1");
      await caches.remove(npm, "claim-1");
      expect([await caches.has(npm), await layersOf(npm)]).to.deep.equal([false, []]);
      expect([await caches.has(npm), await layersOf(copy)]).to.deep.equal([false, idsOf(content.layers)]);
    });

    it("makes room for another one of that name, also for a copy", async () => {
      await world.build(npm, "one");
      await world.build(copy, "other");
      await caches.remove(copy, "claim-1");
      const content = await caches.content(npm, never);
      await caches.fork(copy, content, "claim-1");
      expect(await layersOf(copy)).to.deep.equal(idsOf(content.layers));
      await caches.remove(copy, "claim-1");
      await caches.fork(copy, content, "claim-1");
      expect(await layersOf(copy)).to.deep.equal(idsOf(content.layers));
    });
  });

  it("keeping() answers what it is given, and throws what that throws", async () => {
    expect(await caches.keeping(async () => 7)).to.equal(7);
    const failure = new CacheError("not-found", "gone");
    expect(await caches.keeping(() => Promise.reject(failure)).catch((error: unknown) => error)).to.equal(failure);
  });
}
