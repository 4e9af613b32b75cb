/** A cache lives on for many commits, on a disk bounded by what it shows, with all that retention keeps. */
import { expect } from "chai";
import { type Directory, isDirectory, type Leaf } from "../model/tree.ts";
import { key, Story } from "./harness.ts";

const count = 40;

/** All inodes below a directory of a layer: a layer made of links has the very same. */
function* inodes(tree: Directory): Generator<Leaf> {
  for (const item of tree.entries.values()) {
    if (isDirectory(item)) yield* inodes(item);
    else yield item;
  }
}

async function onDisk(story: Story): Promise<number> {
  const all = new Set<Leaf>();
  for (const id of await story.layers.list()) for (const leaf of inodes(story.layers.held(id))) all.add(leaf);
  return [...all].reduce((sum, { content }) => sum + content.length, 0);
}

describe("A cache of which each build replaces a tenth", () => {
  it("takes at most twice what it shows, whenever a sweep has been by", async function () {
    this.timeout(20_000);
    const story = await Story.begin({ keep: 5 });
    const content = (build: number): string => String(build % 10).repeat(60_000);
    await story.build(
      "b0",
      Array.from({ length: count }, (_, file) => `write d${file}/f ${content(0)} 0h`),
    );
    let most = 0;
    for (let build = 1; build <= 60; build += 1) {
      const file = (offset: number): number => (build * 7 + offset * 11) % count;
      await story.build(`b${build}`, [
        `write d${file(0)}/f ${content(build)} ${build}h`,
        `write d${file(1)}/f ${content(build + 1)} ${build}h`,
        `recreate d${file(2)}`,
        `write d${file(2)}/f ${content(build + 2)} ${build}h`,
        `remove d${file(3)}`,
        `write d${file(3)}/f ${content(build + 3)} ${build}h`,
      ]);
      await story.settled();
      await story.clock.advance(61_000);
      const live = Object.values(await story.head()).reduce((sum, text) => sum + text.length, 0);
      most = Math.max(most, (await onDisk(story)) / live);
      expect((await story.ledger.head(key("npm"))).generation?.layers.length).to.be.at.most(16);
    }
    expect(story.events.lines.join("\n")).to.contain("compacted");
    expect(most).to.be.within(1.3, 2);
  });
});
