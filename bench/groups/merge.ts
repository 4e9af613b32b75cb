/** The merge of 10 000 changes onto 10 000 others, against hard links alone, and the memory that it takes. */
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Measurement, ratioAtMost } from "../figure.ts";
import { interleave, timed } from "../interleave.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group, type Setting } from "../setting.ts";
import { median } from "../statistics.ts";
import { filesOf, type Shape, writeFiles, writeTree } from "../trees.ts";

export const merge: Group = {
  name: "merge",
  title: "A merge costs what changed, too",
  measure: async (setting) => {
    const large = { files: amount(setting, 100_000, 2_000), bytes: 1_000, perDirectory: 100 };
    const small = { ...large, files: large.files / 10 };
    setting.say(`writing caches of ${large.files} and ${small.files} files`);
    const planted = await Planted.below(setting.root);
    for (const [cache, shape] of Object.entries({ large, small })) {
      const layer = planted.layer((directory) => {
        writeTree(directory, shape);
        return { size: shape.files * shape.bytes, entries: shape.files };
      });
      await planted.append(cache, [layer]);
    }
    const few = amount(setting, 1_000, 20);
    const peaks = {
      small: await inFresh(setting, (plugin) => peakOf(plugin, "small", small, few)),
      large: await inFresh(setting, (plugin) => peakOf(plugin, "large", large, few)),
    };
    const changes = large.files / 10;
    const took = await inFresh(setting, (plugin) => times(setting, plugin, large));
    return [
      {
        name: "time",
        what: `merge of ${changes.toLocaleString("en")} changes onto as many others in ${large.files.toLocaleString("en")} files, median`,
        ours: { value: median(took.ours), unit: "ms" },
        reference: { value: median(took.links), unit: "ms", what: "cp -al of one side" },
        goal: ratioAtMost(3),
      },
      {
        name: "memory",
        what: `most memory while merging ${few.toLocaleString("en")} changes onto as many in ${large.files.toLocaleString("en")} files`,
        ours: { value: peaks.large, unit: "MiB" },
        reference: { value: peaks.small, unit: "MiB", what: `the same in ${small.files.toLocaleString("en")} files` },
        goal: ratioAtMost(1.2),
      },
    ] satisfies Measurement[];
  },
};

async function inFresh<Result>({ root }: Setting, use: (plugin: Plugin) => Promise<Result>): Promise<Result> {
  await using plugin = await Plugin.start(root);
  return await use(plugin);
}

async function times(
  setting: Setting,
  plugin: Plugin,
  shape: Shape,
): Promise<Record<"ours" | "links", readonly number[]>> {
  const copy = join(setting.root, "copy");
  const side = join(setting.root, "side");
  return interleave(
    {
      ours: (round) => merged(plugin, "large", `m${round}`, sidesOf(shape, 10)),
      links: async (round) => {
        const [one] = sidesOf(shape, 10);
        mkdirSync(side);
        writeTree(side, { ...shape, files: 0 });
        change(side, one, `links${round}`);
        const took = await timed(() => execFileSync("cp", ["-al", side, copy]));
        for (const directory of [side, copy]) rmSync(directory, { recursive: true });
        return took;
      },
    },
    { warmUp: 1, counted: amount(setting, 5, 1) },
  );
}

/** The same number of changes whatever the cache's size. */
async function peakOf(plugin: Plugin, cache: string, shape: Shape, changes: number): Promise<number> {
  const sides = sidesOf(shape, shape.files / changes);
  await merged(plugin, cache, `warm-${cache}`, sides);
  plugin.forgetPeak();
  await merged(plugin, cache, `peak-${cache}`, sides);
  return plugin.peak();
}

/** Two builds from one generation: milliseconds that the log says the second commit took, which has to be merged. */
async function merged(plugin: Plugin, cache: string, id: string, sides: readonly [Side, Side]): Promise<number> {
  const ids = [`${id}-1`, `${id}-2`] as const;
  for (const volume of ids) await plugin.publish(volume, cache);
  change(plugin.target(ids[0]), sides[0], ids[0]);
  change(plugin.target(ids[1]), sides[1], ids[1]);
  await plugin.commit(ids[0]);
  const { line } = await plugin.commit(ids[1]);
  await plugin.quiet();
  return Number(line["ms"]);
}

/** Paths that a build writes again, and paths that it adds. */
interface Side {
  readonly rewritten: readonly string[];
  readonly added: readonly string[];
}

/** A share of one in so many, half of it files that are there; both sides work in all directories, on other files. */
function sidesOf(shape: Shape, oneIn: number): readonly [Side, Side] {
  const paths = filesOf(shape);
  const side = (offset: number): Side => ({
    rewritten: paths.filter((_, at) => at % (2 * oneIn) === offset),
    added: paths.filter((_, at) => at % (2 * oneIn) === offset).map((path) => `${path}.${offset}`),
  });
  return [side(0), side(1)];
}

/** As tools write: beside, then renamed. */
function change(root: string, { rewritten, added }: Side, salt: string): void {
  for (const path of [...rewritten, ...added]) mkdirSync(join(root, path, ".."), { recursive: true });
  writeFiles(
    root,
    added.map((path) => `${path}-${salt}`),
    1_000,
    salt,
  );
  for (const path of rewritten) {
    writeFiles(root, [`${path}.part`], 1_000, salt);
    renameSync(join(root, `${path}.part`), join(root, path));
  }
}
