/** Commits of three sizes against the least that makes the same data durable: a rename and a sync. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync } from "node:fs";
import { join } from "node:path";
import { syncfs } from "../../src/host/libc.ts";
import { type Measurement, ratioAtMost } from "../figure.ts";
import { interleave } from "../interleave.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group, type Setting } from "../setting.ts";
import { median } from "../statistics.ts";
import { directoriesOf, filesOf, type Shape, writeTree } from "../trees.ts";

/** What a build adds. The plugin syncs small deltas file by file and large ones by syncfs; so does the reference. */
const deltas: readonly (Shape & { readonly name: string; readonly what: string; readonly by: "fsync" | "syncfs" })[] = [
  { name: "1-mb", what: "1 MB in one file", files: 1, bytes: 1_000_000, perDirectory: 1, by: "fsync" },
  { name: "1000-files", what: "1 000 files of 1 KB", files: 1_000, bytes: 1_000, perDirectory: 50, by: "syncfs" },
  { name: "100-mb", what: "100 MB in 100 files", files: 100, bytes: 1_000_000, perDirectory: 100, by: "syncfs" },
];

export const commit: Group = {
  name: "commit",
  title: "A commit costs what changed",
  measure: async (setting) => {
    await Planted.below(setting.root);
    await using plugin = await Plugin.start(setting.root);
    const found: Measurement[] = [];
    for (const delta of deltas) {
      setting.say(delta.what);
      found.push(await against(setting, plugin, delta));
    }
    return found;
  },
};

async function against(setting: Setting, plugin: Plugin, delta: (typeof deltas)[number]): Promise<Measurement> {
  const bare = join(setting.root, `bare-${delta.name}`);
  mkdirSync(join(bare, "layers"), { recursive: true });
  const took = await interleave(
    {
      ours: async (round) => {
        const id = `${delta.name}-${round}`;
        // A cache of its own: its chain stays short, and nothing is compacted meanwhile.
        await plugin.publish(id, id);
        writeTree(plugin.target(id), delta);
        const { ms } = await plugin.commit(id);
        await plugin.quiet();
        return ms;
      },
      bare: (round) => {
        const upper = join(bare, `upper-${round}`);
        writeTree(upper, delta);
        const started = performance.now();
        const layer = join(bare, "layers", String(round));
        renameSync(upper, layer);
        if (delta.by === "fsync") syncEach(layer, delta);
        else syncAll(layer);
        syncOne(join(bare, "layers"));
        return performance.now() - started;
      },
    },
    { warmUp: amount(setting, 3, 1), counted: amount(setting, 15, 3) },
  );
  return {
    name: delta.name,
    what: `commit of ${delta.what}, median`,
    ours: { value: median(took.ours), unit: "ms" },
    reference: { value: median(took.bare), unit: "ms", what: `rename and ${delta.by}` },
    goal: ratioAtMost(2),
  };
}

function syncEach(layer: string, delta: Shape): void {
  for (const path of [...filesOf(delta), ...directoriesOf(delta), "."]) syncOne(join(layer, path));
}

function syncOne(path: string): void {
  const file = openSync(path, "r");
  fsyncSync(file);
  closeSync(file);
}

function syncAll(path: string): void {
  const file = openSync(path, "r");
  syncfs(file);
  closeSync(file);
}
