/** The node is killed at every call it makes, and started again: the end is always the same. */
import { expect } from "chai";
import { key, Story } from "./harness.ts";

/** How far kubelet and the pod had come when the node was killed. */
interface Progress {
  published: boolean;
  unpublished: boolean;
}

/** A build on a warm cache, with another one beside it that commits first, so that there is something to merge. */
async function flow(story: Story, progress: Progress): Promise<void> {
  await story.publish("b1");
  story.does("b1", "write vue 3 0h", "touch react 1h");
  progress.published = true;
  await story.unpublish("b1");
  progress.unpublished = true;
  await story.clock.advance(120_000);
}

async function begun(): Promise<Story> {
  const story = await Story.begin();
  await story.build("b0", ["write react 18 0h"]);
  return story;
}

/** Runs the flow and kills the node at its call of this number; whether it came so far. */
async function killedAt(story: Story, number: number, progress: Progress): Promise<boolean> {
  story.wire.killAt(story.wire.calls.length + number);
  await Promise.race([flow(story, progress), story.wire.killed]);
  return story.wire.dead;
}

/** What must be left when everything is over: the log, what it refers to, and nothing else. */
async function expectTidy(story: Story, what: string): Promise<void> {
  await story.clock.advance(120_000);
  await story.settled();
  const generations = await story.ledger.generations(key("npm"));
  const layers = new Set(generations.flatMap((generation) => generation.layers.map((layer) => layer.id)));
  expect(story.volumes.list(), `${what}: records`).to.deep.equal([]);
  expect(await story.mounter.list(), `${what}: mounts`).to.deep.equal([]);
  expect(await story.layers.list(), `${what}: layers`).to.have.members([...layers]);
  expect(story.layers.trash, `${what}: trash`).to.equal(0);
}

describe("A node that is killed at any call", () => {
  it("and whose kubelet tries again, commits the build's work exactly once, and leaves nothing else", async () => {
    for (let number = 0; ; number += 1) {
      const story = await begun();
      const progress = { published: false, unpublished: false };
      const killed = await killedAt(story, number, progress);
      if (!killed) break;
      const call = `killed at ${story.wire.calls.at(-1) ?? ""} (${number})`;
      story.kill();
      await story.start();
      if (!progress.published) {
        await story.publish("b1");
        story.does("b1", "write vue 3 0h", "touch react 1h");
      }
      await story.unpublish("b1");
      await story.unpublish("b1");
      await expectTidy(story, call);
      expect(await story.head(), call).to.deep.equal({ react: "18", vue: "3" });
      expect(
        (await story.ledger.generations(key("npm"))).map(({ by }) => by.pod),
        call,
      ).to.deep.equal(["b0", "b1"]);
    }
  });

  it("and whose kubelet never comes back to a publish that was not answered, leaves nothing of it", async () => {
    for (let number = 0; ; number += 1) {
      const story = await begun();
      const progress = { published: false, unpublished: false };
      await killedAt(story, number, progress);
      if (progress.published) break;
      const call = `killed at ${story.wire.calls.at(-1) ?? ""} (${number})`;
      story.kill();
      await story.start();
      expect(await story.mounter.list(), call).to.have.length(story.volumes.list().length);
      await story.unpublish("b1");
      await expectTidy(story, call);
      expect(await story.head(), call).to.deep.equal({ react: "18" });
    }
  });

  it("after it was killed between a mount and the note of it, commits what the pod writes then", async () => {
    for (let number = 0; ; number += 1) {
      const story = await begun();
      const noting = story.hold("volumes.noteMounted");
      void story.publish("b1");
      await noting.entered;
      story.kill();
      await story.start();
      const progress = { published: false, unpublished: false };
      const killed = await killedAt(story, number, progress);
      if (!killed) break;
      const call = `killed at ${story.wire.calls.at(-1) ?? ""} (${number})`;
      story.kill();
      await story.start();
      await story.unpublish("b1");
      await expectTidy(story, call);
      if (progress.published) expect(await story.head(), call).to.deep.equal({ react: "18", vue: "3" });
    }
  });

  it("by the machine keeps what was acknowledged, and leaves nothing else", async () => {
    for (let number = 0; ; number += 1) {
      const story = await begun();
      const progress = { published: false, unpublished: false };
      const killed = await killedAt(story, number, progress);
      if (!killed) break;
      const call = `killed at ${story.wire.calls.at(-1) ?? ""} (${number})`;
      story.kill("other boot");
      await story.start();
      await expectTidy(story, call);
      const head = await story.head();
      expect(head, call).to.be.deep.oneOf([{ react: "18" }, { react: "18", vue: "3" }]);
      if (progress.unpublished) expect(head, call).to.have.property("vue");
    }
  });
});
