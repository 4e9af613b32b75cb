/** Runs the examples that need no operator, as they are but for the image. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { root } from "../../tools/run.ts";
import { shellImage } from "../cluster/base-images.ts";
import { namespace } from "../cluster/cachefork-install.ts";
import { skipBecause } from "../host/skip.ts";
import { cluster, Stage } from "./stage.ts";

interface Example {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

async function example(file: string): Promise<readonly Example[]> {
  const text = await readFile(join(root, "examples", file), "utf8");
  const own = text.replaceAll("docker.io/library/busybox:1.37", shellImage);
  return parseAllDocuments(own).map((document) => document.toJS() as Example);
}

/** How each kind ends well. */
const ends: Readonly<Record<string, string>> = {
  Pod: "jsonpath={.status.phase}=Succeeded",
  Job: "condition=Complete",
  PersistentVolumeClaim: "jsonpath={.status.phase}=Bound",
  VolumeSnapshot: "jsonpath={.status.readyToUse}=true",
};

describe("The example", () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage[Symbol.asyncDispose]());

  async function run(file: string): Promise<void> {
    const objects = await example(file);
    const here = ({ metadata, ...rest }: Example): object => ({
      ...rest,
      metadata: { ...metadata, namespace: stage.namespace },
    });
    await cluster.apply(...objects.map(here));
    for (const { kind, metadata } of objects) {
      await stage.mustKubectl("wait", `--for=${ends[kind]}`, "--timeout=120s", `${kind}/${metadata.name}`);
    }
  }

  for (const file of [
    "arc-runner.yaml",
    "gitlab-job.yaml",
    "inline-job.yaml",
    "jenkins-agent.yaml",
    "steps-pod.yaml",
  ]) {
    it(`${file} runs to its good end`, async () => run(file));
  }

  it("claim-parallel-jobs.yaml runs to its good end, and snapshot.yaml behind it", async function () {
    const { code } = await cluster.kubectl("get", "deployment/cachefork-controller", `--namespace=${namespace}`);
    if (code !== 0) skipBecause(this, "no controller is installed, which claims need");
    await run("claim-parallel-jobs.yaml");
    await run("snapshot.yaml");
  });
});
