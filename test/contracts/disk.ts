/** The contract of the port Disk, for the fake and the real one alike. */
import { expect } from "chai";
import type { Disk } from "../../src/cache/ports.ts";

/** Runs the contract on a disk that `make` makes anew for each test. */
export function describeDisk(make: () => Disk): void {
  it("is never fuller than full, nor emptier than empty", async () => {
    const { size, free, inodes, inodesFree } = await make().usage();
    expect(size).to.be.greaterThan(0);
    expect(free).to.be.within(0, size);
    expect(inodes).to.be.at.least(0);
    expect(inodesFree).to.be.within(0, inodes);
  });

  it("counts in whole bytes and inodes that a number can hold", async () => {
    for (const amount of Object.values(await make().usage())) expect(Number.isSafeInteger(amount)).to.equal(true);
  });
}
