/** What can wait gets the processor and the disk after everything else. */
import { execFileSync } from "node:child_process";
import { expect } from "chai";

describe("lowerPriority()", () => {
  it("puts the thread behind others, for the processor and for the disk", () => {
    const program = `
      import { getPriority } from "node:os";
      import { execFileSync } from "node:child_process";
      import { lowerPriority } from ${JSON.stringify(new URL("../../src/host/priority.ts", import.meta.url).href)};
      lowerPriority();
      console.log(getPriority(), execFileSync("ionice", ["-p", String(process.pid)], { encoding: "utf8" }).trim());
    `;
    const said = execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
    expect(said.trim()).to.equal("10 best-effort: prio 7");
  });
});
