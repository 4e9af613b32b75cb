/** Speaks CSI to the plugin the way kubelet does for a pod with an inline volume. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import proto from "../csi-proto/generated/csi.js";
import { call } from "./grpc.ts";

const { v1 } = proto.csi;
/** kubelet's own limit for a CSI call (pkg/volume/csi: csiTimeout). */
const timeout = 120_000;

/** The namespace of the demo's pods and caches. */
export const demoNamespace = "demo";

/** A pod with a volume named `cache`. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly volumeId: string;
  /** Where the volume is, for whoever runs in the pod. */
  readonly target: string;
}

/** kubelet, as far as CSI sees it; disposing it unpublishes what is still published. */
export class Kubelet implements AsyncDisposable {
  readonly #root: string;
  readonly #client: InstanceType<typeof v1.NodeClient>;
  readonly #published = new Map<string, Pod>();

  constructor(options: { readonly socket: string; readonly root: string }) {
    this.#root = options.root;
    this.#client = new v1.NodeClient(`unix://${options.socket}`, credentials.createInsecure());
  }

  /** A new pod, with the names and paths that kubelet would give to it. */
  pod(name: string, namespace: string): Pod {
    const uid = randomUUID();
    return {
      name,
      namespace,
      uid,
      volumeId: `csi-${createHash("sha256").update(`${uid}/cache`).digest("hex")}`,
      target: join(this.#root, "pods", uid, "volumes/kubernetes.io~csi/cache/mount"),
    };
  }

  /** NodePublishVolume; resolves to how long the answer took. */
  async publish(pod: Pod, attributes: Readonly<Record<string, string>>): Promise<{ readonly ms: number }> {
    // kubelet makes the parent directory; the last one is the driver's.
    await mkdir(dirname(pod.target), { recursive: true });
    const { Mode } = v1.VolumeCapability.AccessMode;
    const request = new v1.NodePublishVolumeRequest({
      volume_id: pod.volumeId,
      target_path: pod.target,
      volume_capability: new v1.VolumeCapability({
        mount: new v1.VolumeCapability.MountVolume(),
        access_mode: new v1.VolumeCapability.AccessMode({ mode: Mode.SINGLE_NODE_WRITER }),
      }),
      volume_context: new Map(Object.entries({ ...attributes, ...this.#context(pod) })),
    });
    this.#published.set(pod.uid, pod);
    return timed(() => call((...rest) => this.#client.NodePublishVolume(request, ...rest), timeout));
  }

  /** NodeUnpublishVolume; resolves to how long the answer took. */
  async unpublish(pod: Pod, within = timeout): Promise<{ readonly ms: number }> {
    const request = new v1.NodeUnpublishVolumeRequest({ volume_id: pod.volumeId, target_path: pod.target });
    const took = await timed(() => call((...rest) => this.#client.NodeUnpublishVolume(request, ...rest), within));
    this.#published.delete(pod.uid);
    return took;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A plugin that died answers none of them; what is left mounted is taken care of where the directory is.
    await Promise.allSettled([...this.#published.values()].map((pod) => this.unpublish(pod, 5000)));
    this.#client.close();
  }

  /** What kubelet adds to an inline volume's attributes where CSIDriver says podInfoOnMount. */
  #context(pod: Pod): Readonly<Record<string, string>> {
    return {
      "csi.storage.k8s.io/pod.name": pod.name,
      "csi.storage.k8s.io/pod.namespace": pod.namespace,
      "csi.storage.k8s.io/pod.uid": pod.uid,
      "csi.storage.k8s.io/serviceAccount.name": "default",
      "csi.storage.k8s.io/ephemeral": "true",
    };
  }
}

async function timed(work: () => Promise<unknown>): Promise<{ readonly ms: number }> {
  const started = performance.now();
  await work();
  return { ms: performance.now() - started };
}
