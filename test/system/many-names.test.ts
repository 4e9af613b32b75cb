/** A path of directories with more names than a plugin may hold in memory: it is refused, and removed, and nobody else notices. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { mostNames } from "../../src/store/names.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { makeLinkedNames } from "../support/special-files.ts";

const attributes = { cache: "maven" };

describeSystem("Directories of too many names within each other", () => {
  it("is not committed, and says so; its volume ends, its names are removed, and the cache works on", async () => {
    await using running = await Running.start();
    await running.pod("base", attributes, (target) => writeFileSync(join(target, "old"), ""));
    const target = await running.publish({ id: "names", attributes });
    mkdirSync(join(target, "d", "below"), { recursive: true });
    for (const path of ["d", "d/below"]) makeLinkedNames(join(target, path), mostNames / 2);
    await running.unpublish("names");
    const { why } = await running.said(({ msg, reason }) => msg === "Discarded a delta" && reason === "unfit");
    expect(why).to.match(/more than 250000 names/);
    expect(existsSync(target)).to.equal(false);
    await running.pod("after", attributes, (at) => {
      expect(readdirSync(at)).to.deep.equal(["old"]);
      writeFileSync(join(at, "new"), "");
    });
    expect(running.disk.head("maven").number).to.equal(2);
    await running.until(() => readdirSync(join(running.state, "trash")).length === 0);
  });
});
