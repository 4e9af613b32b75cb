/** Holds the inspection of a state directory to its contract, and to what only a disk can show. */
import { execFile } from "node:child_process";
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { linuxFiles } from "../../src/host/linux-files.ts";
import type { Host } from "../../src/store/inspect.ts";
import { DiskInspection } from "../../src/store/inspect.ts";
import { at, openBelow, openTop } from "../../src/store/tree.ts";
import { describeInspection } from "../contracts/inspection.ts";
import { newVolume } from "../contracts/inspection-world.ts";
import { FakeDisk } from "../fakes/fake-disk.ts";
import { isRoot, TemporaryState } from "./temporary-state.ts";

/** A host on which nothing is mounted and no plugin runs. */
export function quietHost(changes: Partial<Host> = {}): Host {
  return {
    linux: linuxFiles,
    userxattr: !isRoot,
    bootId: "boot-1",
    disk: new FakeDisk(),
    mounts: async () => [],
    running: async () => undefined,
    openFiles: async (pid: number) => pid * 1000,
    ...changes,
  };
}

/** How many descriptors of this process are of something below a directory. */
function opened(root: string): number {
  const links = readdirSync("/proc/self/fd").map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return ""; // The descriptor that listed the others.
    }
  });
  return links.filter((link) => link.startsWith(root)).length;
}

