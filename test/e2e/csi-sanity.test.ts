/** The conformance suite of CSI against the pods on a cluster: a node plugin's socket, and that of a controller. */
import { copyFile, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { until } from "../cluster/until.ts";
import { csiSanity, notOffered, runCsiSanity, type SanityOptions } from "../support/csi-sanity.ts";
import { count, report } from "./count.ts";
import { KubeletsPart } from "./kubelets-part.ts";
import { volumesOn } from "./on-node.ts";
import { ownPodOn } from "./own-pods.ts";
import { cluster, Stage } from "./stage.ts";

const kubelet = "/var/lib/kubelet";

describe("csi-sanity 5.4.0 on a cluster", () => {
  const number = 1;
  const node = "node-1";
  const rounds = count("CACHEFORK_SANITY_ROUNDS", 3);
  let stage: Stage;
  /** For sockets: their paths are short, and machines have the host's /tmp. */
  let sockets: string;
  before(async () => {
    stage = await Stage.open();
    sockets = await mkdtemp(join(tmpdir(), "cachefork-sanity-"));
  });
  after(async () => {
    await rm(sockets, { recursive: true });
    await stage[Symbol.asyncDispose]();
  });

  const here = (path: string): string => path.replace(/^\/var\//, `${cluster.node(number).machine.disk}/`);

  /** Mounts come out of the plugin's container below kubelet's folder of pods only, and kubelet tidies that: but not below a pod that is there. */
  async function folderOfPod(): Promise<string> {
    const attributes = { cache: "holder" };
    await stage.start({ name: "holder", node, attributes, script: "sleep 3600", readyWhen: "true" });
    await stage.ready("holder");
    const { metadata } = await stage.get<{ metadata: { uid: string } }>("pod", "holder");
    const folder = join(kubelet, "pods", metadata.uid, "sanity");
    await mkdir(here(folder));
    return folder;
  }

  async function kubeletsPart(controller: string): Promise<KubeletsPart> {
    const [plugin, other] = [join(sockets, "node"), join(sockets, "controller")];
    await symlink(here(join(kubelet, "plugins/csi.cachefork.dev/csi.sock")), plugin);
    await symlink(here(controller), other);
    const attributes = { "csi.storage.k8s.io/pod.namespace": stage.namespace, "csi.storage.k8s.io/pod.name": "sanity" };
    return KubeletsPart.open({ socket: join(sockets, "csi"), node: plugin, controller: other, attributes });
  }

  it("passes every spec that applies", async function () {
    const { uid } = await ownPodOn("controller", node);
    const controllerSocket = join(kubelet, "pods", uid, "volumes/kubernetes.io~empty-dir/socket/csi.sock");
    const folder = await folderOfPod();
    using _ = await kubeletsPart(controllerSocket);
    const program = join(folder, "csi-sanity");
    await copyFile(csiSanity(), here(program));
    // As the provisioner tells it with --extra-create-metadata.
    const parameters = { "csi.storage.k8s.io/pvc/namespace": stage.namespace };
    const where = { folder, folderHere: here(folder), enter: cluster.node(number).machine.enter() };
    const options: SanityOptions = { program, socket: join(sockets, "csi"), controllerSocket, ...where, parameters };
    const counts: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const { exitCode, passed, failed, pending, skipped } = await runCsiSanity(options);
      const left = Object.values(skipped).reduce((sum, one) => sum + one, 0);
      counts.push(`${passed} passed, ${failed.length} failed, ${pending} pending, ${left} skipped`);
      expect(failed).to.deep.equal([]);
      expect(exitCode).to.equal(0);
      expect(skipped, "skipped for what is not offered, and nothing else").to.deep.equal(notOffered);
      expect({ passed, pending }).to.deep.equal({ passed: 55, pending: 1 });
    }
    // All but the one of the pod that lends its folder.
    const gone = (): true | undefined => volumesOn(number).length === 1 || undefined;
    await until(gone, { what: "node without volumes of the suite", seconds: 60 });
    report(this, counts.join("; "));
  });
});
