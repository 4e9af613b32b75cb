/** A state on a disk that gets full: a commit is whole or not there, volumes end, and the plugin works on when there is room. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { refusal } from "../support/calls.ts";
import { freeze } from "../support/frozen.ts";
import { Holder } from "../support/holders.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { fill, makeSmallDisk, smallDiskFlags } from "../support/small-disk.ts";

const attributes = { cache: "maven" };

/** As kubelet does, some times. */
async function keepUnpublishing(running: Running, id: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await running.unpublish(id);
    } catch (error) {
      const { code, message } = await refusal(Promise.reject(error));
      expect(code, message).to.equal("RESOURCE_EXHAUSTED");
      expect(tries, `tries of ${id}: ${message}`).to.be.lessThan(3);
    }
  }
}

describeSystem("A disk without inodes", () => {
  it("keeps no volume from ending, and its work is committed", async () => {
    await using running = await Running.prepare({ flags: smallDiskFlags });
    makeSmallDisk(running.state, 16, 400);
    await running.start();
    const target = await running.publish({ id: "greedy", attributes });
    let made = 0;
    expect(() => {
      for (; ; made += 1) writeFileSync(join(target, `file-${made}`), "");
    }).to.throw("ENOSPC");
    await keepUnpublishing(running, "greedy");
    await running.until(() => running.disk.volumes().length === 0);
    expect(running.lines.filter(({ msg }) => msg === "Discarded a delta")).to.deep.equal([]);
    await running.look("maven", (view) => expect(readdirSync(view).length).to.be.within(made, made + 1));
  });
});

describeSystem("A full disk", () => {
  let running: Running;

  beforeEach(async () => {
    running = await Running.prepare({ flags: smallDiskFlags });
    makeSmallDisk(running.state, 16);
    await running.start();
    await running.pod("base", attributes, (target) => writeFileSync(join(target, "base"), Buffer.alloc(1 << 20, "b")));
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  it("that a pod filled does not keep its volume, or any other, from ending; and there is room again", async () => {
    const other = await running.publish({ id: "other", attributes });
    writeFileSync(join(other, "other"), "small");
    const target = await running.publish({ id: "greedy", attributes });
    using _ = fill(target);
    for (const id of ["greedy", "other"]) await keepUnpublishing(running, id);
    expect(running.lines.find(({ msg }) => msg === "Discarded a delta")).to.deep.include({ reason: "size-limit" });
    expect(running.mounts().filter((mounted) => mounted !== running.state)).to.deep.equal([]);
    await running.until(() => running.disk.volumes().length === 0);
    await running.pod("after", attributes, (at) => {
      expect(readFileSync(join(at, "base"), "latin1")).to.equal("b".repeat(1 << 20));
      writeFileSync(join(at, "after"), "");
    });
    await running.look("maven", (view) => expect(readdirSync(view)).to.include.members(["base", "after"]));
  });

  it("is not filled by the copy of a volume whose mount lives on elsewhere: that one is given up at once, others are kept", async () => {
    const target = await running.publish({ id: "leaked", attributes });
    writeFileSync(join(target, "large"), Buffer.alloc(7 << 20, "l"));
    const open = await running.publish({ id: "open", attributes });
    writeFileSync(join(open, "other"), Buffer.alloc(3 << 20, "o"));
    const elsewhere = join(running.root, "elsewhere");
    await using container = await Holder.withMounts();
    await container.run(`mkdir ${elsewhere} && mount --bind ${target} ${elsewhere}`);
    await running.unpublish("leaked");
    expect(running.lines.find(({ msg }) => msg === "Discarded a delta")).to.deep.include({ reason: "disk-full" });
    await running.unpublish("open");
    await running.ended("open");
    await running.look("maven", (view) => expect(readdirSync(view)).to.have.members(["base", "other"]));
  });

  it("while a merge is written delays the commit; nothing half is in the head meanwhile, and all of it later", async () => {
    const names = Array.from({ length: 50 }, (_, number) => `file-${number}`);
    const [one, two] = [
      await running.publish({ id: "one", attributes }),
      await running.publish({ id: "two", attributes }),
    ];
    for (const name of names) writeFileSync(join(two, name), name);
    writeFileSync(join(one, "one"), "");
    await running.unpublish("one");
    {
      using frozen = freeze(join(running.state, "caches", "builds", "maven"), { except: ["cache.json"] });
      await running.unpublish("two");
      using full = fill(running.state);
      frozen[Symbol.dispose]();
      const from = running.lines.length;
      await running.said(
        ({ msg, kind }) => msg === "A commit is put off and will be tried again" && kind === "exhausted",
        from,
      );
      expect(running.disk.head("maven").number).to.equal(2);
      expect(full).to.not.equal(undefined);
    }
    await running.until(() => running.disk.volumes().length === 0);
    await running.look("maven", (view) => {
      expect(readdirSync(view)).to.have.members(["base", "one", ...names]);
      for (const name of names) expect(readFileSync(join(view, name), "utf8")).to.equal(name);
    });
    expect(existsSync(two)).to.equal(false);
  });
});
