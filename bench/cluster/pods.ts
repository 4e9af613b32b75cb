/** Runs pods one after the other and prints their lives; a program of its own, because it must be in the cluster's network. */
import { openClient } from "../../src/compose-cluster.ts";
import { SystemClock } from "../../src/host/clock.ts";
import type { Client } from "../../src/kube/client.ts";
import { ListWatch, type Observer } from "../../src/kube/list-watch.ts";
import type { Cache, GenerationResource, Pod, Resource, Kind as ResourceKind } from "../../src/kube/resources.ts";
import { caches, generations, pods } from "../../src/kube/resources.ts";
import { podOf } from "../../test/e2e/pod.ts";
import type { Kind, Lifecycle, Order } from "./lifecycle.ts";
import { Sightings, uptime } from "./sightings.ts";

const { argv, env, stdout, stderr } = globalThis.process;
const order = JSON.parse(argv[2] ?? "") as Order;
const { namespace } = order;
const clock = new SystemClock();
const never = new AbortController().signal;
const sightings = new Sightings();

/** The times that its container wrote (kubelet puts them into the status when it has ended). */
const times = new Map<string, string>();

interface Terminated {
  readonly message?: string;
}

function endOf(pod: Pod): readonly string[] {
  const { phase, containerStatuses } = pod.status ?? {};
  if (phase === "Failed") throw new Error(`The pod ${pod.metadata.name} failed`);
  const terminated: Terminated | undefined = containerStatuses?.[0]?.state?.terminated;
  if (phase !== "Succeeded" || terminated?.message === undefined) return [];
  times.set(pod.metadata.name, terminated.message);
  return [`end ${pod.metadata.name}`];
}

const madeBy = ({ spec }: GenerationResource): readonly string[] => (spec.by?.pod ? [`generation ${spec.by.pod}`] : []);

const headsBy = ({ status }: Cache): readonly string[] =>
  (status?.heads ?? []).flatMap(({ by }) => (by === undefined ? [] : [`head ${by}`]));

function scriptOf(kind: Kind): string {
  const write = kind === "changed" ? "cat /proc/uptime >/cache/when" : "ls /cache >/dev/null";
  return ["cat /proc/uptime >/dev/termination-log", write, "cat /proc/uptime >>/dev/termination-log"].join("; ");
}

function bodyOf(name: string, kind: Kind): Resource {
  const { node, cache, image } = order;
  const build = { name, script: scriptOf(kind), node, attributes: { cache } };
  const pod = podOf(build, namespace) as { spec: { volumes: object[]; containers: object[] } };
  if (kind === "emptyDir") pod.spec.volumes = [{ name: "cache", emptyDir: {} }];
  pod.spec.containers = pod.spec.containers.map((container) => ({ ...container, image }));
  return pod as unknown as Resource;
}

function failed(error: unknown): void {
  stderr.write(`${String(error)}\n`);
  globalThis.process.exit(1);
}

async function live(client: Client, name: string, kind: Kind): Promise<Lifecycle> {
  const created = uptime();
  await client.create(pods, bodyOf(name, kind), never);
  await sightings.when(`end ${name}`);
  const [running = Number.NaN, ended = Number.NaN] = (times.get(name) ?? "")
    .split("\n")
    .map((line) => Number(line.split(" ")[0]));
  const life = { kind, created, running, ended };
  const whole =
    kind === "changed"
      ? {
          ...life,
          generation: await sightings.when(`generation ${name}`),
          head: await sightings.when(`head ${namespace}/${name}`),
        }
      : life;
  await client.delete(pods, { namespace, name }, {}, never);
  // The next one begins on a node that is at rest.
  await sightings.when(`gone ${name}`);
  return whole;
}

function follow<Type extends Resource>(
  client: Client,
  kind: ResourceKind<Type>,
  observer: Observer<Type>,
): ListWatch<Type> {
  const watch = new ListWatch({ client, kind, selection: { namespace }, observer, clock, failed });
  watch.start();
  return watch;
}

using client = await openClient({ kubeconfig: env["KUBECONFIG"], userAgent: "cachefork-bench", clock });
await using ofPods = follow(
  client,
  pods,
  sightings.of(endOf, ({ metadata }) => [`gone ${metadata.name}`]),
);
await using ofGenerations = follow(client, generations, sightings.of(madeBy));
await using ofCaches = follow(client, caches, sightings.of(headsBy));
await Promise.all([ofPods.synced, ofGenerations.synced, ofCaches.synced]);
const lives: Lifecycle[] = [];
for (const [at, kind] of order.kinds.entries()) lives.push(await live(client, `pod-${at}`, kind));
stdout.write(JSON.stringify(lives));
