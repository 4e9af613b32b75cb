/** A trial on a disk without a free inode: its error says that the disk is full, which is what gives the reserve away. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { kindOf } from "../../src/cache/errors.ts";
import { inTrialDirectory } from "../../src/host/overlay-trial.ts";
import { describeSystem } from "../support/needs.ts";

describeSystem("A trial on a full disk", () => {
  const state = mkdtempSync(join(tmpdir(), "cachefork-trial-"));

  before(() => execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m,nr_inodes=8", "none", state]));

  after(() => {
    execFileSync("umount", [state]);
    rmSync(state, { recursive: true });
  });

  it("fails with kind exhausted", () => {
    expect(() => {
      for (let file = 0; ; file += 1) writeFileSync(join(state, `file-${file}`), "");
    }).to.throw(/ENOSPC/);
    let error: unknown;
    try {
      inTrialDirectory(state, () => undefined);
    } catch (thrown) {
      error = thrown;
    }
    expect(kindOf(error)).to.equal("exhausted");
  });
});
