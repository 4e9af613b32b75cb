/** The configuration of what runs on a node. */
import { addresses } from "./addresses.ts";

export const pauseImage = "cachefork.test/pause:1";

/** How pods get their network. */
export function networkConfig(number: number): string {
  const ranges = [[{ subnet: addresses.podsOf(number) }]];
  const ipam = { type: "host-local", ranges, routes: [{ dst: "0.0.0.0/0" }] };
  const bridge = { type: "bridge", bridge: "pods0", isGateway: true, hairpinMode: true, ipam };
  const portmap = { type: "portmap", capabilities: { portMappings: true } };
  return JSON.stringify({ cniVersion: "0.4.0", name: "pods", plugins: [bridge, portmap] });
}

/** containerd's: it writes nowhere but to /run and /var. */
export const containerdConfig = `version = 2
disabled_plugins = [
${["btrfs", "zfs", "aufs", "devmapper"].map((name) => `  "io.containerd.snapshotter.v1.${name}",\n`).join("")}  "io.containerd.internal.v1.opt",
]

[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "${pauseImage}"
restrict_oom_score_adj = true

[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "/usr/lib/cni"
conf_dir = "/var/lib/cni/net.d"

[plugins."io.containerd.grpc.v1.cri".containerd]
snapshotter = "overlayfs"
default_runtime_name = "runc"

[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
`;

/** kubelet's, with the machine's path of the certificate authority: it shares the host with others, so that it neither reserves nor evicts before the disk is as good as full. */
export function kubeletConfig(authority: string): string {
  return JSON.stringify({
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: authority } },
    authorization: { mode: "Webhook" },
    containerRuntimeEndpoint: "unix:///run/containerd/containerd.sock",
    cgroupDriver: "cgroupfs",
    cgroupsPerQOS: false,
    enforceNodeAllocatable: [],
    failSwapOn: false,
    // No DNS in this cluster: who asks is told at once.
    resolvConf: "",
    volumePluginDir: "/var/lib/kubelet/volume-plugins",
    evictionHard: {
      "memory.available": "100Mi",
      "nodefs.available": "1%",
      "imagefs.available": "1%",
      "nodefs.inodesFree": "1%",
    },
    imageGCHighThresholdPercent: 100,
    syncFrequency: "5s",
    nodeStatusUpdateFrequency: "5s",
    maxPods: 200,
    serializeImagePulls: false,
  });
}
