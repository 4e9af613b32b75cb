/** The contract of the port Layers, for the fake and the real one alike. */
import { expect } from "chai";
import type { LayerId, LayerRef } from "../../src/cache/generation.ts";
import type { Layers } from "../../src/cache/ports.ts";
import { directory, file, type Literal, opaque, symlink, whiteout } from "../model/build.ts";
import { type Directory, lines } from "../model/tree.ts";
import { describeEvictions } from "./layers-evict.ts";
import { describeMerges } from "./layers-merge.ts";
import { failure } from "./mounter.ts";

/** What the suite needs around layers; disposed after each test, whatever happened in it. */
export interface LayersWorld extends AsyncDisposable {
  readonly layers: Layers;
  /** A group that may own a directory here. */
  readonly group: number;
  /** Whether the kinds of conflicts are counted, too. */
  readonly countsConflicts: boolean;
  /** As a pod does through its mount: puts a tree, whiteouts and opaque marks included, into an upper. */
  write(upper: LayerId, tree: Directory): Promise<void>;
  /** What a mount of these layers would show, newest first. */
  read(layers: readonly LayerId[]): Promise<Directory>;
  /** What a layer holds, whiteouts and opaque marks included. */
  hold(layer: LayerId): Promise<Directory>;
}

/** Runs the contract on layers in a world that `make` makes anew for each test. */
export function describeLayers(make: () => Promise<LayersWorld>): void {
  let world: LayersWorld;

  beforeEach(async () => {
    world = await make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function layer(literal: Literal): Promise<LayerRef> {
    const id = await world.layers.create(undefined);
    await world.write(id, directory(literal));
    const { bytes, entries, directories } = await world.layers.finish(id);
    return { id, size: bytes, entries, directories };
  }

  async function shown(...layers: readonly LayerId[]): Promise<string[]> {
    return lines(await world.read(layers));
  }

  describe("uppers", () => {
    it("are new, empty, and open to every user", async () => {
      const made = [await world.layers.create(undefined), await world.layers.create(undefined)];
      expect(new Set(made).size).to.equal(2);
      expect(await world.layers.list()).to.have.members(made);
      const root = await world.read([made[0] ?? ""]);
      expect([root.entries.size, root.mode]).to.deep.equal([0, 0o777]);
    });

    it("are no longer empty when something was written, even a deletion, and are not when they are gone", async () => {
      const id = await world.layers.create(undefined);
      expect(await world.layers.isEmpty(id)).to.equal(true);
      await world.write(id, directory({ gone: whiteout }));
      expect(await world.layers.isEmpty(id)).to.equal(false);
      expect(await world.layers.isEmpty("unknown")).to.equal(false);
    });

    it("belong to a group where one is asked for, and pass it on to what is written", async () => {
      const { group } = world;
      const root = await world.read([await world.layers.create(group)]);
      expect([root.owner, root.mode]).to.deep.equal([`0:${group === process.getgid?.() ? 0 : group}`, 0o2777]);
    });

    it("are measured while they are written", async () => {
      const id = await world.layers.create(undefined);
      expect(await world.layers.measure(id)).to.deep.equal({ bytes: 0, inodes: 0 });
      await world.write(id, directory({ d: { f: "12345" }, l: symlink("a long target") }));
      expect(await world.layers.measure(id)).to.deep.equal({ bytes: 5, inodes: 3 });
    });
  });

  describe("finish", () => {
    it("measures content and entries, whiteouts included", async () => {
      const id = await world.layers.create(undefined);
      await world.write(id, directory({ d: { f: "12345", gone: whiteout }, l: symlink("f") }));
      expect(await world.layers.finish(id)).to.deep.equal({ bytes: 5, entries: 4, directories: 2, excluded: 0 });
    });

    it("takes set-user-id and set-group-id from files, and nothing else, however often it is called", async () => {
      const id = await world.layers.create(undefined);
      await world.write(id, directory({ f: file("x", { mode: 0o6755, at: 3 }), d: directory({}, { mode: 0o2755 }) }));
      await world.layers.finish(id);
      await world.layers.finish(id);
      const expected = directory({ f: file("x", { mode: 0o755, at: 3 }), d: directory({}, { mode: 0o2755 }) });
      expect(await shown(id)).to.deep.equal(lines(expected));
    });

    it("refuses what overlayfs never writes with our options, as precondition", async () => {
      const id = await world.layers.create(undefined);
      await world.write(id, directory({ d: directory({}, { attributes: "overlay.redirect=/etc" }) }));
      const error = await failure(world.layers.finish(id), "precondition");
      expect(error.message).to.contain("d");
    });
  });

  describe("survey", () => {
    it("says what a seal will, and what a copy takes, and changes nothing", async () => {
      const id = await world.layers.create(undefined);
      const tree = directory({ d: { f: file("12345", { mode: 0o6755, at: 3 }), gone: whiteout }, l: symlink("f") });
      await world.write(id, tree);
      const before = lines(await world.hold(id));
      const { copied, ...measured } = await world.layers.survey(id);
      expect(lines(await world.hold(id))).to.deep.equal(before);
      expect(copied).to.be.a("number");
      expect(await world.layers.finish(id)).to.deep.equal(measured);
    });

    it("refuses what a seal does, as precondition", async () => {
      const id = await world.layers.create(undefined);
      await world.write(id, directory({ d: directory({}, { attributes: "overlay.redirect=/etc" }) }));
      await failure(world.layers.survey(id), "precondition");
    });
  });

  describe("discard and copy", () => {
    it("know a layer until it is discarded, and forget it at once", async () => {
      const { id } = await layer({ f: "x" });
      expect(await world.layers.has(id)).to.equal(true);
      await world.layers.discard(id);
      expect(await world.layers.has(id)).to.equal(false);
      expect(await world.layers.list()).to.deep.equal([]);
    });

    it("take what is unknown without a word", async () => {
      await world.layers.discard("unknown");
      expect(await world.layers.has("unknown")).to.equal(false);
      await world.layers.empty(new AbortController().signal);
    });

    it("copy all that is in a layer, its marks included, so that it outlives the original", async () => {
      const bottom = await layer({ d: { hidden: "1" }, gone: "2", f: "3" });
      const tree: Literal = { d: opaque({ f: file("x", { mode: 0o444, at: 7 }) }), gone: whiteout, l: symlink("f") };
      const { id } = await layer(tree);
      const before = await shown(id, bottom.id);
      const copy = (await world.layers.copy(id, 0)) ?? "";
      expect(copy).to.not.equal(id);
      await world.layers.discard(id);
      await world.layers.empty(new AbortController().signal);
      expect(await shown(copy, bottom.id)).to.deep.equal(before);
    });

    it("copy nothing, and leave nothing, where less of the disk would stay free than is to", async () => {
      const { id } = await layer({ d: { f: "x" } });
      expect(await world.layers.copy(id, Number.MAX_SAFE_INTEGER)).to.equal(undefined);
      expect(await world.layers.list()).to.deep.equal([id]);
    });

    it("make a layer durable, also after what was discarded was freed", async () => {
      const [kept, gone] = [await layer({ f: "x" }), await layer({ g: "y" })];
      await world.layers.discard(gone.id);
      await world.layers.empty(new AbortController().signal);
      await world.layers.sync(kept.id, world.layers.lostWrites(), "later");
      expect(await shown(kept.id)).to.have.length(1);
    });
  });

  describeMerges(() => world);
  describeEvictions(() => world);
}
