/** What a build sees after a thousand commits, against a plain directory with the same content: fresh and warm. */
import { execFileSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { type Measurement, ratioAtMost } from "../figure.ts";
import { interleave } from "../interleave.ts";
import { makeRepository, type PassName, passesOver, passNames } from "../passes.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group, type Setting } from "../setting.ts";
import { median } from "../statistics.ts";
import { filesOf, writeFiles, writeTree } from "../trees.ts";

const cache = "view";

export const view: Group = {
  name: "view",
  title: "The view after 1 000 commits",
  measure: async (setting) => {
    const shape = { files: amount(setting, 50_000, 1_000), bytes: 4_000, perDirectory: 20 };
    const planted = await Planted.below(setting.root);
    setting.say(`writing ${shape.files} files`);
    const layer = planted.layer((directory) => {
      writeTree(directory, shape);
      return { size: shape.files * shape.bytes, entries: shape.files };
    });
    await planted.append(cache, [layer]);
    await using plugin = await Plugin.start(setting.root);
    const commits = amount(setting, 1_000, 20);
    setting.say(`${commits} commits`);
    const paths = filesOf(shape);
    await commitMany(plugin, paths, commits);
    const plain = join(setting.root, "plain");
    await plugin.publish("copy", cache);
    execFileSync("cp", ["-a", plugin.target("copy"), plain]);
    await plugin.unpublish("copy");
    return await compare(setting, plugin, plain, paths);
  },
};

/** Each commit writes twenty files again, anywhere in the tree: the worst that builds do to a chain of layers. */
async function commitMany(plugin: Plugin, paths: readonly string[], commits: number): Promise<void> {
  for (let number = 0; number < commits; number += 1) {
    const id = `commit-${number}`;
    await plugin.publish(id, cache);
    for (let file = 0; file < 20; file += 1) {
      const path = paths[(number * 7_919 + file * 104_729) % paths.length] ?? "";
      writeFiles(plugin.target(id), [`${path}.part`], 4_000, id);
      renameSync(join(plugin.target(id), `${path}.part`), join(plugin.target(id), path));
    }
    await plugin.commit(id);
  }
  await plugin.quiet();
}

async function compare(
  setting: Setting,
  plugin: Plugin,
  plain: string,
  paths: readonly string[],
): Promise<Measurement[]> {
  const repositories = { plain: join(setting.root, "plain.git"), view: join(setting.root, "view.git") };
  setting.say("making the repositories");
  makeRepository(plain, repositories.plain);
  await plugin.publish("git", cache);
  makeRepository(plugin.target("git"), repositories.view);
  await plugin.unpublish("git");
  const found: Measurement[] = [];
  for (const name of passNames) {
    setting.say(name);
    found.push(...(await comparePass(setting, plugin, name, { plain, paths, repositories })));
  }
  return found;
}

interface Trees {
  readonly plain: string;
  readonly paths: readonly string[];
  readonly repositories: Readonly<Record<"plain" | "view", string>>;
}

async function comparePass(setting: Setting, plugin: Plugin, name: PassName, trees: Trees): Promise<Measurement[]> {
  const plainPass = passesOver(trees.plain, trees.paths, trees.repositories.plain)[name];
  const target = plugin.target("look");
  const viewPass = passesOver(target, trees.paths, trees.repositories.view)[name];
  const warm: number[] = [];
  const took = await interleave(
    {
      plain: () => {
        plainPass();
        return plainPass();
      },
      // The first pass after a mount finds nothing of overlayfs' own in memory; what is below is in memory for both.
      fresh: async () => {
        await plugin.publish("look", cache);
        const fresh = viewPass();
        warm.push(viewPass());
        await plugin.unpublish("look");
        return fresh;
      },
    },
    { warmUp: 1, counted: amount(setting, 5, 1) },
  );
  const of = (how: "fresh" | "warm", value: number, limit: number): Measurement => ({
    name: `${name}-${how}`,
    what: `${name} over a ${how} view, median`,
    ours: { value, unit: "ms" },
    reference: { value: median(took.plain), unit: "ms", what: `${name} over a plain directory` },
    goal: ratioAtMost(limit),
  });
  return [of("fresh", median(took.fresh), 2.2), of("warm", median(warm.slice(-took.fresh.length)), 1.05)];
}
