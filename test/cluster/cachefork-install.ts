/** Installs this checkout's Cachefork on a cluster, as its users do: by helm. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chart } from "../../tools/render.ts";
import { root as checkout } from "../../tools/run.ts";
import { cacheFolder } from "./binaries.ts";
import type { Cluster } from "./cluster.ts";
import { must } from "./command.ts";
import { bootIdForDriver } from "./disk.ts";
import { fingerprint } from "./fingerprint.ts";
import { helm } from "./helm.ts";
import { buildImage, type Image } from "./image.ts";
import type { Steps } from "./steps.ts";

const imageRepository = "cachefork.test/cachefork";

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

/** Builds what an installation needs besides the cluster, and is not there yet: helm and the image. */
export async function buildAll(steps: Steps): Promise<{ readonly helm: string; readonly image: Image }> {
  return { helm: await helm(steps), image: await cacheforkImage(steps) };
}

/** Gives every node the image, installs or upgrades the chart, and waits until all of it is ready. */
export async function install(cluster: Cluster, steps: Steps, settings: readonly string[] = []): Promise<void> {
  const { helm: program, image } = await buildAll(steps);
  await steps.take("image on every node", () => cluster.load(image.archive));
  const set = Object.entries(values(image)).map(([name, value]) => `--set=${name}=${value}`);
  const where = [`--namespace=${namespace}`, "--create-namespace", "--wait", "--timeout=180s"];
  const command = [program, "upgrade", "--install", "cachefork", chart, ...where, ...set, ...settings];
  await steps.take("Cachefork installed and ready", () =>
    must(cluster.reach(...command), { env: cluster.environment }),
  );
}

function values({ name }: Image): Readonly<Record<string, string>> {
  const [repository = "", tag = ""] = name.split(":");
  return {
    "image.repository": repository,
    "image.tag": tag,
    "image.pullPolicy": "Never",
    // Inline volumes only, each node with logs of its own: what there is so far.
    "node.ledger": "embedded",
    "controller.enabled": "false",
    "node.extraEnv[0].name": "CACHEFORK_BOOT_ID_FILE",
    "node.extraEnv[0].value": join("/var", bootIdForDriver),
  };
}

async function cacheforkImage(steps: Steps): Promise<Image> {
  const tag = fingerprint(checkout, imageSources);
  const name = `${imageRepository}:${tag}`;
  const archive = join(cacheFolder, "images", `cachefork-${tag}.tar`);
  if (!existsSync(archive)) await buildImage(name, archive, steps);
  return { name, archive };
}
