/** The demo: builds that share a cache through the real CSI plugin, on this machine, without a cluster. */
import { join } from "node:path";
import { messageOf } from "../src/cache/errors.ts";
import { History } from "./history.ts";
import { Kubelet } from "./kubelet.ts";
import { needsNamespace, runInNamespace } from "./namespace.ts";
import { Npm } from "./npm.ts";
import type { Options } from "./options.ts";
import { exitCodes, help, readOptions } from "./options.ts";
import { leftovers, makePlace } from "./place.ts";
import { Plugin } from "./plugin.ts";
import { Screen } from "./screen.ts";
import { broken, interrupted, Stop } from "./stop.ts";
import { tell } from "./story.ts";
import { duration } from "./text.ts";
import type { BuildTool } from "./tool.ts";
import { Toy } from "./toy.ts";

const { argv, stdout, stderr, env } = globalThis.process;

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readOptions(argv.slice(2));
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return exitCodes.usage;
  }
  if (options.help) {
    stdout.write(help);
    return exitCodes.held;
  }
  const screen = new Screen(stdout, env);
  try {
    return needsNamespace() ? await runInNamespace() : await play(options, screen);
  } catch (error) {
    const stop = whyStopped(error);
    screen.problem(stop.message);
    return stop.exitCode;
  }
}

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  globalThis.process.on(signal, () => stopping.abort(interrupted()));

async function play(options: Options, screen: Screen): Promise<number> {
  const started = performance.now();
  const tool: BuildTool = options.offline ? new Toy() : new Npm();
  screen.title("Cachefork: builds that share a cache, and keep each other's work");
  screen.paragraph(
    `Every build below gets a volume: a private, writable copy of one cache, made in milliseconds whatever the cache's size. When the build ends, what it added becomes the cache's next generation. The CSI plugin is the real one, in its own process; this program plays kubelet, and ${tool.name} keeps its cache in the volume.`,
  );
  const { root, plugin } = await perform(options, screen, tool);
  const left = plugin.running || (await leftovers(root)).length > 0;
  if (options.keep) screen.problem(whereToLook(root, tool));
  else screen.expect("nothing is left behind: no mount, no process, no file", !left);
  const { checked, failed } = screen.verdict;
  const time = duration(performance.now() - started);
  if (failed > 0) screen.ending(`${failed} of ${checked} expectations did not hold (${time}).`, false);
  else screen.ending(`All ${checked} expectations held (${time}).`, true);
  return failed > 0 ? exitCodes.broken : exitCodes.held;
}

/** Sets the stage, tells the story, and clears away; what it answers with has ended and is gone by then. */
async function perform(options: Options, screen: Screen, tool: BuildTool): Promise<{ root: string; plugin: Plugin }> {
  const { signal } = stopping;
  await using place = await makePlace(options);
  const workspace = (name: string): Promise<string> => place.folder("work", name);
  const version = await screen.waitFor(`${tool.name} is asked`, async () =>
    tool.check(await workspace("check"), signal),
  );
  screen.fact("builds", version);
  await using plugin = await screen.waitFor("the plugin starts", () => Plugin.start(place, signal));
  screen.fact("plugin", plugin.identity);
  screen.fact("files in", place.root);
  await using kubelet = new Kubelet({ socket: plugin.socket, root: await place.folder("kubelet") });
  try {
    await tell({ screen, kubelet, tool, history: new History(plugin.state), workspace, signal });
  } catch (error) {
    if (error instanceof Stop || signal.aborted) throw error;
    const what = plugin.running ? messageOf(error) : "The plugin ended in the middle of it.";
    throw broken(`${what}\n\nThe plugin's log ends with:\n${await plugin.lastWords()}`);
  }
  screen.space();
  return { root: place.root, plugin };
}

/** What to tell the reader. Whatever is thrown while stopping, the reader asked for the stop. */
function whyStopped(error: unknown): Stop {
  if (stopping.signal.aborted) return interrupted();
  const first = error instanceof SuppressedError ? (error.suppressed as unknown) : error;
  return first instanceof Stop
    ? first
    : broken(first instanceof Error ? (first.stack ?? first.message) : String(first));
}

function whereToLook(root: string, tool: BuildTool): string {
  const state = join(root, "state");
  return [
    "The state is left for you to look at:",
    `  npm run -s cachefork -- history ${tool.name} -n demo --state ${state}`,
    "Remove it with:",
    `  rm -rf ${root}`,
  ].join("\n");
}

globalThis.process.exitCode = await main();
