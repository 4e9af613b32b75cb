/** The whole program on a real state directory, as a child process. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { EmbeddedLedger } from "../../src/store/ledger.ts";
import { domainOf, readIdentity } from "../../src/store/state.ts";
import { newVolume } from "../contracts/inspection-world.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { TemporaryState } from "../store/temporary-state.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function cachefork(state: TemporaryState, ...words: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, CACHEFORK_STATE: state.layout.root };
    const child = execFile(process.execPath, [main, ...words], { env, maxBuffer: 1 << 26 }, (_, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}

async function append(state: TemporaryState, volume: string, ...layers: readonly string[]): Promise<void> {
  const identity = await readIdentity(state.layout);
  if (!identity) throw new Error("The state has no identity");
  const ledger = new EmbeddedLedger(state.layout, domainOf(identity), new FakeClock());
  const refs = layers.map((id) => ({ id, size: 10, entries: 2 }));
  await ledger.append(npm, await ledger.head(npm), newGeneration(volume, { layers: refs }));
}

describe("The program", () => {
  let state: TemporaryState;

  beforeEach(async () => {
    state = await TemporaryState.make();
    state.layer("one", { a: { file: "1" }, "d/b": { file: "2" }, "o/old": { file: "3" } });
    state.layer("two", { "d/b": { whiteout: true }, o: { directory: true, opaque: true }, "o/new": { file: "4" } });
    await append(state, "v1", "one");
    await append(state, "v2", "two", "one");
  });

  afterEach(() => {
    state[Symbol.dispose]();
  });

  it("lists, shows the history, and compares generations of a state on disk", async () => {
    const list = await cachefork(state, "list", "-o", "json");
    expect(list.code, list.err).to.equal(0);
    expect((JSON.parse(list.out) as { items: unknown[] }).items[0]).to.include({ name: "npm", head: 2 });
    expect((await cachefork(state, "history", "npm")).out).to.contain("default/pod-v2");
    const diff = await cachefork(state, "diff", "npm", "1", "2");
    expect(diff.out.split("\n").map((line) => line.replace(/ .* /, " "))).to.deep.equal([
      "D d/b",
      "A o/new",
      "D o/old",
      "",
    ]);
  });

  it("prunes, so that new volumes start empty, and old ones do not commit", async () => {
    const ran = await cachefork(state, "prune", "npm", "--yes");
    expect(ran.code, ran.err).to.equal(0);
    const described = await cachefork(state, "describe", "npm", "-o", "json");
    expect(JSON.parse(described.out)).to.deep.include({ head: 3, epoch: 1, layers: [] });
    expect((await cachefork(state, "prune", "npm", "--yes")).out).to.contain("nothing to prune");
  });

  it("needs --yes where there is no terminal", async () => {
    expect(await cachefork(state, "prune", "npm")).to.include({ code: 2 });
  });

  it("measures as du does", async () => {
    const [ours, theirs] = await Promise.all([
      cachefork(state, "du", "-o", "json"),
      new Promise<number>((resolve) => {
        execFile("du", ["-s", "--block-size=1", state.layout.root], (_, out) => resolve(Number(out.split("\t")[0])));
      }),
    ]);
    expect((JSON.parse(ours.out) as { total: number }).total).to.equal(theirs);
  });

  it("finds what is wrong with a state, and nothing with a sound one", async () => {
    const sound = await cachefork(state, "doctor");
    expect(sound.code, sound.out + sound.err).to.equal(0);
    expect(sound.out).to.match(/No problems found\.\n$/);
    state.record(newVolume("a-1", { bootId: "another-boot", upper: "nowhere" }));
    truncateSync(join(state.layout.caches, "default", "npm", "cache.json"), 5);
    rmSync(state.layout.layer("one"), { recursive: true });
    const sick = await cachefork(state, "doctor", "-o", "json");
    expect(sick.code).to.equal(4);
    const codes = (JSON.parse(sick.out) as { items: { code: string }[] }).items.map(({ code }) => code);
    expect(codes).to.include.members(["unreadable", "base-missing", "volumes-crashed", "not-running"]);
  });

  it("says what it cannot open", async () => {
    const ran = await cachefork(state, "list", "--state", join(state.layout.root, "nowhere"));
    expect(ran.code).to.equal(1);
    expect(ran.err).to.contain("there is no such directory");
  });

  it("ends quietly when its reader goes in the middle of a long answer", async () => {
    state.layer(
      "many",
      Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${"f".repeat(180)}${index}`, { file: "" }])),
    );
    await append(state, "v3", "many");
    const child = spawn(process.execPath, [main, "diff", "npm", "0", "--state", state.layout.root], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = (await once(child, "close")) as [number | null];
    expect([code, err]).to.deep.equal([0, ""]);
  });
}).timeout(30_000);
