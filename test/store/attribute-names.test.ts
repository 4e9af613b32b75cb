/** Names of extended attributes are bytes, too: those that are not ASCII are compared, carried and copied like others. */
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { LayerRef } from "../../src/cache/generation.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

/** As the kernel has it: a string of the bytes of its UTF-8. */
const note = Buffer.from("user.nöte→", "utf8").toString("latin1");

describeOnDisk("An attribute whose name is not ASCII", () => {
  let world: DiskWorld;

  beforeEach(async () => {
    world = await DiskWorld.make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  /** A layer of `d/f`; the directory and the file have these values as their attribute. */
  async function layer(values: { readonly d?: string; readonly f?: string }): Promise<LayerRef> {
    const id = await world.layers.create(undefined);
    const top = world.layout.layer(id);
    mkdirSync(join(top, "d"));
    writeFileSync(join(top, "d/f"), "x");
    utimesSync(join(top, "d/f"), 1_700_000_000, 1_700_000_000);
    for (const [path, value] of [
      ["d/f", values.f],
      ["d", values.d],
    ] as const)
      if (value !== undefined) linuxFiles.setxattr(Buffer.from(join(top, path)), note, Buffer.from(value));
    const { bytes, entries } = await world.layers.finish(id);
    return { id, size: bytes, entries };
  }

  function valueAt(id: string, path: string): string | undefined {
    const at = Buffer.from(join(world.layout.layer(id), path));
    expect(linuxFiles.listxattr(at)).to.deep.equal([note]);
    const value = linuxFiles.getxattr(at, note);
    return value && Buffer.from(value).toString();
  }

  for (const path of ["d", "f"] as const) {
    for (const [what, before, after] of [
      ["new", {}, { [path]: "1" }],
      ["another", { [path]: "1" }, { [path]: "2" }],
      ["gone", { [path]: "1" }, {}],
    ] as const) {
      it(`counts as a change of a ${path === "d" ? "directory" : "file"} when it is ${what}`, async () => {
        const [base, delta] = [await layer(before), await layer(after)];
        const { changes } = await world.layers.merge(delta, [base.id], [base.id]);
        expect(changes.changed).to.equal(1);
      });
    }
  }

  it("does not count when it is the same", async () => {
    const [base, delta] = [await layer({ d: "1", f: "1" }), await layer({ d: "1", f: "1" })];
    expect((await world.layers.merge(delta, [base.id], [base.id])).layer).to.equal(undefined);
  });

  it("is in what a merge, a compaction and a copy make", async () => {
    const [delta, other] = [await layer({ d: "1", f: "2" }), await world.layers.create(undefined)];
    writeFileSync(join(world.layout.layer(other), "g"), "y");
    const { layer: merged } = await world.layers.merge(delta, [], [other]);
    expect(merged?.id).to.be.a("string");
    const squashed = await world.layers.squash([delta.id, other], "nothing");
    for (const id of [merged?.id ?? "", squashed.id, await world.copied(delta.id)]) {
      expect([valueAt(id, "d"), valueAt(id, "d/f")]).to.deep.equal(["1", "2"]);
      expect(readFileSync(join(world.layout.layer(id), "d/f"), "utf8")).to.equal("x");
    }
  });
});
