/** The conformance suite of CSI against the real plugin. Inline ephemeral volumes are not part of it: see ephemeral.test.ts. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { csiSanity, notOffered, runCsiSanity } from "../support/csi-sanity.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

describeSystem("csi-sanity 5.4.0", () => {
  let program: string;

  before(() => {
    program = csiSanity();
  });

  it("passes every spec that applies, three times in a row", async function () {
    await using running = await Running.start();
    const counts: string[] = [];
    for (let round = 1; round <= 3; round += 1) {
      const folder = mkdtempSync(join(running.root, "sanity-"));
      const run = await runCsiSanity({ program, socket: running.socket, folder });
      const skipped = Object.values(run.skipped).reduce((sum, count) => sum + count, 0);
      counts.push(`${run.passed} passed, ${run.failed.length} failed, ${run.pending} pending, ${skipped} skipped`);
      expect(run.failed).to.deep.equal([]);
      expect(run.exitCode).to.equal(0);
      expect(run.skipped, "skipped for what is not offered, and nothing else").to.deep.equal(notOffered);
      expect({ passed: run.passed, pending: run.pending }).to.deep.equal({ passed: 55, pending: 1 });
    }
    if (this.test) this.test.title += ` (${counts.join("; ")})`;
    expect(running.mounts()).to.deep.equal([]);
    expect(running.disk.volumes()).to.deep.equal([]);
    expect(running.lines.filter(({ code }) => code === "INTERNAL")).to.deep.equal([]);
  });
});
