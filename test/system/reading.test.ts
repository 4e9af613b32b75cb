/** Who sees what: a volume has its base and its own writes, and never those of a build that runs. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { freeze } from "../support/frozen.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const attributes = { cache: "maven" };

describeSystem("A volume shows", () => {
  it("what was committed before it was published, and not what came after", async () => {
    await using running = await Running.start();
    await running.pod("v1", attributes, (target) => writeFileSync(join(target, "a"), "1"));
    const early = await running.publish({ id: "early", attributes });
    await running.pod("v2", attributes, (target) => {
      expect(readFileSync(join(target, "a"), "utf8")).to.equal("1");
      writeFileSync(join(target, "a"), "2");
      writeFileSync(join(target, "b"), "2");
    });
    expect(readdirSync(early), "a fork does not move").to.deep.equal(["a"]);
    expect(readFileSync(join(early, "a"), "utf8")).to.equal("1");
    await running.look("maven", (view) => expect(readFileSync(join(view, "a"), "utf8")).to.equal("2"));
  });

  it("nothing of a build that is running, not even when that build has ended without a commit", async () => {
    await using running = await Running.start();
    const one = await running.publish({ id: "one", attributes });
    const two = await running.publish({ id: "two", attributes: { ...attributes, commit: "never" } });
    writeFileSync(join(one, "of-one"), "");
    writeFileSync(join(two, "of-two"), "");
    expect(readdirSync(one)).to.deep.equal(["of-one"]);
    expect(readdirSync(two)).to.deep.equal(["of-two"]);
    await running.look("maven", (view) => expect(readdirSync(view)).to.deep.equal([]));
    await running.unpublish("two");
    await running.look("maven", (view) => expect(readdirSync(view)).to.deep.equal([]));
    await running.unpublish("one");
    await running.look("maven", (view) => expect(readdirSync(view)).to.deep.equal(["of-one"]));
  });

  it("a delta that is sealed and cannot be appended yet; and both are in the head when it can", async () => {
    await using running = await Running.start();
    await running.pod("first", attributes, (target) => writeFileSync(join(target, "first"), ""));
    const log = join(running.state, "caches", "builds", "maven");
    let later: string;
    {
      using _ = freeze(log, { except: ["cache.json"] });
      writeFileSync(join(await running.publish({ id: "sealed", attributes }), "sealed"), "");
      await running.unpublish("sealed");
      expect(running.disk.volumes().map(({ state }) => state)).to.deep.equal(["sealed"]);
      expect(running.disk.head("maven").number, "the log has not moved").to.equal(1);
      later = await running.publish({ id: "later", attributes });
      expect(readdirSync(later)).to.have.members(["first", "sealed"]);
      writeFileSync(join(later, "later"), "");
      await running.unpublish("later");
    }
    await running.until(() => running.disk.volumes().length === 0);
    await running.look("maven", (view) => expect(readdirSync(view)).to.have.members(["first", "sealed", "later"]));
    expect(existsSync(later)).to.equal(false);
    expect(running.lines.some(({ msg }) => msg === "A commit is put off and will be tried again")).to.equal(true);
    expect(running.disk.generations("maven").map(({ volume }) => volume)).to.have.length(3);
  });
});
