/** Trees that a pod may make to harm others: they cost what they take of the disk, and are refused where they cost more than that. */
import { closeSync, linkSync, mkdirSync, openSync, readdirSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { LayerRef } from "../../src/cache/generation.ts";
import { removeTree } from "../../src/store/remove.ts";
import { failure } from "../contracts/mounter.ts";
import { Directory, makeDeep, makeLinkedNames } from "../support/special-files.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

const huge = 8 * 2 ** 40;

describeOnDisk("A tree of a hostile pod", () => {
  let world: DiskWorld;

  beforeEach(async () => {
    world = await DiskWorld.make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  /** An upper that `fill` gets the path of. */
  async function upper(fill: (path: string) => void): Promise<{ readonly id: string; readonly path: string }> {
    const id = await world.layers.create(undefined);
    const path = world.layout.layer(id);
    fill(path);
    return { id, path };
  }

  async function sealed(fill: (path: string) => void): Promise<LayerRef> {
    const { id } = await upper(fill);
    const { bytes, entries } = await world.layers.finish(id);
    return { id, size: bytes, entries };
  }

  function makeSparse(path: string): void {
    writeFileSync(join(path, "sparse"), "");
    truncateSync(join(path, "sparse"), huge);
  }

  describe("with a file of 8 TiB that is one hole", () => {
    it("counts by what it takes of the disk when it is measured and when it is sealed", async () => {
      const { id } = await upper((path) => {
        makeSparse(path);
        writeFileSync(join(path, "small"), "12345");
      });
      const { bytes } = await world.layers.measure(id);
      expect(bytes).to.be.within(5, 1 << 20);
      expect((await world.layers.finish(id)).bytes).to.be.within(5, 1 << 20);
    });

    it("counts so after a merge and after a compaction, too", async () => {
      const head = await sealed((path) => writeFileSync(join(path, "small"), "1234567"));
      const delta = await sealed((path) => {
        makeSparse(path);
        linkSync(join(world.layout.layer(head.id), "small"), join(path, "small"));
      });
      const merged = await world.layers.merge(delta, [], [head.id]);
      expect(merged.layer?.id).to.not.equal(delta.id);
      expect(merged.layer?.size).to.be.lessThan(1 << 20);
      expect((await world.layers.squash([delta.id, head.id], "nothing")).size).to.be.lessThan(1 << 20);
    });

    it("counts its length where blocks are more than that", async () => {
      const { bytes } = await world.layers.finish((await upper((path) => writeFileSync(join(path, "f"), "1"))).id);
      expect(bytes).to.equal(1);
    });
  });

  describe("with a file of more than 1 GiB", () => {
    const size = 2 ** 30 + 1;

    function makeLarge(path: string, mark: string): void {
      const at = join(path, "large");
      const descriptor = openSync(at, "w");
      writeSync(descriptor, mark);
      closeSync(descriptor);
      truncateSync(at, size);
    }

    it("that was written again counts as changed without being read", async () => {
      const base = await sealed((path) => makeLarge(path, "a"));
      const delta = await sealed((path) => makeLarge(path, "a"));
      const { changes, layer } = await world.layers.merge(delta, [base.id], [base.id]);
      expect(changes).to.include({ changed: 1, unchanged: 0 });
      expect(layer).to.deep.equal(delta);
    });
  });

  describe("with a directory of many names", () => {
    it("is removed some at a time, directories among files included", () => {
      const path = join(world.layout.root, "many");
      mkdirSync(path);
      mkdirSync(join(path, "d"));
      makeLinkedNames(join(path, "d"), 25_000);
      for (let number = 0; number < 100; number += 1) {
        mkdirSync(join(path, "d", `directory-${number}`));
        writeFileSync(join(path, "d", `directory-${number}`, "file"), "");
      }
      removeTree(path);
      expect(readdirSync(world.layout.root)).to.not.include("many");
      expect(readdirSync(world.layout.root).filter((name) => name.startsWith(".removing"))).to.deep.equal([]);
    });
  });

  describe("deeper than 256 directories", () => {
    it("is neither measured nor copied, and leaves nothing half-made", async () => {
      const { id } = await upper((path) => {
        using top = Directory.open(path);
        makeDeep(top, "d", 300);
      });
      for (const refused of [world.layers.measure(id), world.layers.finish(id), world.copied(id)]) {
        expect((await failure(refused, "precondition")).message).to.contain("deeper than 256 directories");
      }
      expect(await world.layers.list()).to.deep.equal([id]);
      expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
    });
  });

  it("is not copied half: what failed leaves nothing behind", async () => {
    await failure(world.copied("missing"), "not-found");
    expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
    expect(await world.layers.list()).to.deep.equal([]);
    const { id } = await upper((path) => writeFileSync(join(path, "f"), "x"));
    const copy = await world.copied(id);
    expect(readdirSync(world.layout.layer(copy))).to.deep.equal(["f"]);
    expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
  });
});
