/** Tests what the chart makes of its values; without helm they are skipped. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { helmProgram, template } from "../../tools/render.ts";
import { root, run } from "../../tools/run.ts";
import { skipBecause } from "../host/skip.ts";
import { at, only, type Rendered, render, renderText } from "./rendered.ts";

const valuesFolder = join(import.meta.dirname, "values");

/** What a container is as far as it matters here. */
interface Container {
  readonly name: string;
  readonly args?: readonly string[];
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly resources?: { readonly requests?: object; readonly limits?: object };
}

function containers(object: Rendered): readonly Container[] {
  return (at(object, "spec", "template", "spec", "containers") ?? []) as readonly Container[];
}

/** Difference of two texts as diff(1) tells it, without the lines that name the files. */
async function difference(from: string, to: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cachefork-chart-"));
  try {
    await Promise.all([writeFile(join(folder, "from"), from), writeFile(join(folder, "to"), to)]);
    const { output } = await run("diff", "-U1", join(folder, "from"), join(folder, "to"));
    return output
      .split("\n")
      .slice(2)
      .map((line) => (line.startsWith("@@") ? "@@" : line))
      .join("\n");
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("The chart", () => {
  before(function () {
    if (helmProgram() === undefined) skipBecause(this, "there is no helm");
  });

  for (const name of ["everything", "inline-only", "microk8s", "openshift", "second"]) {
    it(`renders ${name}.yaml as its golden file says`, async () => {
      const rendered = await renderText("--values", join(valuesFolder, `${name}.yaml`));
      const changed = await difference(await renderText(), rendered);
      const golden = join(root, "test", "golden", `chart-${name}.diff`);
      if (process.env["CACHEFORK_GOLDEN"] === "write") await writeFile(golden, changed);
      expect(changed).to.equal(await readFile(golden, "utf8"));
    });
  }

  it("has a golden file for each values file", async () => {
    const names = (await readdir(valuesFolder)).map((name) => name.replace(".yaml", ""));
    expect(names.toSorted()).to.deep.equal(["everything", "inline-only", "microk8s", "openshift", "second"]);
  });

  it("writes every field of the CSIDriver out", async () => {
    const driver = only(await render(), "CSIDriver");
    expect(driver["spec"]).to.deep.equal({
      attachRequired: false,
      podInfoOnMount: true,
      volumeLifecycleModes: ["Persistent", "Ephemeral"],
      fsGroupPolicy: "None",
      requiresRepublish: false,
      seLinuxMount: true,
      storageCapacity: false,
      tokenRequests: [],
    });
  });

  it("gives a CSIDriver no field that its Kubernetes does not know", async () => {
    const set = ["--set", "csiDriver.nodeAllocatableUpdatePeriodSeconds=60"];
    const [old, current] = await Promise.all([render(...set, "--kube-version", "1.33.0"), render(...set)]);
    expect(at(only(old, "CSIDriver"), "spec", "nodeAllocatableUpdatePeriodSeconds")).to.equal(undefined);
    expect(at(only(current, "CSIDriver"), "spec", "nodeAllocatableUpdatePeriodSeconds")).to.equal(60);
  });

  it("mounts the node's directories at the paths that they have there", async () => {
    const objects = await render("--values", join(valuesFolder, "microk8s.yaml"));
    const pod = at(only(objects, "DaemonSet"), "spec", "template", "spec");
    const volumes = at(pod, "volumes") as readonly { name: string; hostPath?: { path: string } }[];
    const mounts = at(pod, "containers", 0, "volumeMounts") as readonly { name: string; mountPath: string }[];
    const onNode = mounts.filter(({ name }) => name !== "tmp");
    expect(onNode).to.have.lengthOf(4);
    for (const { name, mountPath } of onNode) {
      expect(volumes.find((volume) => volume.name === name)?.hostPath?.path, name).to.equal(mountPath);
    }
    const below = (path: string): boolean => path.startsWith("/var/snap/microk8s/") || path.startsWith("/srv/");
    expect(onNode.filter(({ mountPath }) => !below(mountPath))).to.deep.equal([]);
  });

  it("lets nothing but the node plugin keep capabilities or write to its root, and bounds the memory of all", async () => {
    const objects = await render("--values", join(valuesFolder, "everything.yaml"));
    const all = objects.flatMap((object) => containers(object).map((container) => ({ kind: object.kind, container })));
    expect(all.map(({ container }) => container.name)).to.include.members(["cachefork", "provisioner", "snapshotter"]);
    for (const { kind, container } of all) {
      const { securityContext = {}, resources = {} } = container;
      expect(securityContext["readOnlyRootFilesystem"], container.name).to.equal(true);
      expect(at(resources, "requests", "memory"), container.name).to.be.a("string");
      expect(at(resources, "limits", "memory"), container.name).to.be.a("string");
      if (kind === "DaemonSet") continue;
      expect(securityContext["allowPrivilegeEscalation"], container.name).to.equal(false);
      expect(securityContext["capabilities"], container.name).to.deep.equal({ drop: ["ALL"] });
    }
  });

  it("keeps roles small: no wildcards, no secrets, and of a node nothing that changes what others made", async () => {
    const objects = await render("--values", join(valuesFolder, "everything.yaml"));
    const roles = objects.filter(({ kind }) => kind === "ClusterRole" || kind === "Role");
    expect(roles.length).to.be.greaterThan(3);
    for (const role of roles) {
      expect(JSON.stringify(role["rules"]), role.metadata.name).to.not.match(/"\*"|"secrets"|"configmaps"|"escalate"/);
    }
    const node = only(objects, "ClusterRole", "-node");
    const verbs = (at(node, "rules") as { resources: string[]; verbs: string[] }[]).map(
      ({ resources, verbs: allowed }) => `${resources.join(" ")}: ${allowed.join(" ")}`,
    );
    expect(verbs).to.deep.equal([
      "caches: get list watch create",
      "generations: get list watch create delete",
      "holdings: get create patch delete",
      "holdings/status: patch",
      "pods: get",
      "events: create",
    ]);
  });

  it("asks before an uninstall, by a hook that may list and nothing else", async () => {
    const objects = await render();
    const hooks = objects.filter(({ metadata }) => metadata.name === "cachefork-guard");
    const hook = ({ metadata }: Rendered): unknown => at(metadata, "annotations", "helm.sh/hook");
    expect(hooks.map(({ kind }) => kind)).to.have.members([
      "ServiceAccount",
      "ClusterRole",
      "ClusterRoleBinding",
      "Job",
    ]);
    expect(hooks.map(hook)).to.deep.equal(hooks.map(() => "pre-delete"));
    expect(at(only(objects, "ClusterRole", "-guard"), "rules")).to.deep.equal([
      { apiGroups: [""], resources: ["pods", "persistentvolumes"], verbs: ["list"] },
    ]);
    expect(at(only(objects, "Job"), "spec", "template", "spec", "containers", 0, "args")).to.deep.equal([
      "guard",
      "--driver-name=csi.cachefork.dev",
    ]);
  });

  it("keeps node plugins to what is their own, where tokens say which node they are on", async () => {
    const name = "cachefork-node";
    const [old, current] = await Promise.all([render("--kube-version", "1.31.0"), render()]);
    expect(old.filter(({ kind }) => kind.startsWith("ValidatingAdmission"))).to.deep.equal([]);
    const ofKind = (wanted: string): readonly Rendered[] => current.filter(({ kind }) => kind === wanted);
    const bound = ofKind("ValidatingAdmissionPolicyBinding").map((binding) => at(binding, "spec", "policyName"));
    expect(bound).to.deep.equal([name, `${name}-domains`]);
    const account = at(only(current, "DaemonSet"), "spec", "template", "spec", "serviceAccountName");
    for (const policy of ofKind("ValidatingAdmissionPolicy"))
      expect(at(policy, "spec", "matchConditions", 0, "expression")).to.contain(`:cachefork:${String(account)}"`);
  });

  it("gives a node plugin that keeps its own log no account's token, and no rights", async () => {
    const objects = await render("--set", "node.ledger=embedded");
    const pod = at(only(objects, "DaemonSet"), "spec", "template", "spec");
    expect(at(pod, "automountServiceAccountToken")).to.equal(false);
    const rights = objects.filter(({ kind }) => /^(ClusterRole|ValidatingAdmissionPolicy)/.test(kind));
    expect(rights.filter(({ metadata }) => metadata.name.includes("-node"))).to.deep.equal([]);
    expect(at(only(await render(), "DaemonSet"), "spec", "template", "spec", "automountServiceAccountToken")).to.equal(
      undefined,
    );
  });

  it("gives the sidecars their own leases, and no other of the namespace", async () => {
    const enabled = ["--set", "driverName=csi.x.dev,sidecars.snapshotter.enabled=true"];
    const rules = at(only(await render(...enabled), "Role", "-sidecars"), "rules") as readonly object[];
    expect(rules).to.deep.equal([
      { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["create"] },
      {
        apiGroups: ["coordination.k8s.io"],
        resources: ["leases"],
        resourceNames: ["csi-x-dev", "external-snapshotter-leader-csi-x-dev"],
        verbs: ["get", "update"],
      },
    ]);
  });

  it("selects pods by labels that no upgrade changes", async () => {
    for (const kind of ["DaemonSet", "Deployment"]) {
      const object = only(await render("--set", "commonLabels.team=ci,podLabels.x=y"), kind);
      const selector = at(object, "spec", "selector", "matchLabels") as Readonly<Record<string, string>>;
      const keys = ["name", "instance", "component"].map((key) => `app.kubernetes.io/${key}`);
      expect(Object.keys(selector)).to.deep.equal(keys);
      expect(at(object, "spec", "template", "metadata", "labels")).to.include({ ...selector, team: "ci", x: "y" });
    }
  });

  it("can be installed twice in a cluster", async () => {
    const [first, second] = await Promise.all([render(), render("--values", join(valuesFolder, "second.yaml"))]);
    const name = ({ kind, metadata }: Rendered): string => `${kind} ${metadata.name}`;
    const both = new Set(first.map(name));
    expect(second.map(name).filter((each) => both.has(each))).to.deep.equal([]);
    const hostPaths = (objects: readonly Rendered[]): string[] =>
      (at(only(objects, "DaemonSet"), "spec", "template", "spec", "volumes") as { hostPath?: { path: string } }[])
        .map(({ hostPath }) => hostPath?.path ?? "")
        .filter((path) => path.includes("cachefork"));
    expect(hostPaths(second).filter((path) => hostPaths(first).includes(path))).to.deep.equal([]);
  });

  for (const [set, told] of [
    ["node.registrarr=inProcess", "registrarr"],
    ["logLevel=loud", "logLevel"],
    ["image.digest=0123", "digest"],
    ["kubeletDir=var/lib/kubelet", "kubeletDir"],
    ["node.terminationGracePeriodSeconds=30", "terminationGracePeriodSeconds"],
  ] as const) {
    it(`refuses ${set}, and says where`, async () => {
      const { code, output } = await template("--set", set);
      expect(code).to.not.equal(0);
      expect(output).to.include(told);
    });
  }
});
