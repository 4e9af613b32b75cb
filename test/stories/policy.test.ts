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

  describe("that says onSuccess", () => {
    beforeEach(async () => {
      policy = { commit: "onSuccess", merge: "union" };
      await story.publish("b1");
      story.does("b1", "write react 18 0h");
    });

    it("takes what a pod wrote that succeeded", async () => {
      story.pods.end("uid-of-b1");
      await story.unpublish("b1");
      await story.settled();
      expect(await story.head()).to.deep.equal({ react: "18" });
    });

    for (const outcome of ["failed", "gone"] as const) {
      it(`takes nothing of a pod that has ${outcome}, and says so`, async () => {
        story.pods.end("uid-of-b1", outcome);
        await story.unpublish("b1");
        await story.settled();
        expect(await story.head()).to.deep.equal({ react: "17" });
        expect(story.events.lines).to.include("discarded npm: not-succeeded");
      });
    }

    /** Of a pod whose phase does not say yet how it ended. */
    async function unpublishEarly(): Promise<void> {
      const ending = story.unpublish("b1");
      await story.settled();
      await story.clock.advance(1_000);
      await ending;
      await story.settled();
    }

    it("asks again before it lets the next volume start", async () => {
      const ending = story.unpublish("b1");
      await story.settled();
      story.pods.end("uid-of-b1");
      const starting = story.publish("b2");
      await story.settled();
      await story.clock.advance(250);
      await Promise.all([ending, starting]);
      expect(story.sees("b2")).to.deep.equal({ react: "18" });
    });

    it("waits until it is known how the pod ended, and lets nobody build on it meanwhile", async () => {
      await unpublishEarly();
      await story.publish("b2");
      expect(story.sees("b2")).to.deep.equal({ react: "17" });
      story.pods.end("uid-of-b1");
      await story.clock.advance(60_000);
      await story.settled();
      expect(await story.head()).to.deep.equal({ react: "18" });
    });

    it("keeps what waits for the next process, and discards it when the pod is gone by then", async () => {
      await unpublishEarly();
      story.kill();
      await story.start();
      story.pods.end("uid-of-b1", "gone");
      await story.clock.advance(60_000);
      await story.settled();
      expect(await story.head()).to.deep.equal({ react: "17" });
      expect(story.events.lines).to.include("discarded npm: not-succeeded");
    });
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
