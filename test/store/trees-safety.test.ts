/** The tree work follows no symlink out of a layer, and leaves nothing half-made when it fails. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { LayerRef } from "../../src/cache/generation.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { DiskLayers, type TreeThread } from "../../src/store/layers.ts";
import { treeCalls } from "../../src/store/trees.ts";
import { failure } from "../contracts/mounter.ts";
import { directory, file, type Literal, opaque, whiteout } from "../model/build.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

describeOnDisk("Trees on disk", () => {
  let world: DiskWorld;

  beforeEach(async () => {
    world = await DiskWorld.make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  const at = (id: string, ...parts: readonly string[]): string => join(world.layout.layer(id), ...parts);

  async function layer(literal: Literal, more = (_top: string): void => {}): Promise<LayerRef> {
    const id = await world.layers.create(undefined);
    await world.write(id, directory(literal));
    more(at(id));
    const { bytes, entries } = await world.layers.finish(id);
    return { id, size: bytes, entries };
  }

  describe("lead nowhere:", () => {
    let outside: string;

    beforeEach(() => {
      outside = join(world.layout.root, "outside");
      mkdirSync(outside);
      writeFileSync(join(outside, "precious"), "x", { mode: 0o4755 });
    });

    const expectUntouched = (): void => {
      expect(readdirSync(outside)).to.deep.equal(["precious"]);
      expect(readFileSync(join(outside, "precious"), "utf8")).to.equal("x");
    };

    it("a merge follows no symlink in the base, the head or the delta", async () => {
      const lead = (top: string): void => symlinkSync(outside, join(top, "d"));
      const linking = await layer({}, lead);
      const plain = await layer({ d: { precious: "y", sub: { f: "1" } } });
      const deltas = [
        await layer({ d: { precious: whiteout } }),
        await layer({ d: opaque({ more: file("z", { at: 9 }) }) }),
        await layer({ d: { sub: { f: file("2", { at: 9 }) } } }),
        await layer({ d: whiteout }),
        linking,
      ];
      for (const delta of deltas) {
        for (const [base, head] of [
          [linking, plain],
          [plain, linking],
          [linking, linking],
          [plain, plain],
        ] as const) {
          await world.layers.merge(delta, [base.id], [head.id]);
          await world.layers.merge(delta, [base.id], [delta.id, head.id]);
        }
      }
      expectUntouched();
    });

    it("neither a seal, nor a measure, a sync, a copy or a removal leaves its layer by a symlink", async () => {
      const { id } = await layer({}, (top) => symlinkSync(outside, join(top, "d")));
      await world.layers.finish(id);
      expect(await world.layers.measure(id)).to.include({ inodes: 1 });
      await world.layers.sync(id, world.layers.lostWrites(), "now");
      const copy = await world.copied(id);
      expect(lstatSync(at(copy, "d")).isSymbolicLink()).to.equal(true);
      for (const one of [id, copy]) await world.layers.discard(one);
      await world.layers.empty(new AbortController().signal);
      expectUntouched();
    });

    it("a layer that is itself a symlink is refused", async () => {
      symlinkSync(outside, at("lead"));
      const delta = await layer({ f: "x" });
      await failure(world.layers.merge(delta, ["lead"], []), "corrupt");
      await failure(world.layers.finish("lead"), "corrupt");
      expect(await world.layers.has("lead")).to.equal(false);
      expectUntouched();
    });
  });

  describe("leave nothing half-made:", () => {
    it("a merge that fails leaves no draft and no open descriptor", async () => {
      const delta = await layer({ d: { e: { f: "x" } } });
      await world.layers.merge(delta, [], []);
      const before = readdirSync("/proc/self/fd").length;
      await failure(world.layers.merge(delta, ["missing"], [delta.id]), "not-found");
      await failure(world.layers.merge(delta, [], ["missing", delta.id]), "not-found");
      await failure(world.layers.squash([delta.id, "missing"], "nothing"), "not-found");
      await failure(world.copied("missing"), "not-found");
      expect(readdirSync("/proc/self/fd").length).to.equal(before);
      expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
      expect(await world.layers.list()).to.deep.equal([delta.id]);
    });

    it("a merge that fails in the middle leaves no draft and no open descriptor either", async () => {
      const full = Object.assign(new Error("no space left"), { code: "ENOSPC" });
      await using failing = await DiskWorld.make({
        mknod(path, mode) {
          if (String(path).includes("whiteout")) throw full;
          linuxFiles.mknod(path, mode);
        },
      });
      const put = async (literal: Literal): Promise<LayerRef> => {
        const id = await failing.layers.create(undefined);
        await failing.write(id, directory(literal));
        return { id, size: 0, entries: 1 };
      };
      const base = await put({ d: { e: { f: "x", g: "y" } }, same: "1" });
      const delta = await put({ d: { a: "new", e: { f: whiteout } }, same: "1" });
      const head = await put({ other: "z" });
      const before = readdirSync("/proc/self/fd").length;
      await failure(failing.layers.merge(delta, [base.id], [head.id, base.id]), "exhausted");
      await failure(failing.layers.squash([delta.id, head.id], "something"), "exhausted");
      expect(readdirSync("/proc/self/fd").length).to.equal(before);
      expect(readdirSync(failing.layout.temporary)).to.deep.equal([]);
      expect(await failing.layers.list()).to.have.length(3);
    });

    it("a merge, a squash and a copy leave nothing beside their layers", async () => {
      const base = await layer({ f: "x", g: "y" });
      const delta = await layer({ f: whiteout, h: "z" });
      const other = await layer({ i: "1" });
      await world.layers.merge(delta, [base.id], [other.id, base.id]);
      await world.layers.squash([delta.id, base.id], "something");
      await world.copied(delta.id);
      expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
    });
  });

  describe("are removed", () => {
    it("in slices, so that nobody waits long for the thread", async () => {
      for (let count = 0; count < 3; count += 1) {
        await world.layers.discard((await layer({ a: { b: { f: "x" } }, c: { f: "x" } })).id);
      }
      const calls = treeCalls(world.layout.root, linuxFiles, world.userxattr);
      let slices = 1;
      while (!calls.empty(0)) slices += 1;
      expect(slices).to.be.greaterThan(3);
      expect(readdirSync(world.layout.trash)).to.deep.equal([]);
    });

    it("until the signal fires, and are gone the next time", async () => {
      await world.layers.discard((await layer({ a: { b: { f: "x" } } })).id);
      const busy = { call: async () => false } as unknown as TreeThread;
      const sync = { syncfs: async (): Promise<void> => {}, lostWrites: 0 };
      const slow = new DiskLayers(
        world.layout,
        { seals: busy, large: busy, merges: busy, background: busy },
        sync,
        sync,
      );
      const stopped = AbortSignal.abort(new CacheError("cancelled", "the plugin stops"));
      await failure(slow.empty(stopped), "cancelled");
      await world.layers.empty(new AbortController().signal);
      expect(readdirSync(world.layout.trash)).to.deep.equal([]);
    });
  });
});
