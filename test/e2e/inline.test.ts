/** What pods see of a cache that they have as an inline volume. */
import { expect } from "chai";
import { Stage } from "./stage.ts";

const list = "ls -1 /cache | sort";

describe("An inline volume in a real pod", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  it("is empty where nobody has built yet, and what a Job writes is there for the next", async () => {
    const attributes = { cache: "one-after-another" };
    const node = "node-1";
    expect(await stage.job({ name: "first", node, attributes, script: `${list}; echo warm >/cache/a` })).to.equal("");
    expect(await stage.job({ name: "second", node, attributes, script: `${list}; cat /cache/a` })).to.equal(
      "a\nwarm\n",
    );
  });

  it("shows two builds that run side by side nothing of each other, and the next one the work of both", async () => {
    const attributes = { cache: "side-by-side" };
    const node = "node-1";
    const names = ["left", "right"];
    for (const name of names)
      await stage.start({
        name,
        node,
        attributes,
        script: `echo ${name} >/cache/${name}; touch /tmp/written; until [ -e /tmp/go ]; do sleep 0.1; done; ${list}`,
        readyWhen: "test -e /tmp/written",
      });
    for (const name of names) await stage.ready(name);
    for (const name of names) await stage.mustKubectl("exec", name, "--", "touch", "/tmp/go");
    for (const name of names) expect(await stage.succeeded(name)).to.equal(`${name}\n`);
    expect(await stage.pod({ name: "after", node, attributes, script: list })).to.equal("left\nright\n");
  });
});
