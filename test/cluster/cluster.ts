/** A real Kubernetes on this machine: its parts, put up and taken down in order. */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { nodeName } from "./addresses.ts";
import { baseImages } from "./base-images.ts";
import * as binaries from "./binaries.ts";
import { ClusterNode } from "./cluster-node.ts";
import { attempt, type Ended, must } from "./command.ts";
import { ControlPlane } from "./control-plane.ts";
import { Machine } from "./machine.ts";
import { kubeconfig } from "./pki.ts";
import type { Place } from "./place.ts";
import type { Steps } from "./steps.ts";
import { until } from "./until.ts";

const controlPlaneName = "control-plane";

export class Cluster {
  readonly place: Place;
  readonly controlPlane: ControlPlane;

  constructor(place: Place) {
    this.place = place;
    this.controlPlane = new ControlPlane(new Machine(place, controlPlaneName));
  }

  /** Whether its control plane runs. */
  get isUp(): boolean {
    return this.controlPlane.machine.init !== undefined;
  }

  /** The nodes that it has, running or crashed. */
  get nodes(): ClusterNode[] {
    const folders = existsSync(this.place.disks) ? readdirSync(this.place.disks) : [];
    const numbers = folders.map((name) => Number(/^node-(\d)$/.exec(name)?.[1] ?? 0)).filter((number) => number > 0);
    return numbers.toSorted((a, b) => a - b).map((number) => new ClusterNode(this.place, number));
  }

  /** What kubectl and helm are told who they are with. */
  get kubeconfig(): string {
    return join(this.place.run, "kubeconfig");
  }

  /** Starts whatever of it does not run yet, with at least so many nodes; resolves when all of them are ready. */
  async up(count: number, steps: Steps): Promise<void> {
    await binaries.ensureBinaries([binaries.etcd, binaries.kubernetes], steps);
    await mkdir(this.place.run, { recursive: true, mode: 0o755 });
    await this.controlPlane.start(steps);
    await writeFile(this.kubeconfig, await kubeconfig(this.controlPlane.keys, "admin"), { mode: 0o600 });
    const images = await steps.take("base images", baseImages);
    for (let number = 1; number <= count; number += 1) {
      const node = new ClusterNode(this.place, number);
      if (node.machine.init !== undefined) continue;
      await steps.take(node.machine.name, async () => {
        await node.prepare();
        await this.#start(node, "new", images);
      });
    }
    await steps.take(`${count === 1 ? "node" : "nodes"} ready`, () => this.ready());
  }

  /** Boots a node that crashed; resolves when its kubelet has told the API server so. */
  async boot(number: number, bootId: "new" | "same"): Promise<void> {
    const node = this.node(number);
    const { name, init } = node.machine;
    if (init !== undefined) throw new Error(`${name} runs already`);
    const before = await this.#renewed(name);
    await this.#start(node, bootId, []);
    const wanted = await node.bootId();
    const told = async (): Promise<true | undefined> => {
      const path = "jsonpath={.status.nodeInfo.bootID}";
      const known = (await this.kubectl("get", "node", name, "--output", path)).stdout === wanted;
      return (known && (await this.#renewed(name)) !== before) || undefined;
    };
    await until(told, { what: `${name} in boot ${wanted}`, seconds: 120, every: 300 });
  }

  /** When a node's kubelet last said that it is there. */
  async #renewed(node: string): Promise<string> {
    const path = "jsonpath={.spec.renewTime}";
    return this.mustKubectl("get", "lease", node, "--namespace=kube-node-lease", "--output", path);
  }

  /** Waits until every running node is ready and pods are admitted. */
  async ready(): Promise<void> {
    const running = this.nodes.filter(({ machine }) => machine.init !== undefined).map(({ machine }) => machine.name);
    const nodesThere = async (): Promise<true | undefined> => {
      const { stdout } = await this.kubectl("get", "nodes", "--output=name");
      return running.every((name) => stdout.includes(`node/${name}\n`)) || undefined;
    };
    await until(nodesThere, { what: `nodes ${running.join(", ")}`, seconds: 120, every: 300 });
    await this.mustKubectl("wait", "--for=condition=Ready", "--timeout=120s", ...running.map((name) => `node/${name}`));
    const account = async (): Promise<true | undefined> =>
      (await this.kubectl("get", "serviceaccount", "default")).code === 0 || undefined;
    await until(account, { what: "service account default", seconds: 60, every: 300 });
  }

  node(number: number): ClusterNode {
    const node = this.nodes.find((one) => one.number === number);
    if (node === undefined) throw new Error(`There is no ${nodeName(number)}`);
    return node;
  }

  /** Gives every running node an image. */
  async load(archive: string): Promise<void> {
    await Promise.all(this.nodes.filter(({ machine }) => machine.init !== undefined).map((node) => node.load(archive)));
  }

  /** The words that run a program on this host where the API server can be reached. */
  reach(...argv: readonly string[]): string[] {
    return [...this.controlPlane.machine.enter("--net"), ...argv];
  }

  get environment(): NodeJS.ProcessEnv {
    return { KUBECONFIG: this.kubeconfig, KUBECACHEDIR: join(this.place.run, "kubectl") };
  }

  kubectlCommand(...args: readonly string[]): string[] {
    return this.reach(binaries.program(binaries.kubernetes, "kubectl"), ...args);
  }

  kubectl(...args: readonly string[]): Promise<Ended> {
    return attempt(this.kubectlCommand(...args), { env: this.environment });
  }

  mustKubectl(...args: readonly string[]): Promise<string> {
    return must(this.kubectlCommand(...args), { env: this.environment });
  }

  /** Makes objects what these say, those that are not there too. */
  async apply(...objects: readonly object[]): Promise<void> {
    const input = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
    await must(this.kubectlCommand("apply", "--filename=-"), { env: this.environment, input });
  }

  /** Ends all of it and removes what it wrote, whatever state it is in. What it built stays. */
  async down(): Promise<void> {
    const { run, disks } = this.place;
    const records = existsSync(run) ? readdirSync(run).filter((name) => name.endsWith(".json")) : [];
    const names = records.map((name) => name.slice(0, -".json".length));
    // The nodes first: they would only find out that nobody answers.
    const ordered = names.toSorted((a, b) => Number(a === controlPlaneName) - Number(b === controlPlaneName));
    for (const name of ordered) await new Machine(this.place, name).crash();
    for (const folder of [disks, run]) {
      await must(["rm", "-rf", "--one-file-system", folder]);
      // Others may have clusters there.
      await rmdir(dirname(folder)).catch(() => {});
    }
  }

  async #start(node: ClusterNode, bootId: "new" | "same", images: readonly string[]): Promise<void> {
    await node.boot(this.controlPlane, bootId);
    for (const archive of images) await node.load(archive);
    await node.join(this.controlPlane.keys, await readFile(join(this.controlPlane.keys, "ca.crt"), "utf8"));
  }
}
