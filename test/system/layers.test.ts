/** What lies under a running pod: it stays, whatever becomes of the log above it; and what overlayfs cannot do ends right all the same. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { listing } from "../support/listing.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { Directory, makeSpecialFiles } from "../support/special-files.ts";

const attributes = { cache: "maven" };

describeSystem("A volume that stays open", () => {
  it("sees the same tree while generations come, are compacted, retired and swept", async () => {
    await using running = await Running.start({ flags: ["--keep", "1"] });
    await running.pod("base", attributes, (target) => {
      using top = Directory.open(target);
      makeSpecialFiles(top, { outside: "/nowhere", asRoot: false });
      mkdirSync(join(target, "d"));
      for (let number = 0; number < 30; number += 1) writeFileSync(join(target, "d", `${number}`), `${number}`);
      // So much that a compaction of small layers leaves this one out.
      mkdirSync(join(target, "large"));
      for (let number = 0; number < 300; number += 1) writeFileSync(join(target, "large", `${number}`), "");
    });
    const early = await running.publish({ id: "early", attributes });
    const before = listing(early);
    const [layer] = running.disk.head("maven").layers;
    expect(layer?.entries).to.be.greaterThan(300);
    for (let round = 0; round < 30; round += 1) {
      await running.pod(`v${round}`, attributes, (target) => {
        rmSync(join(target, "d", `${round}`));
        writeFileSync(join(target, `new-${round}`), "");
      });
    }
    await running.said("Compacted a chain");
    await running.until(() => running.disk.generations("maven").filter(({ kind }) => kind === "build").length <= 1);
    await running.settled();
    expect(running.disk.layers(), "pinned by the volume alone").to.include(layer?.id);
    expect(listing(early)).to.deep.equal(before);
    writeFileSync(join(early, "late"), "");
    rmSync(join(early, "d"), { recursive: true });
    await running.unpublish("early");
    await running.look("maven", (view) => {
      const found = readdirSync(view).filter((name) => name.startsWith("new-") || name === "late" || name === "d");
      expect(readdirSync(join(view, "large"))).to.have.length(300);
      expect(found).to.have.members(["late", ...Array.from({ length: 30 }, (_, round) => `new-${round}`)]);
    });
    await running.settled();
    expect(running.disk.leftovers()).to.deep.equal([]);
  });

  it("keeps its layers through a kill and a sweep after it", async () => {
    await using running = await Running.start({ flags: ["--keep", "1"] });
    await running.pod("base", attributes, (target) => writeFileSync(join(target, "base"), ""));
    const early = await running.publish({ id: "early", attributes });
    // Every later generation lacks the file, so that none of them needs its layer for long.
    for (let round = 0; round < 20; round += 1) {
      await running.pod(`v${round}`, attributes, (target) => {
        rmSync(join(target, "base"), { force: true });
        writeFileSync(join(target, "other"), `${round}`);
      });
    }
    await running.restart("SIGKILL");
    await running.pod("last", attributes, (target) => writeFileSync(join(target, "last"), ""));
    await running.settled();
    expect(readdirSync(early)).to.deep.equal(["base"]);
    await running.unpublish("early");
    await running.look("maven", (view) => expect(readdirSync(view)).to.have.members(["other", "last"]));
  });
});

describeSystem("A directory from a layer below", () => {
  it("cannot be renamed at once, and is right in the next generation when a tool moves it piece by piece", async () => {
    await using running = await Running.start();
    await running.pod("base", attributes, (target) => {
      mkdirSync(join(target, "old", "sub"), { recursive: true });
      for (const name of ["a", "sub/b", "sub/c"]) writeFileSync(join(target, "old", name), name);
      execFileSync("touch", ["-d", "2001-02-03T04:05:06.123456789Z", join(target, "old", "sub", "b")]);
    });
    const before = await running.look("maven", listing);
    await running.pod("mover", attributes, (target) => {
      expect(() => renameSync(join(target, "old"), join(target, "new"))).to.throw(/EXDEV/);
      execFileSync("mv", [join(target, "old"), join(target, "new")]);
    });
    const after = await running.look("maven", listing);
    const moved = Object.entries(before).map(([path, listed]) => [path.replace("old", "new"), listed]);
    expect(after).to.deep.equal(Object.fromEntries(moved));
    for (const { id } of running.disk.head("maven").layers) {
      const found = execFileSync("getfattr", ["-Rhdm", "-", "--absolute-names", running.disk.layer(id)], {
        encoding: "utf8",
      });
      expect(found, "no mark that leads elsewhere").to.not.match(/overlay\.(redirect|metacopy)/);
    }
  });
});
