/** Runs the examples for Tekton as they are, but for the image. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../tools/run.ts";
import { shellImage } from "../cluster/base-images.ts";
import type { Generation, Pod, TektonStage } from "./stage.ts";
import type { Trial } from "./trial.ts";

/** A file, the cache that its pods use, and how many of them each add to it. */
interface Example {
  readonly file: string;
  readonly cache: string;
  readonly pods: number;
}

/** All of them. */
export const examples: readonly Example[] = [
  { file: "tekton-csi-workspace.yaml", cache: "go", pods: 1 },
  { file: "tekton-params.yaml", cache: "cargo", pods: 1 },
  { file: "tekton-pvc-workspace.yaml", cache: "gradle", pods: 2 },
];

/** Seconds that an example may take. */
const patience = 180;

/** Runs each to its end, and looks whether what its pods wrote has been committed. */
export async function runExamples(stage: TektonStage): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const example of examples) trials.push(await runExample(stage, example));
  return trials;
}

async function runExample(stage: TektonStage, { file, cache, pods }: Example): Promise<Trial> {
  const before = new Set(await podsOf(stage));
  const text = await readFile(join(root, "examples", file), "utf8");
  const made = await stage.createFrom(imagesHere(text));
  const wrong: string[] = [];
  for (const run of made.filter((name) => /^(taskrun|pipelinerun)\./.test(name))) {
    const { succeeded, reason, message } = await stage.ended(run, patience);
    if (!succeeded) wrong.push(`${run}: ${reason}: ${message}`);
  }
  await stage.unmounted(patience);
  const ran = (await podsOf(stage)).filter((pod) => !before.has(pod));
  const generations = await stage.list<Generation>("generations.cachefork.dev");
  wrong.push(...wrongWithCommits({ cache, pods, ran }, generations));
  await stage.kubectl("delete", ...made);
  return { what: file, wrong };
}

async function podsOf(stage: TektonStage): Promise<string[]> {
  return (await stage.list<Pod>("pods", "--selector=tekton.dev/taskRun")).map(({ metadata }) => metadata.name);
}

/** The text of an example with an image that nodes here have. */
export function imagesHere(text: string): string {
  return text.replaceAll("docker.io/library/busybox:1.37", shellImage);
}

/** What does not fit: another number of pods, or one of them whose work is in no generation of the cache, or in several. */
export function wrongWithCommits(
  { cache, pods, ran }: { readonly cache: string; readonly pods: number; readonly ran: readonly string[] },
  generations: readonly Generation[],
): string[] {
  const wrong = ran.length === pods ? [] : [`${ran.length} pods ran, not ${pods}`];
  for (const pod of ran) {
    const made = generations.filter(({ spec }) => spec.cache === cache && spec.by?.pod === pod).length;
    if (made !== 1) wrong.push(`${made} generations of ${cache} are by ${pod}, not 1`);
  }
  return wrong;
}
