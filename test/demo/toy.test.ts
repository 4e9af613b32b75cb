/** The build tool that the demo brings itself, and how commands are run and ended. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../../demo/command.ts";
import { Toy } from "../../demo/toy.ts";

const { signal } = new AbortController();

describe("The toy build tool", () => {
  let cache = "";
  const toy = new Toy();
  const { shared, second } = toy.packages;
  const order = { workspace: "", packages: shared } as const;

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), "cachefork-test-"));
  });

  afterEach(async () => rm(cache, { recursive: true, force: true }));

  it("downloads what the cache lacks, and counts it", async () => {
    const outcome = await toy.build({ ...order, cache, network: "allowed" }, signal);
    expect(outcome).to.include({ failure: undefined, downloads: shared.length, grown: shared.length * 400_000 });
    for (const each of shared) expect(await toy.holds(cache, each)).to.equal(true);
    expect(await toy.holds(cache, second)).to.equal(false);
  });

  it("finds what the cache has, without a network", async () => {
    await toy.build({ ...order, cache, network: "allowed" }, signal);
    const outcome = await toy.build({ ...order, cache, network: "forbidden" }, signal);
    expect(outcome).to.include({ failure: undefined, downloads: 0, grown: 0 });
  });

  it("fails without a network when something is missing, and leaves nothing", async () => {
    const outcome = await toy.build({ ...order, cache, network: "forbidden" }, signal);
    expect(outcome.failure).to.equal(toy.notCached);
    expect(await readdir(cache)).to.deep.equal([]);
  });
});

describe("A command of the demo", () => {
  const options = { cwd: "/", env: globalThis.process.env };

  it("answers with what it printed and how it ended", async () => {
    const ran = await run(["sh", "-c", "echo out; echo err >&2; exit 3"], options, signal);
    expect(ran).to.deep.equal({ code: 3, stdout: "out\n", stderr: "err\n" });
  });

  it("is killed with all its children when the demo stops", async () => {
    const stop = new AbortController();
    const started = performance.now();
    const running = run(["sh", "-c", "sleep 60 & sleep 60"], options, stop.signal);
    setTimeout(() => stop.abort(new Error("stopped")), 50);
    expect(await running.catch((error: unknown) => error)).to.have.property("message", "stopped");
    expect(performance.now() - started).to.be.below(5000);
  });

  it("is an error when there is no such program", async () => {
    const error = await run(["no-such-program-anywhere"], options, signal).catch((thrown: unknown) => thrown);
    expect(error).to.have.property("code", "ENOENT");
  });
});
