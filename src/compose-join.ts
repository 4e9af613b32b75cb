/** Joins a node to its cluster: the log over the API server, what is known of pods, and what Caches ask for. */
import type { Logger } from "pino";
import { messageOf } from "./cache/errors.ts";
import type { Events } from "./cache/events.ts";
import type { Mirror } from "./cache/mirror.ts";
import type { Clock, Pods } from "./cache/ports.ts";
import type { KeptSnapshots } from "./cache/snapshot.ts";
import { openClient } from "./compose-cluster.ts";
import type { Config } from "./config.ts";
import type { Client } from "./kube/client.ts";
import { CommitRequests } from "./kube/commit-requests.ts";
import { HoldingCounts } from "./kube/holding-counts.ts";
import { HoldingWriter } from "./kube/holding-writer.ts";
import { KubeLedger } from "./kube/ledger.ts";
import { together } from "./kube/observers.ts";
import { PodEvents } from "./kube/pod-events.ts";
import { KubePods } from "./kube/pods.ts";
import { SnapshotMirror } from "./kube/snapshot-mirror.ts";
import type { Node, NodeOptions } from "./node/node.ts";
import type { World } from "./node/world.ts";
import type { Surroundings } from "./surroundings.ts";

/** Milliseconds that a start waits to know what Caches ask for; without the API server, volumes start without it. */
const startPatience = 3_000;

/** What a node gets from its cluster. */
export interface Cluster {
  readonly client: Client;
  readonly ledger: KubeLedger;
  readonly pods: Pods;
  /** Who else is told what happens. */
  readonly listeners: readonly Partial<Events>[];
  /** From then on the node's Holding says what it has. */
  startHolding(world: World): void;
  /** From then on the node commits what ended pods wrote when a controller asks for it. */
  answerRequests(commit: Pick<Node, "commitEnded">): void;
  /** What goes before the node's own configuration. */
  readonly options: Pick<NodeOptions, "keep" | "limitOf" | "policyOf" | "askOwner">;
}

/** What a node has of its own. */
interface Parts {
  readonly mirror: Mirror;
  readonly clock: Clock;
  /** The snapshots whose layers it has. */
  readonly kept: KeptSnapshots;
}

/** Throws `precondition` when nothing says where the API server is. A server that does not answer holds nobody up. */
export async function joinCluster(
  config: Config,
  { log, version }: Pick<Surroundings, "log" | "version">,
  { mirror, clock, kept }: Parts,
  starting: AsyncDisposableStack,
): Promise<Cluster> {
  const { kubeconfig } = config;
  const client = starting.use(await openClient({ kubeconfig, clock, userAgent: `cachefork-node/${version}` }));
  const failed = (error: unknown): void => log.warn({ why: messageOf(error) }, "Cannot say what this node has");
  const unanswered = (error: unknown): void =>
    log.warn({ why: messageOf(error) }, "Cannot answer a request to commit what pods wrote that have ended");
  const requests = starting.use(new CommitRequests({ client, clock, node: config.nodeId, failed: unanswered }));
  const alsoTold = together([new SnapshotMirror({ kept, domain: mirror.domain }), requests]);
  const ledger = starting.use(
    new KubeLedger({ client, node: config.nodeId, mirror, clock, alsoTold, failed: (error) => warn(log, error) }),
  );
  await ledger.recall();
  ledger.start();
  const enough = new AbortController();
  await Promise.race([ledger.synced(), clock.sleep(startPatience, enough.signal).catch(() => {})]);
  enough.abort();
  const counts = new HoldingCounts(clock);
  return {
    client,
    ledger,
    listeners: [counts, starting.use(new PodEvents(client, clock))],
    startHolding: (world) =>
      starting.use(new HoldingWriter({ client, clock, node: config.nodeId, world, counts, failed })).start(),
    answerRequests: (node) => requests.serve((cache, signal) => node.commitEnded(cache, signal)),
    pods: new KubePods({ client, clock }),
    options: {
      // How many stay is in the Cache's spec, and the controller's to see to: it knows of snapshots.
      keep: Number.MAX_SAFE_INTEGER,
      limitOf: (key) => ledger.policy(key)?.limit ?? config.sizeLimit,
      policyOf: (key) => ledger.granting(key),
      askOwner: ledger.ask,
    },
  };
}

function warn(log: Logger, error: unknown): void {
  log.warn({ why: messageOf(error) }, "Cannot follow the API server; volumes start from what this node has");
}
