/** A thousand commits in a row to one cache: its content is the model's after each, and neither its chain nor its disk grows. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { longestChain } from "../../src/cache/compact.ts";
import { Kubelet } from "../soak/kubelet.ts";
import { changes } from "../soak/plan.ts";
import { Pods } from "../soak/pods.ts";
import { Watch } from "../soak/watch.ts";
import { type Listing, listing } from "../support/listing.ts";
import { describeSystem } from "../support/needs.ts";
import { Random } from "../support/random.ts";
import { Running } from "../support/running.ts";
import { viewing } from "../support/views.ts";

/** All thousand where CACHEFORK_COMMITS says so. */
const commits = Number(process.env["CACHEFORK_COMMITS"] ?? 300);
const seed = Number(process.env["CACHEFORK_SEED"] ?? Date.now() % 1_000_000);
const attributes = { cache: "maven" };
const sizes = { words: 8, share: 1, from: 20_000, to: 200_000 };
/** A cache that shows less may hide a mebibyte all the same (ADR 0018). */
const small = 2 << 20;

interface Old {
  readonly id: string;
  readonly started: Listing;
}

/** Bytes on disk of trees, every inode once. */
function diskOf(...trees: readonly string[]): number {
  const lines = execFileSync("du", ["-s", "-c", "--block-size=1", ...trees], { encoding: "utf8" })
    .trimEnd()
    .split("\n");
  return Number(lines.at(-1)?.split("\t")[0]);
}

describeSystem(`A cache with ${commits} commits in a row`, () => {
  it("shows what the model says after each, has short chains and twice its content at most, and old volumes stay", async function () {
    this.timeout(0);
    await using running = await Running.start({ flags: ["--keep", "1", "--log-level", "info"] });
    const watch = new Watch(running);
    const kubelet = new Kubelet(running);
    const pods = new Pods(running, kubelet, watch);
    const old: Old[] = [];
    const seen = { longest: 0, most: 0 };
    for (let number = 0; number < commits; number += 1) {
      const operations = changes(new Random(seed * 10_000 + number), 12, sizes);
      const plan = { id: `v${number}`, cache: "maven", attributes, commits: true, operations, lasts: 0 };
      await pods.live({ ...plan, use: "none", twice: false }, () => Promise.resolve());
      seen.longest = Math.max(seen.longest, running.disk.head("maven").layers.length);
      if (number % (commits / 5) === 10) old.push(await started(running, `old${number}`));
      if (number % 100 === 99) seen.most = Math.max(seen.most, await share(running));
    }
    expect(watch.of("maven").differences, `with CACHEFORK_SEED=${seed}`).to.deep.equal([]);
    expect(kubelet.wrong).to.deep.equal([]);
    expect(watch.of("maven").counts.builds).to.be.greaterThan(commits * 0.9);
    for (const { id, started: before } of old) {
      expect(listing(running.target(id)), `what ${id} shows by now`).to.deep.equal(before);
      writeFileSync(join(running.target(id), id), id);
      await running.unpublish(id);
    }
    await running.look("maven", (view) =>
      expect(Object.keys(listing(view))).to.include.members(old.map(({ id }) => id)),
    );
    await running.settled();
    seen.most = Math.max(seen.most, await share(running));
    if (this.test) this.test.title += `: ${JSON.stringify(seen)}`;
    expect(seen.longest, "layers in a chain").to.be.at.most(longestChain);
    expect(seen.most, "disk of the head's layers, for each byte that it shows").to.be.at.most(2);
    expect(running.mounts()).to.deep.equal([]);
    expect(running.disk.leftovers()).to.deep.equal([]);
  });
});

async function started(running: Running, id: string): Promise<Old> {
  return { id, started: listing(await running.publish({ id, attributes })) };
}

/** What the head's layers take of the disk that no open volume keeps there, as a multiple of what the head shows; once compactions have ended. */
async function share(running: Running): Promise<number> {
  await running.settled();
  const head = running.disk.head("maven");
  const live = viewing(running, head, (view) => diskOf(view));
  const kept = new Set(running.disk.volumes().flatMap(({ base }) => base.layers.map(({ id }) => id)));
  const layers = head.layers.filter(({ id }) => !kept.has(id));
  return diskOf(...layers.map(({ id }) => running.disk.layer(id))) / Math.max(live, small);
}
