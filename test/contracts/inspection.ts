/** The contract of the port Inspection, for the fake and the real one alike. */
import { expect } from "chai";
import type { Inspection } from "../../src/cache/inspection.ts";
import { describeDiff } from "./inspection-diff.ts";
import type { InspectionWorld } from "./inspection-world.ts";
import { file, newVolume } from "./inspection-world.ts";

/** Runs the contract on an empty state in a world that `make` makes anew for each test. */
export function describeInspection(make: () => Promise<InspectionWorld>): void {
  let world: InspectionWorld;
  let inspection: Inspection;

  beforeEach(async () => {
    world = await make();
    inspection = world.inspection;
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  describeDiff(() => world);

  describe("usage()", () => {
    const large = "x".repeat(100_000);

    it("adds up: what only one group has, what several have, what none has, and the rest are all there is", async () => {
      await world.layer("one", { a: file(large), b: file(large) });
      await world.layer("two", { a: { same: ["one", "a"] }, c: file(large) });
      await world.layer("none", { d: file(large) });
      const usage = await inspection.usage([["one"], ["two"]]);
      const [one, two] = usage.groups;
      expect(one?.shared).to.equal(two?.shared).and.to.be.within(100_000, 120_000);
      expect(one?.exclusive).to.be.within(100_000, 130_000);
      expect(two?.exclusive).to.be.within(100_000, 130_000);
      expect(usage.shared).to.equal(one?.shared);
      expect(usage.unclaimed.layers).to.equal(1);
      expect(usage.unclaimed.bytes).to.be.within(100_000, 130_000);
      const sum = usage.groups.reduce((bytes, group) => bytes + group.exclusive, 0);
      expect(sum + usage.shared + usage.unclaimed.bytes + usage.trash + usage.rest).to.equal(usage.whole);
    });

    it("counts a layer that several groups name as shared, once in all", async () => {
      await world.layer("base", { a: file(large) });
      const usage = await inspection.usage([["base"], ["base"], ["base"]]);
      expect(usage.groups.map(({ exclusive }) => exclusive)).to.deep.equal([0, 0, 0]);
      expect(new Set(usage.groups.map(({ shared }) => shared)).size).to.equal(1);
      expect(usage.shared).to.be.within(100_000, 130_000);
    });

    it("counts what a group and garbage have in common for the group alone", async () => {
      await world.layer("kept", { a: file(large) });
      await world.layer("garbage", { a: { same: ["kept", "a"] } });
      const usage = await inspection.usage([["kept"]]);
      expect(usage.groups[0]).to.include({ shared: 0 });
      expect(usage.groups[0]?.exclusive).to.be.within(100_000, 130_000);
      expect(usage.unclaimed.bytes).to.be.below(50_000);
    });

    it("counts a layer that was discarded as trash, and one that is not there as nothing", async () => {
      await world.layer("old", { a: file(large) });
      await world.discard("old");
      const usage = await inspection.usage([["old"]]);
      expect(usage.groups).to.deep.equal([{ exclusive: 0, shared: 0 }]);
      expect(usage.trash).to.be.within(100_000, 130_000);
    });
  });

  describe("survey()", () => {
    it("lists layers, discarded trees and the records of volumes, oldest first", async () => {
      await world.layer("one", { a: file("1") });
      await world.layer("old", { a: file("1") });
      await world.discard("old");
      const later = newVolume("a-2", { openedAt: "2026-01-02T00:00:00.000Z" });
      const earlier = newVolume("b-1");
      await world.record(later);
      await world.record(earlier);
      const survey = await inspection.survey();
      expect([...survey.layers]).to.deep.equal(["one"]);
      expect(survey.trash).to.equal(1);
      expect(survey.volumes.map(({ incarnation }) => incarnation)).to.deep.equal(["b-1", "a-2"]);
      expect((await inspection.volumes()).volumes).to.deep.equal(survey.volumes);
      expect(survey.unreadable).to.deep.equal([]);
    });
  });
}
