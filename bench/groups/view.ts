/** What a build sees after a thousand commits, against a plain directory with the same content: fresh and warm. And what overlayfs costs by itself. */
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { wishedOptions } from "../../src/host/overlay-options.ts";
import { type Measurement, ratioAtMost } from "../figure.ts";
import { interleave } from "../interleave.ts";
import { makeRepository, type PassName, passesOver, passNames } from "../passes.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group, type Setting } from "../setting.ts";
import { median } from "../statistics.ts";
import { filesOf, measureOf, writeFiles, writeTree } from "../trees.ts";

const cache = "view";
const required = Object.keys(wishedOptions).filter((option) => wishedOptions[option] === "required");

export const view: Group = {
  name: "view",
  title: "The view after 1 000 commits",
  measure: async (setting) => {
    const shape = { files: amount(setting, 50_000, 1_000), bytes: 4_000, perDirectory: 20 };
    const planted = await Planted.below(setting.root);
    setting.say(`writing ${shape.files} files`);
    const layer = planted.layer((directory) => {
      writeTree(directory, shape);
      return { ...measureOf(shape), dead: 0 };
    });
    await planted.append(cache, [layer], measureOf(shape).directories);
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
  // What a sweep removes has other names in the head, and a name less is another ctime: to git, another file.
  await plugin.swept();
}

async function compare(
  setting: Setting,
  plugin: Plugin,
  plain: string,
  paths: readonly string[],
): Promise<Measurement[]> {
  const trees = {
    plain,
    paths,
    repositories: { plain: join(setting.root, "plain.git"), view: join(setting.root, "view.git") },
  };
  setting.say("making the repositories");
  makeRepository(plain, trees.repositories.plain);
  await plugin.publish("git", cache);
  makeRepository(plugin.target("git"), trees.repositories.view);
  await plugin.unpublish("git");
  const found: Measurement[] = [];
  for (const name of passNames) {
    setting.say(name);
    found.push(...(await comparePass(setting, plugin, name, trees)));
  }
  return found;
}

interface Trees {
  readonly plain: string;
  readonly paths: readonly string[];
  readonly repositories: Readonly<Record<"plain" | "view", string>>;
}

/** The first pass after a mount finds nothing of overlayfs' own in memory; what is below is in memory for all. */
async function comparePass(setting: Setting, plugin: Plugin, name: PassName, trees: Trees): Promise<Measurement[]> {
  const { plain, paths, repositories } = trees;
  const plainPass = passesOver(plain, paths, repositories.plain)[name];
  const viewPass = passesOver(plugin.target("look"), paths, repositories.view)[name];
  const one = join(setting.root, "one-layer");
  const onePass = passesOver(join(one, "mount"), paths, repositories.plain)[name];
  const warm: Record<"view" | "one", number[]> = { view: [], one: [] };
  const took = await interleave(
    {
      plain: () => {
        plainPass();
        return plainPass();
      },
      view: async () => {
        await plugin.publish("look", cache);
        const fresh = viewPass();
        warm.view.push(viewPass());
        await plugin.unpublish("look");
        return fresh;
      },
      one: (round) => {
        const unmount = mountOne(plain, one, `${name}-${round}`);
        const fresh = onePass();
        warm.one.push(onePass());
        unmount();
        return fresh;
      },
    },
    { warmUp: 1, counted: amount(setting, 5, 1) },
  );
  const reference = { value: median(took.plain), unit: "ms", what: `${name} over a plain directory` } as const;
  const of = (how: "fresh" | "warm", all: readonly number[], limit: number): Measurement => ({
    name: `${name}-${how}`,
    what: `${name} over a ${how} view, median`,
    ours: { value: median(all), unit: "ms" },
    reference,
    goal: ratioAtMost(limit),
  });
  const alone = (how: "fresh" | "warm", all: readonly number[]): Measurement => ({
    name: `${name}-${how}-alone`,
    what: `${name} over a ${how} overlay of one layer, without the plugin, median`,
    ours: { value: median(all), unit: "ms" },
    reference,
  });
  const counted = took.view.length;
  return [
    of("fresh", took.view, 2.2),
    alone("fresh", took.one),
    of("warm", warm.view.slice(-counted), 1.05),
    alone("warm", warm.one.slice(-counted)),
  ];
}

/** Mounts an overlay of the plain directory alone: what no compaction could do better than. Returns what unmounts it. */
function mountOne(plain: string, directory: string, id: string): () => void {
  const [upper, work, target] = [join(directory, id, "upper"), join(directory, id, "work"), join(directory, "mount")];
  for (const path of [upper, work, target]) mkdirSync(path, { recursive: true });
  // Older kernels do not take all options that the plugin would like; for reading they make no difference.
  const options = [...required, `lowerdir=${plain}`, `upperdir=${upper}`, `workdir=${work}`];
  execFileSync("mount", ["-t", "overlay", "-o", options.join(","), "overlay", target]);
  return () => execFileSync("umount", [target]);
}
