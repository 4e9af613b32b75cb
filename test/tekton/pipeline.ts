/** The pipelines as Tekton is told of them. */
import { npmEnvironment } from "../../demo/npm-words.ts";
import { heldAfter, newIn, own, type Package, registryUrl, type Side, shared, wanted } from "./packages.ts";

const api = "tekton.dev/v1";

/** Where a build finds the cache. */
const mountPath = "/cache";

/** A cache as runs mount it. */
function workspace(cache: string): object {
  return { name: "cache", csi: { driver: "csi.cachefork.dev", volumeAttributes: { cache } } };
}

/** All runs are on one node: without distribution, each node has a log of its own. */
export const podTemplate = { nodeSelector: { "kubernetes.io/hostname": "node-1" } } as const;

const installs = `#!/bin/sh
set -e
mkdir /tmp/build && cd /tmp/build
echo '{"name":"build","version":"1.0.0","private":true}' >package.json
npm install $(params.mode) $(params.packages) 2>&1
for package in $(params.packages); do
  test -f "node_modules/\${package%@*}/package.json"
done
`;

/** A task that installs packages with npm, whose cache is the volume. */
export function npmTask(image: string): object {
  const environment = { ...npmEnvironment({}, mountPath), npm_config_registry: registryUrl };
  const env = Object.entries(environment).map(([name, value]) => ({ name, value }));
  return {
    apiVersion: api,
    kind: "Task",
    metadata: { name: "npm" },
    spec: {
      params: [{ name: "packages" }, { name: "mode" }],
      workspaces: [{ name: "cache", mountPath }],
      steps: [{ name: "install", image, env, script: installs }],
    },
  };
}

interface Build {
  readonly name: string;
  readonly packages: readonly Package[];
  readonly mode: "--prefer-offline" | "--offline";
  readonly after: readonly string[];
}

/** The builds of a run, the first of which is 1. */
export function buildsOf(run: number): Build[] {
  const side = (name: Side): Build => ({
    name,
    packages: [...shared, own[name], newIn(run, name)],
    mode: "--prefer-offline",
    after: ["first"],
  });
  const before = heldAfter(run - 1);
  return [
    // The first run finds nothing; each later one all that those before it committed.
    run === 1
      ? { name: "first", packages: shared, mode: "--prefer-offline", after: [] }
      : { name: "first", packages: before, mode: "--offline", after: [] },
    side("left"),
    side("right"),
    { name: "last", packages: heldAfter(run), mode: "--offline", after: ["left", "right"] },
  ];
}

/** One run of the pipeline. */
export function pipelineRun(run: number): object {
  const tasks = buildsOf(run).map(({ name, packages, mode, after }) => ({
    name,
    taskRef: { name: "npm" },
    runAfter: after,
    params: [
      { name: "packages", value: packages.map(wanted).join(" ") },
      { name: "mode", value: mode },
    ],
    workspaces: [{ name: "cache", workspace: "cache" }],
  }));
  return {
    apiVersion: api,
    kind: "PipelineRun",
    metadata: { name: `run-${run}` },
    spec: {
      pipelineSpec: { workspaces: [{ name: "cache" }], tasks },
      workspaces: [workspace("npm")],
      taskRunTemplate: { podTemplate },
    },
  };
}

/** A TaskRun of one script with a cache at /cache: the one that all runs share unless another is named. */
export function taskRun(options: {
  readonly name: string;
  readonly image: string;
  readonly script: string;
  readonly timeout?: string;
  readonly cache?: string;
  readonly params?: Readonly<Record<string, string>>;
}): object {
  const { name, image, script, timeout = "5m", cache = "npm", params = {} } = options;
  return {
    apiVersion: api,
    kind: "TaskRun",
    metadata: { name },
    spec: {
      timeout,
      podTemplate,
      params: Object.entries(params).map(([param, value]) => ({ name: param, value })),
      workspaces: [workspace(cache)],
      taskSpec: {
        params: Object.keys(params).map((param) => ({ name: param })),
        workspaces: [{ name: "cache", mountPath }],
        steps: [{ name: "build", image, script: `#!/bin/sh\n${script}\n` }],
      },
    },
  };
}
