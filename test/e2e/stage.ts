/** A namespace on a real cluster with Cachefork, and what tests do in it. */
import { install } from "../cluster/cachefork-install.ts";
import { Cluster } from "../cluster/cluster.ts";
import { defaultName, Place } from "../cluster/place.ts";
import { imagePackages, missing } from "../cluster/preflight.ts";
import { Steps } from "../cluster/steps.ts";
import { until } from "../cluster/until.ts";
import { type Build, jobOf, podOf } from "./pod.ts";

const name = process.env["CACHEFORK_CLUSTER"] || defaultName();

/** The cluster of this checkout. */
export const cluster = new Cluster(new Place(name));

const steps = new Steps((line) => process.stderr.write(`${line}\n`));

/** Starts the cluster unless it runs, with this checkout's Cachefork on it; answers whether it had to be started. */
export async function raise(nodes: number): Promise<boolean> {
  const lacking = missing(imagePackages);
  if (lacking.length > 0) throw new Error(`No cluster can be started here:\n${lacking.join("\n")}`);
  const wasUp = cluster.isUp;
  await cluster.up(nodes, steps);
  await install(cluster, steps);
  return !wasUp;
}

/** Seconds that a pod may take to get where it is to be. */
const patience = 120;

let stages = 0;

export class Stage implements AsyncDisposable {
  readonly namespace: string;

  private constructor(namespace: string) {
    this.namespace = namespace;
  }

  /** Makes a namespace, of a new name unless one is given; dispose of it to delete it with all in it. */
  static async open(namespace?: string): Promise<Stage> {
    stages += 1;
    const stage = new Stage(namespace ?? `e2e-${process.pid}-${stages}`);
    await cluster.mustKubectl("create", "namespace", stage.namespace);
    const account = async (): Promise<true | undefined> =>
      (await stage.kubectl("get", "serviceaccount", "default")).code === 0 || undefined;
    await until(account, { what: "default service account", seconds: patience });
    return stage;
  }

  kubectl(...args: readonly string[]): ReturnType<Cluster["kubectl"]> {
    return cluster.kubectl("--namespace", this.namespace, ...args);
  }

  mustKubectl(...args: readonly string[]): Promise<string> {
    return cluster.mustKubectl("--namespace", this.namespace, ...args);
  }

  /** Runs a build as a Job to its good end; answers what it printed. */
  async job(build: Build): Promise<string> {
    await this.startJob(build);
    await this.completed(build.name);
    return this.mustKubectl("logs", `job/${build.name}`);
  }

  /** Starts a Job, and does not wait for anything. */
  async startJob(build: Build): Promise<void> {
    await cluster.apply(jobOf(build, this.namespace));
  }

  /** Resolves when the Job is complete. */
  async completed(job: string): Promise<void> {
    await this.#wait("--for=condition=Complete", `job/${job}`);
  }

  /** Runs a build as a bare pod to its good end; answers what it printed. */
  async pod(build: Build): Promise<string> {
    await this.start(build);
    return this.succeeded(build.name);
  }

  /** Starts pods, and does not wait for anything. */
  async start(...builds: readonly Build[]): Promise<void> {
    await cluster.apply(...builds.map((build) => podOf(build, this.namespace)));
  }

  /** Resolves when the pods are ready. */
  async ready(...pods: readonly string[]): Promise<void> {
    await this.#wait("--for=condition=Ready", ...pods.map((pod) => `pod/${pod}`));
  }

  /** Resolves with what the pod printed when it has succeeded. */
  async succeeded(pod: string): Promise<string> {
    await this.#wait("--for=jsonpath={.status.phase}=Succeeded", `pod/${pod}`);
    return this.mustKubectl("logs", pod);
  }

  /** Resolves when the pod's container has been started again, and is ready. */
  async restarted(pod: string): Promise<void> {
    const path = "jsonpath={.status.containerStatuses[0].restartCount}/{.status.containerStatuses[0].ready}";
    const state = async (): Promise<true | undefined> =>
      /^[1-9]\d*\/true$/.test(await this.mustKubectl("get", "pod", pod, "--output", path)) || undefined;
    await until(state, { what: `restart of ${pod}`, seconds: patience, every: 500 });
  }

  /** What the API server has of an object. */
  async get<Value>(...args: readonly string[]): Promise<Value> {
    return JSON.parse(await this.mustKubectl("get", ...args, "--output=json")) as Value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await cluster.mustKubectl("delete", "namespace", this.namespace, `--timeout=${patience}s`);
  }

  async #wait(condition: string, ...what: readonly string[]): Promise<void> {
    const { code, stderr } = await this.kubectl("wait", condition, `--timeout=${patience}s`, ...what);
    if (code === 0) return;
    const pods = await this.kubectl("get", "pods", "--output=wide");
    const events = await this.kubectl("get", "events", "--sort-by=.lastTimestamp");
    throw new Error(`${what.join(", ")}: ${stderr}\n${pods.stdout}\n${events.stdout}`);
  }
}
