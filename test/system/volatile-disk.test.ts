/** Cuts the power of a disk with a volatile cache under a plugin at work: what was not flushed is gone, or a random half of it. */

import { expect } from "chai";
import { skipBecause } from "../host/skip.ts";
import { fileSystems } from "../support/loop.ts";
import { volatileDisk, whyNoNbd } from "../support/nbd-disk.ts";
import { describeSystem, needRoot } from "../support/needs.ts";
import { cutPower, lostContent, tell } from "../support/power-cuts.ts";
import { Random } from "../support/random.ts";

const cuts = Number(process.env["CACHEFORK_CUTS"] ?? 4);
const seed = Number(process.env["CACHEFORK_SEED"] ?? Date.now() % 2 ** 31);

describeSystem("A power cut of a disk with a volatile cache", () => {
  beforeEach(function () {
    needRoot(this);
    const why = whyNoNbd();
    if (why !== undefined) skipBecause(this, why);
  });

  for (const fs of fileSystems) {
    it(`loses nothing that was acknowledged and leaves nothing half on ${fs}, ${cuts} times`, async function () {
      this.timeout(120_000 + cuts * 20_000);
      const tally = await cutPower(volatileDisk(fs), { cuts, random: new Random(seed) });
      tell(this, fs, tally);
      expect(tally.wrong, `CACHEFORK_SEED=${seed}, images in ${tally.kept}`).to.deep.equal([]);
      expect(tally.promises).to.be.greaterThan(0);
    });
  }

  it("is noticed when the file system sends no flushes", async () => {
    const tally = await cutPower(volatileDisk("ext4", "nobarrier"), {
      cuts: 4,
      random: new Random(seed),
      forget: true,
    });
    expect(lostContent(tally), JSON.stringify(tally)).to.not.deep.equal([]);
  });
});
