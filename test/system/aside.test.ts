/** One record after the other is damaged under the real plugin: it goes on, says so, and deletes nothing that may still be needed. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { freePort, Scrape } from "../support/metrics.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const main = join(import.meta.dirname, "../../src/main.ts");

type Damage = (path: string, original: Buffer) => void;

/** Flips a bit within the first half, where a record says what it is about. */
const flip: Damage = (path, original) => {
  const changed = Buffer.from(original);
  const at = Math.floor((Math.random() * changed.length) / 2);
  changed[at] = (changed[at] ?? 0) ^ 4;
  writeFileSync(path, changed);
};

const damages: Readonly<Record<string, Damage>> = {
  "with a flipped bit": flip,
  "cut off": (path, original) => writeFileSync(path, original.subarray(0, original.length / 2)),
  "that is empty": (path) => writeFileSync(path, ""),
  "that is a directory": (path) => {
    rmSync(path);
    mkdirSync(join(path, "within"), { recursive: true });
  },
  "that is no JSON": (path) => writeFileSync(path, "\0".repeat(100)),
  "with fields of other types": (path, original) =>
    writeFileSync(path, original.toString().replaceAll(/:("[^"]*"|\d+)/g, ":[$1]")),
  "of a future version": (path) => writeFileSync(path, '{"version":7,"what":"nobody knows yet"}\n'),
};

const names = Object.keys(damages);

/** Three ways to damage a thing, other ones for each, so that all are tried. */
function someDamages(first: number): (readonly [string, Damage])[] {
  return [0, 1, 2].map((more) => {
    const name = names[(first + more * 2) % names.length] ?? "";
    return [name, damages[name] ?? flip] as const;
  });
}

describeSystem("What cannot be read", () => {
  let running: Running;
  let port: number;
  let builds: number;

  beforeEach(async () => {
    port = await freePort();
    builds = 0;
    running = await Running.start({ flags: ["--metrics", `127.0.0.1:${port}`, "--keep", "2"] });
    for (let count = 0; count < 4; count += 1) await build("npm");
  });

  afterEach(async () => running[Symbol.asyncDispose]());

  /** A build that commits a file of its own, told by the log, because some records cannot be read here. */
  async function build(cache: string): Promise<void> {
    builds += 1;
    const id = `b${builds}`;
    const from = running.lines.length;
    const target = await running.publish({ id, attributes: { cache } });
    writeFileSync(join(target, id), id);
    await running.unpublish(id);
    await running.said((line) => line.msg === "Committed a delta" && line["volume"] === id, from);
  }

  /** Builds until a sweep, which each commit wakes, has brought this about. */
  async function sweptUntil(so: () => boolean): Promise<void> {
    await build("other");
    await running.until(so);
  }

  function inLog(cache: string): string {
    return join(running.state, "caches", "builds", cache);
  }

  /** The file of the newest entry of npm. */
  function newestEntry(): string {
    const numbers = readdirSync(inLog("npm")).flatMap((name) => /\.(\d+)$/.exec(name)?.[1] ?? []);
    const newest = Math.max(...numbers.map(Number));
    return join(inLog("npm"), readdirSync(inLog("npm")).find((name) => name.endsWith(`.${newest}`)) ?? "");
  }

  function findings(): { readonly code: string; readonly subject: string; readonly what: string }[] {
    const ran = spawnSync(process.execPath, [main, "doctor", "-o", "json", "--state", running.state]);
    expect(ran.status, ran.stderr.toString()).to.equal(4);
    return (JSON.parse(ran.stdout.toString()) as { items: ReturnType<typeof findings> }).items;
  }

  /** The plugin goes on around what cannot be read: others commit, the disk is swept, what was there stays, and it is told. */
  async function expectAround(path: string, from: number): Promise<void> {
    const name = path.slice(running.state.length + 1);
    const before = running.disk.layers();
    await build("other");
    await running.said((line) => line.msg === "Set aside what cannot be read" && line["name"] === name, from);
    const garbage = running.disk.layer("garbage");
    mkdirSync(garbage);
    await sweptUntil(() => !existsSync(garbage));
    expect(running.disk.layers()).to.include.members(before);
    expect((await Scrape.of(port)).value("cachefork_records_unreadable")).to.equal(1);
    const finding = findings().find(({ subject }) => subject === name);
    expect(finding?.code).to.equal("unreadable");
    expect(finding?.what).to.contain("set aside since");
  }

  /** Damages a file, sees that all goes on, puts it back, and sees that it is no longer set aside. */
  async function survive(path: string, damage: Damage): Promise<void> {
    const original = readFileSync(path);
    const from = running.lines.length;
    damage(path, original);
    // What was read once is remembered: a byte that changes in place is noticed at the next start.
    await running.restart("SIGTERM");
    await expectAround(path, from);
    rmSync(path, { recursive: true });
    writeFileSync(path, original);
    const restored = running.lines.length;
    await build("other");
    await running.said("What was set aside is gone, or can be read again", restored);
    expect((await Scrape.of(port)).value("cachefork_records_unreadable")).to.equal(0);
  }

  for (const [what, file, first] of [
    ["an entry", (): string => newestEntry(), 0],
    ["a cache's description", (): string => join(inLog("npm"), "cache.json"), 1],
    ["a log's floor", (): string => join(inLog("npm"), "log.json"), 2],
  ] as const) {
    for (const [how, damage] of someDamages(first)) {
      it(`is set aside: ${what} ${how}`, async () => {
        const path = file();
        // All of the sweep: what it still had to retire would write the floor anew, and mend it.
        await running.until(() => existsSync(path) && running.disk.generations("npm").length === 2);
        const view = await running.look("npm", (target) => readdirSync(target).toSorted());
        await survive(path, damage);
        expect(await running.look("npm", (target) => readdirSync(target).toSorted())).to.deep.equal(view);
        await build("npm");
        expect(await running.look("npm", (target) => readdirSync(target))).to.include.members(view);
      });
    }
  }

  for (const [how, damage] of someDamages(3)) {
    it(`is set aside: a volume's record ${how}, while its pod works on`, async () => {
      const target = await running.publish({ id: "held", attributes: { cache: "npm" } });
      const { incarnation, upper } = running.disk.volumes()[0] ?? { incarnation: "", upper: "" };
      const path = join(running.state, "volumes", `${incarnation}.json`);
      const original = readFileSync(path);
      await running.end("SIGKILL");
      damage(path, original);
      const from = running.lines.length;
      await running.start();
      await expectAround(path, from);
      writeFileSync(join(target, "held"), "held");
      await running.publish({ id: "held", attributes: { cache: "npm" } });
      expect(running.mounts()).to.deep.equal([target]);
      expect(readdirSync(target)).to.include.members(["b1", "b4", "held"]);
      await running.unpublish("held");
      expect(running.mounts()).to.deep.equal([]);
      await sweptUntil(() => true);
      expect(readdirSync(running.disk.layer(upper))).to.deep.equal(["held"]);
      rmSync(path, { recursive: true });
      writeFileSync(path, original);
      await running.restart("SIGTERM");
      await running.ended("held");
      expect(await running.look("npm", (view) => readdirSync(view))).to.include("held");
    });
  }

  it("and its note cannot be read either: it is noted anew, and pins what it pinned", async () => {
    const path = newestEntry();
    damages["cut off"]?.(path, readFileSync(path));
    await expectAround(path, 0);
    const before = running.disk.layers();
    const [note = ""] = readdirSync(join(running.state, "aside"));
    flip(join(running.state, "aside", note), readFileSync(join(running.state, "aside", note)));
    await sweptUntil(() => !readdirSync(join(running.state, "aside")).includes(note));
    expect(readdirSync(join(running.state, "aside"))).to.have.length(1);
    expect(running.disk.layers()).to.include.members(before);
  });

  it("and is a claim: other claims are served, and it is told", async () => {
    mkdirSync(join(running.state, "claims"), { recursive: true });
    writeFileSync(join(running.state, "claims", `claim-${"0".repeat(32)}.json`), "{");
    await build("npm");
    expect((await Scrape.of(port)).value("cachefork_records_unreadable")).to.equal(1);
    expect(findings().map(({ code }) => code)).to.include("unreadable");
  });
});

describeSystem("A layer that is not on the disk", () => {
  it("is told by a metric and the doctor, and once in the log; builds start from what is whole, and commit", async () => {
    const port = await freePort();
    await using running = await Running.start({ flags: ["--metrics", `127.0.0.1:${port}`] });
    for (const id of ["b1", "b2"])
      await running.pod(id, { cache: "npm" }, (target) => writeFileSync(join(target, id), id));
    const [newest] = running.disk.head("npm").layers;
    const path = running.disk.layer(newest?.id ?? "");
    rmSync(path, { recursive: true });
    writeFileSync(path, "a file in its place");
    expect((await Scrape.of(port)).value("cachefork_layers_missing")).to.equal(1);
    await running.pod("b3", { cache: "npm" }, (target) => {
      expect(readdirSync(target)).to.deep.equal(["b1"]);
      writeFileSync(join(target, "b3"), "");
    });
    await running.pod("b4", { cache: "npm" }, (target) => {
      expect(readdirSync(target)).to.deep.equal(["b1", "b3"]);
    });
    expect(running.lines.filter(({ msg }) => msg === "Layers are missing; commits go on without them")).to.have.length(
      1,
    );
    await running.end("SIGTERM");
  });
});
