/** The disk of a machine: the folders that it has in its /var, and what it believes of the kernel. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** What kubelet would set, and that for the whole host: it finds it set. */
const kernelSettings: Readonly<Record<string, string>> = {
  "vm/overcommit_memory": "1",
  "vm/panic_on_oom": "0",
  "kernel/panic": "10",
  "kernel/panic_on_oops": "1",
  "kernel/keys/root_maxkeys": "1000000",
  "kernel/keys/root_maxbytes": "25000000",
};

const folders = ["lib", "log/pods", "log/containers", "lib/cni/net.d", "lib/kubelet", "tmp", "new"];

/** Where on the disk the driver finds it, too: a container has a /proc of its own, the kernel's. */
export const bootIdForDriver = "lib/kubelet/plugins/csi.cachefork.dev/boot-id";

/** Where the cluster's own files lie on the disk, and how the machine names that folder. */
export const files = "cluster";

/** Makes an empty disk; one that is there stays as it is. */
export async function makeDisk(disk: string): Promise<void> {
  for (const folder of [...folders, files]) await mkdir(join(disk, folder), { recursive: true });
  for (const [name, to] of Object.entries({ run: "/run", lock: "/run/lock" }))
    if (!existsSync(join(disk, name))) await symlink(to, join(disk, name)).catch(() => {});
  for (const [name, value] of Object.entries(kernelSettings)) await writeProcSys(disk, name, value);
}

/** Lets the machine believe from its next boot on that the kernel was booted anew. */
export async function renewBootId(disk: string): Promise<void> {
  const id = randomUUID();
  await writeProcSys(disk, "kernel/random/boot_id", id);
  await mkdir(dirname(join(disk, bootIdForDriver)), { recursive: true });
  await writeFile(join(disk, bootIdForDriver), `${id}\n`);
}

/** Writes one of the cluster's own files; answers the name that the machine has for it. */
export async function putFile(disk: string, name: string, text: string): Promise<string> {
  await writeFile(join(disk, files, name), text, { mode: 0o600 });
  return join("/var", files, name);
}

async function writeProcSys(disk: string, name: string, value: string): Promise<void> {
  const file = join(disk, "proc-sys", name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${value}\n`);
}
