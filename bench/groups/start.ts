/** From the start of the process to ready: on an empty state, with many generations, with many open volumes. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { LayerRef } from "../../src/cache/generation.ts";
import { eightAtOnce } from "../eight-at-once.ts";
import { atMost, type Measurement } from "../figure.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group } from "../setting.ts";
import { median } from "../statistics.ts";

/** Generations of each of the many caches. */
const perCache = 10;
const keep = ["--keep", String(perCache)];

export const start: Group = {
  name: "start",
  title: "Start to ready",
  measure: async (setting) => {
    const rounds = amount(setting, 7, 2);
    const [empty, full, open] = ["empty", "full", "open"].map((name) => join(setting.root, name)) as [
      string,
      string,
      string,
    ];
    for (const directory of [empty, full, open]) mkdirSync(directory);
    const generations = amount(setting, 10_000, 100);
    setting.say(`planting ${generations} generations`);
    await plantGenerations(full, generations);
    const volumes = amount(setting, 200, 10);
    setting.say(`opening ${volumes} volumes`);
    await openVolumes(open, volumes);
    setting.say(`${rounds} starts of each`);
    const took = await starts({ empty, full, open }, rounds);
    await endVolumes(open, volumes);
    return [
      readyAfter("empty", "without any generation", took.empty, 0.5),
      readyAfter("generations", `with ${generations.toLocaleString("en")} generations`, took.full, 1.5),
      readyAfter("volumes", `after a kill, with ${volumes} open volumes`, took.open, 2),
    ];
  },
};

function readyAfter(name: string, what: string, startups: readonly number[], limit: number): Measurement {
  return {
    name,
    what: `start to ready ${what}, median`,
    ours: { value: median(startups) / 1000, unit: "s" },
    goal: atMost(limit),
  };
}

async function starts<Name extends string>(
  directories: Readonly<Record<Name, string>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(directories) as Name[];
  const took = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      await using plugin = await Plugin.start(directories[name], keep);
      took[name].push(plugin.startup);
      // With the sweep that begins now: it would last into the next start.
      await plugin.end("SIGKILL");
    }
  }
  return took;
}

/** Chains as they grow in a cache that is used: a layer more with each generation. */
async function plantGenerations(directory: string, generations: number): Promise<void> {
  const planted = await Planted.below(directory);
  await eightAtOnce(generations / perCache, async (cache) => {
    const layers: LayerRef[] = [];
    for (let number = 0; number < perCache; number += 1) {
      layers.unshift(planted.layer(() => ({ size: 0, entries: 1 })));
      await planted.append(`cache-${cache}`, layers);
    }
  });
}

async function openVolumes(directory: string, volumes: number): Promise<void> {
  await using plugin = await Plugin.start(directory, keep);
  for (let index = 0; index < volumes; index += 1) await plugin.publish(`open-${index}`, `cache-${index % 20}`);
  await plugin.end("SIGKILL");
}

async function endVolumes(directory: string, volumes: number): Promise<void> {
  await using plugin = await Plugin.start(directory, keep);
  for (let index = 0; index < volumes; index += 1) await plugin.unpublish(`open-${index}`);
}
