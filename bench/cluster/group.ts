/** What a pod pays on a real cluster. */
import { stat } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { shellImage } from "../../test/cluster/base-images.ts";
import { buildAll, install } from "../../test/cluster/cachefork-install.ts";
import { Cluster } from "../../test/cluster/cluster.ts";
import { must } from "../../test/cluster/command.ts";
import { defaultName, Place } from "../../test/cluster/place.ts";
import { imagePackages, missing } from "../../test/cluster/preflight.ts";
import { Steps } from "../../test/cluster/steps.ts";
import { podOf } from "../../test/e2e/pod.ts";
import { amount, type Group, type Setting } from "../setting.ts";
import { figuresOf } from "./figures.ts";
import type { Kind, Lifecycle, Order } from "./lifecycle.ts";
import { residentMemory } from "./memory.ts";
import { perPod, type Writes, writesSoFar } from "./writes.ts";

const namespace = "bench";
const node = "node-1";
const cache = "warm";

/** Milliseconds after which all that follows a pod's end has been written: statuses are held back for seconds. */
const afterwards = 20_000;

export const cluster: Group = {
  name: "cluster",
  title: "Pods on a real cluster",
  measure: async (setting) => {
    const lacking = missing(imagePackages);
    if (lacking.length > 0) throw new Error(`No cluster can be started here:\n${lacking.join("\n")}`);
    const steps = new Steps(setting.say);
    const started = new Cluster(new Place(process.env["CACHEFORK_CLUSTER"] || defaultName()));
    const wasUp = started.isUp;
    try {
      await started.up(2, steps);
      await install(started, steps);
      const { archive } = (await buildAll(steps)).cachefork;
      return figuresOf({ ...(await see(started, setting)), image: (await stat(archive)).size });
    } finally {
      if (!wasUp) await started.down();
    }
  },
};

async function see(on: Cluster, setting: Setting): Promise<Omit<Parameters<typeof figuresOf>[0], "image">> {
  await on.mustKubectl("create", "namespace", namespace);
  try {
    const files = amount(setting, 1000, 10);
    setting.say(`filling a cache with ${files} files of 10 MiB`);
    await fill(on, files);
    const pairs = amount(setting, 100, 2);
    setting.say(`${pairs} pods with a volume, and as many with an emptyDir`);
    const starts = await live(on, inTurn(pairs));
    const pods = amount(setting, 20, 2);
    const lives: Lifecycle[][] = [];
    const writes: Record<"changed" | "unchanged", Writes> = { changed: new Map(), unchanged: new Map() };
    for (const kind of ["changed", "unchanged"] as const) {
      setting.say(`${pods} pods of which each leaves the cache ${kind}`);
      const before = await writesSoFar(on);
      lives.push(
        await live(
          on,
          Array.from({ length: pods }, () => kind),
        ),
      );
      await setTimeout(afterwards);
      writes[kind] = perPod(before, await writesSoFar(on), pods);
    }
    const size = `${((files * 10) / 1000).toLocaleString("en")} GB`;
    return { size, starts, commits: lives[0] ?? [], writes, memory: await residentMemory(on) };
  } finally {
    await on.mustKubectl("delete", "namespace", namespace, "--timeout=180s");
  }
}

/** A B, B A, …: what disturbs the machine disturbs both. */
function inTurn(pairs: number): Kind[] {
  return Array.from({ length: pairs }, (_, at): Kind[] =>
    at % 2 === 0 ? ["emptyDir", "unchanged"] : ["unchanged", "emptyDir"],
  ).flat();
}

async function fill(on: Cluster, files: number): Promise<void> {
  const script = `i=0; while [ $i -lt ${files} ]; do fallocate -l 10485760 /cache/file-$i; i=$((i+1)); done`;
  await on.apply(podOf({ name: "fill", node, attributes: { cache }, script }, namespace));
  const where = [`--namespace=${namespace}`, "--timeout=300s"];
  await on.mustKubectl("wait", ...where, "--for=jsonpath={.status.phase}=Succeeded", "pod/fill");
  await on.mustKubectl("wait", ...where, `--for=jsonpath={.status.lastCommit.pod}=${namespace}/fill`, `cache/${cache}`);
}

async function live(on: Cluster, kinds: readonly Kind[]): Promise<Lifecycle[]> {
  const order: Order = { namespace, node, cache, image: shellImage, kinds };
  const program = [process.execPath, new URL("pods.ts", import.meta.url).pathname, JSON.stringify(order)];
  return JSON.parse(await must(on.reach(...program), { env: on.environment })) as Lifecycle[];
}
