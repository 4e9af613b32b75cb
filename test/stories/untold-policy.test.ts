/** What becomes of volumes that started when nobody could tell what the owner of their cache had decided. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { Policy } from "../../src/cache/policy.ts";
import { generation } from "../cache/made.ts";
import { Story } from "./harness.ts";

describe("A volume that started when nobody told what its cache's owner decided", () => {
  let known: Policy | undefined;
  let answer: Policy | "gone" | undefined;
  let story: Story;

  beforeEach(async () => {
    known = { commit: "always", merge: "union" };
    answer = undefined;
    story = await Story.begin({
      policyOf: () => known,
      askOwner: async () => {
        if (answer === undefined) throw new CacheError("unavailable", "The API server does not answer");
        return answer;
      },
    });
    await story.build("b0", ["write react 17 9h"]);
    await story.settled();
    story.events.take();
    known = undefined;
  });

  /** Whoever is asked answers this, and the commits that wait are tried again. */
  async function told(said: Policy | "gone"): Promise<void> {
    answer = said;
    await story.settled();
    await story.clock.advance(2_000);
    await story.settled();
  }

  it("waits with its commit until somebody tells", async () => {
    await story.build("b1", ["write react 18 0h"]);
    await story.settled();
    expect([await story.head(), story.volumes.list().length]).to.deep.equal([{ react: "17" }, 1]);
    await told({ commit: "always", merge: "union" });
    expect([await story.head(), story.volumes.list().length]).to.deep.equal([{ react: "18" }, 0]);
  });

  it("is not committed where its cache takes nothing", async () => {
    await story.build("b1", ["write react 18 0h"]);
    await told({ commit: "never", merge: "union" });
    expect([await story.head(), story.volumes.list().length]).to.deep.equal([{ react: "17" }, 0]);
    expect(story.events.lines.filter((line) => line.startsWith("released"))).to.have.lengthOf(1);
  });

  it("is not committed where its cache takes what succeeds, and its pod failed", async () => {
    story.pods.end("uid-of-b1", "failed");
    await story.build("b1", ["write react 18 0h"]);
    await told({ commit: "onSuccess", merge: "union" });
    expect(await story.head()).to.deep.equal({ react: "17" });
    expect(story.events.lines).to.include("discarded npm: not-succeeded");
  });

  it("is merged as the owner says, whatever it asked for", async () => {
    await story.publish("b1", { merge: "lastWriterWins" });
    story.does("b1", "write vue 3 0h");
    known = { commit: "always", merge: "union" };
    await story.build("b2", ["write angular 2 0h"]);
    answer = known;
    await story.unpublish("b1");
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "17", vue: "3", angular: "2" });
  });

  it("is discarded when its Cache has gone meanwhile", async () => {
    await story.build("b1", ["write react 18 0h"]);
    await told("gone");
    expect(story.events.lines).to.include("discarded npm: pruned");
    expect([await story.head(), story.volumes.list()]).to.deep.equal([{ react: "17" }, []]);
  });

  it("is found in the log by the next process, whatever the owner says by then", async () => {
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    answer = { commit: "always", merge: "union" };
    const held = story.hold("ledger.append", "after");
    const ending = story.unpublish("b1");
    await held.entered;
    story.kill();
    ending.catch(() => {});
    answer = { commit: "never", merge: "union" };
    await story.start();
    await story.settled();
    expect([await story.head(), story.volumes.list().length]).to.deep.equal([{ react: "18" }, 0]);
  });

  it("is discarded when its pod has gone meanwhile: the namespace may have become somebody else's", async () => {
    await story.build("b1", ["write react 18 0h"]);
    story.pods.end("uid-of-b1", "gone");
    await told({ commit: "always", merge: "union" });
    expect(story.events.lines).to.include("discarded npm: pruned");
    expect(await story.head()).to.deep.equal({ react: "17" });
  });

  it("shows what it wrote to nobody before its commit", async () => {
    await story.build("b1", ["write react 18 0h"]);
    const starting = story.publish("b2");
    await story.settled();
    await story.clock.advance(1_000);
    await starting;
    expect(story.sees("b2")).to.deep.equal({ react: "17" });
    await told({ commit: "always", merge: "union" });
    await story.settled();
    await story.publish("b3");
    expect(story.sees("b3")).to.deep.equal({ react: "18" });
  });

  it("is judged once: its pod may go before an append succeeds", async () => {
    answer = { commit: "always", merge: "union" };
    story.ledger.failNextAppend(new CacheError("unavailable", "no answer"));
    await story.build("b1", ["write react 18 0h"]);
    await story.settled();
    story.pods.end("uid-of-b1", "gone");
    await story.clock.advance(1_000);
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("was judged by a process before, when an append of it is in doubt", async () => {
    await story.build("b1", ["write react 18 0h"]);
    await story.settled();
    story.pods.end("uid-of-b1", "gone");
    const [sealed] = story.volumes.list();
    story.kill();
    story.ledger.leaveInDoubt([generation(2, [], { volume: sealed?.incarnation ?? "" })]);
    answer = { commit: "always", merge: "union" };
    await story.start();
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "18" });
  });
});
