/** Renders the chart with its default values into manifests/, for those who install without helm. */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { type Ended, root, run } from "./run.ts";

/** The chart's folder. */
export const chart = join(root, "charts", "cachefork");

const manifest = join(root, "manifests", "cachefork.yaml");

/** Helm that was built as a Go program believes in an old Kubernetes unless it is told of another. */
export const kubeVersion = "1.34.4";

const opening = `# Cachefork, rendered from charts/cachefork with its default values by \`npm run generate\`; do not edit.
#   kubectl apply --server-side -f cachefork.yaml
apiVersion: v1
kind: Namespace
metadata:
  name: cachefork
  labels:
    # The node plugin is privileged: it makes mounts for others.
    pod-security.kubernetes.io/enforce: privileged
---
`;

/** Helm's program: on the path, or in the folder that .ci/run installs tools into; undefined when there is none. */
export function helmProgram(): string | undefined {
  const cache = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), join(cache, "cachefork", "bin")];
  return folders.map((folder) => join(folder, "helm")).find((path) => existsSync(path));
}

/** What `helm template` prints for some more arguments; it ends with 127 where there is no helm. */
export async function template(...args: readonly string[]): Promise<Ended> {
  const helm = helmProgram();
  if (helm === undefined) return { code: 127, output: "There is no helm.\n" };
  const needed = ["template", "cachefork", chart, "--namespace", "cachefork", "--kube-version", kubeVersion];
  return run(helm, ...needed, ...args);
}

async function rendered(): Promise<string> {
  // Hooks are for helm.
  const { code, output } = await template("--include-crds", "--no-hooks");
  if (code !== 0) throw new Error(`helm template ended with ${code}:\n${output}`);
  return opening + output.replace(/^---\n/, "");
}

/** Writes the manifest; does nothing where there is no helm. */
export async function writeManifest(): Promise<void> {
  if (helmProgram() === undefined) {
    console.log("There is no helm: manifests/ stays as it is.");
    return;
  }
  await mkdir(join(root, "manifests"), { recursive: true });
  await writeFile(manifest, await rendered());
}

/** What is wrong with the chart or the committed manifest; empty when nothing is. Needs helm. */
export async function chartFaults(): Promise<string> {
  const lint = await run(helmProgram() ?? "helm", "lint", chart, "--strict", "--kube-version", kubeVersion);
  if (lint.code !== 0) return lint.output;
  const committed = await readFile(manifest, "utf8").catch(() => "");
  return (await rendered()) === committed ? "" : "manifests/cachefork.yaml differs from the chart.\n";
}
