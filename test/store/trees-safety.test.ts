/** The tree work follows no symlink out of a layer, and leaves nothing half-made when it fails. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { LayerRef } from "../../src/cache/generation.ts";
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
      await world.layers.sync(id);
      const copy = await world.layers.copy(id);
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
      await failure(world.layers.copy("missing"), "not-found");
      expect(readdirSync("/proc/self/fd").length).to.equal(before);
      expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
      expect(await world.layers.list()).to.deep.equal([delta.id]);
    });

    it("a merge, a squash and a copy leave nothing beside their layers", async () => {
      const base = await layer({ f: "x", g: "y" });
      const delta = await layer({ f: whiteout, h: "z" });
      const other = await layer({ i: "1" });
      await world.layers.merge(delta, [base.id], [other.id, base.id]);
      await world.layers.squash([delta.id, base.id], "something");
      await world.layers.copy(delta.id);
      expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
    });
  });
});
