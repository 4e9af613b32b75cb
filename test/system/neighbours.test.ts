/** Plugins that share a machine. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

describeSystem("Two plugins on one machine", () => {
  it("leave each other's mounts alone when they start", async () => {
    await using first = await Running.start();
    const target = await first.publish({ id: "v1", attributes: { cache: "maven" } });
    writeFileSync(join(target, "work"), "of a running build");
    await using second = await Running.start();
    expect(first.mounts()).to.deep.equal([target]);
    expect(existsSync(join(target, "work")), "the pod still has its volume").to.equal(true);
    expect(second.disk.volumes()).to.deep.equal([]);
  });

  it("do not share a state directory: the second one is refused, and the first one works on", async () => {
    await using first = await Running.start();
    await using second = await Running.prepare({ state: first.state });
    expect(await second.launch()).to.equal(1);
    expect(second.stderr).to.include(`Cannot use state directory ${first.state}: process ${first.pid} uses it`);
    await first.pod("v1", { cache: "maven" }, (target) => writeFileSync(join(target, "a"), ""));
    expect(first.disk.head("maven").number).to.equal(1);
  });
});
