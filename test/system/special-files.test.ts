/** All that a file system can hold, through fork, commit, merge and compaction. */
import { execFileSync } from "node:child_process";
import { chmodSync, constants, lstatSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { maxDepth } from "../../src/store/finish.ts";
import { Holder } from "../support/holders.ts";
import { type Listing, listing } from "../support/listing.ts";
import { describeSystem, isRoot, needRoot } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { sideBySide } from "../support/side-by-side.ts";
import { Directory, makeDeep, makeSpecialFiles, oddNames } from "../support/special-files.ts";

const attributes = { cache: "maven" };
const secret = "what only the host may know";

describeSystem("Special files", () => {
  let running: Running;
  /** What the pod that made them saw last. */
  let made: Listing;

  beforeEach(async () => {
    running = await Running.start();
    writeFileSync(join(running.root, "secret"), secret);
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  function makeAll(target: string): void {
    using top = Directory.open(target);
    makeSpecialFiles(top, { outside: join(running.root, "secret"), asRoot: isRoot });
    makeDeep(top, "d".repeat(200), 25);
    made = listing(target);
  }

  /** The head as a reader and as a new writer have it. */
  async function head(): Promise<Listing> {
    const read = await running.look("maven", (view) => listing(view));
    const forked = await running.publish({ id: "fork", attributes });
    expect(listing(forked), "a fork has what a reader sees").to.deep.equal(read);
    await running.unpublish("fork");
    return read;
  }

  function blocks(path: string): number {
    return lstatSync(path).blocks * 512;
  }

  it("are what they were after a commit that had nothing to merge", async () => {
    await running.pod("v1", attributes, makeAll);
    const { merged, layers } = running.disk.head("maven");
    expect(merged).to.equal(false);
    expect(await head()).to.deep.equal(made);
    const layer = running.disk.layer(layers[0]?.id ?? "");
    expect(blocks(join(layer, "sparse")), "holes stay holes").to.be.lessThan(1 << 20);
    expect(
      () => execFileSync("grep", ["-rqF", "--devices=skip", secret, layer]),
      "nothing was read from the host",
    ).to.throw();
    expect(Object.keys(made).filter((path) => path.startsWith("names/"))).to.have.length(2 * oddNames.length);
    expect(Math.max(...Object.keys(made).map((path) => path.length))).to.be.greaterThan(4096);
  });

  it("are what they were after a merge, beside what another build made", async () => {
    await running.pod("base", attributes, (target) => writeFileSync(join(target, "old"), ""));
    await sideBySide(running, attributes, (target) => mkdirSync(join(target, "other")), makeAll);
    expect(running.disk.head("maven").merged).to.equal(true);
    const { other, ...rest } = await head();
    expect(other?.kind).to.equal("directory");
    expect(rest).to.deep.equal(made);
    const layer = running.disk.layer(running.disk.head("maven").layers[0]?.id ?? "");
    expect(blocks(join(layer, "sparse"))).to.be.lessThan(1 << 20);
    expect(() => execFileSync("grep", ["-rqF", "--devices=skip", secret, layer])).to.throw();
  });

  it("are what they were after their chain was compacted", async () => {
    await running.pod("v0", attributes, makeAll);
    for (let round = 1; !running.lines.some(({ msg }) => msg === "Compacted a chain"); round += 1) {
      await running.pod(`v${round}`, attributes, (target) => writeFileSync(join(target, "round"), String(round)));
    }
    const { round, ...rest } = await head();
    expect(round?.kind).to.equal("file");
    expect(rest).to.deep.equal(made);
  });

  it("lose their set-user-id and set-group-id bits and capabilities, and directories keep theirs", async function () {
    needRoot(this);
    await running.pod("base", attributes, (target) => writeFileSync(join(target, "lower"), "#!"));
    await running.pod("v1", attributes, (target) => {
      for (const name of ["suid", "sgid", "capable"]) writeFileSync(join(target, name), "#!");
      mkdirSync(join(target, "group"));
      chmodSync(join(target, "group"), 0o2775);
      chmodSync(join(target, "suid"), 0o4755);
      chmodSync(join(target, "sgid"), 0o2755);
      chmodSync(join(target, "lower"), 0o6755);
      // VFS_CAP_REVISION_2 with cap_net_raw (linux/capability.h).
      const capability = Buffer.from("0100000200200000000000000000000000000000", "hex");
      linuxFiles.setxattr(Buffer.from(join(target, "capable")), "security.capability", capability);
      made = listing(target);
    });
    expect(made["capable"]?.attributes, "the pod had it").to.have.property("security.capability");
    const seen = await head();
    const modes = Object.fromEntries(Object.entries(seen).map(([path, { mode }]) => [path, mode]));
    expect(modes).to.deep.equal({ capable: "644", group: "2775", lower: "755", sgid: "755", suid: "755" });
    expect(seen["capable"]?.attributes).to.deep.equal({});
    for (const path of Object.keys(seen)) expect(seen[path]?.mtime, path).to.equal(made[path]?.mtime);
  });

  for (const where of ["here only", "elsewhere, too"]) {
    it(`are kept without the device nodes among them, where their volume was mounted ${where}`, async function () {
      needRoot(this);
      await running.pod("base", attributes, (target) => writeFileSync(join(target, "deleted"), ""));
      const target = await running.publish({ id: "v1", attributes });
      rmSync(join(target, "deleted"));
      execFileSync("mknod", [join(target, "null"), "c", "1", "3"]);
      mkdirSync(join(target, "d"));
      execFileSync("mknod", [join(target, "d", "loop"), "b", "7", "0"]);
      linuxFiles.mknod(Buffer.from(join(target, "d", "fifo")), constants.S_IFIFO | 0o600);
      made = listing(target);
      await using container = await Holder.withMounts();
      const copy = join(running.root, "elsewhere");
      if (where === "elsewhere, too") await container.run(`mkdir ${copy} && mount --bind ${target} ${copy}`);
      await running.unpublish("v1");
      await running.ended("v1");
      const { null: device, "d/loop": loop, ...rest } = made;
      expect([device?.kind, loop?.kind]).to.deep.equal(["character device", "block device"]);
      expect(await head()).to.deep.equal(rest);
      expect(running.disk.head("maven").changes).to.include({ excluded: 2, deleted: 1 });
    });
  }
});

describeSystem("A tree of directories in directories", () => {
  it(`is kept down to a depth of ${maxDepth}, committed and merged`, async () => {
    await using running = await Running.start();
    await running.pod("base", attributes, (target) => writeFileSync(join(target, "old"), ""));
    const deep = (name: string) => (target: string) => {
      using top = Directory.open(target);
      makeDeep(top, name, maxDepth);
    };
    await sideBySide(running, attributes, deep("a"), deep("b"));
    const paths = await running.look("maven", (view) => Object.keys(listing(view)));
    for (const name of ["a", "b"]) expect(paths).to.include(`${`${name}/`.repeat(maxDepth)}file`);
  });

  it("that is deeper is not committed, and says so; its volume ends, and the cache works on", async () => {
    await using running = await Running.start();
    await running.pod("base", attributes, (target) => writeFileSync(join(target, "old"), ""));
    await running.pod("deep", attributes, (target) => {
      using top = Directory.open(target);
      makeDeep(top, "d", maxDepth + 1);
    });
    const { why } = await running.said(({ msg, reason }) => msg === "Discarded a delta" && reason === "unfit");
    expect(why).to.equal(`Cannot keep a tree deeper than ${maxDepth} directories`);
    await running.pod("after", attributes, (target) => {
      expect(Object.keys(listing(target))).to.deep.equal(["old"]);
      writeFileSync(join(target, "new"), "");
    });
    expect(running.disk.head("maven").number).to.equal(2);
    await running.settled();
    expect(running.disk.leftovers()).to.deep.equal([]);
  });
});
