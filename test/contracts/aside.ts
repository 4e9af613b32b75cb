/** The contract of the port Aside, for the fake and the real one alike. */
import { expect } from "chai";
import type { Aside, Note } from "../../src/cache/aside.ts";
import { lost } from "../support/lost.ts";

/** What the suite needs around the notes; disposed after each test. */
export interface AsideWorld extends AsyncDisposable {
  readonly aside: Aside;
  /** The notes as another process has them. */
  again(): Aside;
  /** Changes a byte of the first note. */
  spoil(): Promise<void>;
}

/** Runs the contract where there are no notes, in a world that `make` makes anew for each test. */
export function describeAside(make: () => Promise<AsideWorld>): void {
  let world: AsideWorld;

  beforeEach(async () => {
    world = await make();
  });

  afterEach(async () => world[Symbol.asyncDispose]());

  function noted(name: string, ...layers: readonly string[]): Promise<Note> {
    return world.aside.add({ ...lost(name), since: "2026-01-01T00:00:00.000Z", layers });
  }

  it("keeps notes, whole, for whoever comes later", async () => {
    const one = await noted("volumes/a-1.json", "l1", "l2");
    const two = await noted("caches/default/npm/log.json");
    expect(await world.again().list()).to.have.deep.members([one, two]);
    expect(one).to.deep.include({ ...lost("volumes/a-1.json"), layers: ["l1", "l2"] });
  });

  it("removes all notes but those that are to be kept", async () => {
    const one = await noted("volumes/a-1.json", "l1");
    await noted("volumes/b-2.json", "l1");
    await world.aside.keepOnly([one]);
    expect(await world.again().list()).to.deep.equal([one]);
    await world.aside.keepOnly([one]);
    await world.aside.keepOnly([]);
    expect(await world.again().list()).to.deep.equal([]);
  });

  it("passes over a note that cannot be read, which goes with the others", async () => {
    await noted("volumes/a-1.json", "l1");
    await world.spoil();
    expect(await world.aside.list()).to.deep.equal([]);
    const again = await noted("volumes/a-1.json", "l1", "l2");
    await world.aside.keepOnly([again]);
    expect(await world.again().list()).to.deep.equal([again]);
  });
}
