/** The standard controllers of snapshots: the one of the cluster, and the one beside each driver. */
import { copyFile } from "node:fs/promises";
import { ensureBinaries, program, snapshotCrds, snapshotter, snapshotterVersion } from "./binaries.ts";
import type { Cluster } from "./cluster.ts";
import { type Image, programImage } from "./program-image.ts";
import type { Steps } from "./steps.ts";

const name = "snapshot-controller";
const namespace = "kube-system";
const labels = { app: name };
const all = ["get", "list", "watch", "create", "update", "patch", "delete"];

const rules = [
  { apiGroups: [""], resources: ["persistentvolumes"], verbs: ["get", "list", "watch"] },
  { apiGroups: [""], resources: ["persistentvolumeclaims"], verbs: ["get", "list", "watch", "update"] },
  { apiGroups: ["", "events.k8s.io"], resources: ["events"], verbs: all },
  { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: all },
  { apiGroups: ["snapshot.storage.k8s.io", "groupsnapshot.storage.k8s.io"], resources: ["*"], verbs: all },
];

/** The image of the sidecar that calls the driver; minutes the first time. */
export async function snapshotterImage(steps: Steps): Promise<Image> {
  await ensureBinaries([snapshotter], steps);
  return image("csi-snapshotter");
}

/** Gives the cluster the kinds of objects and the controller that belong to it as a whole; minutes the first time. */
export async function installSnapshotController(cluster: Cluster, steps: Steps): Promise<void> {
  await ensureBinaries([snapshotter], steps);
  const { name: imageName, archive } = await image(name);
  await steps.take("snapshot controller", async () => {
    await cluster.load(archive);
    await cluster.mustKubectl("apply", "--kustomize", await snapshotCrds());
    await cluster.apply(...controllerObjects(imageName));
    await cluster.mustKubectl("rollout", "status", `deployment/${name}`, `--namespace=${namespace}`, "--timeout=120s");
  });
}

function image(which: string): Promise<Image> {
  return programImage(which, snapshotterVersion, (file) => copyFile(program(snapshotter, which), file));
}

function controllerObjects(imageName: string): object[] {
  const rbac = "rbac.authorization.k8s.io";
  const container = { name, image: imageName, imagePullPolicy: "Never", args: ["--leader-election=false"] };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } },
    { apiVersion: `${rbac}/v1`, kind: "ClusterRole", metadata: { name }, rules },
    {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name },
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", name, namespace }],
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { serviceAccountName: name, containers: [container] },
        },
      },
    },
  ];
}
