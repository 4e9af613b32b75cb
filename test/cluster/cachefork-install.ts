/** Installs this checkout's Cachefork on a cluster, as its users do: by helm. */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { chart } from "../../tools/render.ts";
import { root as checkout } from "../../tools/run.ts";
import { cacheFolder } from "./binaries.ts";
import type { Cluster } from "./cluster.ts";
import { must } from "./command.ts";
import { bootIdForDriver } from "./disk.ts";
import { fingerprint } from "./fingerprint.ts";
import { helm } from "./helm.ts";
import { buildImage } from "./image.ts";
import type { Image } from "./program-image.ts";
import { provisionerImage } from "./provisioner.ts";
import { installSnapshotController, snapshotterImage } from "./snapshotter.ts";
import type { Steps } from "./steps.ts";

const imageRepository = "cachefork.test/cachefork";

/** As many as checkouts that somebody works with in turn. */
const keptImages = 4;

/** All that the image is made of. */
const imageSources = [
  "Dockerfile",
  "package-lock.json",
  "package.json",
  "csi-proto",
  "tools/build.ts",
  "tools/run.ts",
  "src",
];

export const namespace = "cachefork";

/** The images that the chart is told to use. */
interface Images {
  readonly cachefork: Image;
  readonly provisioner: Image;
  readonly snapshotter: Image;
}

/** Builds what an installation needs besides the cluster, and is not there yet: helm and the images. */
export async function buildAll(steps: Steps): Promise<Images & { readonly helm: string }> {
  return {
    helm: await helm(steps),
    provisioner: await provisionerImage(steps),
    snapshotter: await snapshotterImage(steps),
    cachefork: await cacheforkImage(steps),
  };
}

/** Gives every node the images, installs or upgrades the chart, and waits until all of it is ready. */
export async function install(cluster: Cluster, steps: Steps, settings: readonly string[] = []): Promise<void> {
  const { helm: program, ...images } = await buildAll(steps);
  await installSnapshotController(cluster, steps);
  await steps.take("images on every node", async () => {
    for (const { archive } of Object.values(images)) await cluster.load(archive);
  });
  const set = Object.entries(values(images)).map(([name, value]) => `--set=${name}=${value}`);
  const where = [`--namespace=${namespace}`, "--create-namespace", "--wait", "--timeout=180s"];
  const command = [program, "upgrade", "--install", "cachefork", chart, ...where, ...set, ...settings];
  await steps.take("Cachefork installed and ready", () =>
    must(cluster.reach(...command), { env: cluster.environment }),
  );
}

function values({ cachefork, provisioner, snapshotter }: Images): Readonly<Record<string, string>> {
  const [repository = "", tag = ""] = cachefork.name.split(":");
  return {
    "image.repository": repository,
    "image.tag": tag,
    "image.pullPolicy": "Never",
    "sidecars.provisioner.image": provisioner.name,
    "sidecars.snapshotter.enabled": "true",
    "sidecars.snapshotter.image": snapshotter.name,
    "node.extraEnv[0].name": "CACHEFORK_BOOT_ID_FILE",
    "node.extraEnv[0].value": join("/var", bootIdForDriver),
  };
}

async function cacheforkImage(steps: Steps): Promise<Image> {
  const tag = fingerprint(checkout, imageSources);
  const name = `${imageRepository}:${tag}`;
  const archive = join(cacheFolder, "images", `cachefork-${tag}.tar`);
  if (existsSync(archive)) return { name, archive };
  await buildImage(name, archive, steps);
  forgetOldImages(/^cachefork-[0-9a-f]{12}\.tar$/);
  return { name, archive };
}

/** Removes all archives of such a name but the newest: each state of the sources makes one. */
function forgetOldImages(name: RegExp): void {
  const folder = join(cacheFolder, "images");
  const archives = readdirSync(folder).filter((file) => name.test(file));
  const byAge = archives.map((file) => ({ path: join(folder, file), made: statSync(join(folder, file)).mtimeMs }));
  for (const { path } of byAge.toSorted((a, b) => b.made - a.made).slice(keptImages)) rmSync(path);
}
