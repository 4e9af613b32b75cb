/** The images that every node has: the one that holds a pod's namespaces, and one with a shell for pods of tests. */
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "./binaries.ts";
import { must } from "./command.ts";
import { pauseImage } from "./node-files.ts";
import { writeOciArchive } from "./oci-archive.ts";

/** A shell and what belongs to it. */
export const shellImage = "cachefork.test/busybox:1";

const archives = {
  pause: join(cacheFolder, "images", "pause-1.tar"),
  shell: join(cacheFolder, "images", "shell-1.tar"),
};

/** Makes them once; answers their archives. */
export async function baseImages(): Promise<string[]> {
  if (!Object.values(archives).every((file) => existsSync(file))) await makeImages();
  return Object.values(archives);
}

async function makeImages(): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), "cachefork-busybox-"));
  try {
    await makeShellRoot(root);
    const Env = ["PATH=/bin"];
    await writeOciArchive(archives.shell, { name: shellImage, root, config: { Env, Cmd: ["sh"] } });
    const Entrypoint = ["/bin/busybox", "sleep", "2147483647"];
    await writeOciArchive(archives.pause, { name: pauseImage, root, config: { Env, Entrypoint } });
  } finally {
    await rm(root, { recursive: true });
  }
}

/** Makes a folder the root of a container that has a shell. */
export async function makeShellRoot(root: string): Promise<void> {
  for (const folder of ["bin", "tmp", "etc", "root"]) await mkdir(join(root, folder), { recursive: true });
  await copyFile("/bin/busybox", join(root, "bin", "busybox"));
  for (const applet of (await must(["/bin/busybox", "--list"])).split("\n"))
    if (applet !== "" && applet !== "busybox") await symlink("busybox", join(root, "bin", applet));
  await writeFile(join(root, "etc", "passwd"), "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n");
  await writeFile(join(root, "etc", "group"), "root:x:0:\nnogroup:x:65534:\n");
}
