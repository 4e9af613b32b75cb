/** Commits that wait for hundreds of builds, on a real overlayfs: pods go on starting, and nothing is lost. */
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { longestBase } from "../../src/cache/select.ts";
import { describeSystem, needRoot } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const attributes = { cache: "npm" };
/** The names of so many layers do not fit in the page that mount(2) takes. */
const builds = 310;

/** From now on no name can be added to the directory or removed from it; dispose of it to end that. */
function frozen(directory: string): Disposable {
  execFileSync("chattr", ["+i", directory]);
  return { [Symbol.dispose]: () => execFileSync("chattr", ["-i", directory]) };
}

describeSystem(`A cache of which ${builds} builds could not be committed`, () => {
  beforeEach(function () {
    needRoot(this);
  });

  it("starts pods from the oldest of them, and has the work of all in the end", async function () {
    this.timeout(300_000);
    await using running = await Running.start();
    await running.pod("first", attributes, (target) => writeFileSync(join(target, "first"), "1"));
    {
      using _ = frozen(join(running.state, "caches/builds/npm"));
      for (let build = 0; build < builds; build += 1) {
        const target = await running.publish({ id: `b${build}`, attributes });
        writeFileSync(join(target, `f${build}`), "1");
        await running.unpublish(`b${build}`);
      }
      const target = await running.publish({ id: "next", attributes });
      expect(readdirSync(target)).to.have.length(longestBase);
      rmSync(join(target, "f0"));
      const [warning] = running.lines.filter(
        ({ msg }) => msg === "Opened a volume without the newest deltas: too many wait for their commit",
      );
      expect(warning).to.include({ start: "older", pending: longestBase - 1, leftOut: 1 });
      await running.unpublish("next");
    }
    await running.restart("SIGTERM");
    const all = Array.from({ length: builds }, (_, build) => `f${build}`);
    const found = await running.look("npm", (view) => readdirSync(view));
    expect(found.toSorted()).to.deep.equal(["first", ...all.slice(1)].toSorted());
  });
});
