/** Many builds that end at once: commits per second, and how often each has to be tried. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { atMost, type Measurement, ratioAtLeast } from "../figure.ts";
import { interleave } from "../interleave.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group } from "../setting.ts";
import { mean, median } from "../statistics.ts";
import { directoriesOf, filesOf, writeTree } from "../trees.ts";

const atOnce = 64;

/** What each build adds: few enough files to be synced one by one. */
const delta = { files: 5, bytes: 1_000, perDirectory: 5 };

export const contention: Group = {
  name: "contention",
  title: `${atOnce} builds that end at once`,
  measure: async (setting) => {
    await Planted.below(setting.root);
    await using plugin = await Plugin.start(setting.root);
    const tries: number[] = [];
    const bare = join(setting.root, "bare");
    mkdirSync(bare);
    const took = await interleave(
      {
        one: (round) => storm(plugin, `one-${round}`, () => `one-${round}`, tries),
        many: (round) => storm(plugin, `many-${round}`, (index) => `many-${round}-${index}`, []),
        bare: (round) => syncsOfStorm(join(bare, String(round))),
      },
      { warmUp: 1, counted: amount(setting, 7, 1) },
    );
    const perSecond = (ms: readonly number[]): number => atOnce / (median(ms) / 1000);
    const rate = (name: string, what: string, ms: readonly number[]): Measurement => ({
      name,
      what: `${atOnce} commits at once to ${what}`,
      ours: { value: perSecond(ms), unit: "/s" },
      reference: { value: perSecond(took.bare), unit: "/s", what: "the same fsyncs, one after the other" },
      goal: ratioAtLeast(0.5),
    });
    return [
      rate("one-cache", "one cache", took.one),
      rate("many-caches", `${atOnce} caches`, took.many),
      {
        name: "tries",
        what: "tries of a commit to one cache, mean",
        ours: { value: mean(tries), unit: "tries" },
        goal: atMost(3),
      },
    ];
  },
};

/** Milliseconds from the first unpublish to the last commit. */
async function storm(
  plugin: Plugin,
  prefix: string,
  cacheOf: (index: number) => string,
  tries: number[],
): Promise<number> {
  const ids = Array.from({ length: atOnce }, (_, index) => `${prefix}-${index}`);
  for (const [index, id] of ids.entries()) {
    await plugin.publish(id, cacheOf(index));
    writeTree(join(plugin.target(id), id), delta);
  }
  const started = performance.now();
  const ended = await Promise.all(ids.map((id) => plugin.commit(id)));
  const took = performance.now() - started;
  tries.push(...ended.map(({ line }) => Number(line["tries"])));
  await plugin.quiet();
  return took;
}

/** What a disk has to do for as many commits, and nothing else: each delta's files and directories, the sealed record, the entry. */
function syncsOfStorm(root: string): number {
  const trees = Array.from({ length: atOnce }, (_, index) => join(root, String(index)));
  for (const tree of trees) writeTree(tree, delta);
  const started = performance.now();
  for (const tree of trees) {
    for (const path of [...filesOf(delta), ...directoriesOf(delta), "."]) sync(join(tree, path));
    for (const record of ["record", "entry"]) {
      writeDurably(join(root, record));
      sync(root);
    }
  }
  return performance.now() - started;
}

function writeDurably(path: string): void {
  const file = openSync(`${path}.draft`, "w");
  writeSync(file, "{}");
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.draft`, path);
}

function sync(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}
