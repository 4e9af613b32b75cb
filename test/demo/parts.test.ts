/** The small decisions of the demo: its arguments, its place, its right to mount, what the CLI told it. */
import { expect } from "chai";
import { readEntries } from "../../demo/history.ts";
import { mountsBelow } from "../../demo/mounts.ts";
import { mayMount } from "../../demo/namespace.ts";
import { help, readOptions } from "../../demo/options.ts";
import { choose, judge } from "../../demo/place.ts";
import { pluginEnvironment } from "../../demo/plugin.ts";

const [ext4, overlay, tmpfs] = [0xef53, 0x794c7630, 0x01021994];

describe("The demo's arguments", () => {
  it("are few, and each is in the help", () => {
    expect(readOptions([])).to.deep.equal({ help: false, offline: false, keep: false, dir: undefined });
    expect(readOptions(["--offline", "--keep", "--dir", "/x"])).to.deep.equal({
      help: false,
      offline: true,
      keep: true,
      dir: "/x",
    });
    for (const flag of ["--offline", "--keep", "--dir", "--help"]) expect(help).to.contain(flag);
  });

  it("are refused when they are unknown", () => {
    expect(() => readOptions(["--ofline"])).to.throw(TypeError, "--ofline");
    expect(() => readOptions(["word"])).to.throw(TypeError, "word");
  });
});

describe("The demo's place", () => {
  it("is on a disk if any candidate is, else in memory", () => {
    const candidates = [judge("/a", overlay), judge("/b", tmpfs), judge("/c", ext4)];
    expect(candidates.map(({ fits }) => fits)).to.deep.equal(["never", "memory", "disk"]);
    expect(choose(candidates)?.path).to.equal("/c");
    expect(choose(candidates.slice(0, 2))?.path).to.equal("/b");
    expect(choose(candidates.slice(0, 1))).to.equal(undefined);
  });

  it("says why a candidate does not fit", () => {
    expect(judge("/a", overlay).why).to.contain("overlayfs");
  });
});

describe("The demo's mounts", () => {
  it("are those at and below its directory, with unusual names, too", () => {
    const line = (target: string): string => `36 35 98:0 / ${target} rw,noatime - ext4 /dev/root rw`;
    const mountinfo = ["/", "/tmp/demo", "/tmp/demo/a\\040b", "/tmp/demo-other"].map(line).join("\n");
    expect(mountsBelow("/tmp/demo", Buffer.from(mountinfo))).to.deep.equal(["/tmp/demo", "/tmp/demo/a b"]);
  });

  it("need the capability for them", () => {
    expect(mayMount("Name:\tnode\nCapEff:\t000001ffffffffff\n")).to.equal(true);
    expect(mayMount("Name:\tnode\nCapEff:\t00000000a80425fb\n")).to.equal(false);
    expect(mayMount("")).to.equal(false);
  });
});

describe("The demo's plugin", () => {
  it("is not configured by variables of the demo's own surroundings", () => {
    const env = { PATH: "/bin", CACHEFORK_STATE: "/var/lib/other", NOTHING: undefined };
    expect(pluginEnvironment(env)).to.deep.equal({ PATH: "/bin" });
  });
});

describe("The CLI's history", () => {
  it("is read oldest first", () => {
    const item = (generation: number): object => ({
      generation,
      parent: generation - 1,
      base: 1,
      merged: generation === 3,
      by: { pod: "build", uid: `uid-${generation}` },
    });
    const entries = readEntries(JSON.stringify({ namespace: "demo", name: "npm", items: [item(3), item(2)] }));
    expect(entries).to.deep.equal([
      { number: 2, parent: 1, base: 1, merged: false, podUid: "uid-2" },
      { number: 3, parent: 2, base: 1, merged: true, podUid: "uid-3" },
    ]);
  });
});
