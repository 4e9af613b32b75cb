/** What counts as a change, on real copy-ups. */
import {
  appendFileSync,
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { describeSystem, needRoot } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const day = 86_400;
/** 2001, with nanoseconds that a double cannot hold. */
const written = 1_000_000_000_123_456_789n;

describeSystem("A file that a build", () => {
  let running: Running;
  let attributes = { cache: "" };
  let count = 0;

  before(async () => {
    running = await Running.start({ shared: true });
  });

  beforeEach(async () => {
    count += 1;
    attributes = { cache: `cache-${count}` };
    await running.pod("first", attributes, (target) => {
      mkdirSync(join(target, "d"));
      writeFileSync(join(target, "d", "f"), "content");
      linuxFiles.utimens(Buffer.from(join(target, "d", "f")), written, written);
    });
  });

  afterEach(async () => running.unpublishAll());

  after(async () => running[Symbol.asyncDispose]());

  /** How many generations there are after a pod did this to the file. */
  async function generationsAfter(work: (file: string) => unknown): Promise<number> {
    await running.pod("second", attributes, (target) => work(join(target, "d", "f")));
    await running.until(() => running.disk.volumes().length === 0);
    return running.disk.head(attributes.cache).number;
  }

  it("touched, and did not change, makes no generation", async () => {
    const seconds = Number(written / 1_000_000_000n);
    expect(await generationsAfter((file) => utimesSync(file, seconds + day - 1, seconds + day - 1))).to.equal(1);
    const told = running.lines.find(
      ({ msg, cache }) => msg === "Nothing to commit" && cache === `builds/${attributes.cache}`,
    );
    expect(told).to.not.equal(undefined);
  });

  it("wrote again with the same content soon after makes no generation", async () => {
    const seconds = Number(written / 1_000_000_000n);
    const rewrite = (file: string): void => {
      writeFileSync(file, readFileSync(file));
      utimesSync(file, seconds + 60, seconds + 60);
    };
    expect(await generationsAfter(rewrite)).to.equal(1);
  });

  it("opened for writing and left as it was makes no generation", async () => {
    expect(await generationsAfter((file) => appendFileSync(file, ""))).to.equal(1);
  });

  it("touched more than 24 hours after it was written changed: its own trimming must see the use", async () => {
    const seconds = Number(written / 1_000_000_000n);
    expect(await generationsAfter((file) => utimesSync(file, seconds + day + 1, seconds + day + 1))).to.equal(2);
  });

  it("gave an older time changed", async () => {
    const seconds = Number(written / 1_000_000_000n);
    expect(await generationsAfter((file) => utimesSync(file, seconds - 1, seconds - 1))).to.equal(2);
  });

  for (const [what, change] of Object.entries({
    "other content of the same size": (file: string) => {
      writeFileSync(file, "CONTENT");
      linuxFiles.utimens(Buffer.from(file), written, written);
    },
    "another mode": (file: string) => chmodSync(file, 0o755),
    "another attribute": (file: string) => linuxFiles.setxattr(Buffer.from(file), "user.x", Buffer.from("y")),
  })) {
    it(`gave ${what} changed`, async () => expect(await generationsAfter(change)).to.equal(2));
  }

  it("gave another owner changed", async function () {
    needRoot(this);
    expect(await generationsAfter((file) => chownSync(file, 1234, 5678))).to.equal(2);
  });

  it("did not touch keeps its nanoseconds, also where its directory is merged", async () => {
    const one = await running.publish({ id: "one", attributes });
    const two = await running.publish({ id: "two", attributes });
    const stamps = { one: written + 1n, two: written + 999_999_999n };
    for (const [id, target] of [
      ["one", one],
      ["two", two],
    ] as const) {
      writeFileSync(join(target, "d", id), "");
      linuxFiles.utimens(Buffer.from(join(target, "d", id)), stamps[id], stamps[id]);
      await running.unpublish(id);
    }
    await running.look(attributes.cache, (view) => {
      const time = (name: string): bigint => lstatSync(join(view, "d", name), { bigint: true }).mtimeNs;
      expect([time("f"), time("one"), time("two")]).to.deep.equal([written, stamps.one, stamps.two]);
    });
    expect(running.disk.head(attributes.cache).merged).to.equal(true);
  });
});
