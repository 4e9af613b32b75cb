/** A file system that becomes read-only under the plugin: it says so, lives, and goes on when it can write again. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "chai";
import { refusal } from "../support/calls.ts";
import { type FileSystem, fileSystems, makeImage, mountImage } from "../support/loop.ts";
import { describeSystem, needRoot } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const attributes = { cache: "npm" };

/** A file system in an image of its own. */
class Disk implements Disposable {
  readonly #root = mkdtempSync(join(tmpdir(), "cachefork-read-only-"));
  readonly image = join(this.#root, "image");
  readonly mounted = join(this.#root, "disk");

  constructor(type: FileSystem) {
    makeImage(this.image, type, 320);
  }

  mount(...options: readonly string[]): AsyncDisposable {
    return mountImage(this.image, this.mounted, ...options);
  }

  get state(): string {
    return join(this.mounted, "state");
  }

  remount(how: "ro" | "rw"): void {
    execFileSync("mount", ["-o", `remount,${how}`, this.mounted]);
  }

  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true });
  }
}

/** Every call that needs the disk is refused with what is wrong. */
async function refusesAll(running: Running, open: string): Promise<void> {
  for (const call of [() => running.publish({ id: "refused", attributes }), () => running.unpublish(open)]) {
    const { code, message } = await refusal(call());
    expect(code, message).to.equal("UNAVAILABLE");
    expect(message).to.match(/EROFS|EIO/);
  }
}

describeSystem("A file system that becomes read-only", () => {
  beforeEach(function () {
    needRoot(this);
  });

  for (const fs of fileSystems) {
    it(`for a while costs no volume anything, on ${fs}`, async () => {
      using disk = new Disk(fs);
      await using _ = disk.mount();
      await using running = await Running.start({ state: disk.state });
      await running.pod("before", attributes, (target) => writeFileSync(join(target, "before"), "1"));
      await running.settled();
      const target = await running.publish({ id: "open", attributes });
      writeFileSync(join(target, "open"), "2");
      disk.remount("ro");
      await refusesAll(running, "open");
      disk.remount("rw");
      await running.unpublish("open");
      await running.settled();
      await running.look("npm", (view) => expect(readdirSync(view)).to.have.members(["before", "open"]));
    });
  }

  it("for good, as ext4 does after an error, is said until the machine is started anew; what was committed is there", async () => {
    using disk = new Disk("ext4");
    {
      await using _ = disk.mount("errors=remount-ro");
      await using running = await Running.start({ state: disk.state });
      await running.pod("before", attributes, (target) => writeFileSync(join(target, "before"), "1"));
      const target = await running.publish({ id: "open", attributes });
      writeFileSync(join(target, "open"), "2");
      const device = execFileSync("findmnt", ["-no", "SOURCE", disk.mounted], { encoding: "utf8" }).trim();
      writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, "1");
      await refusesAll(running, "open");
    }
    // As at the start of the machine: it ends with 1 when it mended something.
    expect(spawnSync("fsck.ext4", ["-fy", disk.image]).status).to.be.oneOf([0, 1]);
    await using _ = disk.mount();
    await using running = await Running.start({ state: disk.state, bootId: "another" });
    await running.settled();
    await running.look("npm", (view) => expect(readdirSync(view)).to.deep.equal(["before"]));
  });
});
