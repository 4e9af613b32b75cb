/** Puts the parts of a plugin together that works on a node's disk: the roles `node` and `standalone`. */

import { type OpenState, openState } from "./compose-state.ts";
import type { Config } from "./config.ts";
import { Controller } from "./controller/controller.ts";
import { Snapshotting } from "./controller/snapshotting.ts";
import type { Rpc } from "./csi/call.ts";
import { controllerRpcs } from "./csi/controller.ts";
import { identityRpcs } from "./csi/identity.ts";
import { nodeRpcs } from "./csi/node.ts";
import { Registration } from "./csi/registration.ts";
import { Server } from "./csi/server.ts";
import { giveMemoryBack } from "./host/memory.ts";
import { Http } from "./http.ts";
import { Metrics } from "./metrics.ts";
import { Node } from "./node/node.ts";
import { Pauses } from "./pauses.ts";
import { RegistrationLog } from "./registration-log.ts";
import { RpcLog } from "./rpc-log.ts";
import type { Surroundings } from "./surroundings.ts";
import { UnixEndpoint } from "./unix-endpoint.ts";

/** Milliseconds that a writer which outlived its pod gets, and that running calls get when the plugin stops. */
const writerGrace = 10_000;
const drainMs = 20_000;

/** The Controller of a node that has no other one. */
function ownController({ caches }: Node, { world, claims, snapshots }: OpenState): readonly Rpc[] {
  const parts = { claims, snapshots, caches, disk: world.disk };
  return controllerRpcs(new Controller(parts), new Snapshotting(parts));
}

/** Starts a plugin; dispose of the result to stop it. Throws when the state directory cannot work or is in use. */
export async function startNode(config: Config, surroundings: Surroundings): Promise<AsyncDisposable> {
  await using starting = new AsyncDisposableStack();
  const { log, version } = surroundings;
  const metrics = new Metrics();
  const state = await openState(config, surroundings, metrics, starting);
  const { world, claims, cluster } = state;
  const node = starting.use(
    new Node(world, { ...config, writerGrace, limitOf: () => config.sizeLimit, ...cluster?.options }),
  );
  cluster?.startHolding(world);
  cluster?.answerRequests(node);
  const notReady = (): string | undefined => node.notReady;
  const standalone = config.role === "standalone";
  let registration: Registration | undefined;
  const unhealthy = (): string | undefined => notReady() ?? registration?.notReady;
  if (config.metrics) starting.use(await Http.listen({ ...config.metrics, metrics, notReady: unhealthy }));
  const pauses = starting.use(new Pauses(giveMemoryBack));
  const reports = new RpcLog(log, metrics, pauses);
  const server = await Server.listen({
    endpoint: new UnixEndpoint(config.socket),
    rpcs: [
      ...identityRpcs({ name: config.driverName, version, controller: standalone, notReady }),
      ...nodeRpcs({ flows: node, claims: cluster ? undefined : claims, nodeId: config.nodeId, standalone }),
      ...(standalone ? ownController(node, state) : []),
    ],
    reports,
    drainMs,
  });
  starting.use(server);
  await node.start();
  // Disposed of first of all: who asks while calls end is told.
  starting.defer(() => node.stopping());
  if (config.register !== undefined) {
    const told = { driver: config.driverName, endpoint: config.socket, socket: new UnixEndpoint(config.register) };
    const events = new RegistrationLog(log, metrics);
    registration = await Registration.open({ ...told, reports, events, clock: world.clock });
    // Before all else: kubelet is to call nobody who stops.
    starting.use(registration);
  }
  log.info({ socket: config.socket, state: config.state, version }, "Ready");
  return starting.move();
}
