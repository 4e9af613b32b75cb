/** A workspace whose cache is named by a parameter, which Tekton does not replace there. */
import { until } from "../cluster/until.ts";
import { taskRun } from "./pipeline.ts";
import type { TektonStage } from "./stage.ts";
import type { Trial } from "./trial.ts";

interface Event {
  readonly message?: string;
}

const name = "by-parameter";
const unreplaced = "$(params.cache)";

/** Seconds that it may take to be refused, and to be gone. */
const patience = 120;

/** Looks whether its pod is told why it does not start, and what to do; then cancels it. */
export async function runRefusal(stage: TektonStage, image: string): Promise<Trial> {
  await stage.create(taskRun({ name, image, script: "true", cache: unreplaced, params: { cache: "npm" } }));
  const pod = `${name}-pod`;
  const told = async (): Promise<string | undefined> => {
    const events = await stage.list<Event>("events", `--field-selector=involvedObject.name=${pod},reason=FailedMount`);
    return events.find(({ message = "" }) => message.includes("InvalidArgument"))?.message;
  };
  const message = await until(told, { what: `refusal of the volume of ${pod}`, seconds: patience, every: 500 });
  const wrong = wrongWithRefusal(message);
  await stage.cancel(`taskrun/${name}`);
  const { reason } = await stage.ended(`taskrun/${name}`, patience);
  if (reason !== "TaskRunCancelled") wrong.push(`Tekton says ${reason} of the one that was cancelled`);
  await stage.kubectl("wait", "--for=delete", `pod/${pod}`, `--timeout=${patience}s`);
  return { what: `is refused: ${unreplaced} in a workspace`, wrong };
}

/** What the message of a pod's event lacks to be of help. */
export function wrongWithRefusal(message: string): string[] {
  const needed = [`cache="${unreplaced}"`, "was not replaced", "taskSpec.volumes"];
  return needed.filter((words) => !message.includes(words)).map((words) => `${words} is not in: ${message}`);
}
