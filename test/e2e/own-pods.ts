/** The pods that Cachefork itself runs in. */
import { namespace } from "../cluster/cachefork-install.ts";
import { cluster } from "./stage.ts";

export type Component = "node" | "controller";

export interface OwnPod {
  readonly name: string;
  readonly uid: string;
  readonly node: string;
}

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
    readonly spec: { readonly nodeName?: string };
  }[];
}

const workloads = { node: "daemonset/cachefork-node", controller: "deployment/cachefork-controller" } as const;

/** A component's pods that are not on their way out. */
export async function ownPods(component: Component): Promise<readonly OwnPod[]> {
  const selector = `--selector=app.kubernetes.io/component=${component}`;
  const text = await cluster.mustKubectl("get", "pods", `--namespace=${namespace}`, selector, "--output=json");
  return (JSON.parse(text) as PodList).items
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ metadata, spec }) => ({ name: metadata.name, uid: metadata.uid, node: spec.nodeName ?? "" }));
}

/** The pod of a component on a node. */
export async function ownPodOn(component: Component, node: string): Promise<OwnPod> {
  const pod = (await ownPods(component)).find((one) => one.node === node);
  if (pod === undefined) throw new Error(`There is no ${component} on ${node}`);
  return pod;
}

/** Lets a component's pods be replaced, and does not wait for it. */
export async function replace(component: Component): Promise<void> {
  await cluster.mustKubectl("rollout", "restart", workloads[component], `--namespace=${namespace}`);
}

/** Resolves when all pods of a component are those that are wanted, and ready. */
export async function allReady(component: Component): Promise<void> {
  const where = [workloads[component], `--namespace=${namespace}`];
  await cluster.mustKubectl("rollout", "status", ...where, "--timeout=240s");
}

/** Sends a signal to the process in a pod that has this among its arguments; throws when there is none, or more than one. */
export async function signal({ node }: OwnPod, argument: string, name: "KILL" | "STOP" | "CONT"): Promise<void> {
  const { machine } = cluster.node(Number(node.replace("node-", "")));
  // grep's own argument is a longer one. Processes end while it reads.
  const search = `grep -lzxF -e'${argument}' /proc/[0-9]*/cmdline 2>/dev/null || true`;
  const found = await machine.run(["sh", "-c", search]);
  const pids = [...found.matchAll(/^\/proc\/(\d+)\//gm)].map(([, pid = ""]) => pid);
  const [pid] = pids;
  if (pid === undefined || pids.length > 1) throw new Error(`${pids.length} processes have ${argument}`);
  await machine.run(["kill", `-${name}`, pid]);
}
