/** A Kubernetes cluster on this machine: `npm run cluster`. */

import { ensureBinaries, etcd, kubernetes } from "./binaries.ts";
import { buildAll, install } from "./cachefork-install.ts";
import { Cluster } from "./cluster.ts";
import { onTerminal } from "./command.ts";
import { Machine } from "./machine.ts";
import { exitCodes, help, type Options, readOptions, type Task } from "./options.ts";
import { Place } from "./place.ts";
import { imagePackages, missing } from "./preflight.ts";
import { statusOf, statusText } from "./status.ts";
import { Steps } from "./steps.ts";

const { argv, env, stdout, stderr } = globalThis.process;

async function main(): Promise<number> {
  let options: Options;
  let place: Place;
  try {
    options = readOptions(argv.slice(2), env);
    place = new Place(options.name);
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return exitCodes.usage;
  }
  if (options.task.do === "help") {
    stdout.write(help);
    return exitCodes.done;
  }
  const { task } = options;
  const buildsImages = task.do === "build" || task.do === "install" || (task.do === "up" && !task.bare);
  const lacking = missing(buildsImages ? imagePackages : {});
  if (lacking.length > 0) {
    stderr.write(`Cannot run here:\n${lacking.map((line) => `  ${line}\n`).join("")}`);
    return exitCodes.notHere;
  }
  try {
    return await carryOut(new Cluster(place), task);
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.failed;
  }
}

async function carryOut(cluster: Cluster, task: Task): Promise<number> {
  if (task.do === "kubectl") return onTerminal(cluster.kubectlCommand(...task.args), { env: cluster.environment });
  if (task.do === "on") return onTerminal([...new Machine(cluster.place, task.machine).enter(), ...task.args]);
  if (task.do === "status") await printStatus(cluster, task.json);
  else if (task.do !== "help") await change(cluster, task, new Steps((line) => stderr.write(`${line}\n`)));
  return exitCodes.done;
}

type Change = Exclude<Task, { readonly do: "kubectl" | "on" | "status" | "help" }>;

async function change(cluster: Cluster, task: Change, steps: Steps): Promise<void> {
  switch (task.do) {
    case "build":
      await ensureBinaries([etcd, kubernetes], steps);
      await buildAll(steps);
      break;
    case "install":
      await install(cluster, steps);
      break;
    case "up":
      await cluster.up(task.nodes, steps);
      if (!task.bare) await install(cluster, steps);
      await printStatus(cluster, false);
      break;
    case "down":
      await steps.take(`cluster ${cluster.place.name} is gone`, () => cluster.down());
      break;
    case "crash":
      await steps.take(`node ${task.node} crashed`, () => cluster.node(task.node).machine.crash());
      break;
    case "boot":
      await steps.take(`node ${task.node} boots`, () => cluster.boot(task.node, task.bootId));
      break;
    case "load":
      await steps.take(`${task.archive} loaded`, () => cluster.load(task.archive));
      break;
  }
}

async function printStatus(cluster: Cluster, json: boolean): Promise<void> {
  const status = await statusOf(cluster);
  stdout.write(json ? `${JSON.stringify(status, undefined, 2)}\n` : statusText(status));
}

globalThis.process.exitCode = await main();
