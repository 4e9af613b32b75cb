/** Compactions on real file systems: links first, shared blocks where a link is refused, and nothing left behind on a full disk. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { Layout } from "../../src/store/layout.ts";
import { prepareState } from "../../src/store/state.ts";
import { treeCalls } from "../../src/store/trees.ts";
import { failure } from "../contracts/mounter.ts";
import { type FileSystem, fileSystems, makeImage, mountImage } from "../support/loop.ts";
import { describeSystem, needRoot } from "../support/needs.ts";
import { fill } from "../support/small-disk.ts";

const megabytes = 32;

/** A state on a file system of its own. */
class Disk implements AsyncDisposable {
  readonly layout: Layout;
  readonly trees: ReturnType<typeof treeCalls>;
  readonly #parts: AsyncDisposableStack;

  private constructor(layout: Layout, parts: AsyncDisposableStack) {
    this.layout = layout;
    this.trees = treeCalls(layout.root, linuxFiles, false);
    this.#parts = parts;
  }

  static async make(type: FileSystem): Promise<Disk> {
    await using parts = new AsyncDisposableStack();
    const root = mkdtempSync(join(tmpdir(), "cachefork-disk-"));
    parts.defer(() => rmSync(root, { recursive: true, force: true }));
    makeImage(join(root, "image"), type, 512);
    parts.use(mountImage(join(root, "image"), join(root, "disk")));
    const layout = new Layout(join(root, "disk", "state"));
    mkdirSync(layout.root);
    await prepareState(layout);
    return new Disk(layout, parts.move());
  }

  /** A layer with a directory for each of these names, and a file in it. */
  layer(id: string, names: readonly string[], content: string | Uint8Array): void {
    for (const name of names) {
      mkdirSync(join(this.layout.layer(id), name), { recursive: true });
      writeFileSync(join(this.layout.layer(id), name, `from-${id}`), content);
    }
  }

  /** Bytes in use, once everything is written. */
  get used(): number {
    execFileSync("sync", ["--file-system", this.layout.root]);
    const { blocks, bfree, bsize } = statfsSync(this.layout.root);
    return (blocks - bfree) * bsize;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#parts.disposeAsync();
  }
}

const names = Array.from({ length: 4_000 }, (_, number) => `directory-${number}`);

describeSystem("A compaction", () => {
  for (const type of fileSystems) {
    it(`leaves nothing behind on a full ${type}, and is made when there is room again`, async function () {
      needRoot(this);
      await using disk = await Disk.make(type);
      disk.layer("a", names, "1");
      disk.layer("b", names, "2");
      const before = readdirSync(disk.layout.layers).toSorted();
      const squash = async (): Promise<string> => disk.trees.squash(["b", "a"], "nothing").id;
      {
        using _ = fill(disk.layout.root);
        await failure(squash(), "exhausted");
        expect(readdirSync(disk.layout.temporary)).to.deep.equal([]);
        expect(readdirSync(disk.layout.layers).toSorted()).to.deep.equal(before);
      }
      const made = await squash();
      const first = readdirSync(join(disk.layout.layer(made), "directory-0")).toSorted();
      expect(first).to.deep.equal(["from-a", "from-b"]);
    });
  }

  it("shares blocks where the file system refuses links between projects", async function () {
    needRoot(this);
    await using disk = await Disk.make("xfs");
    const content = Buffer.alloc(megabytes << 20, "content");
    disk.layer("a", ["d"], content);
    disk.layer("b", ["d"], "2");
    // What is made in tmp/ belongs to another project from now on: link(2) says EXDEV.
    execFileSync("xfs_io", ["-c", "chproj 7", "-c", "chattr +P", disk.layout.temporary]);
    const before = disk.used;
    const made = disk.trees.squash(["b", "a"], "nothing");
    expect(readFileSync(join(disk.layout.layer(made.id), "d", "from-a")).equals(content)).to.equal(true);
    expect(disk.used - before).to.be.lessThan(1 << 20);
  });

  it("and a copy of a layer share their blocks on xfs, and nothing on ext4", async function () {
    needRoot(this);
    for (const [type, least, most] of [
      ["xfs", 0, 1],
      ["ext4", megabytes, megabytes + 1],
    ] as const) {
      await using disk = await Disk.make(type);
      disk.layer("a", ["d"], Buffer.alloc(megabytes << 20, "content"));
      const before = disk.used;
      disk.trees.copy("a", 0);
      expect((disk.used - before) / 2 ** 20, type).to.be.within(least, most);
    }
  });
});

describeSystem("A copy of a layer", () => {
  it("takes as much of the disk as a look at the layer says: contents only where blocks are not shared, and whole blocks of them", async function () {
    needRoot(this);
    for (const [type, least, most] of [
      ["xfs", 0, 1],
      ["ext4", megabytes + 15, megabytes + 17],
    ] as const) {
      await using disk = await Disk.make(type);
      disk.layer("a", ["d"], Buffer.alloc(megabytes << 20, "content"));
      mkdirSync(join(disk.layout.layer("a"), "small"));
      for (let file = 0; file < 4_000; file += 1) writeFileSync(join(disk.layout.layer("a"), "small", `${file}`), "1");
      const surveyed = disk.trees.survey("a");
      expect(surveyed).to.include({ bytes: (megabytes << 20) + 4_000, entries: 4_003 });
      expect(surveyed.copied / 2 ** 20, type).to.be.within(least, most);
      expect(readdirSync(disk.layout.temporary)).to.deep.equal([]);
    }
  });

  it("stops where less would stay free than is to, and leaves nothing", async function () {
    needRoot(this);
    await using disk = await Disk.make("ext4");
    disk.layer("a", ["d"], Buffer.alloc(megabytes << 20, "content"));
    const { used } = disk;
    const { bavail, bsize } = statfsSync(disk.layout.root);
    expect(disk.trees.copy("a", bavail * bsize - (megabytes << 19))).to.equal(undefined);
    expect(readdirSync(disk.layout.layers)).to.include("a").and.have.length(3);
    expect(readdirSync(disk.layout.temporary)).to.deep.equal([]);
    expect(disk.used).to.be.at.most(used);
  });
});