describe("DiskInspection", () => {
  describeInspection(async () => {
    const state = await TemporaryState.make();
    return {
      inspection: new DiskInspection(state.layout, quietHost()),
      mayChown: isRoot,
      layer: async (id, content) => state.layer(id, content),
      discard: (id) => state.discard(id),
      record: async (volume) => state.record(volume),
      [Symbol.asyncDispose]: async () => state[Symbol.dispose](),
    };
  });

  it("counts what du -s counts, to the byte", async () => {
    using state = await TemporaryState.make();
    state.layer("one", {
      a: { file: "x".repeat(70_000) },
      "d/e/b": { file: "y" },
      link: { symlink: "a" },
      p: { fifo: true },
    });
    state.layer("two", { a: { same: ["one", "a"] }, "d/c": { file: "z".repeat(5000) } });
    state.layer("old", { a: { same: ["one", "a"] }, b: { file: "w".repeat(9000) } });
    await state.discard("old");
    state.record(newVolume("a-1"));
    // A hole takes no blocks.
    writeFileSync(join(state.layout.layer("two"), "sparse"), "");
    truncateSync(join(state.layout.layer("two"), "sparse"), 50_000_000);
    const usage = await new DiskInspection(state.layout, quietHost()).usage([["one"], ["two", "upper9"]]);
    const { stdout } = await promisify(execFile)("du", ["-s", "--block-size=1", state.layout.root]);
    expect(usage.whole).to.equal(Number(stdout.split("\t")[0]));
    expect(usage.whole).to.be.below(1_000_000);
  });

  it("counts trees that are deeper than any path can be long", async () => {
    using state = await TemporaryState.make();
    state.layer("deep", {});
    let directory = openTop(state.layout.layer("deep"));
    for (let depth = 0; depth < 2200; depth += 1) {
      mkdirSync(at(directory, "d"));
      const below = openBelow(directory, "d");
      closeSync(directory);
      directory = below;
    }
    closeSync(directory);
    const usage = await new DiskInspection(state.layout, quietHost()).usage([["deep"]]);
    expect(usage.groups[0]?.exclusive).to.be.at.least(2200);
    await promisify(execFile)("rm", ["-rf", state.layout.layer("deep")]);
  }).timeout(60_000);

  it("reads both files where size and mtime are equal, however large they are", async () => {
    using state = await TemporaryState.make();
    const text = "x".repeat(600_000);
    state.layer("one", { same: { file: text }, late: { file: `${text}a` } });
    state.layer("two", { same: { file: text }, late: { file: `${text}b` } });
    const found = [];
    for await (const difference of new DiskInspection(state.layout, quietHost()).diff(["one"], ["two"]))
      found.push([Buffer.from(difference.path).toString(), ...difference.aspects]);
    expect(found).to.deep.equal([["late", "content"]]);
  });

  it("leaves no descriptor open, ended or left half-way", async () => {
    using state = await TemporaryState.make();
    state.layer("one", { "a/b/c": { file: "1" } });
    const inspection = new DiskInspection(state.layout, quietHost());
    const before: number[] = [];
    for await (const difference of inspection.diff([], ["one"])) {
      before.push(opened(state.layout.root));
      if (difference.kind === "file") break;
    }
    expect(Math.max(...before), "it is open while it is read").to.be.above(1);
    for await (const _ of inspection.diff(["one"], [])) continue;
    await inspection.usage([["one"]]);
    expect(opened(state.layout.root)).to.equal(0);
  });

  it("does not look below directories that are made of the same inodes", async () => {
    using state = await TemporaryState.make();
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`same/d${index}/f`, { file: "" }]));
    state.layer("one", many);
    state.layer("two", { "other/d/f": { file: "" } });
    let looked = 0;
    const getxattr = (path: Uint8Array, name: string): Uint8Array | undefined => {
      looked += 1;
      return linuxFiles.getxattr(path, name);
    };
    const host = quietHost({ linux: { ...linuxFiles, getxattr } });
    const found = [];
    for await (const { path } of new DiskInspection(state.layout, host).diff(["one"], ["two", "one"]))
      found.push(Buffer.from(path).toString());
    expect(found).to.deep.equal(["other", "other/d", "other/d/f"]);
    expect(looked).to.be.below(20);
  });

  it("names records that cannot be read: of volumes, and of claims", async () => {
    using state = await TemporaryState.make();
    writeFileSync(join(state.layout.volumes, "a-1.json"), "{");
    writeFileSync(join(state.layout.claims, "claim-x.json"), "[]");
    const { unreadable, unreadableClaims } = await new DiskInspection(state.layout, quietHost()).survey();
    expect(unreadable).to.have.lengthOf(1);
    expect(unreadable[0]).to.include({ name: "volumes/a-1.json", incarnation: "a-1", pins: "layers" });
    expect(unreadableClaims.map(({ name, pins }) => [name, pins])).to.deep.equal([["claims/claim-x.json", "nothing"]]);
  });

  it("does not believe a record under another record's name", async () => {
    using state = await TemporaryState.make();
    state.record(newVolume("a-1"));
    renameSync(join(state.layout.volumes, "a-1.json"), join(state.layout.volumes, "b-2.json"));
    const { volumes, unreadable } = await new DiskInspection(state.layout, quietHost()).survey();
    expect([volumes.length, unreadable.length]).to.deep.equal([0, 1]);
  });

  it("names entries at or below a floor that were not removed", async () => {
    using state = await TemporaryState.make();
    const directory = join(state.layout.caches, "default", "npm");
    mkdirSync(directory, { recursive: true });
    for (const number of [1, 2, 3]) writeFileSync(join(directory, `npm.default.00c0ffee.${number}`), "{}");
    appendFileSync(join(directory, "log.json"), '{"floor":2,"epoch":0}');
    const { retired } = await new DiskInspection(state.layout, quietHost()).survey();
    expect(retired).to.deep.equal(["default/npm/npm.default.00c0ffee.1", "default/npm/npm.default.00c0ffee.2"]);
  });

  it("tells which volumes were noted as mounted, and what the host says", async () => {
    using state = await TemporaryState.make();
    writeFileSync(join(state.layout.volumes, "a-1.mounted"), "");
    const mounts = [{ target: "/pods/1", source: "a-1" }];
    const host = quietHost({ mounts: async () => mounts, running: async () => 7, bootId: "boot-2" });
    const survey = await new DiskInspection(state.layout, host).survey();
    expect(survey).to.deep.include({
      mounts,
      running: 7,
      openFiles: 7000,
      bootId: "boot-2",
      mounted: new Set(["a-1"]),
    });
  });

  it("throws a CacheError that says what it was doing when the disk refuses", async () => {
    using state = await TemporaryState.make();
    rmSync(state.layout.layers, { recursive: true });
    writeFileSync(state.layout.layers, "");
    const refused = await new DiskInspection(state.layout, quietHost()).usage([]).catch((error: unknown) => error);
    expect(refused).to.be.an("error").with.property("name", "CacheError");
  });
});
