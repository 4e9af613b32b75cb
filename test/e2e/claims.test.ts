/** What claims, snapshots and copies of them are to pods, through the standard controllers of Kubernetes. */
import { expect } from "chai";
import { cluster, Stage } from "./stage.ts";

interface ClaimOptions {
  readonly name: string;
  readonly from?: { readonly kind: "PersistentVolumeClaim" | "VolumeSnapshot"; readonly name: string };
}

const snapshots = "snapshot.storage.k8s.io";

describe("A claim on a real cluster", () => {
  const node = "node-1";
  const list = "ls -1 /cache";
  let stage: Stage;

  const claim = async ({ name, from }: ClaimOptions): Promise<void> => {
    const source = from && { ...from, ...(from.kind === "VolumeSnapshot" ? { apiGroup: snapshots } : {}) };
    await cluster.apply({
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name, namespace: stage.namespace },
      spec: {
        storageClassName: "cachefork",
        accessModes: ["ReadWriteMany"],
        resources: { requests: { storage: "1Gi" } },
        ...(source ? { dataSource: source } : {}),
      },
    });
    await stage.mustKubectl("wait", "--for=jsonpath={.status.phase}=Bound", `pvc/${name}`, "--timeout=90s");
  };

  const snapshot = async (name: string): Promise<void> => {
    await cluster.apply({
      apiVersion: `${snapshots}/v1`,
      kind: "VolumeSnapshot",
      metadata: { name, namespace: stage.namespace },
      spec: { volumeSnapshotClassName: "cachefork", source: { persistentVolumeClaimName: "maven" } },
    });
    const taken = ["--for=jsonpath={.status.readyToUse}=true", `volumesnapshot/${name}`, "--timeout=90s"];
    await stage.mustKubectl("wait", ...taken);
  };

  before(async () => {
    stage = await Stage.open();
    await claim({ name: "maven" });
  });
  after(() => stage[Symbol.asyncDispose]());

  it("is a fork of its own for each pod that mounts it at the same time, and their work is merged", async () => {
    const names = ["one", "two"];
    for (const name of names)
      await stage.start({
        name,
        node,
        claim: "maven",
        script: `echo ${name} >/cache/${name}; touch /tmp/written; until [ -e /tmp/go ]; do sleep 0.1; done; ${list}`,
        readyWhen: "test -e /tmp/written",
      });
    for (const name of names) await stage.ready(name);
    for (const name of names) await stage.mustKubectl("exec", name, "--", "touch", "/tmp/go");
    for (const name of names) expect(await stage.succeeded(name)).to.equal(`${name}\n`);
    expect(await stage.pod({ name: "both", node, claim: "maven", script: list })).to.equal("one\ntwo\n");
  });

  it("keeps what a snapshot was taken of, for claims that are made from it later", async () => {
    await snapshot("good");
    await stage.pod({ name: "spoil", node, claim: "maven", script: "echo bad >/cache/bad; rm /cache/one" });
    expect(await stage.pod({ name: "spoilt", node, claim: "maven", script: list })).to.equal("bad\ntwo\n");
    await claim({ name: "restored", from: { kind: "VolumeSnapshot", name: "good" } });
    expect(await stage.pod({ name: "restored", node, claim: "restored", script: list })).to.equal("one\ntwo\n");
  });

  it("has in a snapshot that is taken at once what a pod wrote that has succeeded, and what runs not", async () => {
    const script = "echo runs >/cache/runs; touch /tmp/written; sleep 3600";
    await stage.start({ name: "runs", node: "node-2", claim: "maven", script, readyWhen: "test -e /tmp/written" });
    await stage.ready("runs");
    await stage.pod({ name: "last", node, claim: "maven", script: "echo last >/cache/last" });
    await snapshot("at-once");
    await claim({ name: "behind", from: { kind: "VolumeSnapshot", name: "at-once" } });
    expect(await stage.pod({ name: "behind", node, claim: "behind", script: list })).to.equal("bad\nlast\ntwo\n");
  });

  it("is copied as a fork that goes its own way", async () => {
    await claim({ name: "copy", from: { kind: "PersistentVolumeClaim", name: "maven" } });
    await stage.pod({ name: "copier", node, claim: "copy", script: "echo copy >/cache/copy" });
    expect(await stage.pod({ name: "copied", node, claim: "copy", script: list })).to.equal("bad\ncopy\nlast\ntwo\n");
    expect(await stage.pod({ name: "origin", node, claim: "maven", script: list })).to.equal("bad\nlast\ntwo\n");
  });
});
