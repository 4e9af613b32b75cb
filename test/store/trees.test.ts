/** What only the disk can show of layers: inodes and links, marks, times, names of any bytes, and that no symlink is ever followed. */
import { linkSync, lstatSync, readdirSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { LayerRef } from "../../src/cache/generation.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { failure } from "../contracts/mounter.ts";
import { directory, file, hour, type Literal, opaque, symlink, whiteout } from "../model/build.ts";
import { lines } from "../model/tree.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

describeOnDisk("Layers on disk", () => {
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

  async function merged(delta: LayerRef, base: readonly LayerRef[], head: readonly LayerRef[]): Promise<string> {
    const ids = (layers: readonly LayerRef[]): string[] => layers.map(({ id }) => id);
    const { layer: made } = await world.layers.merge(delta, ids(base), ids(head));
    return made?.id ?? "";
  }

  describe("cost what changed:", () => {
    it("a delta that nothing is left out of, and that hides nothing of others, is the layer itself", async () => {
      const base = await layer({ d: { a: "1", b: "2" } });
      const delta = await layer({ d: { a: whiteout, b: "3", f: "x" }, l: symlink("d") });
      const made = await merged(delta, [base], [await layer({ d: { h: "z" }, g: "y" }), base]);
      expect(made).to.equal(delta.id);
    });

    it("a merged layer has the very inodes of the delta", async () => {
      const [base, delta] = [await layer({ s: "1" }), await layer({ d: { f: "x" }, l: symlink("d"), s: "1" })];
      const made = await merged(delta, [base], [await layer({ g: "y" }), base]);
      expect(made).to.not.equal(delta.id);
      for (const path of ["d/f", "l"])
        expect(lstatSync(at(made, path)).ino).to.equal(lstatSync(at(delta.id, path)).ino);
    });

    it("whiteouts share one inode", async () => {
      const base = await layer({ a: "1", b: "2", d: { c: "3" }, s: "1" });
      const delta = await layer({ a: whiteout, b: whiteout, d: { c: whiteout }, s: "1" });
      const made = await merged(delta, [base], [await layer({ g: "y" }), base]);
      const inodes = ["a", "b", "d/c"].map((path) => lstatSync(at(made, path)).ino);
      expect(new Set(inodes).size).to.equal(1);
    });

    it("names of one file stay names of one file, counted once", async () => {
      const delta = await layer({ f: "12345" }, (top) => linkSync(join(top, "f"), join(top, "g")));
      expect(delta).to.include({ size: 5, entries: 2 });
      const other = await layer({ h: "y" });
      const { layer: made } = await world.layers.merge(delta, [], [other.id]);
      expect(made).to.include({ size: 5, entries: 2 });
      const [f, g] = ["f", "g"].map((name) => lstatSync(at(made?.id ?? "", name)).ino);
      expect(f).to.equal(g);
      const copy = await world.copied(delta.id);
      expect(lstatSync(at(copy, "f")).ino).to.equal(lstatSync(at(copy, "g")).ino);
      expect(lstatSync(at(copy, "f")).ino).to.not.equal(f);
    });

    it("a file that got another name is a change, even if it was only touched", async () => {
      const [base, other] = [await layer({ f: "x" }), await layer({ g: "y" })];
      const delta = await layer({ f: file("x", { at: 1 }) }, (top) => linkSync(join(top, "f"), join(top, "f2")));
      const made = await merged(delta, [base], [other, base]);
      expect(lstatSync(at(made, "f")).ino).to.equal(lstatSync(at(made, "f2")).ino);
    });

    it("holes weigh nothing, and stay holes in a copy", async () => {
      const sparse = await layer({ f: "x" }, (top) => truncateSync(join(top, "f"), 2 ** 26));
      expect(sparse.size).to.be.lessThan(2 ** 20);
      const copy = lstatSync(at(await world.copied(sparse.id), "f"));
      expect(copy.size).to.equal(2 ** 26);
      expect(copy.blocks * 512).to.be.lessThan(2 ** 20);
    });
  });

  describe("carry the marks that the kernel needs:", () => {
    const marked = (path: string, mark: string): boolean =>
      linuxFiles.getxattr(Buffer.from(path), `${world.prefix}${mark}`) !== undefined;

    it("a directory with whiteouts says that it was copied up, or its whiteouts would be listed", async () => {
      const base = await layer({ d: { a: "1", b: "2" }, s: "1" });
      const made = await merged(await layer({ d: { a: whiteout }, s: "1" }), [base], [await layer({ g: "y" }), base]);
      expect(marked(at(made, "d"), "origin")).to.equal(true);
      const run = [await layer({ e: { b: whiteout } }), await layer({ e: { a: "1", b: "2" } })];
      const squashed = await world.layers.squash(
        run.map(({ id }) => id),
        "something",
      );
      expect(readdirSync(at(squashed.id, "e"))).to.have.members(["a", "b"]);
      expect(marked(at(squashed.id, "e"), "origin")).to.equal(true);
    });

    it("whiteouts inside a directory that hides everything are dropped", async () => {
      const run = [await layer({ d: { b: whiteout } }), await layer({ d: opaque({ a: "1", b: "2" }) })];
      const squashed = await world.layers.squash(
        run.map(({ id }) => id),
        "something",
      );
      expect(readdirSync(at(squashed.id, "d"))).to.deep.equal(["a"]);
      expect(marked(at(squashed.id, "d"), "opaque")).to.equal(true);
    });
  });

  describe("keep what belongs to an entry:", () => {
    it("a merged directory has the newer mtime of both sides, to the nanosecond", async () => {
      const base = await layer({ d: directory({}), e: directory({}) });
      const head = await layer({ d: directory({ a: "1" }, { at: 5 }), e: directory({ a: "1" }, { at: 1 }) });
      const delta = await layer({ d: directory({ b: "1" }, { at: 3 }), e: directory({ b: "1" }, { at: 3 }) }, (top) =>
        linuxFiles.utimens(Buffer.from(join(top, "e")), 0n, hour(3) + 123_456_789n),
      );
      const made = await merged(delta, [base], [head, base]);
      const mtime = (path: string): bigint => lstatSync(at(made, path), { bigint: true }).mtimeNs;
      expect([mtime("d"), mtime("e")]).to.deep.equal([hour(5), hour(3) + 123_456_789n]);
    });

    it("a copy has modes, owners, attributes, times, marks, and sockets", async () => {
      const special = await layer(
        {
          d: directory({ f: file("x", { mode: 0o400, attributes: "user.a=1", at: 7 }) }, { mode: 0o550 }),
          o: opaque({ gone: "1" }),
          w: whiteout,
          l: symlink("/nowhere", { at: 9 }),
        },
        (top) => linuxFiles.mknod(Buffer.from(join(top, "s")), 0o140_600),
      );
      const copy = await world.copied(special.id);
      const [before, after] = [special.id, copy].map((id) => at(id));
      expect(lstatSync(join(after ?? "", "s")).isSocket()).to.equal(true);
      for (const top of [before, after])
        renameSync(join(top ?? "", "s"), join(world.layout.root, `s-${top === after}`));
      expect(lines(await world.read([copy]))).to.deep.equal(lines(await world.read([special.id])));
    });

    it("names are bytes: not UTF-8, with newlines and colons, of 255 bytes", async () => {
      const names = ["caf\u00e9 \u00ff\u0080", "new\nline", "a:b,c=d\\", "x".repeat(255), "...", " "];
      const base = await layer(Object.fromEntries(names.map((name) => [name.slice(0, 254), "old"])));
      const delta = await world.layers.create(undefined);
      for (const name of names)
        writeFileSync(Buffer.concat([Buffer.from(`${at(delta)}/`), Buffer.from(name, "latin1")]), name);
      const made = await merged({ id: delta, size: 0, entries: names.length }, [base], [await layer({ g: "y" }), base]);
      expect(readdirSync(at(made), { encoding: "latin1" })).to.have.members(names);
    });
  });

  it("are synced file by file while they are small, and with the whole file system when they are large", async () => {
    const small = await layer(Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`f${index}`, "x"])));
    await world.layers.sync(small.id, world.layers.lostWrites(), "now");
    expect(world.syncs).to.equal(0);
    const large = await layer({ d: Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`f${index}`, "x"])) });
    await world.layers.sync(large.id, world.layers.lostWrites(), "later");
    expect(world.syncs).to.equal(1);
  });

  it("refuse trees that are deeper than every walk could hold open, as precondition", async () => {
    const deep = (depth: number): Literal => (depth === 0 ? { f: "x" } : { d: deep(depth - 1) });
    await layer(deep(100));
    const id = await world.layers.create(undefined);
    await world.write(id, directory(deep(300)));
    const error = await failure(world.layers.finish(id), "precondition");
    expect(error.message).to.match(/deeper than \d+ directories/);
    await failure(world.copied(id), "precondition");
    await world.layers.discard(id);
    await world.layers.empty(new AbortController().signal);
    expect(readdirSync(world.layout.trash)).to.deep.equal([]);
  });

  it("stop being emptied when the signal fires, and go on where they were", async () => {
    for (let count = 0; count < 3; count += 1) await world.layers.discard((await layer({ d: { f: "x" } })).id);
    expect(readdirSync(world.layout.trash)).to.have.length(3);
    await world.layers.empty(new AbortController().signal);
    expect(readdirSync(world.layout.trash)).to.deep.equal([]);
    await world.layers.empty(AbortSignal.abort());
  });
});
