/** Publishing a large cache against publishing an empty one, at three lengths of the chain. */

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LayerRef } from "../../src/cache/generation.ts";
import { type Measurement, ratioAtMost } from "../figure.ts";
import { interleave, type Way } from "../interleave.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group, type Setting } from "../setting.ts";
import { median } from "../statistics.ts";
import { filesOf, type Shape, writeFiles, writeTree } from "../trees.ts";

const chains = [1, 16, 64];

export const publish: Group = {
  name: "publish",
  title: "Publishing does not depend on the cache's size",
  measure: async (setting) => {
    const shape = { files: amount(setting, 100_000, 2_000), bytes: 100 * 1024, perDirectory: 100 };
    setting.say(`writing ${shape.files} files of 100 KiB`);
    await plantChains(setting, shape);
    await using plugin = await Plugin.start(setting.root);
    const publishing =
      (cache: string): Way =>
      async (round) => {
        const id = `${cache}-${round}`;
        const took = await plugin.publish(id, cache);
        await plugin.unpublish(id);
        return took;
      };
    const caches = ["empty", ...chains.map(cacheOf)];
    const ways = Object.fromEntries(caches.map((cache) => [cache, publishing(cache)]));
    const took = await interleave(ways, { warmUp: amount(setting, 100, 5), counted: amount(setting, 400, 10) });
    const empty = median(took["empty"] ?? []);
    return chains.map(
      (length): Measurement => ({
        name: `chain-${length}`,
        what: `publish of ${shape.files.toLocaleString("en")} files in ${length} layers, median`,
        ours: { value: median(took[cacheOf(length)] ?? []), unit: "ms" },
        reference: { value: empty, unit: "ms", what: "publish of an empty cache" },
        goal: ratioAtMost(1.2),
      }),
    );
  },
};

function cacheOf(length: number): string {
  return `chain-${length}`;
}

/** The caches share their layers: the large one at the bottom, and above it others that change a hundredth of a percent. */
async function plantChains({ root }: Setting, shape: Shape): Promise<void> {
  const planted = await Planted.below(root);
  const bottom = planted.layer((directory) => {
    writeTree(directory, shape);
    return { size: shape.files * shape.bytes, entries: shape.files };
  });
  const paths = filesOf(shape);
  const above: LayerRef[] = [];
  for (let index = 1; index < Math.max(...chains); index += 1) {
    const changed = paths.filter((_, at) => at % 1_009 === index);
    const layer = planted.layer((directory) => {
      for (const path of changed) mkdirSync(join(directory, dirname(path)), { recursive: true });
      writeFiles(directory, changed, 1024, String(index));
      return { size: changed.length * 1024, entries: changed.length };
    });
    above.unshift(layer);
  }
  for (const length of chains)
    await planted.append(cacheOf(length), [...above.slice(above.length - length + 1), bottom]);
}
