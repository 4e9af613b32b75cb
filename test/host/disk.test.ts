/** The real disk keeps its contract, and counts as df does. */
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { LinuxDisk } from "../../src/host/disk.ts";
import { describeDisk } from "../contracts/disk.ts";
import { failure } from "../contracts/mounter.ts";

describe("LinuxDisk", () => {
  describeDisk(() => new LinuxDisk(tmpdir()));

  it("has the size that df tells", async () => {
    const [, size] = execFileSync("df", ["-B1", "--output=size", tmpdir()], { encoding: "utf8" }).trim().split("\n");
    expect((await new LinuxDisk(tmpdir()).usage()).size).to.equal(Number(size));
  });

  it("says which directory it cannot measure", async () => {
    const absent = path.join(tmpdir(), "cachefork-absent");
    const error = await failure(new LinuxDisk(absent).usage(), "not-found");
    expect(error.message).to.equal(`Cannot measure the disk of ${absent}: it does not exist`);
  });
});
