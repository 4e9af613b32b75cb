/** Inline ephemeral volumes over the wire, which csi-sanity does not cover. */
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { call, refusal } from "../support/calls.ts";
import { v1 } from "../support/messages.ts";
import { mountsBelow } from "../support/mount-table.ts";
import { describeSystem, isRoot, needRoot } from "../support/needs.ts";
import { Running } from "../support/running.ts";

describeSystem("An inline volume", () => {
  let running: Running;
  let attributes = { cache: "" };
  let count = 0;

  before(async () => {
    running = await Running.start({ shared: true });
  });

  beforeEach(() => {
    count += 1;
    attributes = { cache: `cache-${count}` };
  });

  afterEach(async () => running.unpublishAll());

  after(async () => running[Symbol.asyncDispose]());

  function stats(id: string, path: string): Promise<InstanceType<typeof v1.NodeGetVolumeStatsResponse>> {
    const request = new v1.NodeGetVolumeStatsRequest({ volume_id: id, volume_path: path });
    return call(running.clients.node.NodeGetVolumeStats.bind(running.clients.node), request);
  }

  it("is there from publish to unpublish, an overlay without set-user-id and devices, and open to every user", async () => {
    const target = await running.publish({ id: "v1", attributes });
    const [mount] = mountsBelow(running.root);
    expect(mount).to.deep.include({ target, type: "overlay", readOnly: false });
    expect(statSync(target).mode & 0o7777).to.equal(0o777);
    writeFileSync(join(target, "file"), "");
    await running.unpublish("v1");
    expect(running.mounts()).to.deep.equal([]);
    expect(existsSync(target), "the target, too, is gone").to.equal(false);
    await running.unpublish("v1");
    await running.unpublish("never published");
  });

  it("leaves in the log for whom it was, as kubelet told", async () => {
    await running.pod("v1", attributes, (target) => writeFileSync(join(target, "file"), "123"));
    const { by, cache, number, parent, base, kind, bytes, changes, volume, time } = running.disk.head(attributes.cache);
    expect(by).to.deep.equal({
      namespace: "builds",
      pod: "pod-v1",
      uid: "uid-of-pod-v1",
      serviceAccount: "builder",
      node: "node-1",
    });
    expect({ cache, number, parent, base, kind, bytes }).to.deep.equal({
      cache: { namespace: "builds", name: attributes.cache },
      number: 1,
      parent: 0,
      base: 0,
      kind: "build",
      bytes: 3,
    });
    expect(changes).to.deep.include({ added: 1, changed: 0, deleted: 0 });
    expect(volume).to.match(/^[0-9a-f]{16}-[0-9a-z]+$/);
    expect(Date.parse(time)).to.be.closeTo(Date.now(), 300_000);
  });

  it("is of its pod's namespace: the same name elsewhere is another cache", async () => {
    await running.pod("v1", attributes, (target) => writeFileSync(join(target, "file"), ""));
    const other = await running.publish({ id: "v2", attributes, namespace: "other" });
    expect(readdirSync(other)).to.deep.equal([]);
    await running.unpublish("v2");
  });

  for (const [how, volume] of Object.entries({
    "the request says so": { wishes: {}, readOnly: true },
    "its attribute says so": { wishes: { readOnly: "true" } },
    "its access mode says so": { wishes: {}, mode: "SINGLE_NODE_READER_ONLY" },
  } as const)) {
    it(`cannot be written when ${how}, and ends without a commit`, async () => {
      await running.pod("base", attributes, (target) => writeFileSync(join(target, "file"), ""));
      const target = await running.publish({ id: "v1", ...volume, attributes: { ...attributes, ...volume.wishes } });
      expect(readdirSync(target)).to.deep.equal(["file"]);
      expect(() => writeFileSync(join(target, "file"), "x")).to.throw(/EROFS/);
      await running.unpublish("v1");
      expect(running.disk.head(attributes.cache).number).to.equal(1);
    });
  }

  it("of a group lets the group write its root, and walks nothing", async () => {
    await running.pod("base", attributes, (target) => {
      mkdirSync(join(target, "d"), { mode: 0o755 });
      writeFileSync(join(target, "d", "file"), "", { mode: 0o644 });
    });
    const group = isRoot ? 2000 : 0;
    const target = await running.publish({ id: "v1", attributes, group: String(group) });
    const root = statSync(target);
    expect([root.gid, (root.mode & 0o7777).toString(8)]).to.deep.equal([group, "2777"]);
    writeFileSync(join(target, "new"), "");
    expect(statSync(join(target, "new")).gid, "what is made in it gets the group").to.equal(group);
    expect(statSync(join(target, "d", "file")).gid, "what is there keeps its own").to.equal(process.getgid?.());
    const upper = running.disk.volumes()[0]?.upper ?? "";
    expect(readdirSync(running.disk.layer(upper)), "nothing was copied up").to.deep.equal(["new"]);
    await running.unpublish("v1");
    await running.ended("v1");
    expect(running.disk.head(attributes.cache).changes).to.deep.include({ added: 1, changed: 0 });
  });

  for (const [wrong, message] of [
    [{ Cache: "maven" }, /"Cache": it is unknown, allowed are .*; did you mean "cache"\?/],
    [{ cache: "maven", readonly: "true" }, /"readonly": it is unknown, allowed are .*; did you mean "readOnly"\?/],
    [{ cache: "maven", sizelimit: "1Gi" }, /"sizelimit": it is unknown, allowed are .*; did you mean "sizeLimit"\?/],
    [{ cache: "$(params.cache)" }, /cache="\$\(params\.cache\)": the variable in it was not replaced/],
    [{ cache: "maven", commit: "$(COMMIT)" }, /commit="\$\(COMMIT\)": the variable in it was not replaced/],
    [{ cache: "maven", commit: "alwys" }, /commit="alwys": allowed are always, never; did you mean always\?/],
    [{ cache: "maven", merge: "ours" }, /merge="ours": allowed are union, lastWriterWins, firstWriterWins/],
    [{ cache: "maven", readOnly: "yes" }, /readOnly="yes": allowed are "true" and "false"/],
    [{ cache: "maven", sizeLimit: "much" }, /sizeLimit="much": write it like 500Mi, 2Gi or 1000000/],
    [{}, /"cache" is required/],
  ] as const) {
    it(`with ${JSON.stringify(wrong)} is refused, and nothing is made`, async () => {
      const refused = await refusal(running.publish({ id: "v1", attributes: wrong }));
      expect(refused.code).to.equal("INVALID_ARGUMENT");
      expect(refused.message).to.match(message);
      expect(existsSync(running.target("v1"))).to.equal(false);
      expect(running.disk.volumes()).to.deep.equal([]);
    });
  }

  it("published again at the same target is the same volume; with other arguments it exists already", async () => {
    const target = await running.publish({ id: "v1", attributes });
    writeFileSync(join(target, "file"), "");
    await running.publish({ id: "v1", attributes });
    expect(readdirSync(target)).to.deep.equal(["file"]);
    expect(running.mounts()).to.deep.equal([target]);
    for (const other of [
      { attributes: { cache: "npm" } },
      { attributes, readOnly: true },
      { attributes, pod: "another" },
      { attributes, group: "7" },
      { attributes: { ...attributes, sizeLimit: "1Gi" } },
    ]) {
      expect((await refusal(running.publish({ id: "v1", ...other }))).code).to.equal("ALREADY_EXISTS");
    }
    expect(running.mounts()).to.deep.equal([target]);
    await running.unpublish("v1");
  });

  it("of a single writer has one target, and of others as many as are asked for", async () => {
    const second = join(running.root, "pods", "second", "mount");
    await running.publish({ id: "one", attributes, mode: "SINGLE_NODE_SINGLE_WRITER" });
    const publish = running.publish({ id: "one", attributes, mode: "SINGLE_NODE_SINGLE_WRITER", target: second });
    expect((await refusal(publish)).code).to.equal("FAILED_PRECONDITION");
    await running.unpublish("one");
    const third = join(running.root, "pods", "third", "mount");
    await running.publish({ id: "many", attributes, target: second });
    await running.publish({ id: "many", attributes, target: third });
    expect(running.mounts()).to.have.members([second, third]);
    for (const target of [second, third]) await running.unpublish("many", target);
  });

  it("tells what its own files use of its limit, and nothing at another path", async () => {
    await running.pod("base", attributes, (target) => writeFileSync(join(target, "base"), Buffer.alloc(1 << 20, 1)));
    const target = await running.publish({ id: "v1", attributes: { ...attributes, sizeLimit: "10Mi" } });
    writeFileSync(join(target, "new"), Buffer.alloc(3 << 20, 1));
    const { usage } = await stats("v1", target);
    const [bytes, inodes] = [v1.VolumeUsage.Unit.BYTES, v1.VolumeUsage.Unit.INODES].map((unit) =>
      usage.find((one) => one.unit === unit),
    );
    expect([bytes?.used, bytes?.total, bytes?.available]).to.deep.equal([3 << 20, 10 << 20, 7 << 20]);
    expect(inodes?.used).to.equal(1);
    for (const [id, path] of [
      ["v1", running.root],
      ["v2", target],
      ["v1", `${target}/new`],
    ] as const) {
      expect((await refusal(stats(id, path))).code, `${id} at ${path}`).to.equal("NOT_FOUND");
    }
    await running.unpublish("v1");
    expect((await refusal(stats("v1", target))).code).to.equal("NOT_FOUND");
  });

  it("that wrote more than its limit is not committed, and says so", async () => {
    await running.pod("v1", { ...attributes, sizeLimit: "1Mi" }, (target) => {
      writeFileSync(join(target, "new"), Buffer.alloc(2 << 20, 1));
    });
    const line = await running.said(({ reason }) => reason === "size-limit");
    expect(line).to.deep.include({ msg: "Discarded a delta", volume: "v1" });
    expect(line["why"]).to.match(/2 MiB, sizeLimit is 1 MiB/);
    expect(running.disk.generations(attributes.cache)).to.deep.equal([]);
  });

  it("that requires its cache is refused while there is none", async () => {
    const wanting = { ...attributes, required: "true" };
    expect((await refusal(running.publish({ id: "v1", attributes: wanting }))).code).to.equal("FAILED_PRECONDITION");
    await running.pod("base", attributes, (target) => writeFileSync(join(target, "file"), ""));
    await running.pod("v1", wanting, (target) => expect(readdirSync(target)).to.deep.equal(["file"]));
  });

  it("keeps the owner of every user that writes into it", async function () {
    needRoot(this);
    await running.pod("v1", attributes, (target) => {
      writeFileSync(join(target, "file"), "");
      chownSync(join(target, "file"), 1000, 1001);
    });
    await running.look(attributes.cache, (view) => {
      const { uid, gid } = lstatSync(join(view, "file"));
      expect([uid, gid]).to.deep.equal([1000, 1001]);
    });
  });
});
