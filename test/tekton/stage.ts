/** The namespace that pipelines run in, with a registry of npm packages, and what runs do in it. */
import type { Cluster } from "../cluster/cluster.ts";
import { must } from "../cluster/command.ts";
import { until } from "../cluster/until.ts";
import { registryFolder } from "./npm-image.ts";
import { registryAddress } from "./packages.ts";

/** What Tekton says of a run when it has ended. */
export interface Ended {
  readonly succeeded: boolean;
  readonly reason: string;
  readonly message: string;
}

interface Run {
  readonly status?: {
    readonly conditions?: readonly { type: string; status: string; reason?: string; message?: string }[];
  };
}

interface List<Item> {
  readonly items: readonly Item[];
}

export interface Pod {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly status: { readonly phase: string };
}

export interface Generation {
  readonly spec: { readonly cache: string; readonly by?: { readonly pod?: string } };
}

const registry = { app: "registry" };

export class TektonStage {
  readonly #cluster: Cluster;
  readonly #namespace: string;

  private constructor(cluster: Cluster, namespace: string) {
    this.#cluster = cluster;
    this.#namespace = namespace;
  }

  /** Makes the namespace and its registry, which is ready then; the image is one of npm-image.ts. */
  static async open(cluster: Cluster, image: string): Promise<TektonStage> {
    const stage = new TektonStage(cluster, `tekton-${process.pid}`);
    await cluster.mustKubectl("create", "namespace", stage.#namespace);
    const command = ["httpd", "-f", "-p", "8080", "-h", registryFolder];
    const probe = { httpGet: { path: "/ms", port: 8080 }, periodSeconds: 1 };
    await stage.create(
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "registry" },
        spec: { clusterIP: registryAddress, selector: registry, ports: [{ port: 80, targetPort: 8080 }] },
      },
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "registry" },
        spec: {
          selector: { matchLabels: registry },
          template: {
            metadata: { labels: registry },
            spec: { containers: [{ name: "registry", image, command, readinessProbe: probe }] },
          },
        },
      },
    );
    await stage.kubectl("rollout", "status", "deployment/registry", "--timeout=120s");
    return stage;
  }

  /** Runs kubectl in the namespace; it must succeed. */
  kubectl(...args: readonly string[]): Promise<string> {
    return this.#cluster.mustKubectl("--namespace", this.#namespace, ...args);
  }

  async create(...objects: readonly object[]): Promise<void> {
    await this.createFrom(JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
  }

  /** Creates the objects of a text; answers what kubectl calls them. */
  async createFrom(input: string): Promise<string[]> {
    const words = this.#cluster.kubectlCommand(
      "--namespace",
      this.#namespace,
      "create",
      "--filename=-",
      "--output=name",
    );
    return (await must(words, { env: this.#cluster.environment, input })).trim().split("\n");
  }

  async list<Item>(...args: readonly string[]): Promise<readonly Item[]> {
    return (JSON.parse(await this.kubectl("get", ...args, "--output=json")) as List<Item>).items;
  }

  /** Tells Tekton to end a TaskRun. */
  async cancel(run: string): Promise<void> {
    await this.kubectl("patch", run, "--type=merge", '--patch={"spec":{"status":"TaskRunCancelled"}}');
  }

  /** Resolves when Tekton says that a run has ended, whichever way. */
  ended(run: string, seconds: number): Promise<Ended> {
    const ask = async (): Promise<Ended | undefined> => {
      const { status } = JSON.parse(await this.kubectl("get", run, "--output=json")) as Run;
      const condition = status?.conditions?.find(({ type }) => type === "Succeeded");
      if (condition === undefined || condition.status === "Unknown") return undefined;
      const { reason = "", message = "" } = condition;
      return { succeeded: condition.status === "True", reason, message };
    };
    return until(ask, { what: `end of ${run}`, seconds, every: 250 });
  }

  /** The mounts of Cachefork's that pods still have on a node; resolves when there are none. */
  async unmounted(seconds: number): Promise<void> {
    const ask = async (): Promise<true | undefined> => {
      const tables = await Promise.all(this.#cluster.nodes.map(({ machine }) => machine.run(["cat", "/proc/mounts"])));
      // kubelet's folder of a CSI volume's mount, of whatever source: only Cachefork mounts overlays there.
      return !/^\S+ \S*\/volumes\/kubernetes\.io~csi\/\S* overlay /m.test(tables.join("\n")) || undefined;
    };
    await until(ask, { what: "end of all volumes", seconds, every: 250 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cluster.mustKubectl("delete", "namespace", this.#namespace, "--timeout=180s");
  }
}
