/** The words of `npm run cluster`, and the text of its --help. */
import { parseArgs } from "node:util";
import { mostNodes, nodeName } from "./addresses.ts";
import { kubernetesVersion } from "./binaries.ts";
import { defaultName } from "./place.ts";

/** One thing to do with a cluster. */
export type Task =
  | { readonly do: "help" }
  | { readonly do: "build" | "install" | "down" }
  | { readonly do: "up"; readonly nodes: number; readonly bare: boolean }
  | { readonly do: "status"; readonly json: boolean }
  | { readonly do: "crash"; readonly node: number }
  | { readonly do: "boot"; readonly node: number; readonly bootId: "new" | "same" }
  | { readonly do: "load"; readonly archive: string }
  | { readonly do: "kubectl"; readonly args: readonly string[] }
  | { readonly do: "on"; readonly machine: string; readonly args: readonly string[] };

export interface Options {
  readonly name: string;
  readonly task: Task;
}

/** What the exit codes mean, apart from those of kubectl and of programs on machines. */
export const exitCodes = { done: 0, failed: 1, usage: 2, notHere: 3 } as const;

export const help = `Usage: npm run cluster -- [--name NAME] COMMAND

A real Kubernetes ${kubernetesVersion} on this machine, without Docker and without a cloud: etcd, API server, controllers and scheduler on
one machine, and nodes with containerd, kubelet and kube-proxy. A machine is a set of namespaces with a disk of its own.

  up [--nodes N] [--bare]  Start what does not run yet, and wait until all of it is ready (default: 2 nodes, and Cachefork unless
                           bare)
  install                  Build Cachefork's image from this checkout and install or upgrade it by helm
  down                     End all of it and remove what it wrote; also what is left of an up that failed
  status [-o json]         What runs, and where the logs are
  kubectl ARGS…            kubectl, as administrator
  load FILE                Give every node the image in an OCI or Docker archive
  on N|control-plane CMD…  Run a command on a machine
  crash N                  End everything on node N at once, as a kernel panic does: its disk stays
  boot N [--same-boot-id]  Start it again from its disk; the kernel's boot id is another one then
  build                    Only build the programs and images: minutes the first time, kept in the user's cache folder

  --name NAME              Which cluster (default: CACHEFORK_CLUSTER, else named after this checkout: ${defaultName()})
  --help                   Print this

Needs root, Go, and some Debian packages; what is missing is listed. Programs that are on the host in /usr are on each
machine, too. Addresses are those of the cluster's own network: the host does not see them, and clusters do not meet.

Exit codes:
  ${exitCodes.done}  done
  ${exitCodes.failed}  failed; kubectl and on end as what they run
  ${exitCodes.usage}  wrong arguments
  ${exitCodes.notHere}  cannot run here: something is missing
`;

/** Reads the arguments; throws a TypeError that says what is wrong with them. */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): Options {
  const words = [...argv];
  let name = env["CACHEFORK_CLUSTER"] || defaultName();
  if (words[0] === "--name") {
    name = words[1] ?? "";
    words.splice(0, 2);
  }
  return { name, task: readTask(words) };
}

const commands: Readonly<Record<string, (words: readonly string[]) => Task>> = {
  "--help": () => ({ do: "help" }),
  "-h": () => ({ do: "help" }),
  up: (words) => {
    const { flags } = read(words, 0, { nodes: { type: "string" }, bare: { type: "boolean" } });
    return { do: "up", nodes: numberOf("--nodes", String(flags["nodes"] ?? 2)), bare: flags["bare"] === true };
  },
  down: (words) => {
    read(words, 0);
    return { do: "down" };
  },
  build: (words) => {
    read(words, 0);
    return { do: "build" };
  },
  install: (words) => {
    read(words, 0);
    return { do: "install" };
  },
  status: (words) => {
    const { flags } = read(words, 0, { output: { type: "string", short: "o" } });
    return { do: "status", json: isJson(flags["output"]) };
  },
  load: (words) => ({ do: "load", archive: read(words, 1).word }),
  crash: (words) => ({ do: "crash", node: numberOf("crash", read(words, 1).word) }),
  boot: (words) => {
    const { word, flags } = read(words, 1, { "same-boot-id": { type: "boolean" } });
    return { do: "boot", node: numberOf("boot", word), bootId: flags["same-boot-id"] === true ? "same" : "new" };
  },
  kubectl: (args) => ({ do: "kubectl", args }),
  on: ([where = "", ...args]) => {
    if (args.length === 0) throw new TypeError("on needs a machine and a command");
    return { do: "on", machine: where === "control-plane" ? where : nodeName(numberOf("on", where)), args };
  },
};

function readTask([command = "--help", ...rest]: readonly string[]): Task {
  const reader = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (reader === undefined) throw new TypeError(`${JSON.stringify(command)} is no command`);
  const asksForHelp = !["kubectl", "on"].includes(command) && rest.some((word) => word === "--help" || word === "-h");
  return asksForHelp ? { do: "help" } : reader(rest);
}

type Flags = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

/** The one word that may have to be there, and the flags. */
function read(
  words: readonly string[],
  wanted: 0 | 1,
  options: Flags = {},
): { word: string; flags: Readonly<Record<string, string | boolean | undefined>> } {
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options });
  if (positionals.length !== wanted)
    throw new TypeError(`${JSON.stringify(words.join(" "))}: ${wanted} words are wanted here, beside flags`);
  return { word: positionals[0] ?? "", flags: values as Readonly<Record<string, string | boolean | undefined>> };
}

function isJson(output: string | boolean | undefined): boolean {
  if (output === undefined) return false;
  if (output === "json") return true;
  throw new TypeError(`-o cannot be ${JSON.stringify(output)}: json is the only other form`);
}

function numberOf(what: string, text: string): number {
  const number = /^\d$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > mostNodes)
    throw new TypeError(`${what} cannot have ${JSON.stringify(text)}: write a number from 1 to ${mostNodes}`);
  return number;
}
