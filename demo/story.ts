/** The story itself: four builds on a cache that merges, and the same four on one where the last writer wins. */

import type { Build, Stage } from "./act.ts";
import { Act, same } from "./act.ts";
import { broken } from "./stop.ts";
import { enumeration } from "./text.ts";
import type { Outcome, Package } from "./tool.ts";

/** Plays both parts. What they promise is checked on the screen; a Stop ends them early. */
export async function tell(stage: Stage): Promise<void> {
  const { screen, tool } = stage;
  await merging(stage);
  screen.chapter(4, "The same, where the last writer wins");
  screen.remark(
    `A cache that is stored as a whole keeps what was stored last. Another cache, with merge: lastWriterWins, behaves like that: builds 1, 2 and 3 as before, and then build 4.`,
  );
  await replacing(stage);
  screen.remark(
    `Build 4 fails as it should: build 3 stored a cache without ${tool.packages.second.name}, which it had never seen, over the one that build 2 had stored.`,
  );
}

async function merging(stage: Stage): Promise<void> {
  const { screen, tool, history } = stage;
  const act = new Act(stage, { cache: tool.name });
  screen.chapter(1, "A cold start");
  screen.remark(`The cache is empty, so build 1 downloads all that it needs. ${tool.counts}`);
  const first = await coldStart(stage, act);

  screen.chapter(2, "Two builds at once");
  screen.remark("Both start from what build 1 left, and each needs one package more. Neither waits for the other.");
  const [second, third] = await sideBySide(stage, act, first);
  screen.remark("Both have downloaded, and both pods are still running. A third pod starts now. Who sees what?");
  await look(stage, act, [second, third]);
  screen.remark("The pods end, and what each of them added goes into the cache.");
  const [two, three] = [await act.commit(second), await act.commit(third)];
  screen.expect(
    "both commits are in the cache: the second one was merged with the first",
    two?.number === 2 && three?.number === 3 && three.base === 1 && three.parent === 2 && three.merged,
  );

  screen.chapter(3, "Everything, without a network");
  screen.remark(`Build 4 needs all ${act.packages.length} packages, and ${tool.name} may not use the network.`);
  const fourth = await act.open("build 4");
  const [outcome] = await act.run([[fourth, act.packages]], "forbidden");
  screen.expect(
    "it succeeds with the work of all three builds before it, which never met",
    outcome?.failure === undefined && outcome?.downloads === 0 && fourth.held.length === act.packages.length,
  );
  await act.close(fourth);
  screen.command(history.command(act.cache));
  screen.quote(await history.table(act.cache, stage.signal));
  const { length } = await history.read(act.cache, stage.signal);
  screen.expect("three builds made three generations; who changed nothing made none", length === 3);
}

async function replacing(stage: Stage): Promise<void> {
  const { screen, tool } = stage;
  const { second: lost, third: kept } = tool.packages;
  const act = new Act(stage, { cache: `${tool.name}-last`, merge: "lastWriterWins" });
  const first = await coldStart(stage, act);
  const [second, third] = await sideBySide(stage, act, first);
  const [two, three] = [await act.commit(second), await act.commit(third)];
  screen.expect("both committed, and nothing was merged", two?.number === 2 && three?.number === 3 && !three.merged);
  const fourth = await act.open("build 4");
  screen.expect(
    `${lost.name}, which build 2 downloaded, is gone; ${kept.name} is there`,
    !fourth.held.includes(lost.name) && fourth.held.includes(kept.name),
  );
  const [outcome] = await act.run([[fourth, act.packages]], "forbidden");
  screen.expect(
    `it fails with ${tool.notCached}, as expected of this kind of cache`,
    outcome?.failure === tool.notCached,
  );
  await act.close(fourth);
}

async function coldStart({ screen, tool }: Stage, act: Act): Promise<Outcome> {
  const build = await act.open("build 1");
  const [outcome] = await act.run([[build, tool.packages.shared]]);
  const first = succeeded(tool.command({ packages: tool.packages.shared, network: "allowed" }), outcome);
  const entry = await act.commit(build);
  screen.expect(
    "it started from nothing, and became generation 1",
    build.held.length === 0 && first.downloads > 0 && entry?.number === 1 && entry.parent === 0,
  );
  return first;
}

/** Builds 2 and 3, at the same time: each needs what build 1 downloaded, and one package more. */
async function sideBySide({ screen, tool }: Stage, act: Act, first: Outcome): Promise<[Build, Build]> {
  const { shared, second, third } = tool.packages;
  const builds: [Build, Build] = [await act.open("build 2"), await act.open("build 3")];
  const needs: [Package[], Package[]] = [
    [...shared, second],
    [...shared, third],
  ];
  const outcomes = await act.run([
    [builds[0], needs[0]],
    [builds[1], needs[1]],
  ]);
  for (const [index, outcome] of outcomes.entries())
    succeeded(tool.command({ packages: needs[index] ?? [], network: "allowed" }), outcome);
  const names = shared.map(({ name }) => name);
  screen.expect(
    `each found ${enumeration(names)} in its volume, and downloaded only what was new`,
    builds.every(({ held }) => same(held, names)) &&
      outcomes.every(({ downloads }) => downloads > 0 && downloads < first.downloads),
  );
  return builds;
}

/** Read committed: nobody sees a running build's files, not even a volume that starts meanwhile. */
async function look({ screen, tool }: Stage, act: Act, running: readonly [Build, Build]): Promise<void> {
  const { shared, second, third } = tool.packages;
  const onlooker = await act.open("another", { readOnly: "true" });
  const seen = [await act.holds(running[0].pod), await act.holds(running[1].pod), await act.holds(onlooker.pod)];
  const [byTwo = [], byThree = [], byOther = []] = seen;
  const names = act.packages.map(({ name }) => name);
  const row = (name: string, held: readonly string[]): readonly [string, boolean[]] => [
    name,
    names.map((wanted) => held.includes(wanted)),
  ];
  screen.grid(names, [row("build 2", byTwo), row("build 3", byThree), row("another", byOther)]);
  const base = shared.map(({ name }) => name);
  screen.expect(
    "each sees what was committed when it started, and its own files; nobody sees a running build's",
    same(byTwo, [...base, second.name]) && same(byThree, [...base, third.name]) && same(byOther, base),
  );
  await act.close(onlooker);
}

function succeeded(command: string, outcome: Outcome | undefined): Outcome {
  if (outcome?.failure === undefined && outcome !== undefined) return outcome;
  const said = (outcome?.output ?? "").trimEnd().split("\n").slice(-12);
  throw broken([`${command} failed:`, ...said.map((line) => `  ${line}`)].join("\n"));
}
