/** Publish and unpublish with nothing changed: against csi-driver-host-path, and against the system calls alone. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { mount, umount2 } from "../../src/host/libc.ts";
import { MS_NODEV, MS_NOSUID, UMOUNT_NOFOLLOW } from "../../src/host/mount-flags.ts";
import { wishedOptions } from "../../src/host/overlay-options.ts";
import { eightAtOnce } from "../eight-at-once.ts";
import { type Measurement, ratioAtLeast, ratioAtMost } from "../figure.ts";
import { interleave, timed } from "../interleave.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group } from "../setting.ts";
import { median, quantile } from "../statistics.ts";
import { writeTree } from "../trees.ts";

/** csi-driver-host-path 1.17.1, as measured once on a machine like this one: the better end of each range. */
const hostPath = {
  what: "csi-driver-host-path (quoted)",
  publish: { p50: 3.4, p99: 5.1 },
  unpublish: { p50: 2.3, p99: 4.0 },
  pairsPerSecond: 176,
};

export const pair: Group = {
  name: "pair",
  title: "Publish and unpublish, nothing changed",
  measure: async (setting) => {
    const planted = await Planted.below(setting.root);
    const shape = { files: 1_000, bytes: 1_024, perDirectory: 50 };
    const layer = planted.layer((directory) => {
      writeTree(directory, shape);
      return { size: shape.files * shape.bytes, entries: shape.files };
    });
    await planted.append("pair", [layer]);
    const bare = new Bare(setting.root, planted.path(layer));
    await using plugin = await Plugin.start(setting.root);
    const unpublishes: number[] = [];
    const publishes: number[] = [];
    setting.say("one at a time");
    const took = await interleave(
      {
        ours: async (round) => {
          const published = await plugin.publish(`v${round}`, "pair");
          const unpublished = await plugin.unpublish(`v${round}`);
          publishes.push(published);
          unpublishes.push(unpublished);
          return published + unpublished;
        },
        bare: () => bare.pair(),
      },
      { warmUp: amount(setting, 300, 10), counted: amount(setting, 1_500, 20) },
    );
    const counted = took.ours.length;
    setting.say("8 at once");
    const perSecond = await pairsPerSecond(plugin, amount(setting, 4_000, 80));
    return [
      ...against("publish", publishes.slice(-counted), hostPath.publish),
      ...against("unpublish", unpublishes.slice(-counted), hostPath.unpublish),
      {
        name: "at-once",
        what: "publish and unpublish, 8 at once",
        ours: { value: perSecond, unit: "/s" },
        reference: { value: hostPath.pairsPerSecond, unit: "/s", what: hostPath.what },
        goal: ratioAtLeast(3),
      },
      {
        name: "bare",
        what: "publish and unpublish, median",
        ours: { value: median(took.ours), unit: "ms" },
        reference: { value: median(took.bare), unit: "ms", what: "mount(2), umount2, one fsynced record" },
        goal: ratioAtMost(3),
      },
    ];
  },
};

function against(
  what: string,
  took: readonly number[],
  quoted: { readonly p50: number; readonly p99: number },
): Measurement[] {
  const of = (name: "p50" | "p99", value: number): Measurement => ({
    name: `${what}-${name}`,
    what: `${what}, ${name === "p50" ? "median" : "99th percentile"}`,
    ours: { value, unit: "ms" },
    reference: { value: quoted[name], unit: "ms", what: hostPath.what },
    goal: ratioAtMost(1),
  });
  return [of("p50", median(took)), of("p99", quantile(took, 0.99))];
}

/** Pairs per second with eight callers, each of which waits for its answers. */
async function pairsPerSecond(plugin: Plugin, pairs: number): Promise<number> {
  const ms = await timed(() =>
    eightAtOnce(pairs, async (number) => {
      await plugin.publish(`at-once-${number}`, "pair");
      await plugin.unpublish(`at-once-${number}`);
    }),
  );
  return pairs / (ms / 1000);
}

/** The least that any driver of this kind does: the system calls, and a record. */
class Bare {
  readonly #root: string;
  readonly #lower: string;

  constructor(root: string, lower: string) {
    this.#root = join(root, "bare");
    this.#lower = lower;
    mkdirSync(this.#root);
  }

  /** Milliseconds of one mount, one unmount and one record; the directories for it are made before, and removed after. */
  pair(): number {
    const [target, upper, work] = ["target", "upper", "work"].map((name) => join(this.#root, name)) as [
      string,
      string,
      string,
    ];
    for (const directory of [target, upper, work]) mkdirSync(directory);
    const options = `lowerdir=${this.#lower},upperdir=${upper},workdir=${work},${Object.keys(wishedOptions).join(",")}`;
    const started = performance.now();
    this.#record();
    mount(target, MS_NOSUID | MS_NODEV, { source: "bare", type: "overlay", data: options });
    umount2(target, UMOUNT_NOFOLLOW);
    const took = performance.now() - started;
    for (const directory of [target, upper, work]) rmSync(directory, { recursive: true });
    return took;
  }

  #record(): void {
    const draft = join(this.#root, "draft");
    const file = openSync(draft, "w");
    writeSync(file, JSON.stringify({ volume: "bare", upper: this.#root, base: { generation: 1 } }));
    fsyncSync(file);
    closeSync(file);
    renameSync(draft, join(this.#root, "record.json"));
  }
}
