/** The conformance suite of CSI against the real plugin. Inline ephemeral volumes are not part of it: see ephemeral.test.ts. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { csiSanity, runCsiSanity } from "../support/csi-sanity.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

/** What the plugin does not offer, in the words in which the suite says that it skips specs for that; and how many those are. */
const notOffered: Readonly<Record<string, number>> = {
  // Every pod writes a fork of its own on the node it is on: there is nothing to attach or to stage.
  "ControllerPublishVolume not supported": 7,
  "Controller Publish, UnpublishVolume not supported": 2,
  "ControllerUnpublishVolume not supported": 1,
  "NodeStageVolume not supported": 3,
  "NodeUnstageVolume not supported": 2,
  // A claim's capacity is informative.
  "ControllerExpandVolume not supported": 3,
  "NodeExpandVolume not supported": 4,
  "ControllerModifyVolume not supported": 6,
  "Modify volume not supported": 1,
  "Modify Volume not supported": 1,
  "GroupControllerService not supported": 6,
};

describeSystem("csi-sanity 5.4.0", () => {
  let program: string;

  before(() => {
    program = csiSanity();
  });

  it("passes every spec that applies, three times in a row", async function () {
    await using running = await Running.start();
    const counts: string[] = [];
    for (let round = 1; round <= 3; round += 1) {
      const run = await runCsiSanity(program, running.socket, mkdtempSync(join(running.root, "sanity-")));
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
