/** Cuts the power of a disk right behind an answer of products that leave one of their syncs out: what was not flushed is gone. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { skipBecause } from "../host/skip.ts";
import { type Control, controlName } from "../points/plan.ts";
import { compileCache, hook } from "../points/stoppable.ts";
import { wholeText } from "../support/builds.ts";
import { examine } from "../support/examination.ts";
import { Lab } from "../support/lab.ts";
import { mountImage } from "../support/loop.ts";
import { NbdDisk, whyNoNbd } from "../support/nbd-disk.ts";
import { describeSystem, needRoot } from "../support/needs.ts";
import { names } from "../support/on-disk.ts";
import { lostContent } from "../support/power-cuts.ts";
import { Provisioner } from "../support/provisioner.ts";
import { Running } from "../support/running.ts";

/** What is lost in the state that a cut left; the plugin may be started there, with the rest below the other directory. */
type Lost = (state: string, under: string) => Promise<readonly string[]>;

/** Calls a plugin, for something of a new name, and resolves behind the last answer. */
type Calls = (running: Running, name: string) => Promise<Lost>;

/** The answer comes when the volume is sealed: no commit follows whose syncs could stand in for the seal's. */
const rewrites = {
  file: "node/node.ts",
  text: 'if (sealed.state === "sealed") await this.#commitSoon(sealed);',
  instead: 'if (sealed.state === "sealed") return;',
};

function build(count: number): Calls {
  return async (running, id) => {
    const view = await running.publish({ id, attributes: { cache: "npm" } });
    const files = Array.from({ length: count }, (_, number) => `f${number}`);
    mkdirSync(join(view, id));
    for (const file of files) writeFileSync(join(view, id, file), wholeText(`${id}/${file}`, 5_000));
    await running.unpublish(id);
    const promised = { kept: [{ id, cache: "npm", files }], removed: [], generations: [] };
    return async (state, under) => lostContent(await examine(state, under, promised));
  };
}

async function create(running: Running, name: string): Promise<Lost> {
  // The claim's cache is there: no sync of another file follows.
  await build(1)(running, name);
  const parameters = { cache: "npm" };
  const { volume_id: id } = await new Provisioner(() => running.clients).volume(name, { parameters });
  return async (state) => {
    if (!names(join(state, "claims")).includes(`${id}.json`)) return ["the claim"];
    const text = readFileSync(join(state, "claims", `${id}.json`), "utf8");
    return text.includes(id) ? [] : ["what the claim is"];
  };
}

async function remove(running: Running, name: string): Promise<Lost> {
  const provisioner = new Provisioner(() => running.clients);
  const { volume_id: id } = await provisioner.volume(name);
  // Whose syncs take along whatever came before: the claim is on the disk, and only that it goes is not.
  await build(1)(running, name);
  await provisioner.deleteVolume(id);
  return async (state) => (names(join(state, "claims")).includes(`${id}.json`) ? ["that the claim is deleted"] : []);
}

/**
 * Not here are the syncs of merged and compacted layers and of an appended entry's name: they hold links alone, and on ext4 and
 * XFS the journal takes these along with the next file that is synced, so that a cut shows no difference.
 */
const syncs: readonly { readonly of: string; readonly leavesOut: string; readonly calls: Calls }[] = [
  { of: "what a new record says", leavesOut: "^fsync .*/state/tmp/draft-", calls: create },
  { of: "the name of a new record", leavesOut: "^fsync .*/state/claims$", calls: create },
  { of: "the end of a record", leavesOut: "^fsync .*/state/claims$", calls: remove },
  { of: "a small delta", leavesOut: "^fsync .*/state/l(/|$)", calls: build(3) },
  { of: "a large delta", leavesOut: "^syncfs ", calls: build(40) },
  { of: "the record of a sealed volume", leavesOut: "^fsync .*/state/volumes$", calls: build(3) },
];

describeSystem("A power cut right behind an answer", () => {
  let lab: Lab;
  let disk: NbdDisk;
  let lives = 0;

  before(async function () {
    needRoot(this);
    const why = whyNoNbd();
    if (why !== undefined) skipBecause(this, why);
    lab = await Lab.open();
    // No sync is made up for by the journal's own, which comes every five seconds unless told (ext4(5)).
    disk = lab.use(await NbdDisk.make(lab.images, "ext4", ["commit=300"]));
  });

  after(() => lab?.[Symbol.asyncDispose]());

  /** What is lost when the power goes as soon as the calls are answered. */
  async function lostBehind(calls: Calls, leavesOut?: string): Promise<readonly string[]> {
    const image = lab.newImage();
    const lost = await cutBehind(calls, image, leavesOut);
    await using _ = mountImage(image, lab.disk);
    return await lost(join(lab.disk, "state"), lab.root);
  }

  async function cutBehind(calls: Calls, image: string, leavesOut: string | undefined): Promise<Lost> {
    await using _ = await disk.attach(lab.disk);
    const [under, state, node] = [lab.root, join(lab.disk, "state"), ["--import", hook]];
    await using running = await Running.prepare({ under, state, node, env: compileCache() });
    const control: Control = { broken: { rewrites, ...(leavesOut !== undefined && { leavesOut }) } };
    writeFileSync(join(running.root, controlName), JSON.stringify(control));
    await running.start();
    lives += 1;
    const lost = await calls(running, `life-${lives}`);
    await disk.command("cut", "0", "0", image);
    return lost;
  }

  for (const { of, leavesOut, calls } of syncs) {
    it(`loses nothing, but when ${of} was not synced`, async () => {
      expect(await lostBehind(calls)).to.deep.equal([]);
      expect(await lostBehind(calls, leavesOut)).to.not.deep.equal([]);
    });
  }
});
