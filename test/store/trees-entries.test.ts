/** Entries that need care: large files, names of one file, devices, times of directories, trees that cannot be removed. */
import { linkSync, lstatSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { LayerRef } from "../../src/cache/generation.ts";
import { mount, umount2 } from "../../src/host/libc.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { copyEntry } from "../../src/store/copy.ts";
import { Dialect } from "../../src/store/dialect.ts";
import { entryAt, openTop, within } from "../../src/store/tree.ts";
import { failure } from "../contracts/mounter.ts";
import { whyNoMounts } from "../host/real-mounts.ts";
import { skipBecause } from "../host/skip.ts";
import { device, directory, file, hour, type Literal, whiteout } from "../model/build.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

describeOnDisk("Entries on disk", () => {
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
    return { id, size: 0, entries: 1 };
  }

  it("are compared to their last byte, however large", async () => {
    const large = Buffer.alloc((1 << 19) + 7, "x");
    const changed = Buffer.from(large);
    changed[changed.length - 1] = 0;
    const writing = (same: Buffer, other: Buffer, time: number) => (top: string) => {
      for (const [name, content] of Object.entries({ same, other })) {
        writeFileSync(join(top, name), content);
        linuxFiles.utimens(Buffer.from(join(top, name)), hour(time), hour(time));
      }
    };
    const base = await layer({}, writing(large, large, 0));
    const delta = await layer({}, writing(large, changed, 1));
    const { changes } = await world.layers.merge(delta, [base.id], [base.id]);
    expect(changes).to.deep.include({ changed: 1, unchanged: 1 });
  });

  it("are measured once, however many names they have", async () => {
    const { id } = await layer({ d: { f: "12345" } }, (top) => {
      linkSync(join(top, "d", "f"), join(top, "d", "g"));
      linkSync(join(top, "d", "f"), join(top, "h"));
    });
    expect(await world.layers.measure(id)).to.deep.equal({ bytes: 5, inodes: 2 });
  });

  it("keep the times of directories in a copy", async () => {
    const { id } = await layer({ d: directory({ f: "x" }, { at: 3 }) });
    const copy = await world.copied(id);
    expect(lstatSync(at(copy, "d"), { bigint: true }).mtimeNs).to.equal(hour(3));
  });

  it("are copied without their devices, which a look at them counts and leaves, and with their whiteouts", async function () {
    if (process.getuid?.() !== 0 || world.userxattr) skipBecause(this, "device nodes need root");
    const { id } = await layer({ d: directory({ null: device, f: "x", w: whiteout }, { at: 3 }) });
    const copy = await world.copied(id);
    expect(readdirSync(at(copy, "d"))).to.have.members(["f", "w"]);
    expect(lstatSync(at(copy, "d", "w"))).to.include({ rdev: 0 });
    expect(lstatSync(at(copy, "d"), { bigint: true }).mtimeNs).to.equal(hour(3));
    expect(await world.layers.survey(id)).to.include({ excluded: 1, entries: 3 });
    expect(readdirSync(at(id, "d"))).to.have.members(["null", "f", "w"]);
    expect(await world.layers.finish(copy)).to.include({ excluded: 0, entries: 3 });
  });

  it("are no devices, where one is to be copied by itself", async function () {
    if (process.getuid?.() !== 0 || world.userxattr) skipBecause(this, "device nodes need root");
    const { id } = await layer({ null: device, d: directory({}) });
    within(openTop(at(id)), (top) => {
      for (const name of ["null", "d"]) {
        const entry = entryAt(top, name);
        const dialect = new Dialect(linuxFiles, world.userxattr);
        const copy = (into: number) => entry && copyEntry(dialect, { entry, directory: top, name }, into);
        expect(() => within(openTop(at(id, "d")), copy), name).to.throw(CacheError, "Cannot copy");
      }
    });
    expect(readdirSync(at(id, "d"))).to.deep.equal([]);
  });

  it("lose their devices to a seal, which their directory does not show", async function () {
    if (process.getuid?.() !== 0 || world.userxattr) skipBecause(this, "device nodes need root");
    const { id } = await layer({ d: directory({ null: device, f: "x" }, { at: 3 }) });
    expect(await world.layers.finish(id)).to.include({ excluded: 1, entries: 2 });
    expect(readdirSync(at(id, "d"))).to.deep.equal(["f"]);
    expect(lstatSync(at(id, "d"), { bigint: true }).mtimeNs).to.equal(hour(3));
    expect(await world.layers.finish(id)).to.include({ excluded: 0, entries: 2 });
  });

  it("do not make the layer's own root look changed", async () => {
    const [base, delta] = [await layer({ f: "x" }), await layer({ f: file("x", { at: 1 }) })];
    utimesSync(at(delta.id), 1, 1);
    const { layer: made } = await world.layers.merge(delta, [base.id], [base.id]);
    expect(made).to.equal(undefined);
  });

  it("that cannot be removed keep nothing else from being removed, and are told of", async function () {
    const why = whyNoMounts();
    if (why !== undefined) skipBecause(this, why);
    const stuck = join(world.layout.trash, "stuck", "mount");
    mkdirSync(stuck, { recursive: true });
    mount(stuck, 0, { source: "test", type: "tmpfs" });
    try {
      await world.layers.discard((await layer({ d: { f: "x" } })).id);
      const signal = new AbortController().signal;
      const error = await failure(world.layers.empty(signal), "busy");
      expect(error.message).to.contain("remove");
      expect(readdirSync(world.layout.trash)).to.have.length(1);
      await failure(world.layers.empty(signal), "busy");
    } finally {
      for (const name of readdirSync(world.layout.trash)) unmountBelow(join(world.layout.trash, name));
    }
    await world.layers.empty(new AbortController().signal);
    expect(readdirSync(world.layout.trash)).to.deep.equal([]);
  });
});

function unmountBelow(path: string): void {
  for (const target of [path, join(path, "mount")]) {
    try {
      umount2(target, 0);
    } catch {
      // Nothing is mounted there.
    }
  }
}
