/** What the plugin keeps in memory: idle, after many calls, with many open volumes. */

import { eightAtOnce } from "../eight-at-once.ts";
import { atMost, type Measurement } from "../figure.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group, type Setting } from "../setting.ts";

export const memory: Group = {
  name: "memory",
  title: "Memory",
  measure: async (setting) => {
    await Planted.below(setting.root);
    const idle = await idleMemory(setting);
    const calls = amount(setting, 10_000, 100);
    setting.say(`${calls} calls`);
    const called = await calledMemory(setting, calls);
    const volumes = amount(setting, 200, 10);
    setting.say(`${volumes} volumes`);
    const opened = await openMemory(setting, volumes);
    return [
      resident("idle", "idle", idle, 80),
      resident("calls", `after ${calls.toLocaleString("en")} calls`, called, 128),
      resident("volumes", `with ${volumes} open volumes`, opened, 128),
    ];
  },
};

function resident(name: string, what: string, value: number, limit: number): Measurement {
  return { name, what: `resident memory ${what}`, ours: { value, unit: "MiB" }, goal: atMost(limit) };
}

async function idleMemory({ root }: Setting): Promise<number> {
  await using plugin = await Plugin.start(root);
  await plugin.quiet();
  return plugin.memory();
}

/** Publishes and unpublishes, as many calls of both together, 8 at a time. */
async function calledMemory({ root }: Setting, calls: number): Promise<number> {
  await using plugin = await Plugin.start(root);
  await eightAtOnce(calls / 2, async (number) => {
    await plugin.publish(`call-${number}`, "memory");
    await plugin.unpublish(`call-${number}`);
  });
  await plugin.quiet();
  return plugin.memory();
}

async function openMemory({ root }: Setting, volumes: number): Promise<number> {
  await using plugin = await Plugin.start(root);
  for (let index = 0; index < volumes; index += 1) await plugin.publish(`open-${index}`, `cache-${index % 20}`);
  await plugin.quiet();
  const opened = plugin.memory();
  for (let index = 0; index < volumes; index += 1) await plugin.unpublish(`open-${index}`);
  return opened;
}
