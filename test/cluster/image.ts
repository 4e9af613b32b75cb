/** The image that a cluster runs: the Dockerfile built with buildah, without a registry where none can be reached. */
import { existsSync } from "node:fs";
import { mkdir, realpath, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { root as checkout } from "../../tools/run.ts";
import { cacheFolder } from "./binaries.ts";
import { attempt, must } from "./command.ts";
import type { Steps } from "./steps.ts";

/** Images are kept apart from those of the user, without mounts that would outlive the build. */
const buildah = [
  "buildah",
  "--storage-driver=vfs",
  `--root=${join(cacheFolder, "containers")}`,
  `--runroot=${join(cacheFolder, "containers-run")}`,
];

/** What a registry would have: Debian, and Debian with Node and npm. */
const bases = { BASE_IMAGE: "localhost/cachefork-base:bookworm", BUILD_IMAGE: "localhost/cachefork-build:bookworm" };

const images = join(cacheFolder, "images");

/** Builds the image and writes its archive. */
export async function buildImage(name: string, archive: string, steps: Steps): Promise<void> {
  await mkdir(images, { recursive: true });
  await ensureBase(bases.BASE_IMAGE, "scratch", steps, addDebian);
  await ensureBase(bases.BUILD_IMAGE, bases.BASE_IMAGE, steps, addNode);
  await steps.take(`image ${name}`, async () => {
    const quiet = ["--isolation=chroot", "--pull-never", "--layers=false", "--quiet"];
    await must([...buildah, "build", ...quiet, ...inherited(), "--tag", name, checkout]);
    await rm(`${archive}.new`, { force: true });
    await must([...buildah, "push", "--quiet", name, `oci-archive:${archive}.new:${name}`]);
    // What is needed of it from now on is the archive.
    await must([...buildah, "rmi", "--force", name]);
    await rename(`${archive}.new`, archive);
  });
}

/** The bases, and what this host has for the way to npm's registry: its cache, the authorities that it trusts. */
function inherited(): string[] {
  const authorities = process.env["NODE_EXTRA_CA_CERTS"];
  const settings = { ...bases, ...(authorities ? { NODE_EXTRA_CA_CERTS: authorities } : {}) };
  const volumes = [join(homedir(), ".npm"), authorities].filter((path) => path !== undefined && existsSync(path));
  return [
    ...Object.entries(settings).flatMap(([argument, value]) => ["--build-arg", `${argument}=${value}`]),
    ...volumes.flatMap((path) => ["--volume", `${path}:${path}`]),
  ];
}

async function ensureBase(
  name: string,
  from: string,
  steps: Steps,
  fill: (container: string) => Promise<void>,
): Promise<void> {
  if ((await attempt([...buildah, "images", "--quiet", name])).code === 0) return;
  await steps.take(`image ${name}`, async () => {
    const container = (await must([...buildah, "from", "--pull-never", from])).trim();
    try {
      await fill(container);
      await must([...buildah, "commit", "--quiet", container, name]);
    } finally {
      await must([...buildah, "rm", container]);
    }
  });
}

async function addDebian(container: string): Promise<void> {
  const tar = join(images, "debian.tar");
  const leftOut = ["doc", "man", "info", "locale"].map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`);
  const packages = "--include=ca-certificates,zstd";
  await must(["mmdebstrap", "--variant=minbase", ...leftOut, packages, "bookworm", tar]);
  await must([...buildah, "add", "--quiet", container, tar, "/"]);
  await rm(tar);
}

/** The Node that runs this, and the npm of this host. */
async function addNode(container: string): Promise<void> {
  const npm = dirname(dirname(await realpath((await must(["which", "npm"])).trim())));
  await must([...buildah, "copy", "--quiet", container, process.execPath, "/usr/local/bin/node"]);
  await must([...buildah, "copy", "--quiet", container, npm, "/usr/local/lib/node_modules/npm"]);
  const link = ["ln", "-s", "/usr/local/lib/node_modules/npm/bin/npm-cli.js", "/usr/local/bin/npm"];
  await must([...buildah, "run", "--isolation=chroot", container, "--", ...link]);
}
