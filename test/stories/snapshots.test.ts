/** What a snapshot keeps on the disk, and for how long (docs/adr/0029-snapshots-pin-layers.md). */
import { expect } from "chai";
import { idsOf } from "../../src/cache/generation.ts";
import type { Snapshot } from "../../src/cache/snapshot.ts";
import { newSnapshot } from "../contracts/snapshots.ts";
import { files, key, Story } from "./harness.ts";

const minute = 60_000;

/** A snapshot of the head that is there now. */
async function snapped(story: Story, name = "snapshot"): Promise<Snapshot> {
  const { generation } = await story.ledger.head(key("npm"));
  const { number = 0, layers = [], directories } = generation ?? {};
  return story.snapshots.create(newSnapshot({ name, cache: key("npm"), generation: number, layers, directories }));
}

function shown(story: Story, snapshot: Snapshot): Record<string, string> {
  return files(story.layers.show(idsOf(snapshot.layers)));
}

describe("A snapshot", () => {
  it("keeps what it shows when its generation is retired, and frees it when it is deleted", async () => {
    const story = await Story.begin({ keep: 1 });
    await story.build("b1", ["write f 1 0h"]);
    const snapshot = await snapped(story);
    await story.prune();
    await story.build("b2", ["write g 2 0h"]);
    await story.clock.advance(2 * minute);
    expect((await story.ledger.generations(key("npm"))).map(({ number }) => number)).to.deep.equal([3]);
    expect(shown(story, snapshot)).to.deep.equal({ f: "1" });
    await story.snapshots.delete(snapshot.id);
    await story.clock.advance(2 * minute);
    expect(await story.layers.list()).to.have.length(1);
    expect(await story.head()).to.deep.equal({ g: "2" });
  });

  it("outlives a full disk, which takes the generations that free something instead", async () => {
    const story = await Story.begin({ minFree: { bytes: 1_000 } });
    await story.build("b1", [`write f ${"1".repeat(100)} 0h`]);
    const snapshot = await snapped(story);
    await story.build("b2", [`write g ${"2".repeat(100)} 0h`]);
    await story.settled();
    story.disk.set({ size: 10_000, free: 10 });
    await story.clock.advance(2 * minute);
    expect(await story.head(), "a cold start is better than a full disk").to.deep.equal({});
    expect(shown(story, snapshot)).to.deep.equal({ f: "1".repeat(100) });
  });

  it("that shows all of a cache keeps retention from giving that cache up in vain", async () => {
    const story = await Story.begin({ minFree: { bytes: 1_000 } });
    await story.build("b1", [`write f ${"1".repeat(100)} 0h`]);
    await snapped(story);
    story.disk.set({ size: 10_000, free: 10 });
    await story.clock.advance(2 * minute);
    expect(await story.head()).to.deep.equal({ f: "1".repeat(100) });
  });

  it("that cannot be read is set aside, with all layers that it may pin, until it is deleted", async () => {
    const story = await Story.begin({ keep: 1 });
    await story.build("b1", ["write f 1 0h"]);
    const snapshot = await snapped(story);
    story.snapshots.spoil(snapshot.id);
    await story.prune();
    await story.clock.advance(2 * minute);
    expect(story.events.lines).to.include(`set aside snapshots/${snapshot.id}.json`);
    expect(shown(story, snapshot)).to.deep.equal({ f: "1" });
    await story.snapshots.delete(snapshot.id);
    await story.clock.advance(2 * minute);
    expect(await story.layers.list()).to.deep.equal([]);
  });
});
