/** TaskRuns that do not end by themselves and well, and what they leave in the cache. */
import { taskRun } from "./pipeline.ts";
import type { Generation, TektonStage } from "./stage.ts";
import type { Trial } from "./trial.ts";

interface Ending {
  readonly name: string;
  /** What the script does when it has written. */
  readonly goesOn: string;
  readonly timeout?: string;
  /** Ends it from outside; a build that ends itself needs nobody. */
  readonly end?: (stage: TektonStage, run: string) => Promise<unknown>;
  /** What Tekton calls it; undefined for a run that is gone. */
  readonly reason: string | undefined;
}

const forever = "while :; do sleep 1; done";

const endings: readonly Ending[] = [
  { name: "fails", goesOn: "exit 3", reason: "StepFailed" },
  {
    name: "is-cancelled",
    goesOn: forever,
    end: (stage, run) => stage.cancel(run),
    reason: "TaskRunCancelled",
  },
  { name: "times-out", goesOn: forever, timeout: "40s", reason: "TaskRunTimeout" },
  { name: "is-deleted", goesOn: forever, end: (stage, run) => stage.kubectl("delete", run), reason: undefined },
];

/** Seconds that a TaskRun may take to get where it is to be. */
const patience = 120;

/** Lets a TaskRun end in each way; a cache commits what its builds wrote, however they ended. */
export async function runEndings(stage: TektonStage, image: string): Promise<Trial[]> {
  const results: Trial[] = [];
  for (const ending of endings) results.push(await runEnding(stage, ending, image));
  return results;
}

async function runEnding(stage: TektonStage, ending: Ending, image: string): Promise<Trial> {
  const { name, goesOn, timeout, end, reason } = ending;
  const wrong: string[] = [];
  const run = `taskrun/${name}`;
  const pod = `${name}-pod`;
  const script = `echo ${name} >/cache/${name}\necho written\n${goesOn}`;
  await stage.create(taskRun({ name, image, script, ...(timeout ? { timeout } : {}) }));
  if (end !== undefined) {
    await written(stage, pod);
    await end(stage, run);
  }
  if (reason !== undefined) {
    const ended = await stage.ended(run, patience);
    if (ended.succeeded || ended.reason !== reason) wrong.push(`Tekton says ${ended.reason}: ${ended.message}`);
  }
  await stage.unmounted(patience);
  const check = `${name}-check`;
  await stage.create(taskRun({ name: check, image, script: `set -e\ntest "$(cat /cache/${name})" = ${name}` }));
  const seen = await stage.ended(`taskrun/${check}`, patience);
  if (!seen.succeeded) wrong.push(`the next build does not find what it wrote: ${seen.message}`);
  const generations = await stage.list<Generation>("generations.cachefork.dev");
  const made = generations.filter(({ spec }) => spec.by?.pod === pod).length;
  if (made !== 1) wrong.push(`${made} generations are by ${pod}, not 1`);
  return { what: name.replaceAll("-", " "), wrong };
}

/** Resolves when the build has written to the cache and goes on. */
async function written(stage: TektonStage, pod: string): Promise<void> {
  await stage.kubectl("wait", "--for=create", `pod/${pod}`, `--timeout=${patience}s`);
  await stage.kubectl("wait", "--for=condition=Ready", `pod/${pod}`, `--timeout=${patience}s`);
  await stage.kubectl(
    "exec",
    pod,
    "--container=step-build",
    "--",
    "sh",
    "-c",
    `until [ -s /cache/${pod.replace(/-pod$/, "")} ]; do sleep 0.1; done`,
  );
}
