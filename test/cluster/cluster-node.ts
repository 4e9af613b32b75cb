/** A machine that runs pods: containerd, kubelet and kube-proxy in namespaces of their own. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addresses, nodeName } from "./addresses.ts";
import * as binaries from "./binaries.ts";
import { type ControlPlane, proxyCommand } from "./control-plane.ts";
import { bootIdForDriver, makeDisk, putFile, renewBootId } from "./disk.ts";
import { Machine } from "./machine.ts";
import { connect } from "./network.ts";
import { containerdConfig, kubeletConfig, networkConfig } from "./node-files.ts";
import { kubeconfig } from "./pki.ts";
import type { Place } from "./place.ts";
import { servesPods } from "./pod-runtime.ts";
import { until } from "./until.ts";

export class ClusterNode {
  readonly machine: Machine;
  readonly number: number;

  constructor(place: Place, number: number) {
    this.machine = new Machine(place, nodeName(number));
    this.number = number;
  }

  /** Makes its disk, unless there is one. */
  async prepare(): Promise<void> {
    const { disk } = this.machine;
    await makeDisk(disk);
    await renewBootId(disk);
    await writeFile(join(disk, "lib/cni/net.d/10-pods.conflist"), networkConfig(this.number));
  }

  /** Boots it from its disk, up to a containerd that answers and knows again which pods it had: images can be loaded then. */
  async boot(controlPlane: ControlPlane, bootId: "new" | "same" = "new"): Promise<void> {
    const { machine } = this;
    if (bootId === "new") await renewBootId(machine.disk);
    await machine.boot();
    await connect(machine, this.number, controlPlane.machine);
    const config = await putFile(machine.disk, "containerd.toml", containerdConfig);
    await machine.start("containerd", ["containerd", "--config", config]);
    await until(async () => (await servesPods(machine)) || undefined, {
      what: `containerd on ${machine.name}`,
      seconds: 60,
      hopeless: async () => ((await machine.isRunning("containerd")) ? undefined : machine.lastWords("containerd")),
    });
  }

  /** Starts kubelet and kube-proxy on a node that has booted. */
  async join(keys: string, authority: string): Promise<void> {
    const { machine } = this;
    const { disk, name } = machine;
    const own = await putFile(disk, "kubelet.kubeconfig", await kubeconfig(keys, name));
    const config = await putFile(disk, "kubelet.json", kubeletConfig(await putFile(disk, "ca.crt", authority)));
    await machine.start("kubelet", [
      Machine.program(binaries.program(binaries.kubernetes, "kubelet")),
      `--config=${config}`,
      `--kubeconfig=${own}`,
      `--hostname-override=${name}`,
      `--node-ip=${addresses.node(this.number)}`,
    ]);
    const proxy = await putFile(disk, "proxy.kubeconfig", await kubeconfig(keys, "proxy"));
    await machine.start("proxy", proxyCommand(`--kubeconfig=${proxy}`, name));
  }

  /** The boot that the machine believes to be in. */
  async bootId(): Promise<string> {
    return (await readFile(join(this.machine.disk, bootIdForDriver), "utf8")).trim();
  }

  /** Gives its containerd an image from an archive on the host. */
  async load(archive: string): Promise<void> {
    await this.machine.run(["ctr", "--namespace", "k8s.io", "images", "import", "-"], { stdin: archive });
  }
}
