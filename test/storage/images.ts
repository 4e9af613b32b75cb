/** The images that Kubernetes' tests ask for: made of a shell and the suite's own program, under names that no registry has. */
import { existsSync } from "node:fs";
import { chmod, copyFile, cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeShellRoot } from "../cluster/base-images.ts";
import { cacheFolder, kubernetesVersion, program } from "../cluster/binaries.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { must } from "../cluster/command.ts";
import { writeOciArchive } from "../cluster/oci-archive.ts";
import { suite } from "./programs.ts";

/** Images by the last part of their names: those that need no more than a shell, and the one of the suite's program. */
const shells = ["busybox", "nginx", "jessie-dnsutils"];
const own = "agnhost";

/** Whose images the tests are told to use; nobody answers there, so that one that is missing is seen at once. */
const registry = "cachefork.test/e2e";

const folder = join(cacheFolder, "images", `kubernetes-tests-${kubernetesVersion}`);

/** What the tests are told of where their images are. */
export const registries: NodeJS.ProcessEnv = { KUBE_TEST_REPO_LIST: join(folder, "registries.yaml") };

/** Gives every node the images; makes them the first time. */
export async function loadImages(cluster: Cluster): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "registries.yaml"), `promoterE2eRegistry: ${registry}\n`);
  const names = await must([program(suite), "--list-images"], { env: registries });
  const wanted = names
    .split("\n")
    .filter((name) => [own, ...shells].some((one) => name.startsWith(`${registry}/${one}:`)));
  const archives = new Map(wanted.map((name) => [name, join(folder, `${name.replaceAll(/[/:]/g, "-")}.tar`)]));
  if (![...archives.values()].every((file) => existsSync(file))) await make(archives);
  for (const archive of archives.values()) await cluster.load(archive);
}

async function make(archives: ReadonlyMap<string, string>): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), "cachefork-e2e-images-"));
  try {
    const shell = join(work, "shell");
    await makeShellRoot(shell);
    for (const path of ["mnt", "uploads", "var", "usr/bin"]) await mkdir(join(shell, path), { recursive: true });
    await chmod(join(shell, "tmp"), 0o1777);
    await symlink("sh", join(shell, "bin", "bash"));
    const whole = join(work, own);
    await cp(shell, whole, { recursive: true, verbatimSymlinks: true });
    await copyFile(program(suite, own), join(whole, own));
    await symlink(own, join(whole, `${own}-2`));
    for (const [name, archive] of archives) {
      const isOwn = name.startsWith(`${registry}/${own}:`);
      const Env = ["PATH=/bin:/usr/bin:/"];
      const starts = isOwn ? { Entrypoint: [`/${own}`], Cmd: ["pause"] } : { Cmd: ["sh"] };
      await writeOciArchive(archive, { name, root: isOwn ? whole : shell, config: { Env, ...starts } });
    }
  } finally {
    await rm(work, { recursive: true });
  }
}
