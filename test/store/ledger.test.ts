/** Holds the embedded ledger to its contract, and to what only files can get wrong. */
import type { ChildProcess } from "node:child_process";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { Layout } from "../../src/store/layout.ts";
import { EmbeddedLedger } from "../../src/store/ledger.ts";
import { prepareState } from "../../src/store/state.ts";
import type { LedgerWorld } from "../contracts/ledger.ts";
import { describeLedger, newGeneration, npm } from "../contracts/ledger.ts";
import { describeFind } from "../contracts/ledger-entries.ts";
import { describeRemoval } from "../contracts/ledger-removal.ts";
import { FakeClock } from "../fakes/fake-clock.ts";

const domain = "00c0ffee";

interface DiskWorld extends LedgerWorld {
  readonly ledger: EmbeddedLedger;
  readonly layout: Layout;
  /** The file of a generation of the cache `npm`. */
  entry(number: number): string;
}

async function makeWorld(): Promise<DiskWorld> {
  const layout = new Layout(await mkdtemp(join(tmpdir(), "cachefork-ledger-")));
  await prepareState(layout);
  const clock = new FakeClock();
  const another = (): EmbeddedLedger => new EmbeddedLedger(layout, domain, clock);
  const entry = (number: number): string => join(layout.caches, "default", "npm", `npm.default.${domain}.${number}`);
  return {
    ledger: another(),
    layout,
    clock,
    another,
    entry,
    spoil: (_, number) => truncate(entry(number), 20),
    [Symbol.asyncDispose]: () => rm(layout.root, { recursive: true }),
  };
}

