/** Volumes that are in use when they are unpublished: each ends as the gate says. */
import { closeSync, existsSync, lstatSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Holder } from "../support/holders.ts";
import { listing } from "../support/listing.ts";
import { freePort, Scrape } from "../support/metrics.ts";
import { describeSystem, isRoot } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { Directory, makeSpecialFiles } from "../support/special-files.ts";

const attributes = { cache: "maven" };

describeSystem("A volume that is unpublished", () => {
  let running: Running;
  let port: number;
  let target: string;

  beforeEach(async () => {
    port = await freePort();
    running = await Running.start({ flags: ["--metrics", `127.0.0.1:${port}`] });
    await running.pod("base", attributes, (at) => writeFileSync(join(at, "base"), ""));
    target = await running.publish({ id: "v1", attributes });
    writeFileSync(join(target, "file"), "of the build");
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  /** How often it was told that a volume was in use in this way, in the log and in the metrics. */
  async function told(how: string): Promise<number[]> {
    const lines = running.lines.filter(
      ({ msg, busy }) => msg === "A volume was in use when it was sealed" && busy === how,
    );
    return [lines.length, (await Scrape.of(port)).value("cachefork_busy_total", `{how="${how}"}`)];
  }

  /** The files in the head, after nothing is left of the volume. */
  async function ended(): Promise<string[]> {
    expect(running.mounts()).to.deep.equal([]);
    expect(existsSync(target)).to.equal(false);
    await running.ended("v1");
    return running.look("maven", (view) => ["base", "file", "late"].filter((name) => existsSync(join(view, name))));
  }

  it("while a process has a file open for writing is sealed when that process ends", async () => {
    await using daemon = await Holder.in("/");
    await daemon.run(`exec 3>${target}/late; echo first >&3`);
    const unpublished = running.unpublish("v1");
    await running.said(({ busy }) => busy === "writer");
    await daemon.run("echo last >&3; exec 3>&-");
    await unpublished;
    expect(await told("writer")).to.deep.equal([1, 1]);
    expect(await ended()).to.deep.equal(["base", "file", "late"]);
    await running.look("maven", (view) => expect(readFileSync(join(view, "late"), "utf8")).to.equal("first\nlast\n"));
  });

  it("while a daemon was left behind that never stops writing is unmounted and discarded, with a reason", async () => {
    const file = openSync(join(target, "late"), "w");
    try {
      await running.unpublish("v1");
      const line = await running.said("Discarded a delta");
      expect(line).to.deep.include({ volume: "v1", reason: "busy", level: 40 });
      expect(line["why"]).to.match(/still open for writing after \d+ ms/);
      expect(await told("writer")).to.deep.equal([1, 1]);
      expect((await Scrape.of(port)).value("cachefork_discards_total", '{reason="busy"}')).to.equal(1);
      expect(await ended()).to.deep.equal(["base"]);
      writeSync(file, "into nowhere");
    } finally {
      closeSync(file);
    }
    await running.unpublish("v1");
  });

  it("while a process works in it is unmounted, and what was written is committed", async () => {
    await using shell = await Holder.in(target);
    await running.unpublish("v1");
    expect(await told("directory")).to.deep.equal([1, 1]);
    expect(await ended()).to.deep.equal(["base", "file"]);
    expect(await shell.run("echo evil > file"), "read-only for whoever is still there").to.match(/ended with [1-9]/);
  });

  it("while another namespace has a copy of its mount is gone from there, too, with its directory", async () => {
    await using container = await Holder.withMounts();
    expect(await container.run(`cat ${target}/file`)).to.match(/^of the build/);
    await running.unpublish("v1");
    expect(await container.run(`cat ${target}/file`)).to.match(/^ended with 1/);
    expect(await told("leaked")).to.deep.equal([0, 0]);
    expect(await ended()).to.deep.equal(["base", "file"]);
  });

  it("while its mount lives on elsewhere in another namespace is committed as a copy, which nobody there can change", async () => {
    await using container = await Holder.withMounts();
    const elsewhere = join(running.root, "elsewhere");
    {
      using top = Directory.open(target);
      makeSpecialFiles(top, { outside: "/nowhere", asRoot: isRoot });
    }
    const made = listing(target);
    await container.run(`mkdir ${elsewhere} && mount --bind ${target} ${elsewhere}`);
    await running.unpublish("v1");
    expect(await told("leaked")).to.deep.equal([1, 1]);
    expect(await ended()).to.deep.equal(["base", "file"]);
    expect(await container.run(`echo evil > ${elsewhere}/file`), "it was made read-only").to.match(/ended with [1-9]/);
    // Root can change that, and writes into what was the upper, unless a sweep has removed that meanwhile.
    await container.run(`mount -o remount,rw ${elsewhere} && echo evil > ${elsewhere}/file`);
    expect(await running.look("maven", listing), "to the last nanosecond").to.deep.equal(made);
    const copy = running.disk.layer(running.disk.head("maven").layers[0]?.id ?? "");
    expect(lstatSync(join(copy, "sparse")).blocks * 512, "holes stay holes").to.be.lessThan(1 << 20);
  });

  it("with nothing that is in use says nothing of it", async () => {
    await running.unpublish("v1");
    for (const how of ["writer", "directory", "leaked"]) expect(await told(how), how).to.deep.equal([0, 0]);
    expect(await ended()).to.deep.equal(["base", "file"]);
  });
});
