/** Runs the examples that need no operator, as they are but for the image, and of Argo's the pods that it would make. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
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

interface Template {
  readonly name: string;
  readonly container?: object;
  readonly dag?: { readonly tasks: readonly { readonly name: string; readonly template: string }[] };
}

interface Workflow extends Example {
  readonly spec: { readonly volumes: readonly object[]; readonly templates: readonly Template[] };
}

/** The pods of a workflow's graph: Argo gives each task one, with the workflow's volumes, and containers of its own besides. */
function podsOf({ spec: { volumes, templates } }: Workflow): Example[] {
  const tasks = templates.flatMap(({ dag }) => dag?.tasks ?? []);
  return tasks.map(({ name, template }) => {
    const { container } = templates.find((one) => one.name === template) ?? {};
    const spec = { restartPolicy: "Never", containers: [{ name: "main", ...container }], volumes };
    return { apiVersion: "v1", kind: "Pod", metadata: { name: `argo-${name}` }, spec };
  });
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

  async function run(objects: readonly Example[]): Promise<void> {
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
    it(`${file} runs to its good end`, async () => run(await example(file)));
  }

  it("argo-workflow.yaml makes pods that run to their good end", async () => {
    const [workflow] = (await example("argo-workflow.yaml")) as readonly Workflow[];
    const pods = workflow === undefined ? [] : podsOf(workflow);
    expect(pods.map(({ metadata }) => metadata.name)).to.deep.equal(["argo-web", "argo-api"]);
    await run(pods);
  });

  it("claim-parallel-jobs.yaml runs to its good end, and snapshot.yaml behind it", async function () {
    const { code } = await cluster.kubectl("get", "deployment/cachefork-controller", `--namespace=${namespace}`);
    if (code !== 0) skipBecause(this, "no controller is installed, which claims need");
    await run(await example("claim-parallel-jobs.yaml"));
    await run(await example("snapshot.yaml"));
  });
});
