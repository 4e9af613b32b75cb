/** What the owner of a cache decides about its volumes, and when that holds. */
import { expect } from "chai";
import type { Policy } from "../../src/cache/policy.ts";
import { Story } from "./harness.ts";

describe("A cache's policy", () => {
  let policy: Policy | undefined;
  let story: Story;

  beforeEach(async () => {
    policy = { commit: "always", merge: "union" };
    story = await Story.begin({ policyOf: () => policy });
    await story.build("b0", ["write react 17 9h"]);
    await story.settled();
    story.events.take();
  });

  it("that says never keeps volumes from being committed that ask to be", async () => {
    policy = { commit: "never", merge: "union" };
    await story.build("b1", ["write react 18 0h"], { commit: "always" });
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "17" });
    expect(story.events.lines.filter((line) => line.startsWith("released"))).to.have.lengthOf(1);
  });

  it("that says always leaves a volume its never", async () => {
    await story.build("b1", ["write react 18 0h"], { commit: "never" });
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "17" });
  });

  it("decides how a volume is merged, whatever it asks for", async () => {
    policy = { commit: "always", merge: "firstWriterWins" };
    for (const id of ["b1", "b2"]) await story.publish(id, { merge: "union" });
    for (const id of ["b1", "b2"]) story.does(id, `write ${id} x 0h`);
    for (const id of ["b1", "b2"]) await story.unpublish(id);
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "17", b1: "x" });
  });

  it("holds for a volume as it was when that started, and another one changes no publish that is repeated", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    policy = { commit: "never", merge: "lastWriterWins" };
    await story.publish("b1");
    story.kill();
    await story.start();
    await story.unpublish("b1");
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "18" });
  });
});
