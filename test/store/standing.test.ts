/** When a delta becomes the layer itself, and when one is made of it: what is shown is the same (test/contracts/merges.ts). */
import { chmodSync } from "node:fs";
import { expect } from "chai";
import type { LayerRef } from "../../src/cache/generation.ts";
import { linuxFiles } from "../../src/host/linux-files.ts";
import { directory, type Literal, opaque, whiteout } from "../model/build.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

describeOnDisk("A delta whose base is not the head", () => {
  let world: DiskWorld;

  beforeEach(async () => {
    world = await DiskWorld.make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function layer(literal: Literal, more = (_path: string): void => {}): Promise<LayerRef> {
    const id = await world.layers.create(undefined);
    await world.write(id, directory(literal));
    more(world.layout.layer(id));
    const { bytes, entries } = await world.layers.finish(id);
    return { id, size: bytes, entries };
  }

  /** Whether it is the layer itself, between a base and what was committed on it meanwhile. */
  async function stands(base: LayerRef, other: LayerRef, delta: LayerRef): Promise<boolean | undefined> {
    const { layer: made } = await world.layers.merge(delta, [base.id], [other.id, base.id]);
    return made && made.id === delta.id;
  }

  const before: Literal = { d: { a: "1", b: "2", e: { f: "3" } }, g: "4" };

  it("is the layer itself where it adds, changes and deletes what nobody else did", async () => {
    const delta = await layer({ d: { a: whiteout, b: "9", n: "5", e: { m: "6" } }, x: { y: "7" } });
    expect(await stands(await layer(before), await layer({ d: { c: "8" }, g: whiteout }), delta)).to.equal(true);
  });

  it("is the layer itself where it is the newer one of two that changed a file", async () => {
    const later = await layer({ g: "9" }, (path) => setTime(`${path}/g`, 5_000n));
    const other = await layer({ g: "8" }, (path) => setTime(`${path}/g`, 4_000n));
    expect(await stands(await layer(before), other, later)).to.equal(true);
  });

  const cases: Readonly<Record<string, readonly [other: Literal, delta: Literal]>> = {
    "holds a file that it did not change": [{ h: "8" }, { g: "4", n: "5" }],
    "holds what the other one made, too": [{ n: "5" }, { n: "5", m: "6" }],
    "deletes what the other one deleted": [{ g: whiteout }, { g: whiteout, n: "5" }],
    "deletes what the other one changed": [{ g: "8" }, { g: whiteout, n: "5" }],
    "replaces a directory": [{ d: { c: "8" } }, { d: opaque({ a: "9" }) }],
    "replaces a file by a directory": [{ h: "8" }, { g: { y: "7" } }],
    "holds a directory that the other one deleted, and nothing in it": [{ d: whiteout }, { d: {}, n: "5" }],
  };
  for (const [what, [other, delta]] of Object.entries(cases)) {
    it(`is not the layer where it ${what}`, async () => {
      expect(await stands(await layer(before), await layer(other), await layer(delta))).to.equal(false);
    });
  }

  it("is not the layer where a directory of it is older than the other one's", async () => {
    const other = await layer({ d: { c: "8" } }, (path) => setTime(`${path}/d`, 2_000_000_000_000_000_000n));
    expect(await stands(await layer(before), other, await layer({ d: { n: "5" } }))).to.equal(false);
  });

  it("is not the layer where the other one changed the mode of a directory", async () => {
    const other = await layer({ d: { c: "8" } }, (path) => chmodSync(`${path}/d`, 0o700));
    expect(await stands(await layer(before), other, await layer({ d: { n: "5" } }))).to.equal(false);
  });
});

function setTime(path: string, ns: bigint): void {
  linuxFiles.utimens(Buffer.from(path), ns, ns);
}
