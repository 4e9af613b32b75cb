/** Looks for what a cluster needs of its host before anything is started. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { searchPath } from "./command.ts";

/** Programs, by the Debian package that has them. */
const packages: Readonly<Record<string, readonly string[]>> = {
  containerd: ["containerd", "ctr"],
  runc: ["runc"],
  "containernetworking-plugins": ["/usr/lib/cni/bridge", "/usr/lib/cni/host-local", "/usr/lib/cni/portmap"],
  "busybox-static": ["/bin/busybox"],
  iptables: ["iptables"],
  iproute2: ["ip"],
  conntrack: ["conntrack"],
  openssl: ["openssl"],
  "util-linux": ["unshare", "nsenter"],
  mount: ["mount"],
};

/** What an image is built with, besides. */
export const imagePackages: Readonly<Record<string, readonly string[]>> = {
  buildah: ["buildah"],
  mmdebstrap: ["mmdebstrap"],
};

/** What is missing, a line each, each with how to get it; nothing when a cluster can be started. */
export function missing(more: Readonly<Record<string, readonly string[]>> = {}): string[] {
  const lines: string[] = [];
  if (process.platform !== "linux") lines.push("This is not Linux.");
  if (process.getuid?.() !== 0) lines.push("This is not root: namespaces, mounts and containers need it. Use sudo.");
  const absent = Object.entries({ ...packages, ...more })
    .filter(([, programs]) => !programs.every(isThere))
    .map(([name]) => name);
  if (absent.length > 0)
    lines.push(
      `Debian packages are missing: apt-get update && apt-get install -y --no-install-recommends ${absent.join(" ")}`,
    );
  if (!isThere("go"))
    lines.push("Go is missing, which builds Kubernetes: apt-get install -y golang-go, or from https://go.dev/dl.");
  if (!hasOverlay()) lines.push("The kernel has no overlay file system: modprobe overlay.");
  return lines;
}

function isThere(program: string): boolean {
  if (program.startsWith("/")) return existsSync(program);
  return searchPath.split(":").some((folder) => folder !== "" && existsSync(join(folder, program)));
}

function hasOverlay(): boolean {
  return /\boverlay$/m.test(readFileSync("/proc/filesystems", "utf8"));
}
