/** Trial mounts on the real kernel: what they find, and that nothing of them stays. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { mount } from "../../src/host/libc.ts";
import { LinuxMounter } from "../../src/host/mounter.ts";
import type { MountCalls } from "../../src/host/mounts.ts";
import { trialSource } from "../../src/host/overlay-trial.ts";
import { Thread } from "../../src/host/thread.ts";
import { failure } from "../contracts/mounter.ts";
import { describeMounts, noSyncer, RealWorld, whyNoMounts, workerEntry } from "./real-mounts.ts";
import { skipBecause } from "./skip.ts";
import { TemporaryDirectory } from "./temporary.ts";

/** Opens a mounter for a state, whose thread ends with the call. */
async function open(state: string, context: string): Promise<LinuxMounter> {
  await using thread = new Thread<MountCalls>({ entry: workerEntry, data: { role: "mounts", state } });
  return await LinuxMounter.open(thread, context, noSyncer);
}

describe("Trial mounts without privileges", () => {
  it("are refused with what to do", async function () {
    if (whyNoMounts() === undefined) skipBecause(this, "this process has the privileges");
    using directory = new TemporaryDirectory();
    const error = await failure(open(directory.path, ""), "precondition");
    expect(error.message).to.contain("run as root with CAP_SYS_ADMIN, or in a user namespace");
  });
});

describeMounts("Trial mounts", () => {
  let world: RealWorld;

  beforeEach(async () => {
    world = await RealWorld.make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("choose user attributes exactly where trusted ones are not permitted", () => {
    expect(world.mounter.found.userxattr).to.equal(process.env["CACHEFORK_TEST_USERXATTR"] === "1");
  });

  it("clear away the mounts and directories of a plugin that was killed in a trial", async () => {
    const left = path.join(world.state, "tmp", "trial-killed");
    mkdirSync(path.join(left, "t"), { recursive: true });
    mount(path.join(left, "t"), 0, { source: trialSource, type: "tmpfs" });
    await open(world.state, "");
    expect(existsSync(left)).to.equal(false);
    expect(readFileSync("/proc/self/mountinfo", "utf8")).to.not.contain(trialSource);
  });

  it("refuse a state on overlayfs with what to do", async () => {
    const target = world.target();
    await world.mounter.mount(await world.overlay(1), target);
    const error = await failure(open(target, ""), "precondition");
    expect(error.message).to.contain(`Cannot keep the state in ${target}`).and.to.contain("use a disk with");
  });

  it("refuse a file system without extended attributes", async () => {
    const directory = path.join(world.root, "ramfs");
    mkdirSync(directory);
    mount(directory, 0, { source: "none", type: "ramfs" });
    const error = await failure(open(directory, ""), "precondition");
    expect(error.message).to.contain("has no extended attributes");
  });

  it("refuse an SELinux context that its quotes cannot hold", async () => {
    await failure(open(world.state, 'a"b'), "invalid");
  });

  it("report a state directory that is not there", async () => {
    await failure(open(path.join(world.root, "absent"), ""), "not-found");
  });
});
