/** The bench: measures the plugin side by side with what its figures are compared with. */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { messageOf } from "../src/cache/errors.ts";
import { whyNoMounts } from "../test/host/real-mounts.ts";
import { root as checkout, must } from "../tools/run.ts";
import { writeDocs } from "./docs.ts";
import { figureOf } from "./figure.ts";
import { allGroups, selectGroups } from "./groups.ts";
import { describeMachine } from "./machine.ts";
import { exitCodes, help, type Options, readOptions } from "./options.ts";
import { Place } from "./place.ts";
import { type GroupResult, reportText } from "./report.ts";
import type { Group } from "./setting.ts";

const { argv, stdout, stderr } = process;

async function main(): Promise<number> {
  let options: Options;
  let chosen: readonly Group[];
  try {
    options = readOptions(argv.slice(2));
    chosen = selectGroups(options.only, options.cluster ? "on a cluster" : "here");
  } catch (error) {
    stderr.write(`${messageOf(error)}\n\n${help}`);
    return exitCodes.usage;
  }
  if (options.help || options.list) {
    stdout.write(options.help ? help : allGroups.map(({ name, title }) => `${name.padEnd(12)}${title}\n`).join(""));
    return exitCodes.measured;
  }
  const why = whyNoMounts();
  if (why !== undefined) {
    stderr.write(`The bench cannot run here: ${why.split(";")[0]}. Run it as root.\n`);
    return exitCodes.notHere;
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => process.exit(exitCodes.interrupted));
  await must("node", "tools/build.ts");
  const results = await measureAll(options, chosen);
  if (options.writeDocs)
    writeDocs(
      results,
      allGroups.map(({ name }) => name),
    );
  stdout.write(options.json ? `${JSON.stringify({ groups: results }, undefined, 2)}\n` : reportText(results));
  return exitCodes.measured;
}

async function measureAll(options: Options, chosen: readonly Group[]): Promise<GroupResult[]> {
  // Removed in the end, not after each group: ext4 makes new files slowly for some minutes where it has removed many.
  using place = new Place(options.state);
  const results: GroupResult[] = [];
  for (const { name, title, measure } of chosen) {
    const [load = 0] = loadavg();
    const started = performance.now();
    const say = (text: string): void => {
      stderr.write(`${name}: ${text}\n`);
    };
    const root = join(place.root, name);
    mkdirSync(root);
    const measurements = await measure({ root, thorough: options.quick ? "quick" : "full", say });
    say(`done in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const figures = measurements.map((measurement) => figureOf(name, measurement));
    const machine = describeMachine(root);
    results.push({ name, title, time: new Date().toISOString(), commit: commitOf(), machine, load, figures });
  }
  return results;
}

/** What is measured; an archive of the sources has no commit. */
function commitOf(): string {
  try {
    return `${git("rev-parse", "--short=10", "HEAD")}${git("status", "--porcelain", "--", "src") === "" ? "" : "+"}`;
  } catch {
    return "unknown";
  }
}

function git(...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: checkout, encoding: "utf8" }).trim();
}

process.exitCode = await main();
