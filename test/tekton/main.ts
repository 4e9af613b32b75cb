/** Real Tekton pipelines with a cache through Cachefork: `npm run test:tekton`. */
import { ensureBinaries } from "../cluster/binaries.ts";
import { missing } from "../cluster/preflight.ts";
import type { Image } from "../cluster/program-image.ts";
import { Steps } from "../cluster/steps.ts";
import { cluster, raiseUnlessUp } from "../storage/prepare.ts";
import { runEndings } from "./endings.ts";
import { runExamples } from "./examples.ts";
import { installTekton } from "./install.ts";
import { npmImage } from "./npm-image.ts";
import { exitCodes, help, type Options, readOptions } from "./options.ts";
import { npmTask } from "./pipeline.ts";
import { tekton } from "./programs.ts";
import { runRefusal } from "./refusal.ts";
import { type RunResult, runPipeline } from "./runs.ts";
import { TektonStage } from "./stage.ts";
import { isGood, type Tried, textOf } from "./text.ts";

const { argv, env, stdout, stderr } = globalThis.process;
const steps = new Steps((line) => stderr.write(`${line}\n`));

async function main(): Promise<number> {
  let options: Options;
  try {
    options = readOptions(argv.slice(2));
  } catch (error) {
    stderr.write(`${(error as Error).message}\n\n${help}`);
    return exitCodes.usage;
  }
  if (options.help) {
    stdout.write(help);
    return exitCodes.passed;
  }
  const lacking = missing({ npm: ["npm"] });
  if (lacking.length > 0) {
    stderr.write(`Cannot run here:\n${lacking.map((line) => `  ${line}\n`).join("")}`);
    return exitCodes.notHere;
  }
  try {
    const image = await steps.take("image with npm and packages", npmImage);
    await ensureBinaries([tekton], steps);
    if (options.build) return exitCodes.passed;
    const result = await carryOut(options, image);
    stdout.write(options.json ? `${JSON.stringify(result, undefined, 2)}\n` : textOf(result));
    return isGood(result) ? exitCodes.passed : exitCodes.failed;
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.failed;
  }
}

async function carryOut(options: Options, image: Image): Promise<Tried> {
  const wasUp = cluster.isUp;
  try {
    await raiseUnlessUp(steps);
    await installTekton(cluster, steps);
    await cluster.load(image.archive);
    await using stage = await TektonStage.open(cluster, image.name);
    await stage.create(npmTask(image.name));
    const runs: RunResult[] = [];
    for (let run = 1; run <= options.runs; run += 1)
      runs.push(await steps.take(`pipeline ${run}`, () => runPipeline(stage, run)));
    const endings = await steps.take("other ends", () => runEndings(stage, image.name));
    const refusal = await steps.take("parameter in a workspace", () => runRefusal(stage, image.name));
    const examples = await steps.take("examples", () => runExamples(stage));
    return { runs, endings, examples, refusal };
  } finally {
    if (!wasUp && !env["CACHEFORK_KEEP"]) await steps.take("cluster is gone", () => cluster.down());
  }
}

globalThis.process.exitCode = await main();
