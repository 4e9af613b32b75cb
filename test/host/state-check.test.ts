/** State directories that cannot work are refused with what to do. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { mount, umount2 } from "../../src/host/libc.ts";
import { parseMountInfo } from "../../src/host/mountinfo.ts";
import { checkState, whyUnsuitable } from "../../src/host/state-check.ts";
import { describeMounts } from "./real-mounts.ts";
import { skipBecause } from "./skip.ts";
import { TemporaryDirectory } from "./temporary.ts";

const ext4 = 0xef53;
const tmpfs = 0x01021994;
const onDisk = { memory: "refused" } as const;

function refusal(directory: string): CacheError {
  try {
    checkState(directory, onDisk);
  } catch (error) {
    if (error instanceof CacheError) return error;
    throw error;
  }
  throw new Error("Expected a refusal");
}

describe("whyUnsuitable()", () => {
  const why = (
    magic: number,
    memory: "allowed" | "refused" = "refused",
    ...mounts: readonly string[]
  ): string | undefined =>
    whyUnsuitable({ directory: "/state", magic, mounts: parseMountInfo(Buffer.from(mounts.join("\n"))) }, { memory });
  const mounted = (target: string, type: string, source: string): string =>
    `1 2 0:3 / ${target} rw - ${type} ${source} rw`;

  it("has nothing against a disk", () => {
    for (const magic of [ext4, 0x58465342, 0x9123683e]) expect(why(magic)).to.equal(undefined);
  });

  it("is against overlayfs, NFS, SMB and the like, with what to use instead", () => {
    for (const [magic, name] of [
      [0x794c7630, "overlayfs"],
      [0x6969, "NFS"],
      [0xff534d42, "CIFS"],
      [0xfe534d42, "SMB"],
      [0x01021997, "9p"],
    ] as const) {
      expect(why(magic, "allowed"))
        .to.contain(`it is on ${name}`)
        .and.to.contain("use a directory on a disk of this node");
    }
  });

  it("is against memory, unless that is allowed", () => {
    expect(why(tmpfs)).to.contain("it is on tmpfs, so all caches would be lost");
    expect(why(tmpfs, "allowed")).to.equal(undefined);
  });

  it("is against another mount below it, but not beside it or at it", () => {
    expect(why(ext4, "refused", mounted("/state/layers", "ext4", "/dev/x"))).to.match(
      /^\/state\/layers is a mount of its own/,
    );
    for (const target of ["/", "/state", "/state-other", "/states/x"]) {
      expect(why(ext4, "refused", mounted(target, "ext4", "/dev/x")), target).to.equal(undefined);
    }
  });

  it("has nothing against volumes mounted below it, and trials that were left", () => {
    const mounts = [
      mounted("/state/pods/1", "overlay", "cachefork/v1"),
      mounted("/state/tmp/t", "overlay", "cachefork-trial"),
    ];
    expect(why(ext4, "refused", ...mounts)).to.equal(undefined);
  });
});

describe("checkState()", () => {
  let directory: TemporaryDirectory;

  beforeEach(() => {
    directory = new TemporaryDirectory();
  });

  afterEach(() => {
    directory[Symbol.dispose]();
  });

  it("accepts a directory on this machine's disk, also through a symbolic link", () => {
    checkState(directory.path, { memory: "allowed" });
    symlinkSync(directory.path, path.join(directory.path, "link"));
    checkState(path.join(directory.path, "link"), { memory: "allowed" });
  });

  it("refuses what does not exist, and what is a file", () => {
    const [absent, file] = ["absent", "file"].map((name) => path.join(directory.path, name)) as [string, string];
    writeFileSync(file, "");
    for (const [where, why] of [
      [absent, "it does not exist; make it"],
      [file, "it is not a directory"],
      [path.join(file, "below"), "it is not a directory"],
    ] as const) {
      const error = refusal(where);
      expect(error.kind).to.equal("precondition");
      expect(error.message).to.equal(`Cannot keep the state in ${where}: ${why}`);
    }
  });

  it("refuses what it may not write to", function () {
    if (process.geteuid?.() === 0) skipBecause(this, "root may write everywhere");
    chmodSync(directory.path, 0o500);
    expect(refusal(directory.path).message).to.contain("may not write to it");
    chmodSync(directory.path, 0o700);
  });

  it("refuses /proc, where nothing can be kept", () => {
    expect(() => checkState("/proc/self", onDisk))
      .to.throw(CacheError)
      .with.property("kind", "precondition");
  });
});

describeMounts("checkState() of mounts", () => {
  let directory: TemporaryDirectory;
  let mounted: string;

  beforeEach(() => {
    directory = new TemporaryDirectory();
    mounted = path.join(directory.path, "mounted");
    mkdirSync(mounted);
  });

  afterEach(() => {
    umount2(mounted, 0);
    directory[Symbol.dispose]();
  });

  it("refuses tmpfs, and a state that has it below", () => {
    mount(mounted, 0, { source: "none", type: "tmpfs" });
    expect(refusal(mounted).message).to.contain("it is on tmpfs");
    expect(refusal(directory.path).message).to.contain(`${mounted} is a mount of its own`);
    checkState(mounted, { memory: "allowed" });
  });

  it("refuses a read-only file system", () => {
    mount(mounted, 1, { source: "none", type: "tmpfs" });
    expect(() => checkState(mounted, { memory: "allowed" }))
      .to.throw(CacheError, "its file system is read-only")
      .with.property("kind", "precondition");
  });
});
