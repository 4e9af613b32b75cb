/** Snapshots and copies of claims, on real mounts: they show what they showed, whatever else happens. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { longChain } from "../../src/cache/compact.ts";
import { refusal } from "../support/calls.ts";
import { type Listing, listing } from "../support/listing.ts";
import { describeSystem, isRoot } from "../support/needs.ts";
import type { CreatedVolume } from "../support/provisioner.ts";
import { Provisioner } from "../support/provisioner.ts";
import { Running } from "../support/running.ts";
import { Directory, makeSpecialFiles } from "../support/special-files.ts";

describeSystem("A snapshot", () => {
  let running: Running;
  let provisioner: Provisioner;
  let pods: number;

  beforeEach(async () => {
    running = await Running.start({ flags: ["--keep", "1"] });
    provisioner = new Provisioner(() => running.clients);
    pods = 0;
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  /** Lets a pod work in a volume of a claim; answers what it saw in the end. */
  async function pod(
    { volume_id: id, volume_context: context }: CreatedVolume,
    work: (view: string) => void,
  ): Promise<Listing> {
    pods += 1;
    const target = running.target(`pod-${pods}`);
    const attributes = Object.fromEntries(context);
    const view = await running.publish({ id, attributes, target, pod: `pod-${pods}`, ephemeral: false });
    work(view);
    const seen = listing(view);
    await running.unpublish(id, target);
    return seen;
  }

  /** What the next pod of a claim would find, when all that is sealed is committed. */
  async function look(claim: CreatedVolume): Promise<Listing> {
    await running.until(() => running.disk.volumes().every(({ state }) => state !== "sealed"));
    return untimed(await pod(claim, () => {}));
  }

  function files(claim: CreatedVolume): Promise<string[]> {
    let seen: string[] = [];
    return pod(claim, (view) => {
      seen = readdirSync(view);
    }).then(() => seen);
  }

  function plantMuch(view: string): void {
    for (const name of ["kept", "changed", "deleted"]) {
      mkdirSync(join(view, name));
      writeFileSync(join(view, name, "file"), name);
    }
    using top = Directory.open(view);
    makeSpecialFiles(top, { outside: "/nowhere", asRoot: isRoot });
  }

  it("restored into another claim shows exactly what it showed, after compactions, sweeps and a crash", async () => {
    const maven = await provisioner.volume("maven");
    await pod(maven, plantMuch);
    for (let number = 0; number < 3; number += 1)
      await pod(maven, (view) => writeFileSync(join(view, `early-${number}`), ""));
    const before = await look(maven);
    const snapshot = await provisioner.snapshot("monday", maven);
    await pod(maven, (view) => {
      writeFileSync(join(view, "changed", "file"), "changed since");
      rmSync(join(view, "deleted"), { recursive: true });
    });
    for (let number = 0; number < longChain; number += 1)
      await pod(maven, (view) => writeFileSync(join(view, `late-${number}`), ""));
    await running.said("Compacted a chain");
    await running.restart("SIGKILL");
    await running.settled();
    expect(running.disk.floor("maven"), "the log has been shortened past it").to.be.above(5);
    const restored = await provisioner.volume("restored", { source: snapshot });
    expect(await look(restored)).to.deep.equal(before);
    expect((await look(maven))["changed/file"]).to.not.deep.equal(before["changed/file"]);
    expect(running.disk.head("restored")).to.deep.include({ kind: "imported", number: 1, bytes: 0 });
  });

  it("restored twice gives two caches that go their own ways", async () => {
    const maven = await provisioner.volume("maven");
    await pod(maven, (view) => writeFileSync(join(view, "common"), "common"));
    const snapshot = await provisioner.snapshot("s", maven);
    const [a, b] = [
      await provisioner.volume("a", { source: snapshot }),
      await provisioner.volume("b", { source: snapshot }),
    ];
    await pod(a, (view) => writeFileSync(join(view, "of-a"), ""));
    await pod(b, (view) => {
      writeFileSync(join(view, "of-b"), "");
      writeFileSync(join(view, "common"), "changed by b");
    });
    await look(a);
    expect(await files(a)).to.have.members(["common", "of-a"]);
    expect(await files(b)).to.have.members(["common", "of-b"]);
    expect(await files(maven)).to.deep.equal(["common"]);
    await pod(a, (view) => expect(readFileSync(join(view, "common"), "utf8")).to.equal("common"));
    expect(
      (await refusal(provisioner.volume("c", { source: snapshot, parameters: { cache: "a" } }))).message,
    ).to.contain("holds something else");
  });

  it("and a copy of a claim hold what was written before: an unpublish that was answered is in them", async () => {
    const maven = await provisioner.volume("maven");
    await pod(maven, (view) => writeFileSync(join(view, "one"), ""));
    const copy = await provisioner.volume("copy", { source: maven });
    expect(await files(copy)).to.deep.equal(["one"]);
    await pod(maven, (view) => writeFileSync(join(view, "two"), ""));
    const snapshot = await provisioner.snapshot("s", maven);
    expect(await files(await provisioner.volume("second", { source: snapshot }))).to.have.members(["one", "two"]);
    expect(await files(copy)).to.deep.equal(["one"]);
  });

  it("costs no space and no time by the size of what it shows, and so does its copy", async () => {
    const maven = await provisioner.volume("maven");
    await pod(maven, (view) => {
      for (let number = 0; number < 200; number += 1) writeFileSync(join(view, `f${number}`), Buffer.alloc(4096, 1));
    });
    await look(maven);
    await running.settled();
    const before = running.disk.layers();
    const snapshot = await provisioner.snapshot("s", maven);
    await provisioner.volume("restored", { source: snapshot });
    await provisioner.volume("cloned", { source: maven });
    expect(running.disk.layers()).to.have.members(before);
    for (const cache of ["restored", "cloned"])
      expect(running.disk.head(cache).layers).to.deep.equal(running.disk.head("maven").layers);
  });

  it("outlives its claim; deleted, it frees what nothing else holds", async () => {
    const maven = await provisioner.volume("maven");
    await pod(maven, (view) => writeFileSync(join(view, "old"), "old"));
    const snapshot = await provisioner.snapshot("s", maven);
    const [old] = running.disk.head("maven").layers;
    pruned("maven");
    await provisioner.deleteVolume(maven.volume_id);
    const restored = await provisioner.volume("restored", { source: snapshot });
    expect(await files(restored)).to.deep.equal(["old"]);
    await running.settled();
    await provisioner.deleteSnapshot(snapshot.snapshot_id);
    expect(await swept(), "the copy holds it").to.deep.equal([old?.id]);
    pruned("restored");
    expect(await swept()).to.deep.equal([]);
    expect((await refusal(provisioner.volume("late", { source: snapshot }))).code).to.equal("NOT_FOUND");
  });

  it("of which the record is damaged frees nothing, and is told of; deleted, it is gone", async () => {
    const maven = await provisioner.volume("maven");
    await pod(maven, (view) => writeFileSync(join(view, "old"), "old"));
    const { snapshot_id: id } = await provisioner.snapshot("s", maven);
    const [old] = running.disk.head("maven").layers;
    truncateSync(join(running.state, "snapshots", `${id}.json`), 30);
    pruned("maven");
    expect(await swept()).to.deep.equal([old?.id]);
    expect(running.lines.map(({ msg }) => msg)).to.include("Set aside what cannot be read");
    await provisioner.deleteSnapshot(id);
    expect(await swept()).to.deep.equal([]);
  });

  /** Empties a cache with the command line. */
  function pruned(cache: string): void {
    const words = ["prune", `builds/${cache}`, "--yes", "--state", running.state];
    execFileSync(process.execPath, [join(import.meta.dirname, "../../src/main.ts"), ...words]);
  }

  /** The layers that are there when a sweep has begun and ended from here on, but for those of the cache that woke it. */
  async function swept(): Promise<string[]> {
    for (let round = 0; round < 3; round += 1) {
      const from = running.lines.length;
      const path = `${from}`;
      await running.pod(`waker-${from}`, { cache: "waker" }, (view) => writeFileSync(join(view, path), path));
      // The first commit leaves nothing to retire.
      const retires = running.disk.head("waker").number > 1;
      if (retires) await running.said(({ msg, generations }) => msg === "Swept" && Number(generations) > 0, from);
    }
    const wakers = new Set(running.disk.head("waker").layers.map(({ id }) => id));
    return running.disk.layers().filter((id) => !wakers.has(id));
  }
});

/** A merge may set the times of directories. */
function untimed(seen: Listing): Listing {
  return Object.fromEntries(
    Object.entries(seen).map(([path, entry]) => [path, entry.kind === "directory" ? { ...entry, mtime: 0n } : entry]),
  );
}
