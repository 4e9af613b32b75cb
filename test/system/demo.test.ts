/** Runs the demo as a newcomer would, without a registry: the story holds, and nothing of it is left behind. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { exitCodes } from "../../demo/options.ts";
import { root } from "../../tools/run.ts";
import { skipBecause } from "../host/skip.ts";

const nobody = 65_534;

interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

interface Start {
  readonly dir: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** What must have been printed before it is asked to end. */
  readonly endAfter?: string;
}

/** Runs the demo to its end, or asks it to end at some point of the story. */
async function play({ dir, args = ["--offline"], env = {}, uid, endAfter }: Start): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, "demo/main.ts"), ...args, "--dir", dir], {
    cwd: "/",
    env: { ...process.env, HOME: dir, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const exited = once(child, "exit");
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    const before = printed;
    printed += piece;
    if (endAfter !== undefined && printed.includes(endAfter) && !before.includes(endAfter)) child.kill("SIGTERM");
  });
  const errors = await text(child.stderr);
  await exited;
  return { code: child.exitCode, printed: printed + errors };
}

/** What is left in the directory, and of mounts anywhere in it. */
async function left(dir: string): Promise<string[]> {
  const mounts = (await readFile("/proc/self/mountinfo", "utf8")).split("\n").filter((line) => line.includes(dir));
  return [...mounts, ...(await readdir(dir)).filter((name) => !name.startsWith("."))];
}

/** Whether another user can read this checkout, and all that leads to it. */
async function readable(uid: number): Promise<boolean> {
  const child = spawn(process.execPath, ["--version"], { cwd: root, uid, gid: uid, stdio: "ignore" });
  child.on("error", () => undefined);
  const [code] = (await once(child, "exit").catch(() => [1])) as [number];
  return code === 0;
}

describe("The demo", () => {
  let dir = "";

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "cachefork-test-"));
    await chmod(dir, 0o777);
  });

  afterEach(async () => rm(dir, { recursive: true, force: true }));

  it("tells its story, in which every promise holds, and leaves nothing behind", async () => {
    const { code, printed } = await play({ dir });
    expect(printed).to.match(/All \d+ expectations held/);
    expect(printed).not.to.contain("FAILED");
    // Plain text: no colours, no cursor movements.
    expect(printed).not.to.contain("\x1b");
    expect(code).to.equal(exitCodes.held);
    expect(await left(dir)).to.deep.equal([]);
  });

  it("does so for a user who is not root", async function () {
    if (process.getuid?.() !== 0) skipBecause(this, "only root can become somebody else");
    if (!(await readable(nobody))) skipBecause(this, "nobody but root can read these sources");
    const { code, printed } = await play({ dir, uid: nobody });
    expect(printed).to.match(/All \d+ expectations held/);
    expect(code).to.equal(exitCodes.held);
    expect(await left(dir)).to.deep.equal([]);
  });

  for (const moment of ["1  A cold start", "build 1  publish", "Who sees", "2  publish", "build 3  unpublish"]) {
    it(`leaves nothing behind when it is asked to end at "${moment}"`, async () => {
      const { code, printed } = await play({ dir, endAfter: moment });
      expect(printed).to.contain("Interrupted.");
      expect(code).to.equal(exitCodes.interrupted);
      expect(await left(dir)).to.deep.equal([]);
    });
  }

  it("leaves its state on request, and says how to look at it", async () => {
    const { code, printed } = await play({ dir, args: ["--offline", "--keep"] });
    expect(code).to.equal(exitCodes.held);
    const [kept] = await left(dir);
    expect(kept).to.match(/^cachefork-demo-/);
    expect(printed).to.contain(`history toy -n demo --state ${join(dir, kept ?? "", "state")}`);
  });

  it("says so when the registry cannot be reached, and what to do instead", async () => {
    const { code, printed } = await play({ dir, args: [], env: { npm_config_registry: "http://127.0.0.1:1/" } });
    expect(printed).to.contain("cannot reach its registry").and.to.contain("npm run demo -- --offline");
    expect(code).to.equal(exitCodes.notHere);
    expect(await left(dir)).to.deep.equal([]);
  });

  it("says so when there is no place that overlayfs can use", async () => {
    const { code, printed } = await play({ dir: "/proc" });
    expect(printed).to.contain("No place for the demo's files");
    expect(code).to.equal(exitCodes.notHere);
  });

  it("explains itself, and refuses arguments that it does not know", async () => {
    expect(await play({ dir, args: ["--help"] })).to.deep.include({ code: exitCodes.held });
    const { code, printed } = await play({ dir, args: ["--ofline"] });
    expect(printed).to.contain("--ofline").and.to.contain("Usage:");
    expect(code).to.equal(exitCodes.usage);
  });
});
