/** The defects of the ancestor (docker-cache-volume-plugin) in how it commits: Cachefork has none of them. */
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  constants,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { freeze } from "../support/frozen.ts";
import { type Listing, listing } from "../support/listing.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { fill, makeSmallDisk, smallDiskFlags } from "../support/small-disk.ts";

const attributes = { cache: "maven" };
const megabyte = 1 << 20;

/** What a directory takes on disk, each inode once. */
function used(directory: string): number {
  return Number(execFileSync("du", ["-s", "--block-size=1", directory], { encoding: "utf8" }).split("\t")[0]);
}

describeSystem("Cachefork does not have the ancestor's defect", () => {
  it("1: what the disk has no room for is never half in the cache", async () => {
    await using running = await Running.prepare({ flags: smallDiskFlags });
    makeSmallDisk(running.state, 16);
    await running.start();
    await running.pod("v1", attributes, (target) =>
      writeFileSync(join(target, "base"), Buffer.alloc(4 * megabyte, "b")),
    );
    const before = await running.look("maven", listing);
    let made: Listing = {};
    const target = await running.publish({ id: "v2", attributes });
    {
      // The pod's own last file is cut, and the pod knows: what it has is what a commit may hold, and nothing less.
      using _ = fill(running.state);
      mkdirSync(join(target, "d"));
      expect(() => writeFileSync(join(target, "d", "cut"), Buffer.alloc(megabyte))).to.throw(/ENOSPC/);
      made = listing(target);
      await running.unpublish("v2").catch(() => {});
    }
    await running.unpublish("v2");
    await running.until(() => running.disk.volumes().length === 0);
    const after = await running.look("maven", listing);
    expect([before, made], "the head is the one or the other").to.deep.include(after);
    await running.pod("v3", attributes, (at) => writeFileSync(join(at, "v3"), ""));
    expect(await running.look("maven", listing)).to.have.property("v3");
  });

  it("2: a commit that failed, or is asked for again, is made later, once", async () => {
    await using running = await Running.start();
    await running.pod("v1", attributes, (target) => writeFileSync(join(target, "one"), ""));
    {
      using _ = freeze(join(running.state, "caches", "builds", "maven"), { except: ["cache.json"] });
      writeFileSync(join(await running.publish({ id: "v2", attributes }), "two"), "");
      await running.unpublish("v2");
      await running.unpublish("v2");
      expect(running.disk.head("maven").number).to.equal(1);
      await running.end("SIGKILL");
    }
    await running.start();
    await running.ended("v2");
    await running.unpublish("v2");
    await running.until(() => running.disk.volumes().length === 0);
    expect(running.disk.generations("maven")).to.have.length(2);
    expect(await running.look("maven", (view) => readdirSync(view))).to.have.members(["one", "two"]);
  });

  it("4: links stay links, nothing is read through them, and times, attributes and holes stay", async () => {
    await using running = await Running.start();
    const outside = join(running.root, "outside");
    writeFileSync(outside, "of the host");
    await running.pod("v1", attributes, (target) => {
      symlinkSync("/etc/hostname", join(target, "absolute"));
      symlinkSync(outside, join(target, "outside"));
      writeFileSync(join(target, "file"), "content");
      linkSync(join(target, "file"), join(target, "same"));
      linuxFiles.setxattr(Buffer.from(join(target, "file")), "user.x", Buffer.from("y"));
      linuxFiles.utimens(Buffer.from(join(target, "file")), 0n, 1_234_567_890_123_456_789n);
    });
    await running.look("maven", (view) => {
      const all = listing(view);
      expect(all["absolute"]).to.deep.include({ kind: "symlink", content: "/etc/hostname" });
      expect(all["outside"]).to.deep.include({ kind: "symlink", content: outside });
      expect(all["same"]).to.deep.include({
        linkedTo: "file",
        mtime: 1_234_567_890_123_456_789n,
        attributes: { "user.x": "79" },
      });
    });
    const [layer] = running.disk.head("maven").layers;
    expect(lstatSync(join(running.disk.layer(layer?.id ?? ""), "outside")).isSymbolicLink()).to.equal(true);
  });

  it("5: a FIFO and a socket hang nothing: their own commit ends, merged too, and other caches work meanwhile", async () => {
    await using running = await Running.start();
    const pods = ["a", "b"].map((name) => async () => {
      const target = await running.publish({ id: name, attributes });
      linuxFiles.mknod(Buffer.from(join(target, `fifo-${name}`)), constants.S_IFIFO | 0o600);
      linuxFiles.mknod(Buffer.from(join(target, `socket-${name}`)), constants.S_IFSOCK | 0o600);
      linuxFiles.mknod(Buffer.from(join(target, "fifo-of-both")), constants.S_IFIFO | 0o600);
      return async () => running.unpublish(name);
    });
    const ends = [];
    for (const pod of pods) ends.push(await pod());
    const other = running.pod("other", { cache: "npm" }, (target) => writeFileSync(join(target, "npm"), ""));
    await Promise.all([...ends.map((end) => end()), other]);
    await running.until(() => running.disk.volumes().length === 0);
    expect(await running.look("maven", (view) => readdirSync(view))).to.have.members([
      "fifo-a",
      "socket-a",
      "fifo-b",
      "socket-b",
      "fifo-of-both",
    ]);
    expect(await running.look("npm", (view) => readdirSync(view))).to.deep.equal(["npm"]);
  });

  for (const [what, change] of Object.entries({
    "a .pom": (target: string) => writeFileSync(join(target, "a.pom"), "<project/>"),
    "a .sha1": (target: string) => writeFileSync(join(target, "a.sha1"), "0"),
    "a .lock that is empty": (target: string) => writeFileSync(join(target, "a.lock"), ""),
    "a .properties in a directory": (target: string) => {
      mkdirSync(join(target, "d"));
      writeFileSync(join(target, "d", "x.properties"), "");
    },
    "an empty directory": (target: string) => mkdirSync(join(target, "empty")),
    "a mode": (target: string) => chmodSync(join(target, "base"), 0o711),
    "a mode of a directory": (target: string) => chmodSync(join(target, "directory"), 0o711),
  })) {
    it(`8: a build that changed no more than ${what} made a generation, and it has that`, async () => {
      await using running = await Running.start();
      await running.pod("v1", attributes, (target) => {
        writeFileSync(join(target, "base"), "");
        mkdirSync(join(target, "directory"));
      });
      let made: Listing = {};
      await running.pod("v2", attributes, (target) => {
        change(target);
        made = listing(target);
      });
      expect(running.disk.head("maven").number).to.equal(2);
      expect(await running.look("maven", listing)).to.deep.equal(made);
    });
  }

  it("13: commits take the disk of what changed, not of the cache", async () => {
    await using running = await Running.start({ flags: ["--keep", "50"] });
    await running.pod("v1", attributes, (target) => {
      for (let number = 0; number < 200; number += 1)
        writeFileSync(join(target, `${number}`), Buffer.alloc(megabyte, 1));
    });
    const full = used(running.state);
    expect(full).to.be.greaterThan(200 * megabyte);
    for (let round = 0; round < 4; round += 1) {
      const [one, two] = [
        await running.publish({ id: `one-${round}`, attributes }),
        await running.publish({ id: `two-${round}`, attributes }),
      ];
      writeFileSync(join(one, `new-${round}`), Buffer.alloc(megabyte / 2, 2));
      appendFileSync(join(two, `${round}`), "more");
      for (const id of [`one-${round}`, `two-${round}`]) await running.unpublish(id);
    }
    await running.settled();
    expect(running.disk.generations("maven").filter(({ kind }) => kind === "build")).to.have.length(9);
    expect(used(running.state) - full, "4 times a new half and a copied-up whole megabyte, and records").to.be.lessThan(
      7 * megabyte,
    );
    expect(running.disk.head("maven").bytes, "the bytes that a commit says it added").to.be.lessThan(2 * megabyte);
    await running.look("maven", (view) => expect(readFileSync(join(view, "3")).length).to.equal(megabyte + 4));
  });
});
