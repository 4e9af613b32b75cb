/** Many volumes of one cache at once. */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const ids = Array.from({ length: 50 }, (_, number) => `v${number}`);
const attributes = { cache: "maven" };

describeSystem("Fifty volumes of one cache", () => {
  it("are published, written and unpublished side by side, and each one's work is in the head", async () => {
    await using running = await Running.start();
    await running.pod("first", attributes, (target) => {
      mkdirSync(join(target, "shared"));
      for (const id of ids) writeFileSync(join(target, "shared", `edited-by-${id}`), "first\n");
      writeFileSync(join(target, "contended"), "first\n");
    });
    const opened = await Promise.all(ids.map((id) => running.publish({ id, attributes })));
    for (const [index, target] of opened.entries()) {
      const id = ids[index] ?? "";
      mkdirSync(join(target, id));
      writeFileSync(join(target, id, "own"), id);
      writeFileSync(join(target, "shared", `added-by-${id}`), id);
      appendFileSync(join(target, "shared", `edited-by-${id}`), id);
      writeFileSync(join(target, "contended"), id);
    }
    await Promise.all(ids.map((id) => running.unpublish(id)));
    await running.until(() => running.disk.volumes().length === 0);

    await running.look("maven", (view) => {
      for (const id of ids) {
        expect(readFileSync(join(view, id, "own"), "utf8")).to.equal(id);
        expect(readFileSync(join(view, "shared", `added-by-${id}`), "utf8")).to.equal(id);
        expect(readFileSync(join(view, "shared", `edited-by-${id}`), "utf8")).to.equal(`first\n${id}`);
      }
      expect(readdirSync(view)).to.have.members(["shared", "contended", ...ids]);
      expect(ids, "one of them won").to.include(readFileSync(join(view, "contended"), "utf8"));
    });

    const commits = running.lines.filter(({ msg, volume }) => msg === "Committed a delta" && volume !== "first");
    expect(commits.map(({ volume }) => volume)).to.have.members(ids);
    expect(Math.max(...commits.map(({ tries }) => Number(tries))), "tries of one commit").to.be.at.most(16);
    await running.until(() => running.disk.generations("maven").filter(({ kind }) => kind === "build").length <= 5);
    await running.settled();
    expect(new Set(commits.map(({ generation }) => generation)).size, "a generation each").to.equal(ids.length);
    expect(running.mounts()).to.deep.equal([]);
    expect(running.disk.volumes()).to.deep.equal([]);
    expect(running.disk.leftovers()).to.deep.equal([]);
    expect(running.lines.filter(({ msg }) => /put off|Discarded/.test(msg))).to.deep.equal([]);
  });
});
