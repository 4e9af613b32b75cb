/** Where volumes are mounted, and where the state is: paths of any length and characters, and none that leads elsewhere. */
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { refusal } from "../support/calls.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const attributes = { cache: "maven" };
const odd = 'blank, comma:colon "quotes" \\back\nnew line\ttab #hash ünï →';

describeSystem("A target path", () => {
  let running: Running;

  beforeEach(async () => {
    running = await Running.start();
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  /** A volume's whole life there. */
  async function live(target: string): Promise<void> {
    const id = `v-${running.lines.length}`;
    await running.publish({ id, attributes, target });
    expect(running.mounts()).to.deep.equal([target]);
    await running.publish({ id, attributes, target });
    await running.restart("SIGKILL");
    writeFileSync(join(target, id), "");
    await running.unpublish(id, target);
    expect(running.mounts()).to.deep.equal([]);
    await running.look("maven", (view) => expect(readdirSync(view)).to.include(id));
  }

  it("may be longer than 128 bytes, and longer than a line of mount options", async () => {
    await live(join(running.root, "p".repeat(200), "mount"));
    await live(join(running.root, ...Array.from({ length: 15 }, () => "d".repeat(250)), "mount"));
  });

  it("may have characters that the mount table escapes, and options end with", async () => {
    await live(join(running.root, odd, "mount"));
    await live(join(running.root, "pods", odd));
  });

  it("may be an empty directory that is there already, or lie below a symbolic link", async () => {
    const target = join(running.root, "there", "mount");
    mkdirSync(target, { recursive: true });
    await live(target);
    const real = join(running.root, "real");
    mkdirSync(real);
    symlinkSync(real, join(running.root, "link"));
    await running.publish({ id: "v1", attributes, target: join(running.root, "link", "mount") });
    expect(running.mounts()).to.deep.equal([join(real, "mount")]);
    await running.unpublish("v1", join(running.root, "link", "mount"));
    expect(running.mounts()).to.deep.equal([]);
  });

  it("must not be a symbolic link, which would lead the mount elsewhere", async () => {
    const victim = join(running.root, "victim");
    mkdirSync(victim);
    writeFileSync(join(victim, "file"), "");
    mkdirSync(join(running.root, "pods"));
    const target = join(running.root, "pods", "link");
    symlinkSync(victim, target);
    const refused = await refusal(running.publish({ id: "v1", attributes, target }));
    expect(refused).to.deep.equal({
      code: "INVALID_ARGUMENT",
      message: `Cannot use target ${target}: it is a symbolic link`,
    });
    expect(readdirSync(victim)).to.deep.equal(["file"]);
    expect(running.mounts()).to.deep.equal([]);
    expect(running.disk.volumes()).to.deep.equal([]);
  });

  for (const [path, why] of [
    ["relative/mount", "it must be absolute"],
    ["/a/../etc", 'it must not have ".." in it'],
    ["/", "it is the root directory"],
    [`/${"x/".repeat(2100)}`, "target_path of 4201 bytes"],
  ] as const) {
    it(`that is ${path.slice(0, 20)} is refused, by publish and unpublish`, async () => {
      for (const attempt of [running.publish({ id: "v1", attributes, target: path }), running.unpublish("v1", path)]) {
        const { code, message } = await refusal(attempt);
        expect(code).to.equal("INVALID_ARGUMENT");
        expect(message).to.include(why);
      }
    });
  }
});

describeSystem("A state directory", () => {
  it("may have a path that mount options trip over", async () => {
    await using outer = await Running.prepare();
    const state = join(outer.root, `${odd}, lowerdir=x`, "s".repeat(200));
    await using running = await Running.start({ state });
    await running.pod("v1", attributes, (target) => writeFileSync(join(target, "a"), ""));
    await running.pod("v2", attributes, (target) => {
      expect(readdirSync(target)).to.deep.equal(["a"]);
      writeFileSync(join(target, "b"), "");
    });
    await running.restart("SIGTERM");
    await running.look("maven", (view) => expect(readdirSync(view)).to.have.members(["a", "b"]));
  });
});
