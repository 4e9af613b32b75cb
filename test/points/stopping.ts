/** Stops a flow at its operations, one after the other, and checks each time what came of it. */
import { type ServiceError, status } from "@grpc/grpc-js";
import type { Flow } from "./flow.ts";
import { type Broken, isFault, type Plan } from "./plan.ts";
import { Scene } from "./scene.ts";
import { type Boot, countedIn, inTime, Stoppable } from "./stoppable.ts";

/** One stop of a flow. */
export interface Point {
  readonly at: number;
  readonly how: Plan["how"];
  readonly boot: Boot;
}

/** What was done to one flow. */
export interface Report {
  readonly flow: string;
  /** How many operations it has when nothing stops it. */
  readonly operations: number;
  readonly stopped: number;
  readonly failed: number;
}

/** How many plugins work at a time: most of a start is waiting. Each of them goes past the end of a flow once, in vain. */
const lanes = 3;
/** After so many failures a flow is given up: they have one cause, in most cases. */
const mostFailures = 5;

/** Stops a flow at points until one is past its end. */
export class Stopping {
  readonly #flow: Flow;
  readonly #points: Iterator<Point>;
  readonly #broken: Broken | undefined;
  readonly failures: string[] = [];
  #operations: number | undefined;
  #stopped = 0;
  #scenes = 0;

  constructor(flow: Flow, points: Iterable<Point>, broken?: Broken) {
    this.#flow = flow;
    this.#points = points[Symbol.iterator]();
    this.#broken = broken;
  }

  async run(): Promise<Report> {
    await Promise.all(Array.from({ length: lanes }, () => this.#lane()));
    const { length: failed } = this.failures;
    return { flow: this.#flow.name, operations: this.#operations ?? 0, stopped: this.#stopped, failed };
  }

  async #lane(): Promise<void> {
    let next = this.#next();
    while (next) {
      await using stoppable = await Stoppable.prepare(this.#flow.flags ?? [], this.#broken);
      let sound = true;
      for (let shared = true; next && sound && shared; next = this.#next()) {
        sound = await this.#tried(stoppable, next);
        shared = this.#flow.state !== "own";
      }
    }
  }

  #next(): Point | undefined {
    if (this.failures.length >= mostFailures) return undefined;
    const { value, done } = this.#points.next();
    return done || value.at >= (this.#operations ?? Infinity) ? undefined : value;
  }

  /** Whether the plugin is as it should be afterwards. */
  async #tried(stoppable: Stoppable, point: Point): Promise<boolean> {
    this.#scenes += 1;
    try {
      await using scene = new Scene(stoppable, this.#scenes);
      const operations = await stopAt(this.#flow, scene, point);
      if (operations === undefined) this.#stopped += 1;
      // What goes on in the background may come before or behind the flow's last operation.
      else this.#operations = Math.max(operations, this.#operations ?? 0);
      return true;
    } catch (error) {
      this.failures.push(
        `${reproduced(this.#flow, point)}\n  ${stoppable.stoppedAt() ?? "not stopped"}\n  ${said(error)}`,
      );
      return false;
    }
  }
}

/** One run of the flow; the number of its operations when the point was past its end. */
async function stopAt(flow: Flow, scene: Scene, { at, how, boot }: Point): Promise<number | undefined> {
  const { stoppable } = scene;
  if (flow.state !== "own") {
    if (!stoppable.isStarted) await stoppable.start();
    await scene.openBystander();
  }
  await inTime("what comes before", flow.prepare(scene), () => stoppable.lastLines());
  const { killed, operations } = await runStopped(flow, scene, { at, how, from: flow.from });
  const stopped = stoppable.stoppedAt() ?? "";
  // Or a flow would count as over where the plugin ended by itself.
  if (stopped === "" && !operations)
    throw new Error(`Nothing was stopped, and nothing counted: ${stoppable.running.stderr}${stoppable.lastLines()}`);
  // What could not be removed, and what the CLI left, goes at the next start.
  if (killed || flow.stops === "cli" || failedRemoval.test(stopped)) {
    await scene.killed(killed ? boot : "same boot");
    await stoppable.start();
  }
  await flow.again(scene);
  await scene.endBystander();
  if (failedSync.test(stopped)) scene.syncFailed();
  await scene.check();
  return stopped === "" ? operations : undefined;
}

const failedSync = /^E[A-Z]+ (fsync|syncfs) /;
const failedRemoval = /^E[A-Z]+ (rm|rmdir|unlink|umount|rename|chmod) /;

interface Ran {
  /** Whether the plugin ended in it, as planned or because a start could not go on without what failed. */
  readonly killed: boolean;
  /** How many operations counted, when it was not. */
  readonly operations: number;
}

async function runStopped(flow: Flow, scene: Scene, plan: Plan): Promise<Ran> {
  const { stoppable } = scene;
  if (flow.stops === "cli") return runCli(flow, scene, plan);
  if (flow.stops === "plugin") await stoppable.tell(plan);
  else stoppable.write(plan);
  const work = flow.run(scene);
  const answered = isFault(plan.how) ? work.catch((error: unknown) => checkAnswer(error, plan.how, flow)) : work;
  const ended = await stoppable.isKilledIn(answered);
  // What goes on behind the flow's end may still be what is stopped.
  const operations = ended ? undefined : await stoppable.tell(undefined);
  const killed = operations === undefined;
  if (killed && isFault(plan.how) && flow.stops === "plugin")
    throw new Error(`The plugin ended: ${stoppable.running.stderr}`);
  return { killed, operations: operations ?? 0 };
}

async function runCli(flow: Flow, scene: Scene, plan: Plan): Promise<Ran> {
  scene.plan = plan;
  await flow.run(scene);
  scene.plan = undefined;
  return { killed: false, operations: countedIn(scene.running.root) };
}

/** An RPC may fail because of the fault, and then it must say so; so may a start. */
function checkAnswer(error: unknown, how: Plan["how"], flow: Flow): void {
  if (flow.stops === "start") return;
  const { code } = error as ServiceError;
  const right = how === "ENOSPC" || how === "EDQUOT" ? status.RESOURCE_EXHAUSTED : status.UNAVAILABLE;
  if (code !== right) throw error;
}

/** With what it was expected to be. */
function said(error: unknown): string {
  const { actual, message } = error as { actual?: unknown; message: string };
  return Array.isArray(actual) ? [message, ...actual].join("\n  ") : message;
}

/** The command that stops this flow there once more. */
function reproduced(flow: Flow, { at, how, boot }: Point): string {
  const point = JSON.stringify([flow.name, at, how, boot]);
  return `CACHEFORK_POINT='${point}' npx mocha --config .mocharc.system.json test/system/points.test.ts`;
}
