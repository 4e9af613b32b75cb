/** What it costs a view when its directories are spread over many layers: find, at several merge widths. */

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LayerRef } from "../../src/cache/generation.ts";
import type { Measurement } from "../figure.ts";
import { interleave } from "../interleave.ts";
import { passesOver } from "../passes.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group, type Setting } from "../setting.ts";
import { median } from "../statistics.ts";
import { filesOf, type Shape, writeFiles, writeTree } from "../trees.ts";

/** In how many layers each directory is. */
const widths = [1, 2, 3, 5, 10, 20];

export const width: Group = {
  name: "width",
  title: "The view by merge width",
  measure: async (setting) => {
    const shape = { files: amount(setting, 50_000, 1_000), bytes: 1_000, perDirectory: 20 };
    setting.say(`writing ${shape.files} files in up to ${Math.max(...widths)} layers`);
    await plant(setting, shape);
    await using plugin = await Plugin.start(setting.root);
    const plain = join(setting.root, "plain");
    await plugin.publish("copy", cacheOf(1));
    execFileSync("cp", ["-a", plugin.target("copy"), plain]);
    await plugin.unpublish("copy");
    const found: Measurement[] = [];
    for (const layers of widths) {
      setting.say(`merge width ${layers}`);
      found.push(...(await look(setting, plugin, plain, layers)));
    }
    return found;
  },
};

function cacheOf(layers: number): string {
  return `width-${layers}`;
}

async function look(setting: Setting, plugin: Plugin, plain: string, layers: number): Promise<Measurement[]> {
  const { find } = passesOver(plugin.target("look"), [], "");
  const { find: findPlain } = passesOver(plain, [], "");
  const warm: number[] = [];
  const took = await interleave(
    {
      plain: () => findPlain(),
      fresh: async () => {
        await plugin.publish("look", cacheOf(layers));
        const fresh = find();
        warm.push(find());
        await plugin.unpublish("look");
        return fresh;
      },
    },
    { warmUp: 1, counted: amount(setting, 5, 1) },
  );
  const of = (how: "fresh" | "warm", value: number): Measurement => ({
    name: `${how}-${layers}`,
    what: `find over a ${how} view of merge width ${layers}, median`,
    ours: { value, unit: "ms" },
    reference: { value: median(took.plain), unit: "ms", what: "find over a plain directory" },
  });
  return [of("fresh", median(took.fresh)), of("warm", median(warm.slice(-took.fresh.length)))];
}

/** Every layer above the first writes one file again in each directory. */
async function plant({ root }: Setting, shape: Shape): Promise<void> {
  const planted = await Planted.below(root);
  const paths = filesOf(shape);
  const layers: LayerRef[] = [];
  for (let number = 0; number < Math.max(...widths); number += 1) {
    const files = number === 0 ? paths : paths.filter((_, at) => at % shape.perDirectory === number - 1);
    const layer = planted.layer((directory) => {
      if (number === 0) writeTree(directory, shape);
      else for (const path of files) mkdirSync(join(directory, dirname(path)), { recursive: true });
      if (number > 0) writeFiles(directory, files, shape.bytes, String(number));
      return { size: files.length * shape.bytes, entries: files.length };
    });
    layers.unshift(layer);
    if (widths.includes(number + 1)) await planted.append(cacheOf(number + 1), layers);
  }
}
