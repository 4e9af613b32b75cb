/** Puts Tekton Pipelines on a cluster. */
import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shellImage } from "../cluster/base-images.ts";
import { cacheFolder, program } from "../cluster/binaries.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { writeOciArchive } from "../cluster/oci-archive.ts";
import type { Steps } from "../cluster/steps.ts";
import { isLeftOut, resolve } from "./manifests.ts";
import { tekton, tektonConfig, tektonVersion } from "./programs.ts";

const imageOf = (name: string): string => `cachefork.test/tekton-${name}:${tektonVersion}`;

/** Resolves when it is ready; its programs have been built. */
export async function installTekton(cluster: Cluster, steps: Steps): Promise<void> {
  await steps.take("images of Tekton on every node", async () => {
    for (const name of tekton.programs) await cluster.load(await archiveOf(name));
  });
  const file = join(cluster.place.run, "tekton.yaml");
  await writeFile(file, await objects());
  await steps.take("Tekton ready", async () => {
    await cluster.mustKubectl("apply", "--server-side", "--force-conflicts", "--filename", file);
    const all = ["--all", "--namespace=tekton-pipelines"];
    await cluster.mustKubectl("wait", "--for=condition=Available", "deployment", ...all, "--timeout=180s");
  });
}

/** The namespace first, then the kinds of objects, then the rest, each in the order of the names. */
async function objects(): Promise<string> {
  const config = await tektonConfig();
  const texts: string[] = [];
  for (const part of ["100-namespace", "300-crds", "."]) {
    const names = (await readdir(join(config, part))).filter((name) => !isLeftOut(name)).toSorted();
    for (const name of names) texts.push(await readFile(join(config, part, name), "utf8"));
  }
  return resolve(texts.join("\n---\n"), { of: imageOf, shell: shellImage, version: tektonVersion });
}

async function archiveOf(name: string): Promise<string> {
  const archive = join(cacheFolder, "images", `tekton-${name}-${tektonVersion}.tar`);
  if (existsSync(archive)) return archive;
  const root = await mkdtemp(join(tmpdir(), "cachefork-tekton-"));
  try {
    for (const folder of ["ko-app", "tmp", "etc", "var/run/ko"]) await mkdir(join(root, folder), { recursive: true });
    await chmod(root, 0o755);
    await chmod(join(root, "tmp"), 0o1777);
    await copyFile(program(tekton, name), join(root, "ko-app", name));
    await writeFile(join(root, "etc", "passwd"), "root:x:0:0::/root:/\nnonroot:x:65532:65532::/:/\n");
    const Env = ["PATH=/ko-app:/bin", "KO_DATA_PATH=/var/run/ko"];
    await writeOciArchive(archive, { name: imageOf(name), root, config: { Env, Entrypoint: [`/ko-app/${name}`] } });
  } finally {
    await rm(root, { recursive: true });
  }
  return archive;
}
