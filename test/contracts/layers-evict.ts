/** The part of the contract of the port Layers that is about leaving out what was touched longest ago. */
import { expect } from "chai";
import type { LayerId } from "../../src/cache/generation.ts";
import { directory, file, type Literal, opaque, symlink, whiteout } from "../model/build.ts";
import { lines } from "../model/tree.ts";
import type { LayersWorld } from "./layers.ts";

/** Runs it on the layers of a world that others make anew for each test. */
export function describeEvictions(current: () => LayersWorld): void {
  describe("evict", () => {
    let world: LayersWorld;

    beforeEach(() => {
      world = current();
    });

    async function layer(literal: Literal): Promise<LayerId> {
      const id = await world.layers.create(undefined);
      await world.write(id, directory(literal));
      await world.layers.finish(id);
      return id;
    }

    async function left(chain: readonly LayerId[], most: number): Promise<{ shown: string[]; deleted: number }> {
      const { layer: made, deleted } = await world.layers.evict(chain, most);
      const tree = made.entries > 0 ? lines(await world.read([made.id])) : [];
      return { shown: tree.map((line) => line.split(" ")[0] ?? ""), deleted };
    }

    it("leaves out the files touched longest ago, and no more than it takes", async () => {
      const bottom = await layer({ d: { old: file("12345", { at: 1 }), young: file("12345", { at: 4 }) } });
      const middle = await layer({ older: file("12345", { at: 0 }), gone: file("x", { at: 0 }) });
      const top = await layer({ new: file("12345", { at: 5 }), gone: whiteout });
      expect(await left([top, middle, bottom], 10)).to.deep.equal({ shown: ["d/", "d/young", "new"], deleted: 2 });
      expect(await left([top, middle, bottom], 19)).to.deep.equal({
        shown: ["d/", "d/old", "d/young", "new"],
        deleted: 1,
      });
      expect(await left([top, middle, bottom], 20)).to.include({ deleted: 0 });
    });

    it("leaves out what the newest layer has last of all, but that, too, if it must", async () => {
      const bottom = await layer({ young: file("12345", { at: 9 }) });
      const top = await layer({ a: file("12345", { at: 0 }), b: file("12345", { at: 1 }) });
      expect(await left([top, bottom], 10)).to.deep.equal({ shown: ["a", "b"], deleted: 1 });
      expect(await left([top, bottom], 9)).to.deep.equal({ shown: ["b"], deleted: 2 });
    });

    it("chooses among files of one age, too", async () => {
      const chain = [await layer({ z: "1" }), await layer({ a: "12345", b: "12345", c: "12345" })];
      expect(await left(chain, 6)).to.include({ deleted: 2 });
    });

    it("leaves out directories in which nothing is left, and none that were empty before", async () => {
      const bottom = await layer({
        d: { e: { old: file("12345", { at: 1 }) } },
        empty: {},
        l: symlink("d", { at: 2 }),
      });
      const top = await layer({ new: file("1", { at: 5 }), o: opaque({ f: file("", { at: 0 }) }) });
      expect(await left([top, bottom], 1)).to.deep.equal({ shown: ["empty/", "l", "new", "o/", "o/f"], deleted: 1 });
    });

    it("is no layer when nothing is left", async () => {
      const chain = [await layer({ f: "x" })];
      expect(await left(chain, 0)).to.deep.equal({ shown: [], deleted: 1 });
      expect(await world.layers.list()).to.deep.equal(chain);
    });
  });
}
