/** A short soak; and that a soak notices what goes wrong. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { Evidence } from "../soak/judge.ts";
import { isClean, judge } from "../soak/judge.ts";
import type { Report } from "../soak/report.ts";
import { Soak, soakOptions } from "../soak/soak.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { viewing } from "../support/views.ts";

const lifecycles = Number(process.env["CACHEFORK_LIFECYCLES"] ?? 300);
const main = join(import.meta.dirname, "..", "soak", "main.ts");

/** Forty lives, one after the other in one cache, of which something spoils what the last twenty find. */
async function spoilt(spoil: (running: Running) => void): Promise<Evidence> {
  await using running = await Running.start(soakOptions);
  const progress = (ended: number): void => {
    if (ended >= 20) spoil(running);
  };
  const how = { lifecycles: 40, seed: 1, caches: 1, parallel: 1, killEvery: 0, patience: 20_000, progress };
  return await new Soak(running, how).run();
}

describeSystem("A soak", () => {
  it(`of ${lifecycles} lifecycles loses nothing and leaks nothing`, async function () {
    this.timeout(60_000 + lifecycles * 500);
    const argv = [main, "--lifecycles", `${lifecycles}`, "--kill-every", "50", "--json"];
    const { stdout } = await promisify(execFile)(process.execPath, argv).catch(
      (error: unknown) => error as { stdout: string },
    );
    const { verdict, perSecond, seed } = JSON.parse(stdout) as Report;
    if (this.test) this.test.title += `: ${perSecond.toFixed(1)} per second`;
    expect(verdict, `with --seed ${seed}`).to.deep.equal({ lost: [], leaked: [], wrong: [] });
  });

  it("finds a file lost that went from a layer behind the plugin's back", async () => {
    let removed: string | undefined;
    const evidence = await spoilt((running) => {
      removed ??= removeSomething(running);
    });
    expect(removed).to.be.a("string");
    expect(judge(evidence).lost.join("\n")).to.contain(`missing    ${removed} `);
  });

  it("does not wait for a plugin that ended by itself", async () => {
    const soaking = spoilt((running) => running.kill());
    const said = await soaking.then(
      () => "nothing",
      (error: unknown) => String(error),
    );
    expect(said).to.contain("The plugin ended by itself: SIGKILL");
  });

  it("finds a directory that was left behind", async () => {
    const evidence = await spoilt((running) => mkdirSync(join(running.state, "tmp", "left"), { recursive: true }));
    expect(judge(evidence).leaked).to.deep.equal(["tmp/left"]);
    expect(isClean(judge(evidence))).to.equal(false);
  });
});

/** Removes a file that the head shows; answers its name, or undefined where the head shows none at its top. */
function removeSomething(running: Running): string | undefined {
  const head = running.disk.generations("cache-0").at(-1);
  if (!head) return undefined;
  const shown = viewing(running, head, (view) => readdirSync(view, { withFileTypes: true }));
  const name = shown.find((entry) => entry.isFile())?.name;
  if (name === undefined) return undefined;
  const places = head.layers.map(({ id }) => join(running.disk.layer(id), name));
  rmSync(places.find((path) => existsSync(path)) ?? "");
  return name;
}
