/** An eviction takes a file with all its names, or leaves all of them. */
import { linkSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

describeOnDisk("A file that is evicted", () => {
  let world: DiskWorld;

  beforeEach(async () => {
    world = await DiskWorld.make();
  });

  afterEach(() => world[Symbol.asyncDispose]());

  async function layer(write: (root: string) => void): Promise<string> {
    const id = await world.layers.create(undefined);
    write(world.layout.layer(id));
    return id;
  }

  it("goes with all its names, and counts once", async () => {
    const bottom = await layer((root) => {
      for (const [name, hour] of [
        ["a", 1],
        ["b", 1],
        ["young", 2],
      ] as const) {
        writeFileSync(join(root, name), name.padEnd(100));
        utimesSync(join(root, name), hour, hour);
      }
      linkSync(join(root, "a"), join(root, "z"));
      linkSync(join(root, "b"), join(root, "y"));
    });
    const first = await world.layers.evict([bottom], 200);
    expect(first).to.deep.include({ deleted: 2 });
    expect(first.layer).to.include({ size: 200, entries: 3 });
    const names = readdirSync(world.layout.layer(first.layer.id)).toSorted().join();
    expect(names).to.be.oneOf(["a,young,z", "b,y,young"]);
    const second = await world.layers.evict([bottom], 199);
    expect(second.deleted).to.equal(4);
    expect(readdirSync(world.layout.layer(second.layer.id))).to.deep.equal(["young"]);
    expect(readdirSync(world.layout.temporary)).to.deep.equal([]);
  });

  it("goes before all others when it alone is more than may stay, however new it is", async () => {
    const bottom = await layer((root) => writeFileSync(join(root, "small"), "small"));
    const top = await layer((root) => writeFileSync(join(root, "huge"), "huge".padEnd(300)));
    const { layer: left, deleted } = await world.layers.evict([top, bottom], 200);
    expect(deleted).to.equal(1);
    expect(readdirSync(world.layout.layer(left.id))).to.deep.equal(["small"]);
  });
});
