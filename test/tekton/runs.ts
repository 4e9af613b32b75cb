/** Runs pipelines one after another and looks at what each build had to download. */
import { countDownloads } from "../../demo/npm-words.ts";
import { buildsOf, pipelineRun } from "./pipeline.ts";
import type { Pod, TektonStage } from "./stage.ts";

export interface RunResult {
  readonly run: number;
  readonly seconds: number;
  /** Requests to the registry that each build made, by npm's count. */
  readonly downloads: Readonly<Record<string, number>>;
  /** What was not as it has to be. */
  readonly wrong: readonly string[];
}

/** Seconds that one run may take. */
const patience = 300;

/** A package that is not in the cache is asked for, and fetched. */
const requestsOfPackage = 2;

/** Runs the pipeline for the given time, the first of which is 1. */
export async function runPipeline(stage: TektonStage, run: number): Promise<RunResult> {
  const started = performance.now();
  await stage.create(pipelineRun(run));
  const { succeeded, reason, message } = await stage.ended(`pipelinerun/run-${run}`, patience);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const logs = await logsOf(stage, run);
  const downloads = Object.fromEntries([...logs].map(([name, log]) => [name, countDownloads(log)]));
  const wrong = succeeded ? wrongWith(run, downloads) : [`${reason}: ${message}`, ...lastWords(logs)];
  await stage.kubectl("delete", `pipelinerun/run-${run}`);
  return { run, seconds, downloads, wrong };
}

/** What does not fit: a build that downloads what an earlier one has committed, or one that did not run. */
export function wrongWith(run: number, downloads: Readonly<Record<string, number>>): string[] {
  const newTo: Readonly<Record<string, number>> =
    run === 1 ? { first: 2, left: 2, right: 2 } : { first: 0, left: 1, right: 1 };
  return buildsOf(run).flatMap(({ name }) => {
    const made = downloads[name];
    const expected = requestsOfPackage * (newTo[name] ?? 0);
    if (made === undefined) return [`${name} left no log`];
    return made === expected ? [] : [`${name} made ${made} requests, not ${expected}`];
  });
}

async function logsOf(stage: TektonStage, run: number): Promise<Map<string, string>> {
  const pods = await stage.list<Pod>("pods", `--selector=tekton.dev/pipelineRun=run-${run}`);
  const logs = new Map<string, string>();
  for (const { metadata } of pods) {
    const log = await stage.kubectl("logs", metadata.name, "--container=step-install", "--ignore-errors");
    logs.set(metadata.labels["tekton.dev/pipelineTask"] ?? metadata.name, log);
  }
  return logs;
}

function lastWords(logs: ReadonlyMap<string, string>): string[] {
  return [...logs].map(([name, log]) => `${name}:\n${log.trimEnd().split("\n").slice(-8).join("\n")}`);
}
