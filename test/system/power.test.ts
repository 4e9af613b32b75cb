/** Cuts the power under a plugin at work: the disk is cloned, the clone mounted, and the plugin started on it in another boot. */
import { join } from "node:path";
import { expect } from "chai";
import { fileSystems } from "../support/loop.ts";
import { describeSystem, needRoot } from "../support/needs.ts";
import { cutPower, loopDisk } from "../support/power-cuts.ts";
import { Random } from "../support/random.ts";

const cuts = Number(process.env["CACHEFORK_CUTS"] ?? 8);
const seed = Number(process.env["CACHEFORK_SEED"] ?? Date.now() % 2 ** 31);

describeSystem("A power cut under load", () => {
  for (const fs of fileSystems) {
    it(`loses nothing that was acknowledged and leaves nothing half on ${fs}, ${cuts} times`, async function () {
      needRoot(this);
      this.timeout(120_000 + cuts * 15_000);
      const { promises, inconsistent, acknowledgedLost, leaked, kept } = await cutPower(loopDisk(fs), {
        cuts,
        random: new Random(seed),
      });
      const line = {
        fs,
        cuts,
        promises,
        inconsistent: inconsistent.length,
        acknowledgedLost: acknowledgedLost.length,
        leaked: leaked.length,
      };
      if (this.test) this.test.title += `: ${JSON.stringify(line)}`;
      const wrong = [...inconsistent, ...acknowledgedLost, ...leaked];
      expect(wrong, `CACHEFORK_SEED=${seed}, images in ${kept}`).to.deep.equal([]);
      expect(promises).to.be.greaterThan(0);
    });

    it(`is noticed on ${fs} when the plugin leaves its syncs out`, async function () {
      needRoot(this);
      const node = ["--import", join(import.meta.dirname, "../support/without-syncs.ts")];
      const { inconsistent, acknowledgedLost } = await cutPower(loopDisk(fs), {
        cuts: 3,
        random: new Random(seed),
        node,
      });
      expect([...inconsistent, ...acknowledgedLost]).to.not.deep.equal([]);
    });
  }
});
