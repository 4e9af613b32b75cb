/** The machine that runs etcd, the API server, the controllers and the scheduler. */
import { join } from "node:path";
import { addresses } from "./addresses.ts";
import * as binaries from "./binaries.ts";
import { files, makeDisk, putFile, renewBootId } from "./disk.ts";
import { Machine } from "./machine.ts";
import { bridgeOn } from "./network.ts";
import { kubeconfig, makeKeys } from "./pki.ts";
import type { Steps } from "./steps.ts";
import { until } from "./until.ts";

const keys = `/var/${files}/keys`;
const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  // Who asked for what: enough to compare what service accounts may do with what they did.
  rules: [{ level: "Metadata", userGroups: ["system:serviceaccounts"] }, { level: "None" }],
};

export class ControlPlane {
  readonly machine: Machine;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** The folder of the keys, as the host sees it. */
  get keys(): string {
    return join(this.machine.disk, files, "keys");
  }

  /** The API server's log of what service accounts did, as the host sees it. */
  get auditLog(): string {
    return join(this.machine.disk, "log", "audit.log");
  }

  /** Starts what does not run yet; resolves when the API server is ready. */
  async start(steps: Steps): Promise<void> {
    const { machine } = this;
    if (machine.init === undefined) {
      await steps.take("control plane: machine", async () => {
        await makeDisk(machine.disk);
        await renewBootId(machine.disk);
        await machine.boot();
        await bridgeOn(machine);
      });
      await steps.take("keys", () => makeKeys(this.keys));
    }
    await steps.take("etcd", () => this.#ensure("etcd", etcdCommand()));
    await steps.take("API server", () => this.startApiServer());
    await steps.take("controller manager, scheduler, kube-proxy", async () => {
      await this.#ensure("controller-manager", await this.#controllerManager());
      await this.#ensure("scheduler", await this.#scheduler());
      await this.#ensure("proxy", await this.#proxy());
    });
  }

  /** Starts the API server unless it runs; resolves when it is ready. */
  async startApiServer(): Promise<void> {
    const policy = await putFile(this.machine.disk, "audit-policy.json", JSON.stringify(auditPolicy));
    await this.#ensure("apiserver", apiServerCommand(policy));
    const config = await putFile(this.machine.disk, "admin.kubeconfig", await kubeconfig(this.keys, "admin"));
    const kubectl = Machine.program(binaries.program(binaries.kubernetes, "kubectl"));
    const ask = [kubectl, "--kubeconfig", config, "get", "--raw", "/readyz"];
    await until(async () => ((await this.machine.run(ask)).startsWith("ok") ? true : undefined), {
      what: "ready API server",
      seconds: 120,
      every: 200,
      hopeless: async () =>
        (await this.machine.isRunning("apiserver")) ? undefined : this.machine.lastWords("apiserver"),
    });
  }

  stopApiServer(): Promise<void> {
    return this.machine.stop("apiserver", "SIGKILL");
  }

  async #ensure(name: string, argv: readonly string[]): Promise<void> {
    if (!(await this.machine.isRunning(name))) await this.machine.start(name, argv);
  }

  async #config(holder: string): Promise<string> {
    return `--kubeconfig=${await putFile(this.machine.disk, `${holder}.kubeconfig`, await kubeconfig(this.keys, holder))}`;
  }

  async #controllerManager(): Promise<string[]> {
    return [
      component("kube-controller-manager"),
      await this.#config("controller-manager"),
      `--service-account-private-key-file=${keys}/accounts.key`,
      `--root-ca-file=${keys}/ca.crt`,
      "--use-service-account-credentials=true",
      "--leader-elect=false",
      "--bind-address=127.0.0.1",
    ];
  }

  async #scheduler(): Promise<string[]> {
    const config = await this.#config("scheduler");
    return [component("kube-scheduler"), config, "--leader-elect=false", "--bind-address=127.0.0.1"];
  }

  async #proxy(): Promise<string[]> {
    return proxyCommand(await this.#config("proxy"), "control-plane");
  }
}

function component(name: string): string {
  return Machine.program(binaries.program(binaries.kubernetes, name));
}

/** kube-proxy's command line on any machine. The number of connections that are tracked is the host's to say. */
export function proxyCommand(config: string, machine: string): string[] {
  const network = ["--proxy-mode=iptables", `--cluster-cidr=${addresses.pods}`, "--conntrack-max-per-core=0"];
  return [component("kube-proxy"), config, ...network, `--hostname-override=${machine}`];
}

function etcdCommand(): string[] {
  const urls = { client: "http://127.0.0.1:2379", peer: "http://127.0.0.1:2380" };
  return [
    Machine.program(binaries.program(binaries.etcd)),
    "--data-dir=/var/lib/etcd",
    `--listen-client-urls=${urls.client}`,
    `--advertise-client-urls=${urls.client}`,
    `--listen-peer-urls=${urls.peer}`,
    // What a cluster for tests loses with the host's power is nothing to anybody.
    "--unsafe-no-fsync",
    "--log-level=warn",
  ];
}

function apiServerCommand(policy: string): string[] {
  return [
    component("kube-apiserver"),
    "--etcd-servers=http://127.0.0.1:2379",
    `--service-cluster-ip-range=${addresses.services}`,
    `--advertise-address=${addresses.controlPlane}`,
    `--bind-address=${addresses.controlPlane}`,
    "--secure-port=6443",
    "--allow-privileged=true",
    "--authorization-mode=Node,RBAC",
    "--enable-admission-plugins=NodeRestriction",
    `--client-ca-file=${keys}/ca.crt`,
    `--token-auth-file=${keys}/tokens.csv`,
    `--tls-cert-file=${keys}/api.crt`,
    `--tls-private-key-file=${keys}/api.key`,
    "--kubelet-preferred-address-types=InternalIP",
    `--kubelet-client-certificate=${keys}/kubelet-client.crt`,
    `--kubelet-client-key=${keys}/kubelet-client.key`,
    `--service-account-key-file=${keys}/accounts.pub`,
    `--service-account-signing-key-file=${keys}/accounts.key`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--audit-policy-file=${policy}`,
    "--audit-log-path=/var/log/audit.log",
    "--audit-log-maxsize=100",
  ];
}
