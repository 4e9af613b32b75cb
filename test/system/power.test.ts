/** Cuts the power under a plugin at work: the disk is cloned, the clone mounted, and the plugin started on it in another boot. */
import { join } from "node:path";
import { expect } from "chai";
import { fileSystems } from "../support/loop.ts";
import { describeSystem, needRoot } from "../support/needs.ts";
import { cutPower, loopDisk, lostContent, tell } from "../support/power-cuts.ts";
import { Random } from "../support/random.ts";

const cuts = Number(process.env["CACHEFORK_CUTS"] ?? 8);
const seed = Number(process.env["CACHEFORK_SEED"] ?? Date.now() % 2 ** 31);

describeSystem("A power cut under load", () => {
  for (const fs of fileSystems) {
    it(`loses nothing that was acknowledged and leaves nothing half on ${fs}, ${cuts} times`, async function () {
      needRoot(this);
      this.timeout(120_000 + cuts * 15_000);
      const tally = await cutPower(loopDisk(fs), { cuts, random: new Random(seed) });
      tell(this, fs, tally);
      expect(tally.wrong, `CACHEFORK_SEED=${seed}, images in ${tally.kept}`).to.deep.equal([]);
      expect(tally.promises).to.be.greaterThan(0);
    });

    it(`is noticed on ${fs} when the plugin leaves its syncs out`, async function () {
      needRoot(this);
      const node = ["--import", join(import.meta.dirname, "../support/without-syncs.ts")];
      const tally = await cutPower(loopDisk(fs), { cuts: 3, random: new Random(seed), node, forget: true });
      expect(lostContent(tally), JSON.stringify(tally)).to.not.deep.equal([]);
    });
  }
});
