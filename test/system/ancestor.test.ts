/** The defects of the ancestor (docker-cache-volume-plugin) in how it names, mounts and removes volumes: Cachefork has none of them. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { call, refusal } from "../support/calls.ts";
import { freeze } from "../support/frozen.ts";
import { v1 } from "../support/messages.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { fill, makeSmallDisk, smallDiskFlags } from "../support/small-disk.ts";

const attributes = { cache: "maven" };

function write(name: string, content = name): (target: string) => void {
  return (target) => writeFileSync(join(target, name), content);
}

describeSystem("Cachefork does not have the ancestor's defect", () => {
  let running: Running;

  beforeEach(async () => {
    running = await Running.start();
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  function seen(cache: string): Promise<string[]> {
    return running.look(cache, (view) => readdirSync(view));
  }

  it("3: a record that is empty, cut or nonsense breaks nothing but itself, and is named", async () => {
    for (const cache of ["entry", "log", "fine"]) {
      await running.pod(`${cache}-1`, { cache }, write("one"));
      await running.pod(`${cache}-2`, { cache }, write("two"));
    }
    await running.publish({ id: "open", attributes: { cache: "fine" } });
    await running.end("SIGKILL");
    const logs = join(running.state, "caches", "builds");
    const newest = readdirSync(join(logs, "entry")).find((name) => name.endsWith(".2")) ?? "";
    writeFileSync(join(logs, "entry", newest), "");
    writeFileSync(join(logs, "log", "log.json"), '{"state":{"lat');
    writeFileSync(join(running.state, "volumes", "0123-4567.json"), "[]");
    await running.start();
    expect(await seen("fine"), "another cache").to.have.members(["one", "two"]);
    expect(await seen("entry"), "its newest readable generation").to.deep.equal(["one"]);
    expect(await seen("log"), "entries say themselves how far the log is").to.have.members(["one", "two"]);
    await running.unpublish("open");
    const named = running.lines
      .filter(({ msg }) => msg === "Something on disk cannot be read")
      .map(({ what }) => String(what));
    for (const name of [newest, "log.json", "0123-4567.json"]) expect(named.join("\n")).to.include(name);
    await running.pod("entry-3", { cache: "entry" }, write("three"));
    expect(await seen("entry"), "the log goes on").to.have.members(["one", "three"]);
    expect(existsSync(join(logs, "entry", newest)), "what cannot be read is set aside, not deleted").to.equal(true);
  });

  it("6: names that look alike are different caches, and no name leads anywhere else", async () => {
    for (const cache of ["my-cache-1", "my-cache-2"]) await running.pod(`of-${cache}`, { cache }, write(cache));
    expect(await seen("my-cache-1")).to.deep.equal(["my-cache-1"]);
    expect(await seen("my-cache-2")).to.deep.equal(["my-cache-2"]);
    for (const cache of ["foo-..", "..", "../maven", "a/b", "a.b", "A", "-a", "a-", "", "a".repeat(64), "job#1 » x"]) {
      const { code, message } = await refusal(running.publish({ id: "bad", attributes: { cache } }));
      expect(code, cache).to.equal("INVALID_ARGUMENT");
      expect(message).to.include(`cache=${JSON.stringify(cache)}`);
    }
    const before = readdirSync(running.root).toSorted();
    for (const [index, id] of ["foo-..", "..", "../../x", "/etc", "a/../../b", "ü »", "x".repeat(128)].entries()) {
      const target = join(running.root, "pods", `odd-${index}`, "mount");
      await running.publish({ id, attributes, target });
      write(`odd-${index}`)(target);
      await running.unpublish(id, target);
    }
    expect(readdirSync(running.root).toSorted(), "nothing but pods/").to.deep.equal(
      [...new Set([...before, "pods"])].toSorted(),
    );
    expect(await seen("maven")).to.have.length(7);
  });

  it("7: removing a volume that is unknown removes nothing", async () => {
    const target = await running.publish({ id: "v1", attributes });
    write("work")(target);
    const mounts = running.mounts();
    for (const id of ["plain", "v1", ".."]) {
      await running.unpublish(id, join(running.root, "pods", "unknown", "mount"));
    }
    await running.unpublish("plain", target);
    const { controller } = running.clients;
    const unknown = new v1.DeleteVolumeRequest({ volume_id: "plain" });
    await call(controller.DeleteVolume.bind(controller), unknown);
    const kept = join(running.root, "pods", "kept", "mount");
    mkdirSync(kept, { recursive: true });
    write("file")(kept);
    expect((await refusal(running.unpublish("plain", kept))).code).to.equal("FAILED_PRECONDITION");
    expect(readdirSync(kept)).to.deep.equal(["file"]);
    expect(running.mounts(), "also at the target of a volume that is open").to.deep.equal(mounts);
    expect(readFileSync(join(target, "work"), "utf8")).to.equal("work");
    await running.unpublish("v1");
    expect(await seen("maven")).to.deep.equal(["work"]);
  });

  it("9: an upper that is missing ends its volume with a message, and breaks nothing else", async () => {
    await running.pod("base", attributes, write("base"));
    await running.publish({ id: "lost", attributes });
    const kept = await running.publish({ id: "kept", attributes });
    write("kept")(kept);
    const record = running.disk.volumes().find(({ volumeId }) => volumeId === "lost");
    await running.end("SIGKILL");
    renameSync(running.disk.layer(record?.upper ?? "none"), join(running.root, "gone"));
    execFileSync("umount", [running.target("lost")]);
    await running.start();
    await running.unpublish("lost");
    expect(await running.said("Discarded a delta")).to.deep.include({ volume: "lost", reason: "unfit" });
    await running.unpublish("kept");
    expect(await seen("maven")).to.have.members(["base", "kept"]);
  });

  it("9: after the machine went down, what was open is discarded, and what was sealed is committed", async () => {
    await running.pod("base", attributes, write("base"));
    const target = await running.publish({ id: "open", attributes });
    write("of-open")(target);
    {
      using _ = freeze(join(running.state, "caches", "builds", "maven"), { except: ["cache.json"] });
      write("of-sealed")(await running.publish({ id: "sealed", attributes }));
      await running.unpublish("sealed");
      await running.end("SIGKILL");
    }
    execFileSync("umount", [target]);
    const volumes = join(running.state, "volumes");
    const records = readdirSync(volumes).filter((name) => name.endsWith(".json"));
    expect(records).to.have.length(2);
    for (const name of records) {
      // As if they were from an earlier boot; a record without a sum is taken for what it is.
      const text = readFileSync(join(volumes, name), "utf8");
      const { bootId, sum: _, ...rest } = JSON.parse(text) as { bootId: string; sum: string };
      writeFileSync(join(volumes, name), JSON.stringify({ ...rest, bootId: bootId.replaceAll(/./g, "0") }));
    }
    await running.start();
    expect(await running.said("Discarded a delta")).to.deep.include({ volume: "open", reason: "machine-crash" });
    await running.unpublish("open");
    expect(await seen("maven")).to.have.members(["base", "of-sealed"]);
    await running.settled();
    expect(running.disk.leftovers()).to.deep.equal([]);
  });

  it("10: one volume id at two targets is two volumes, and the end of one leaves the other alone", async () => {
    const [a, b] = ["a", "b"].map((name) => join(running.root, "pods", name, "mount")) as [string, string];
    await running.publish({ id: "same", attributes, target: a });
    await running.publish({ id: "same", attributes, target: b });
    write("of-a")(a);
    write("of-b")(b);
    expect([readdirSync(a), readdirSync(b)]).to.deep.equal([["of-a"], ["of-b"]]);
    await running.unpublish("same", a);
    expect(readdirSync(b)).to.deep.equal(["of-b"]);
    write("more")(b);
    const taken = await refusal(running.publish({ id: "other", attributes, target: b }));
    expect(taken.code, "nor does one target take two").to.equal("FAILED_PRECONDITION");
    await running.unpublish("same", b);
    expect(await seen("maven")).to.have.members(["of-a", "of-b", "more"]);
  });

  it("11: a build whose work is not wanted commits nothing", async () => {
    await running.pod("good", attributes, write("good"));
    await running.pod("bad", { ...attributes, commit: "never" }, (target) => {
      write("bad")(target);
      rmSync(join(target, "good"));
    });
    expect(await seen("maven")).to.deep.equal(["good"]);
    expect(running.disk.head("maven").number).to.equal(1);
  });
});

describeSystem("Cachefork does not have the ancestor's defect", () => {
  it("12: an error says what, where and why in whole words, and a record that cannot be written is one", async () => {
    await using running = await Running.prepare({ flags: smallDiskFlags });
    makeSmallDisk(running.state, 8);
    await running.start();
    await running.pod("v1", attributes, write("base"));
    {
      using _ = fill(running.state);
      const { code, message } = await refusal(running.publish({ id: "v2", attributes }));
      expect(code).to.equal("RESOURCE_EXHAUSTED");
      expect(message)
        .to.match(/^Cannot \w.+: ENOSPC: no space left on device/)
        .and.include(running.state);
      expect(message).to.not.match(/%!|\[object|undefined/);
      expect(existsSync(running.target("v2")), "it was undone").to.equal(false);
    }
    await running.pod("v2", attributes, write("more"));
    await running.look("maven", (view) => expect(readdirSync(view)).to.have.members(["base", "more"]));
  });
});
