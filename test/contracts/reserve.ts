/** The contract of the port Reserve, for the fake and the real one alike. */
import { expect } from "chai";
import type { Reserve } from "../../src/cache/reserve.ts";

/** What the suite needs around a reserve; disposed after each test, whatever happened in it. */
export interface ReserveWorld extends AsyncDisposable {
  readonly reserve: Reserve;
  /** Takes what is free, until there is less than the reserve needs. */
  fill(): void;
  /** Gives back what `fill` took. */
  clear(): void;
}

/** Runs the contract on a reserve that is not kept yet, on a disk with room for it, in a world that `make` makes anew for each test. */
export function describeReserve(make: () => Promise<ReserveWorld>): void {
  let world: ReserveWorld;

  beforeEach(async () => {
    world = await make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("is not kept before it was asked for, and has a size", () => {
    expect(world.reserve.whole).to.equal(false);
    expect(world.reserve.size).to.be.greaterThan(0);
  });

  it("is kept, however often it is asked for", async () => {
    await world.reserve.keep();
    await world.reserve.keep();
    expect(world.reserve.whole).to.equal(true);
  });

  it("is given away, however often it is told, and kept again", async () => {
    await world.reserve.release();
    await world.reserve.keep();
    await world.reserve.release();
    await world.reserve.release();
    expect(world.reserve.whole).to.equal(false);
    await world.reserve.keep();
    expect(world.reserve.whole).to.equal(true);
  });

  it("is not kept where there is no room, without a word, and kept when there is", async () => {
    world.fill();
    await world.reserve.keep();
    expect(world.reserve.whole).to.equal(false);
    world.clear();
    await world.reserve.keep();
    expect(world.reserve.whole).to.equal(true);
  });

  it("stays whole when the disk gets full", async () => {
    await world.reserve.keep();
    world.fill();
    await world.reserve.keep();
    expect(world.reserve.whole).to.equal(true);
  });
}
