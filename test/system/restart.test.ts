/** What a plugin finds when it starts: open volumes, and what a plugin that was killed left half-made. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { mount, umount2 } from "../../src/host/libc.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

describeSystem("A plugin that starts again", () => {
  it("removes the trial mount that a plugin left which was killed in it, and all of its directory", async () => {
    await using running = await Running.start();
    await running.end("SIGKILL");
    const trial = join(running.state, "tmp", "trial-AbCdEf");
    for (const name of ["l/d", "m-1/t", "m-1/u", "m-1/w"]) mkdirSync(join(trial, name), { recursive: true });
    const data = `lowerdir=${trial}/l,upperdir=${trial}/m-1/u,workdir=${trial}/m-1/w`;
    mount(join(trial, "m-1", "t"), 0, { source: "cachefork-trial", type: "overlay", data });
    await running.start();
    await running.pod("v1", { cache: "maven" }, (target) => writeFileSync(join(target, "a"), ""));
    await running.settled();
    expect(running.mounts()).to.deep.equal([]);
    expect(running.disk.leftovers()).to.deep.equal([]);
    expect(existsSync(trial)).to.equal(false);
  });

  it("keeps the work of a volume whose publish was cut off behind its mount, and whose unpublish was cut off behind its unmount", async () => {
    await using running = await Running.start();
    const target = await running.publish({ id: "v1", attributes: { cache: "maven" } });
    await running.end("SIGKILL");
    const note = readdirSync(join(running.state, "volumes")).find((name) => name.endsWith(".mounted"));
    rmSync(join(running.state, "volumes", note ?? "no note"));
    await running.start();
    await running.publish({ id: "v1", attributes: { cache: "maven" } });
    writeFileSync(join(target, "work"), "");
    await running.end("SIGKILL");
    umount2(target, 0);
    await running.start();
    await running.unpublish("v1");
    await running.look("maven", (view) => expect(readdirSync(view)).to.deep.equal(["work"]));
  });
});
