/** A disk that fails to write for a while, is slow, or becomes read-only: nothing that it lost is committed, and all goes on afterwards. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { skipBecause } from "../host/skip.ts";
import { isWhole, wholeText } from "../support/builds.ts";
import { refusal } from "../support/calls.ts";
import { type FileSystem, fileSystems } from "../support/loop.ts";
import { NbdDisk, whyNoNbd } from "../support/nbd-disk.ts";
import { describeSystem, needRoot } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const attributes = { cache: "npm" };

/** A plugin on a disk of its own that obeys commands. */
class Bench implements AsyncDisposable {
  readonly disk: NbdDisk;
  readonly running: Running;
  readonly #parts: AsyncDisposableStack;

  private constructor(disk: NbdDisk, running: Running, parts: AsyncDisposableStack) {
    this.disk = disk;
    this.running = running;
    this.#parts = parts;
  }

  static async make(type: FileSystem): Promise<Bench> {
    await using parts = new AsyncDisposableStack();
    const root = mkdtempSync(join(tmpdir(), "cachefork-disk-"));
    parts.defer(() => rmSync(root, { recursive: true }));
    // A journal that is written only when somebody asks for it: its failure would end the file system.
    const disk = parts.use(await NbdDisk.make(root, type, type === "ext4" ? ["commit=300"] : []));
    const mounted = join(root, "disk");
    parts.use(await disk.attach(mounted));
    const running = parts.use(await Running.start({ state: join(mounted, "state") }));
    return new Bench(disk, running, parts.move());
  }

  /** Publishes a volume whose pod writes so many files. */
  async build(id: string, files: number): Promise<void> {
    const target = await this.running.publish({ id, attributes });
    mkdirSync(join(target, id));
    for (let file = 0; file < files; file += 1)
      writeFileSync(join(target, id, `f${file}`), wholeText(`${id}/f${file}`, 5_000));
  }

  /** As kubelet does, until the answer is OK; refusals must say that the disk does not work. */
  async keepUnpublishing(id: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.running.unpublish(id);
      } catch (error) {
        const { code, message } = await refusal(Promise.reject(error));
        expect(code, message).to.equal("UNAVAILABLE");
        expect(tries, message).to.be.lessThan(5);
      }
    }
  }

  /** Why volumes were discarded, by id. */
  discarded(): Record<string, unknown> {
    const lines = this.running.lines.filter(({ msg }) => msg === "Discarded a delta");
    return Object.fromEntries(lines.map(({ volume, reason }) => [String(volume), reason]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts[Symbol.asyncDispose]();
  }
}

describeSystem("A disk that fails", () => {
  beforeEach(function () {
    needRoot(this);
    const why = whyNoNbd();
    if (why !== undefined) skipBecause(this, why);
  });

  for (const fs of fileSystems) {
    for (const [size, files] of [
      ["small", 3],
      ["large", 60],
    ] as const) {
      it(`at the sync of a ${size} delta on ${fs} loses what was open then, and nothing else`, async () => {
        await using bench = await Bench.make(fs);
        const { disk, running } = bench;
        await bench.build("before", files);
        await bench.keepUnpublishing("before");
        await running.settled();
        for (const id of ["failed", "beside"]) await bench.build(id, files);
        await disk.command("fail", "failed/f0");
        await running.unpublish("failed");
        await disk.command("work");
        // Mounts are refused while nobody was told of the error.
        await bench.build("after", files);
        for (const id of ["beside", "after"]) await bench.keepUnpublishing(id);
        await running.settled();
        expect(bench.discarded()).to.deep.equal({ failed: "disk-error", beside: "disk-error" });
        await running.look("npm", (view) => {
          expect(readdirSync(view)).to.have.members(["before", "after"]);
          for (const id of readdirSync(view))
            for (const file of readdirSync(join(view, id))) expect(isWhole(join(view, id, file)), file).to.equal(true);
        });
      });
    }

    it(`on ${fs} for all writes is said, and what was open then is lost when it works again`, async () => {
      await using bench = await Bench.make(fs);
      const { disk, running } = bench;
      for (const id of ["failed", "beside"]) await bench.build(id, 3);
      await disk.command("fail");
      const first = await refusal(running.unpublish("failed"));
      expect(first.code, first.message).to.equal("UNAVAILABLE");
      await disk.command("work");
      for (const id of ["failed", "beside"]) await bench.keepUnpublishing(id);
      await running.settled();
      expect(bench.discarded()).to.deep.equal({ failed: "disk-error", beside: "disk-error" });
    });

    it(`and a plugin that is started anew on ${fs}: what was open then is not committed`, async () => {
      await using bench = await Bench.make(fs);
      const { disk, running } = bench;
      for (const id of ["failed", "beside"]) await bench.build(id, 3);
      await disk.command("fail");
      await refusal(running.unpublish("failed"));
      await disk.command("work");
      await running.restart("SIGKILL");
      await bench.build("after", 3);
      for (const id of ["failed", "beside", "after"]) await bench.keepUnpublishing(id);
      await running.settled();
      await running.look("npm", (view) => expect(readdirSync(view)).to.deep.equal(["after"]));
    });
  }

  it("by being slow keeps nobody waiting for another's sync", async () => {
    await using bench = await Bench.make("ext4");
    const { disk, running } = bench;
    const ids = Array.from({ length: 6 }, (_, number) => `slow-${number}`);
    for (const id of ids) await bench.build(id, 8);
    await disk.command("delay", "0.2");
    let ended = 0;
    const endings = ids.map(async (id) => {
      await running.unpublish(id);
      ended += 1;
    });
    await running.until(() => running.mounts().length === 0);
    await bench.build("beside", 1);
    expect(ended, "unpublished before the publish was answered").to.be.lessThan(ids.length);
    await disk.command("work");
    await Promise.all(endings);
    await bench.keepUnpublishing("beside");
    await running.settled();
    await running.look("npm", (view) => expect(readdirSync(view)).to.have.members([...ids, "beside"]));
  });
});
