/** A state directory: what is made in it, who it is, and what it refuses to be. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Layout, newId } from "../../src/store/layout.ts";
import { domainOf, identify, prepareState, readIdentity } from "../../src/store/state.ts";
import { failure } from "../contracts/mounter.ts";

describe("A state directory", () => {
  let layout: Layout;

  beforeEach(() => {
    layout = new Layout(realpathSync(mkdtempSync(join(tmpdir(), "cachefork-state-"))));
  });

  afterEach(() => {
    rmSync(layout.root, { recursive: true });
  });

  it("gets its folders and its empty layers, as often as it is prepared", async () => {
    await prepareState(layout);
    await prepareState(layout);
    expect(readdirSync(layout.root)).to.have.members([
      "l",
      "w",
      "volumes",
      "claims",
      "snapshots",
      "caches",
      "aside",
      "tmp",
      "trash",
    ]);
    expect(readdirSync(layout.layers)).to.have.members(["empty0", "empty1"]);
    expect(statSync(layout.volumes).mode & 0o777).to.equal(0o700);
  });

  it("throws away what was half-made, and keeps everything else", async () => {
    await prepareState(layout);
    mkdirSync(join(layout.temporary, "draft", "deep"), { recursive: true });
    writeFileSync(join(layout.temporary, "draft-1"), "");
    writeFileSync(join(layout.volumes, "a-b.json"), "");
    await prepareState(layout);
    expect(readdirSync(layout.temporary)).to.deep.equal([]);
    expect(readdirSync(layout.trash)).to.have.length(2);
    expect(readdirSync(layout.volumes)).to.deep.equal(["a-b.json"]);
  });

  it("keeps the identity that it got first", async () => {
    await prepareState(layout);
    expect(await readIdentity(layout)).to.equal(undefined);
    const first = await identify(layout, false);
    expect(first.uuid).to.match(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    expect(await identify(layout, false)).to.deep.equal(first);
    expect(await readIdentity(layout)).to.deep.equal(first);
    expect(domainOf(first)).to.equal(first.uuid.slice(0, 8));
  });

  it("gets one identity of two starts at once", async () => {
    await prepareState(layout);
    const [a, b] = await Promise.all([identify(layout, false), identify(layout, false)]);
    expect(a).to.deep.equal(b);
  });

  it("refuses to be a newer version's, in words that say what to do", async () => {
    await prepareState(layout);
    const { version, ...identity } = await identify(layout, false);
    writeFileSync(layout.identity, JSON.stringify({ ...identity, version: version + 1 }));
    const error = await failure(identify(layout, false), "precondition");
    expect(error.message).to.contain(layout.root).and.to.contain("run the newer version");
  });

  for (const userxattr of [true, false]) {
    it(`refuses marks of another name space than ${userxattr ? "user" : "trusted"}`, async () => {
      await prepareState(layout);
      await identify(layout, userxattr);
      expect((await failure(identify(layout, !userxattr), "precondition")).message).to.contain("use another directory");
    });
  }

  it("refuses to take caches for its own whose identity is gone: the first sweep would delete them", async () => {
    await prepareState(layout);
    await identify(layout, false);
    mkdirSync(join(layout.caches, "builds", "npm"), { recursive: true });
    rmSync(layout.identity);
    expect((await failure(identify(layout, false), "precondition")).message).to.contain(layout.identity);
  });

  it("refuses an identity that cannot be read as corrupt, says what to do, and leaves it", async () => {
    await prepareState(layout);
    writeFileSync(layout.identity, "{");
    const { message } = await failure(identify(layout, false), "corrupt");
    expect(message).to.contain(`Cannot use state ${layout.root}: ${layout.identity} is damaged`);
    expect(message).to.match(/restore the file, or move the directory away$/);
    expect(readFileSync(layout.identity, "utf8")).to.equal("{");
  });
});

describe("The id of a layer", () => {
  it("is short, of letters and digits, and another one every time", () => {
    const ids = Array.from({ length: 10_000 }, newId);
    expect(ids.every((id) => /^[0-9a-z]{10}$/.test(id))).to.equal(true);
    expect(new Set(ids).size).to.equal(ids.length);
  });
});
