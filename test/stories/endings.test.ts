/** Ends of volumes that go wrong on the way, and what a later start or publish makes of them. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { failure } from "../contracts/mounter.ts";
import { device, directory } from "../model/build.ts";
import { asking, key, Story } from "./harness.ts";

const never = new AbortController().signal;

describe("The end of a volume", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.events.take();
  });

  it("is made whole by a later try when the plugin was killed while it copied a leaked upper", async () => {
    story.mounter.hold(story.target("b1"), "leak");
    const copy = story.hold("layers.copy");
    void story.unpublish("b1");
    await copy.entered;
    story.kill();
    await story.start();
    await story.unpublish("b1");
    expect(await story.head()).to.deep.equal({ react: "18" });
  });

  it("is not taken for a sound one by what was noted before it was mounted again", async () => {
    const { incarnation } = story.volumes.list()[0] ?? { incarnation: "" };
    const unmount = story.hold("mounter.unmount", "after");
    void story.unpublish("b1");
    await unmount.entered;
    story.kill();
    const seal = story.hold("layers.finish");
    await story.start();
    await seal.entered;
    seal.fail(new CacheError("unavailable", "EIO"));
    await story.settled();
    await story.publish("b1");
    story.mounter.hold(story.target("b1"), "leak");
    await story.mounter.detach(story.target("b1"));
    await story.unpublish("b1");
    expect(story.events.lines.at(-1), incarnation).to.equal("discarded npm: busy");
  });

  it("goes on when what was below the mount keeps the directory: the volume is sealed", async () => {
    const unmount = story.hold("mounter.unmount", "after");
    const ending = story.unpublish("b1");
    await unmount.entered;
    unmount.fail(new CacheError("precondition", "the directory is not empty"));
    await ending;
    expect(story.events.lines).to.deep.equal(["sealed npm", "committed g1"]);
    expect(await story.mounter.list()).to.deep.equal([]);
  });

  it("waits for another try while its mount cannot be taken away: nothing of it is copied or forgotten meanwhile", async () => {
    story.mounter.failNext("unmount", new CacheError("precondition", "not permitted"));
    await failure(story.unpublish("b1"), "precondition");
    expect(story.events.lines).to.deep.equal([]);
    expect(await story.mounter.list()).to.have.length(1);
    await story.unpublish("b1");
    expect(story.events.lines).to.deep.equal(["sealed npm", "committed g1"]);
  });

  it("counts the device nodes that were removed among what was left out", async () => {
    const upper = story.volumes.list()[0]?.upper ?? "";
    story.layers.put(upper, directory({ react: "18", null: device, d: { zero: device } }));
    await story.unpublish("b1");
    const { generation } = await story.ledger.head(key("npm"));
    expect(generation?.changes).to.include({ excluded: 2, added: 2 });
  });

  it("counts the device nodes that a copy of a leaked upper left out, too", async () => {
    const upper = story.volumes.list()[0]?.upper ?? "";
    story.layers.put(upper, directory({ react: "18", null: device, d: { zero: device } }));
    story.mounter.hold(story.target("b1"), "leak");
    await story.unpublish("b1");
    const { generation } = await story.ledger.head(key("npm"));
    expect(generation?.changes).to.include({ excluded: 2, added: 2 });
  });

  it("with nothing to contribute is on record before it is forgotten", async () => {
    await story.unpublish("b1");
    await story.publish("b2");
    story.does("b2", "touch react 1h");
    const forget = story.hold("volumes.forget");
    const ending = story.unpublish("b2");
    await forget.entered;
    expect([...story.stored.records.values()]).to.have.length(1);
    expect([...story.stored.records.values()][0]).to.include({ state: "discarded", reason: "nothing to commit" });
    story.kill("other boot");
    story.events.take();
    await story.start();
    await story.settled();
    expect(story.events.lines[0]).to.equal("recovered 0 open, 0 sealed, 1 discarded");
    expect(await story.ledger.generations(key("npm"))).to.have.length(1);
    expect(ending).to.be.a("promise");
  });

  it("rejects a publish at its address whose caller gives up meanwhile with what that one says", async () => {
    const unmount = story.hold("mounter.unmount");
    const ending = story.unpublish("b1");
    await unmount.entered;
    const gaveUp = new AbortController();
    const again = failure(story.publish("b1", {}, gaveUp.signal), "deadline");
    await story.settled();
    const reason = new CacheError("deadline", "kubelet's time is up");
    gaveUp.abort(reason);
    expect(await again).to.equal(reason);
    const later = story.publish("b1");
    unmount.release();
    await Promise.all([ending, later]);
    expect(story.sees("b1")).to.deep.equal({ react: "18" });
    expect(story.volumes.list()).to.have.length(1);
  });
});

describe("A start", () => {
  it("is not kept by a volume that resists", async () => {
    const story = await Story.begin();
    for (const id of ["b1", "b2"]) await story.publish(id);
    story.kill("other boot");
    story.volumes.failNext("advance", new CacheError("unavailable", "EIO"));
    await story.start();
    expect(story.node.ready).to.equal(true);
    expect(story.volumes.list()).to.have.length(1);
    expect(story.events.lines.slice(-3)).to.deep.equal([
      "seal delayed npm",
      "discarded npm: machine-crash",
      "recovered 1 open, 0 sealed, 1 discarded",
    ]);
  });

  it("serves others while it still seals what an unpublish left unfinished", async () => {
    const story = await Story.begin();
    await story.publish("b1");
    story.does("b1", "write react 18 0h");
    story.kill();
    story.mounter.loseMounts();
    const seal = story.hold("layers.finish");
    await story.start();
    await seal.entered;
    expect(story.node.ready).to.equal(true);
    await story.build("b2", ["write vet x 0h"], { cache: "go" });
    expect(await story.head("go")).to.deep.equal({ vet: "x" });
    expect(await story.head()).to.deep.equal({});
    seal.release();
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "18" });
  });
});

describe("Two publishes at once of a volume for a single writer", () => {
  it("at two targets: exactly one of them succeeds", async () => {
    const story = await Story.begin();
    const at = (target: string): Promise<void> =>
      story.node.publish({ volumeId: "claim", target }, asking({ exclusive: true }), never);
    const outcomes = await Promise.allSettled([at("/pods/1/mount"), at("/pods/2/mount")]);
    expect(outcomes.map(({ status }) => status)).to.have.members(["fulfilled", "rejected"]);
    const [refused] = outcomes.filter((outcome) => outcome.status === "rejected");
    await failure(Promise.reject(refused?.reason), "precondition");
    expect(await story.mounter.list()).to.have.length(1);
    expect(story.volumes.list()).to.have.length(1);
  });
});

describe("A commit where layers are missing", () => {
  let story: Story;

  beforeEach(async () => {
    story = await Story.begin();
    await story.build("b1", ["write react 18 0h"]);
  });

  async function headLayer(): Promise<string> {
    return (await story.ledger.head(key("npm"))).generation?.layers[0]?.id ?? "";
  }

  it("with lastWriterWins adds to the head like any other: its base cannot stand for the whole cache", async () => {
    await story.publish("b2", { merge: "lastWriterWins" });
    story.does("b2", "write vue 3 0h");
    const old = await headLayer();
    const head = await story.ledger.head(key("npm"));
    if (!head.generation) throw new Error("b1 made no generation");
    const layers = [{ ...(await story.layers.squash([old], "nothing")) }];
    await story.ledger.append(key("npm"), head, { ...head.generation, kind: "compacted", volume: "", layers });
    story.layers.lose(old);
    await story.unpublish("b2");
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "18", vue: "3" });
  });

  it("of the head builds on the newest generation that is whole", async () => {
    await story.publish("b2");
    story.does("b2", "write vue 3 0h");
    await story.build("b3", ["write svelte 5 0h"]);
    story.layers.lose(await headLayer());
    await story.unpublish("b2");
    await story.settled();
    expect(await story.head()).to.deep.equal({ react: "18", vue: "3" });
    expect((await story.ledger.head(key("npm"))).generation).to.include({ number: 3, parent: 2 });
  });
});
