/** A build's cycle against copying the merged view, as the ancestor does, and against saving and restoring an archive. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Measurement, ratioAtLeast } from "../figure.ts";
import { interleave, timed } from "../interleave.ts";
import { Planted } from "../plant.ts";
import { Plugin } from "../plugin.ts";
import { amount, type Group } from "../setting.ts";
import { median } from "../statistics.ts";
import { filesOf, type Shape, writeFiles, writeTree } from "../trees.ts";

const cache = "copies";

export const copies: Group = {
  name: "copies",
  title: "Against copies and archives",
  measure: async (setting) => {
    const shape = { files: amount(setting, 30_000, 1_000), bytes: 35_000, perDirectory: 50 };
    setting.say(`writing ${shape.files} files of 35 KB`);
    const planted = await Planted.below(setting.root);
    const layer = planted.layer((directory) => {
      writeTree(directory, shape);
      return { size: shape.files * shape.bytes, entries: shape.files };
    });
    await planted.append(cache, [layer]);
    await using plugin = await Plugin.start(setting.root);
    const cycles = new Cycles(plugin, shape, setting.root);
    setting.say("builds, copies, archives");
    const took = await interleave(
      {
        ours: (round) => cycles.ours(round),
        copy: (round) => cycles.copy(round),
        archive: (round) => cycles.archive(round),
      },
      { warmUp: 0, counted: amount(setting, 3, 1) },
    );
    const of = `${shape.files.toLocaleString("en")} files, ${((shape.files * shape.bytes) / 1e9).toFixed(1)} GB`;
    return [
      {
        name: "ancestor",
        what: `commit of 10 files to a cache of ${of}, median`,
        ours: { value: median(cycles.commits), unit: "ms" },
        reference: { value: median(took.copy), unit: "ms", what: "cp -a of the merged view" },
        ratio: "reference ÷ ours",
        goal: ratioAtLeast(1_000),
      },
      {
        name: "archive",
        what: `publish, and commit of 10 files, to a cache of ${of}, median`,
        ours: { value: median(took.ours), unit: "ms" },
        reference: { value: median(took.archive), unit: "ms", what: "tar and zstd, save and restore" },
        ratio: "reference ÷ ours",
        goal: ratioAtLeast(100),
      },
    ] satisfies Measurement[];
  },
};

/** Builds that change ten files, and what is done with the view in each. */
class Cycles {
  /** Milliseconds of the commits alone. */
  readonly commits: number[] = [];
  readonly #plugin: Plugin;
  readonly #changed: readonly string[];
  readonly #away: string;

  constructor(plugin: Plugin, shape: Shape, root: string) {
    this.#plugin = plugin;
    this.#changed = filesOf(shape)
      .slice(0, 10)
      .map((path) => `${path}.new`);
    this.#away = join(root, "away");
    mkdirSync(this.#away);
  }

  /** Publish and commit: a copy takes so long that there is time for some of them. */
  async ours(round: number): Promise<number> {
    const cycles: number[] = [];
    for (let build = 0; build < 7; build += 1) {
      const { published, committed } = await this.#build(`ours-${round}-${build}`, () => {});
      this.commits.push(committed);
      cycles.push(published + committed);
      await this.#plugin.quiet();
    }
    return median(cycles);
  }

  /** A copy of the whole view. */
  async copy(round: number): Promise<number> {
    const copy = join(this.#away, "copy");
    const { used } = await this.#build(`copy-${round}`, (seen) => run("cp", "-a", seen, copy));
    rmSync(copy, { recursive: true });
    return used;
  }

  /** What a build without a shared disk does: packs the cache at its end, and unpacks it at its start. */
  async archive(round: number): Promise<number> {
    const [archive, restored] = [join(this.#away, "cache.tar.zst"), join(this.#away, "restored")];
    const { used } = await this.#build(`archive-${round}`, (seen) => {
      run("tar", "--create", "--zstd", "--file", archive, "--directory", seen, ".");
      mkdirSync(restored);
      run("tar", "--extract", "--zstd", "--file", archive, "--directory", restored);
    });
    rmSync(restored, { recursive: true });
    return used;
  }

  async #build(
    id: string,
    use: (view: string) => void,
  ): Promise<{ readonly published: number; readonly committed: number; readonly used: number }> {
    const published = await this.#plugin.publish(id, cache);
    const view = this.#plugin.target(id);
    writeFiles(view, this.#changed, 1_000, id);
    const used = await timed(() => use(view));
    const { ms } = await this.#plugin.commit(id);
    return { published, committed: ms, used };
  }
}

function run(program: string, ...args: readonly string[]): void {
  execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"] });
}
