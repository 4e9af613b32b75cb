/** One plugin per state directory, also when a plugin dies. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { umount2 } from "../../src/host/libc.ts";
import { lockHolder, StateLock } from "../../src/host/lock.ts";
import { MNT_DETACH, UMOUNT_NOFOLLOW } from "../../src/host/mount-flags.ts";
import { makeSmallDisk } from "../support/small-disk.ts";
import { describeMounts } from "./real-mounts.ts";
import { TemporaryDirectory } from "./temporary.ts";

const source = new URL("../../src/host/lock.ts", import.meta.url).href;

describe("StateLock", () => {
  let directory: TemporaryDirectory;

  beforeEach(() => {
    directory = new TemporaryDirectory();
  });

  afterEach(() => {
    directory[Symbol.dispose]();
  });

  it("is had by one, who is named to the next, and free again afterwards", () => {
    const lock = StateLock.take(directory.path);
    expect(() => StateLock.take(directory.path))
      .to.throw(CacheError, `Cannot use state directory ${directory.path}: process ${process.pid} uses it`)
      .with.property("kind", "busy");
    lock[Symbol.dispose]();
    StateLock.take(directory.path)[Symbol.dispose]();
    expect(readFileSync(path.join(directory.path, "lock"), "utf8")).to.equal(`${process.pid}\n`);
  });

  it("is free when the process that had it was killed", async () => {
    const program = `
      import { lockHolder, StateLock } from ${JSON.stringify(source)};
      globalThis.lock = StateLock.take(${JSON.stringify(directory.path)});
      process.stdout.write("taken");
      process.stdin.resume();`;
    const child = spawn(process.execPath, ["--eval", program], { stdio: ["pipe", "pipe", "inherit"] });
    await once(child.stdout, "data");
    expect(() => StateLock.take(directory.path)).to.throw(CacheError, `process ${child.pid} uses it`);
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    StateLock.take(directory.path)[Symbol.dispose]();
  });

  it("does not follow a symbolic link", () => {
    symlinkSync("/etc/passwd", path.join(directory.path, "lock"));
    expect(() => StateLock.take(directory.path))
      .to.throw(CacheError)
      .with.property("kind", "precondition");
  });

  it("says which file it cannot open", () => {
    const absent = path.join(directory.path, "absent");
    expect(() => StateLock.take(absent)).to.throw(CacheError, `Cannot open ${absent}/lock: it does not exist`);
  });
});

describeMounts("StateLock on two disks", () => {
  it("tells who has it, and does not take the lock of a file with the same number on another disk for it", () => {
    using directory = new TemporaryDirectory();
    const disks = ["one", "other"].map((name) => path.join(directory.path, name));
    for (const disk of disks) makeSmallDisk(disk, 1);
    try {
      const [one = "", other = ""] = disks;
      using _ = StateLock.take(one);
      writeFileSync(path.join(other, "lock"), "");
      expect(statSync(path.join(other, "lock")).ino).to.equal(statSync(path.join(one, "lock")).ino);
      expect([lockHolder(one), lockHolder(other)]).to.deep.equal([process.pid, undefined]);
    } finally {
      for (const disk of disks) umount2(disk, MNT_DETACH | UMOUNT_NOFOLLOW);
    }
  });
});
