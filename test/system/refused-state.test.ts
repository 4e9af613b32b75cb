/** State directories that cannot work: refused at the start, with what to do. NFS is not to be had here; its number is in state-check.test.ts. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { mount } from "../../src/host/libc.ts";
import { describeSystem, isRoot } from "../support/needs.ts";
import { Running } from "../support/running.ts";

describeSystem("A state directory that", () => {
  let running: Running;

  beforeEach(async () => {
    running = await Running.prepare();
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  /** The plugin ends, and says so; nothing of it is left in the directory. */
  async function refused(...says: readonly RegExp[]): Promise<void> {
    expect(await running.launch()).to.equal(1);
    expect(running.stderr).to.match(/^cachefork: Cannot (keep|make|use) /);
    for (const text of says) expect(running.stderr).to.match(text);
  }

  it("is on overlayfs, as a container's own files are, is refused", async () => {
    for (const name of ["lower", "upper", "work", "state"]) mkdirSync(join(running.root, name));
    const [lower, upper, work] = ["lower", "upper", "work"].map((name) => join(running.root, name));
    const data = `lowerdir=${lower},upperdir=${upper},workdir=${work}`;
    const options = isRoot ? data : `${data},userxattr`;
    mount(running.state, 0, { source: "test", type: "overlay", data: options });
    await refused(
      /it is on overlayfs/,
      /use a directory on a disk of this node \(ext4, XFS, Btrfs\), or a loop-mounted image/,
    );
    expect(readdirSync(running.state)).to.deep.equal([]);
  });

  it("is in memory is refused, unless that is asked for", async () => {
    mkdirSync(running.state);
    mount(running.state, 0, { source: "test", type: "tmpfs" });
    await refused(/it is on tmpfs, so all caches would be lost with the machine/, /use a directory on a disk/);
    await using allowed = await Running.start({ state: running.state, flags: ["--allow-tmpfs"] });
    await allowed.pod("v1", { cache: "maven" }, (target) => writeFileSync(join(target, "file"), ""));
    await allowed.look("maven", (view) => expect(readdirSync(view)).to.deep.equal(["file"]));
  });

  it("has another mount below it is refused", async () => {
    mkdirSync(join(running.state, "l"), { recursive: true });
    mount(join(running.state, "l"), 0, { source: "test", type: "tmpfs" });
    await refused(/state\/l is a mount of its own, and layers cannot be linked or renamed across mounts; unmount it/);
  });

  it("is a file, or below one, is refused", async () => {
    writeFileSync(running.state, "");
    await refused(/state/, /EEXIST|not a directory/);
    await using below = await Running.prepare({ state: join(running.state, "below") });
    expect(await below.launch()).to.equal(1);
    expect(below.stderr).to.match(/ENOTDIR|not a directory/);
  });

  it("is of a newer version is refused, and left alone", async () => {
    await running.start();
    await running.end("SIGTERM");
    const identity = join(running.state, "state.json");
    writeFileSync(
      identity,
      JSON.stringify({ uuid: "00000000-0000-0000-0000-000000000000", version: 1000, userxattr: false }),
    );
    await refused(/it has layout version 1000, this is for version \d+; run the newer version/);
  });
});