describe("EmbeddedLedger", () => {
  for (const describePart of [describeLedger, describeFind, describeRemoval]) describePart(makeWorld);

  let world: DiskWorld;
  beforeEach(async () => {
    world = await makeWorld();
  });
  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function append(...volumes: readonly string[]): Promise<void> {
    for (const volume of volumes) {
      await world.ledger.append(npm, await world.ledger.head(npm), newGeneration(volume));
    }
  }

  async function numbers(): Promise<number[]> {
    return (await world.ledger.generations(npm)).map(({ number }) => number);
  }

  it("records the floor before it deletes: when a deletion fails, the entries count as gone", async () => {
    await append("v1", "v2", "v3");
    await rm(world.entry(1));
    await mkdir(world.entry(1));
    expect(await world.ledger.retire(npm, 2).catch((error: unknown) => error)).to.be.an("error");
    expect((await readdir(join(world.entry(1), ".."))).filter((name) => name.startsWith("npm."))).to.have.lengthOf(3);
    expect(await world.another().head(npm)).to.deep.include({ floor: 2, last: 3 });
    expect(await numbers()).to.deep.equal([3]);
  });

  it("deletes nothing when the floor cannot be recorded", async () => {
    await append("v1", "v2", "v3");
    await rm(world.layout.temporary, { recursive: true });
    expect(await world.ledger.retire(npm, 2).catch((error: unknown) => error)).to.be.an("error");
    expect(await numbers()).to.deep.equal([1, 2, 3]);
  });

  it("withdraws the file of an entry that came at or below the floor", async () => {
    const slept = await world.ledger.head(npm);
    await append("v1", "v2");
    await world.ledger.retire(npm, 1);
    const refused = await world
      .another()
      .append(npm, slept, newGeneration("late"))
      .catch((error: unknown) => error);
    expect(refused).to.include({ kind: "conflict" });
    expect(await readdir(join(world.entry(1), ".."))).to.not.include(`npm.default.${domain}.1`);
  });

  it("does not take drafts and foreign files for entries", async () => {
    await append("v1");
    const directory = join(world.entry(1), "..");
    for (const name of [
      "draft-0123456789",
      `npm.default.${domain}.02`,
      "npm.default.11111111.3",
      "go.default.00c0ffee.4",
    ])
      await writeFile(join(directory, name), "half an ent");
    expect(await numbers()).to.deep.equal([1]);
    expect((await world.ledger.head(npm)).last).to.equal(1);
    expect(await world.ledger.unreadable()).to.deep.equal([]);
  });

  it("does not believe an entry under another entry's name", async () => {
    await append("v1", "v2");
    await copyFile(world.entry(1), world.entry(3));
    expect(await numbers()).to.deep.equal([1, 2]);
    expect((await world.ledger.unreadable())[0]?.why).to.contain("says it is generation 1");
  });

  it("leaves no draft behind, won or lost", async () => {
    const stale = await world.ledger.head(npm);
    await append("v1");
    await world.ledger.append(npm, stale, newGeneration("v2")).catch(() => undefined);
    await world.ledger.retire(npm, 1);
    expect(await readdir(world.layout.temporary)).to.deep.equal([]);
  });

  it("looks again at the head when everything that it listed was retired before it was read", async () => {
    await append("v1", "v2");
    const first = world.entry(1);
    const second = await readFile(world.entry(2));
    await rm(world.entry(2));
    await rm(first);
    execFileSync("mkfifo", [first]);
    const looking = world.ledger.head(npm);
    // Opened for writing as soon as the other side is opened for reading: then the list was made.
    const entry = await open(first, "w");
    await writeFile(world.entry(2), second);
    await writeFile(join(first, "..", "log.json"), JSON.stringify({ floor: 1, epoch: 0 }));
    await rm(first);
    await entry.close();
    expect(await looking).to.deep.include({ floor: 1, last: 2 });
    expect((await looking).generation?.volume).to.equal("v2");
  });

  it("lists a cache whose record is missing while its log has entries, and says so", async () => {
    await append("v1");
    const { uid } = await world.ledger.ensure(npm);
    expect(await world.ledger.unreadable()).to.deep.equal([]);
    await rm(join(world.entry(1), "..", "cache.json"));
    expect((await world.ledger.caches()).map((cache) => [cache.key, cache.uid])).to.deep.equal([[npm, uid]]);
    const named = await world.another().unreadable();
    expect(named).to.have.lengthOf(1);
    expect(named[0]).to.include({ name: "caches/default/npm/cache.json", pins: "nothing" });
    expect(named[0]?.why).to.match(/cache\.json, and the log has entries$/);
    await append("v2");
    expect((await world.ledger.ensure(npm)).uid, "it is the same cache").to.equal(uid);
    expect(await world.ledger.unreadable(), "the next use makes it again").to.deep.equal([]);
  });

  it("does not miss the record of a cache whose first entry comes while it looks", async () => {
    await append("v1");
    const directory = join(world.entry(1), "..");
    const [cache, state] = [join(directory, "cache.json"), join(directory, "log.json")];
    const [record, entry] = [await readFile(cache), await readFile(world.entry(1))];
    await Promise.all([rm(cache), rm(world.entry(1))]);
    execFileSync("mkfifo", [state]);
    const looking = world.ledger.unreadable();
    const log = await open(state, "w");
    await writeFile(cache, record);
    await writeFile(world.entry(1), entry);
    await log.writeFile(JSON.stringify({ floor: 0, epoch: 0 }));
    await log.close();
    expect(await looking).to.deep.equal([]);
  });

  it("dates a use after all uses before, also when the clock was set back", async () => {
    const { usedAt } = await world.ledger.ensure(npm);
    world.clock.jump(-1e12);
    expect(Date.parse((await world.ledger.ensure({ ...npm, name: "go" })).usedAt)).to.be.above(Date.parse(usedAt));
  });

  it("names a cache's record that cannot be read, once, and lists the cache", async () => {
    await append("v1");
    await truncate(join(world.entry(1), "..", "cache.json"), 5);
    expect([await world.ledger.unreadable(), await world.ledger.caches()].map(({ length }) => length)).to.eql([1, 1]);
  });

  it("does not miss the record of a cache without entries", async () => {
    await mkdir(join(world.layout.caches, "default", "npm"), { recursive: true });
    expect(await world.ledger.unreadable()).to.deep.equal([]);
  });

  describe("with writers in several processes", () => {
    const writers: ChildProcess[] = [];

    afterEach(async () => {
      for (const child of writers.splice(0)) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill("SIGKILL");
        await once(child, "exit");
      }
    });

    function start(name: string, count: number): ChildProcess {
      const script = join(import.meta.dirname, "appender.ts");
      const child = spawn(process.execPath, [script, world.layout.root, name, String(count)], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      writers.push(child);
      return child;
    }

    /** The numbers that a writer reported. */
    async function won(child: ChildProcess): Promise<number[]> {
      const found: number[] = [];
      if (!child.stdout) return found;
      for await (const line of createInterface({ input: child.stdout })) found.push(Number(line));
      return found;
    }

    it("gives each number to exactly one of them, and shows no entry half-written", async () => {
      const children = ["a", "b", "c", "d"].map((name) => start(name, 10));
      const results = Promise.all(children.map(won));
      let halves: readonly unknown[] = [];
      const reading = (async (): Promise<void> => {
        while (children.some((child) => child.exitCode === null)) {
          halves = [...halves, ...(await world.ledger.unreadable())];
        }
      })();
      const all = (await results).flat();
      await reading;
      expect(all.toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 40 }, (_, index) => index + 1));
      expect(halves).to.deep.equal([]);
      const volumes = (await world.ledger.generations(npm)).map(({ volume }) => volume);
      expect(new Set(volumes).size).to.equal(40);
    }).timeout(60_000);

    it("keeps what a writer was told before it was killed, and nothing half", async () => {
      const child = start("victim", 100_000);
      const reported: number[] = [];
      if (!child.stdout) throw new Error("no output to read");
      for await (const line of createInterface({ input: child.stdout })) {
        reported.push(Number(line));
        if (reported.length === 25) child.kill("SIGKILL");
      }
      expect(await numbers()).to.include.members(reported);
      expect(await world.ledger.unreadable()).to.deep.equal([]);
      await append("next");
      expect((await world.ledger.head(npm)).generation?.volume).to.equal("next");
    }).timeout(60_000);
  });
});
