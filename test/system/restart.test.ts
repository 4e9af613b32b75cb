/** What a plugin finds when it starts: open volumes, and what a plugin that was killed left half-made. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { mount, umount2 } from "../../src/host/libc.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const main = join(import.meta.dirname, "../../src/main.ts");

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

describeSystem("A plugin that may have few files open", () => {
  it("says so when it starts and to the doctor, keeps what it cannot commit, and commits that when it may have more", async () => {
    await using running = await Running.prepare();
    await running.start();
    const deep = join(...Array.from({ length: 200 }, (_, level) => `d${level}`));
    const target = await running.publish({ id: "deep", attributes: { cache: "maven" } });
    mkdirSync(join(target, deep), { recursive: true });
    writeFileSync(join(target, deep, "file"), "");
    await running.end("SIGTERM");
    running.limitFiles(128);
    await running.start();
    expect(running.lines.find(({ msg }) => msg.startsWith("Few files may be open"))).to.include({ limit: 128 });
    const doctor = spawnSync(process.execPath, [main, "doctor", "--state", running.state], { encoding: "utf8" });
    expect(doctor.stdout).to.contain("The plugin may have 128 files open at once");
    await running.unpublish("deep").catch(() => {});
    await running.pod("v1", { cache: "gradle" }, (view) => writeFileSync(join(view, "a"), ""));
    expect(running.disk.generations("maven")).to.deep.equal([]);
    await running.end("SIGTERM");
    running.limitFiles(undefined);
    await running.start();
    await running.unpublish("deep");
    await running.ended("deep");
    await running.look("maven", (view) => expect(existsSync(join(view, deep, "file"))).to.equal(true));
  });
});
