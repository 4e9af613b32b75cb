/** Size limits on real mounts: an eviction under running volumes, and commits on both sides of it. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const attributes = { cache: "maven" };
const mega = 1 << 20;

/** Writes a megabyte into a directory of its own, last touched on this day of January. */
function put(target: string, name: string, day: number): void {
  mkdirSync(join(target, name), { recursive: true });
  writeFileSync(join(target, name, "content"), name.padEnd(mega));
  writeFileSync(join(target, name, "index"), name);
  for (const file of ["content", "index"])
    utimesSync(join(target, name, file), 1_700_000_000, Date.UTC(2026, 0, day) / 1000);
}

describeSystem("A cache that is past its size limit", () => {
  it("loses what was touched longest ago, under running volumes, whose commits are merged onto what is left", async () => {
    await using running = await Running.start({ flags: ["--cache-size", "6Mi", "--when-full", "evict"] });
    await running.pod("first", attributes, (target) => {
      for (const day of [1, 2, 3, 4, 5]) put(target, `day-${day}`, day);
    });
    const reader = await running.publish({ id: "reader", attributes });
    await running.pod("second", attributes, (target) => {
      for (const day of [6, 7]) put(target, `day-${day}`, day);
    });
    await running.until(() => running.lines.some(({ msg }) => msg.startsWith("Evicted")));
    expect(running.disk.generations("maven").at(-1)).to.include({ kind: "evicted", limit: 6 * mega });
    await running.look("maven", (view) => {
      expect(readdirSync(view)).to.include.members(["day-3", "day-4", "day-5", "day-6", "day-7"]);
      expect(readdirSync(view)).to.not.include("day-1");
      expect(statSync(join(view, "day-3", "content")).mtimeMs).to.equal(Date.UTC(2026, 0, 3));
    });
    expect(readFileSync(join(reader, "day-1", "content"), "utf8")).to.equal("day-1".padEnd(mega));
    // Something deleted and something written in a directory that is gone, and a change of what is gone from another.
    rmSync(join(reader, "day-1", "index"));
    writeFileSync(join(reader, "day-1", "own"), "new");
    writeFileSync(join(reader, "day-2", "content"), "again");
    await running.unpublish("reader");
    await running.settled();
    await running.look("maven", (view) => {
      expect(readdirSync(join(view, "day-1"))).to.deep.equal(["own"]);
      expect(readFileSync(join(view, "day-2", "content"), "utf8")).to.equal("again");
    });
    expect(running.disk.leftovers()).to.deep.equal([]);
  });
});
