/** Real overlay mounts: the contract, and what only the kernel can show. */
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { expect } from "chai";
import type { OverlayMount } from "../../src/cache/ports.ts";
import { mount, umount2 } from "../../src/host/libc.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { LinuxMounter } from "../../src/host/mounter.ts";
import { parseMountInfo } from "../../src/host/mountinfo.ts";
import { describeMounter, failure } from "../contracts/mounter.ts";
import { describeMounts, RealWorld } from "./real-mounts.ts";

describeMounts("LinuxMounter", () => {
  describeMounter(() => RealWorld.make());

  describe("on this kernel", () => {
    let world: RealWorld;
    let overlay: OverlayMount;
    let target: string;

    beforeEach(async () => {
      world = await RealWorld.make();
      overlay = await world.overlay(2);
      target = world.target();
    });

    afterEach(async () => {
      await world[Symbol.asyncDispose]();
    });

    const entry = () =>
      parseMountInfo(readFileSync("/proc/self/mountinfo")).find((mounted) => mounted.target === target);
    const inState = (...parts: readonly string[]): string => path.join(world.state, ...parts);

    it("shows the layers of a state whose path holds commas, colons, quotes and blanks, newest first", async () => {
      writeFileSync(inState(overlay.lowerdir[1] ?? "", "file"), "old");
      writeFileSync(inState(overlay.lowerdir[0] ?? "", "file"), "new");
      await world.mounter.mount(overlay, target);
      expect(readFileSync(path.join(target, "file"), "utf8")).to.equal("new");
      writeFileSync(path.join(target, "written"), "mine");
      expect(readdirSync(inState(overlay.upperdir ?? ""))).to.deep.equal(["written"]);
    });

    it("mounts 300 lower layers, in an option value far beyond 255 bytes", async () => {
      const deep = await world.overlay(300);
      writeFileSync(inState(deep.lowerdir.at(-1) ?? "", "bottom"), "seen");
      expect(deep.lowerdir.join(":").length).to.be.greaterThan(2000);
      await world.mounter.mount(deep, target);
      expect(readFileSync(path.join(target, "bottom"), "utf8")).to.equal("seen");
    });

    it("keeps nosuid, nodev and the options when it makes a mount read-only", async () => {
      await world.mounter.mount(overlay, target);
      const before = entry()?.options.split(",").slice(1);
      await world.mounter.remountReadOnly(target);
      expect(entry()?.readOnly).to.equal(true);
      expect(entry()?.options.split(",").slice(1)).to.deep.equal(before);
      expect(
        readFileSync("/proc/self/mountinfo", "latin1")
          .split("\n")
          .find((line) => line.includes(overlay.source)),
      ).to.contain("nosuid,nodev");
      expect(() => writeFileSync(path.join(target, "late"), "")).to.throw(/EROFS/);
    });

    it("ends the copy in another namespace with the target's directory, when nobody is inside", async () => {
      await world.mounter.mount(overlay, target);
      await world.copyMounts();
      const table = `/proc/${world.holder}/mountinfo`;
      expect(readFileSync(table, "utf8")).to.contain(overlay.source);
      await world.mounter.unmount(target);
      expect(readFileSync(table, "utf8")).to.not.contain(overlay.source);
      expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(false);
    });

    it("sees a mount that only another namespace has", async () => {
      await world.mounter.mount(overlay, target);
      await world.copyMounts();
      umount2(target, 0);
      expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(true);
      await world.mounter.unmount(target);
    });

    it("makes the copy in another namespace read-only, too", async () => {
      await world.mounter.mount(overlay, target);
      await world.copyMounts();
      const copy = `/proc/${world.holder}/root${target}`;
      writeFileSync(path.join(copy, "early"), "");
      await world.mounter.remountReadOnly(target);
      expect(() => writeFileSync(path.join(copy, "late"), "")).to.throw(/EROFS/);
    });

    it("finds nothing to make read-only in a directory that is no mount", async () => {
      mkdirSync(target, { recursive: true });
      await failure(world.mounter.remountReadOnly(target), "not-found");
    });

    it("makes the target with its parents, closed to others, and removes only the target", async () => {
      await world.mounter.mount(overlay, target);
      expect(statSync(path.dirname(target)).mode & 0o777).to.equal(0o750);
      await world.mounter.unmount(target);
      expect(existsSync(target)).to.equal(false);
      expect(existsSync(path.dirname(target))).to.equal(true);
    });

    it("leaves no directory behind when it cannot mount", async () => {
      await failure(world.mounter.mount({ ...overlay, lowerdir: ["l/absent"] }, target), "not-found");
      expect(existsSync(path.dirname(path.dirname(target)))).to.equal(false);
    });

    it("leaves a target that was there when it cannot mount", async () => {
      mkdirSync(target, { recursive: true });
      await failure(world.mounter.mount({ ...overlay, lowerdir: ["l/absent"] }, target), "not-found");
      expect(existsSync(target)).to.equal(true);
    });

    it("refuses a target that is a symbolic link, and what it leads to stays", async () => {
      const elsewhere = path.join(world.root, "elsewhere");
      mkdirSync(elsewhere);
      mkdirSync(path.dirname(target), { recursive: true });
      symlinkSync(elsewhere, target);
      const { mounter } = world;
      const calls = [
        mounter.mount(overlay, target),
        mounter.remountReadOnly(target),
        mounter.unmount(target),
        mounter.detach(target),
      ];
      for (const error of await Promise.all(calls.map((call) => failure(call, "invalid")))) {
        expect(error.message).to.contain(target).and.to.contain("symbolic link");
      }
      expect(existsSync(elsewhere)).to.equal(true);
    });

    it("leaves a target that is not empty, and says so", async () => {
      mkdirSync(target, { recursive: true });
      writeFileSync(path.join(target, "precious"), "");
      const error = await failure(world.mounter.unmount(target), "precondition");
      expect(error.message).to.equal(`Cannot remove ${target}: the directory is not empty`);
      expect(readdirSync(target)).to.deep.equal(["precious"]);
    });

    it("takes off what others mounted on top before it makes ours read-only, however busy, and says what it was", async () => {
      await world.mounter.mount(overlay, target);
      for (const source of ["lower", "upper"]) mount(target, 0, { source, type: "tmpfs" });
      const open = openSync(path.join(target, "file"), "w");
      expect(await world.mounter.remountReadOnly(target)).to.deep.equal(["tmpfs lower", "tmpfs upper"]);
      closeSync(open);
      expect(entry()).to.include({ type: "overlay", readOnly: true });
      expect(await world.mounter.remountReadOnly(target)).to.deep.equal([]);
    });

    it("takes nothing off where nothing of ours is below", async () => {
      mkdirSync(target, { recursive: true });
      mount(target, 0, { source: "other", type: "tmpfs" });
      await failure(world.mounter.remountReadOnly(target), "not-found");
      expect(entry()).to.include({ type: "tmpfs", readOnly: false });
    });

    it("tells a mount at its target from a copy elsewhere, also where a symbolic link leads to the target", async () => {
      await world.mounter.mount(overlay, target);
      const copy = `${target}-copy`;
      mkdirSync(copy);
      mount(copy, 0x1000, { source: target });
      symlinkSync(path.dirname(target), `${target}-link`);
      const same = path.join(`${target}-link`, path.basename(target));
      expect(await world.mounter.mountedAt(same)).to.deep.equal([overlay.source]);
      umount2(target, 0);
      expect([await world.mounter.mountedAt(target), await world.mounter.mountedAt(copy)]).to.deep.equal([
        [],
        [overlay.source],
      ]);
    });

    it("leaves nothing in the state and nothing on the layer when it asks whether an upper is in use", async () => {
      const upper = inState(overlay.upperdir ?? "");
      for (const mounted of [false, true]) {
        // The second round needs the first to be over.
        if (mounted) await world.mounter.mount(overlay, target);
        const before = linuxFiles.listxattr(Buffer.from(upper));
        expect(await world.mounter.inUse(overlay.upperdir ?? "")).to.equal(mounted);
        expect(linuxFiles.listxattr(Buffer.from(upper))).to.deep.equal(before);
        // Removed behind the answer, and before the next one.
        await world.mounter.detach(inState("nothing"));
        expect(readdirSync(inState("tmp"))).to.deep.equal([]);
      }
    });

    it("does not find an upper that does not exist", async () => {
      await failure(world.mounter.inUse("l/absent"), "not-found");
    });

    it("carries out many mounts that were asked for at once", async () => {
      const all = await Promise.all(
        Array.from({ length: 20 }, async () => ({ overlay: await world.overlay(1), at: world.target() })),
      );
      await Promise.all(all.map((one) => world.mounter.mount(one.overlay, one.at)));
      expect((await world.mounter.list()).filter(({ target: at }) => all.some((one) => one.at === at))).to.have.length(
        20,
      );
      await Promise.all(all.map((one) => world.mounter.unmount(one.at)));
    });

    it("takes a state that is not writable to others, and a target whose parents are", async () => {
      chmodSync(world.state, 0o700);
      await world.mounter.mount(overlay, target);
      await world.mounter.unmount(target);
      rmdirSync(path.dirname(target));
    });

    it("finds the options of this kernel, and marks in user attributes where trusted ones are not permitted", () => {
      const { found } = world.mounter;
      expect(found.options.split(",")).to.include.members(["redirect_dir=nofollow", "volatile"]);
      expect(found.options.includes("userxattr")).to.equal(found.userxattr);
      expect(world.mounter).to.be.instanceOf(LinuxMounter);
    });
  });
});
