/** Kills the plugin at random moments while pods come and go, and looks for anything lost, half or left. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { Churn, contentOf } from "../support/churn.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";
import { viewing } from "../support/views.ts";

const kills = Number(process.env["CACHEFORK_KILLS"] ?? 20);
const caches = ["maven", "npm", "go"];

/** Every file of a view is the whole of what some pod wrote. */
function halfFiles(view: string): string[] {
  const files = readdirSync(view, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const text = readFileSync(path, "utf8");
      return text !== contentOf(text.split("\n", 1)[0] ?? "");
    });
}

describeSystem("kill -9 of the plugin under load", () => {
  it(`loses no acknowledged work, and leaves nothing half, ${kills} times`, async function () {
    this.timeout(60_000 + kills * 10_000);
    await using running = await Running.start();
    const churn = new Churn(running, caches);
    const load = churn.run(8);
    for (let kill = 0; kill < kills; kill += 1) {
      // The moments are random: now in the middle of the load, now in the middle of a start.
      await setTimeout(Math.random() * 700);
      await running.end("SIGKILL");
      if (kill % 4 === 3) {
        const ended = running.launch();
        await setTimeout(Math.random() * 900);
        await running.end("SIGKILL");
        await ended;
      }
      await running.start();
    }
    churn.stop();
    await load;
    await running.settled();

    const count = { kills, acknowledged: churn.acknowledged.length, abandoned: churn.abandoned.length };
    if (this.test) this.test.title += `: ${JSON.stringify(count)}`;
    expect(churn.wrong, "wrong answers").to.deep.equal([]);
    expect(running.mounts()).to.deep.equal([]);
    expect(running.disk.volumes()).to.deep.equal([]);
    expect(running.disk.leftovers()).to.deep.equal([]);
    for (const cache of caches) {
      for (const generation of running.disk.generations(cache)) {
        for (const { id } of generation.layers) expect(existsSync(running.disk.layer(id)), id).to.equal(true);
        expect(viewing(running, generation, halfFiles), `half files of ${cache} ${generation.number}`).to.deep.equal(
          [],
        );
      }
      const expected = churn.acknowledged.filter((volume) => volume.cache === cache).map(({ id }) => id);
      const seen = await running.look(
        cache,
        (view) => new Set([...readdirSync(view), ...readdirSync(join(view, "shared"))]),
      );
      const lost = expected.filter((id) => !seen.has(id));
      const story = running.lines
        .filter(({ volume }) => lost.includes(String(volume)))
        .map((line) => JSON.stringify(line));
      expect(lost, `acknowledged and lost in ${cache}:\n${story.join("\n")}`).to.deep.equal([]);
    }
  });
});
