/** Puts the parts of a cluster's controller together: the role `controller`. */
import { randomUUID } from "node:crypto";
import { CacheError } from "./cache/errors.ts";
import type { Clock } from "./cache/ports.ts";
import { openClient } from "./compose-cluster.ts";
import type { ControllerConfig } from "./config.ts";
import { Controller } from "./controller/controller.ts";
import { Reconciler } from "./controller/reconciler.ts";
import { Snapshotting } from "./controller/snapshotting.ts";
import { LoggedControllerEvents } from "./controller-events.ts";
import { ControllerMetrics } from "./controller-metrics.ts";
import type { Rpc } from "./csi/call.ts";
import { controllerRpcs } from "./csi/controller.ts";
import { identityRpcs } from "./csi/identity.ts";
import { Server } from "./csi/server.ts";
import { SystemClock } from "./host/clock.ts";
import { Http } from "./http.ts";
import { KubeCaches } from "./kube/caches.ts";
import { KubeClaims } from "./kube/claims.ts";
import type { Client } from "./kube/client.ts";
import { KubeCluster } from "./kube/cluster.ts";
import { HoldingsDisk } from "./kube/holdings-disk.ts";
import { Election } from "./kube/lease.ts";
import { KubeLease } from "./kube/lease-object.ts";
import { ServerClock } from "./kube/server-clock.ts";
import { KubeSnapshots } from "./kube/snapshots.ts";
import { StartupTaint } from "./kube/startup-taint.ts";
import { RpcLog } from "./rpc-log.ts";
import type { Surroundings } from "./surroundings.ts";
import { UnixEndpoint } from "./unix-endpoint.ts";

/** Milliseconds that running calls get when the plugin stops. */
const drainMs = 20_000;

/** Starts a controller; dispose of the result to stop it: it lets go of the Lease then. Throws when it cannot know where the API server is. */
export async function startController(
  config: ControllerConfig,
  { log, version }: Pick<Surroundings, "log" | "version">,
): Promise<AsyncDisposable> {
  await using starting = new AsyncDisposableStack();
  const metrics = new ControllerMetrics();
  const events = new LoggedControllerEvents(log, metrics);
  // What generations are deleted by must not be the time of one machine.
  const clock = new ServerClock(new SystemClock());
  const { kubeconfig, socket, lease, driverName: name } = config;
  const heard = (date: string | undefined): void => clock.heard(date);
  const userAgent = `cachefork-controller/${version}`;
  const client = starting.use(await openClient({ kubeconfig, clock, userAgent, heard }));
  const cluster = new KubeCluster({ client, clock, failed: (error) => events.watchFailed(error) });
  const reconciler = new Reconciler({ cluster, clock, events });
  metrics.observe(() => reconciler.queued);
  if (config.startupTaint !== undefined) {
    const failed = (error: unknown): void => events.watchFailed(error);
    const removed = (node: string): void => events.untainted(node);
    // Every replica does it: what one did, the others find done.
    const options = { client, clock, driver: name, key: config.startupTaint, removed, failed };
    starting.use(new StartupTaint(options)).start();
  }
  let failure: string | undefined;
  const notReady = (): string | undefined => failure;
  if (config.metrics) starting.use(await Http.listen({ ...config.metrics, metrics, notReady }));
  const server = await Server.listen({
    endpoint: new UnixEndpoint(socket),
    rpcs: [...identityRpcs({ name, version, controller: true, notReady }), ...claimRpcs(client, clock)],
    reports: new RpcLog(log, metrics, { answered: () => {} }),
    drainMs,
  });
  starting.use(server);
  // A replica that is started again under its name is another one to the others: what it wrote before it died may still come.
  const identity = `${config.identity}_${randomUUID()}`;
  const election = new Election({ lease: new KubeLease(client, lease), identity, clock, events });
  const stop = new AbortController();
  const running = election
    .run((term) => reconciler.lead(term), stop.signal)
    .catch((error: unknown) => {
      failure = "the election has failed; see the log";
      log.fatal({ err: error }, "The election has failed: this replica will never act");
    });
  starting.defer(async () => {
    stop.abort(new CacheError("cancelled", "The plugin is stopping"));
    await running;
  });
  log.info({ socket, lease: `${lease.namespace}/${lease.name}`, identity, version }, "Ready");
  return starting.move();
}

/** The Controller of a cluster, in every replica: what its calls write is on the Caches, so that replicas need not know of each other. */
function claimRpcs(client: Client, clock: Clock): readonly Rpc[] {
  const parts = {
    claims: new KubeClaims(client, clock),
    snapshots: new KubeSnapshots(client, clock),
    caches: new KubeCaches(client, clock),
    disk: new HoldingsDisk(client, clock),
  };
  return controllerRpcs(new Controller(parts), new Snapshotting(parts));
}
