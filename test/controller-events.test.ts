/** Tests that each event of a controller is a line in the log and a number in the metrics. */
import { expect } from "chai";
import { pino } from "pino";
import { CacheError } from "../src/cache/errors.ts";
import { LoggedControllerEvents } from "../src/controller-events.ts";
import { ControllerMetrics } from "../src/controller-metrics.ts";
import { cacheObject, domains, entry, holding, npm, statusWith } from "./controller/objects.ts";

const unavailable = new CacheError("unavailable", "no answer");

type Row = readonly [call: (events: LoggedControllerEvents) => void, level: number, msg: string, metric: string];

const rows: readonly Row[] = [
  [(events) => events.elected("pod-1"), 30, "Leads: this replica acts now", "leader 1"],
  [(events) => events.deposed("pod-1", unavailable), 30, "Leads no longer", "leader 0"],
  [
    (events) => events.leaseDelayed(unavailable),
    40,
    "Could not read or write the Lease; trying again",
    'reconcile_delays_total{what="lease",kind="unavailable"} 1',
  ],
  [(events) => events.leaseRenewed(), 10, "Renewed the Lease", 'api_writes_total{resource="leases"} 1'],
  [
    (events) => events.statusWritten(cacheObject(), statusWith({})),
    20,
    "Wrote a cache's status",
    'api_writes_total{resource="caches/status"} 1',
  ],
  [
    (events) => events.generationDeleted(entry(3)),
    30,
    "Deleted a generation",
    'api_writes_total{resource="generations"} 1',
  ],
  [
    (events) => events.holdingDeleted(holding("node-1", domains.one)),
    40,
    "Deleted the Holding of a node that is gone",
    'api_writes_total{resource="holdings"} 1',
  ],
  [
    (events) => events.strayDeleted(entry(3), "node-1"),
    40,
    "Deleted a generation that another node put into a node's log; look for who has that node's token",
    'not_believed_total{resource="generations"} 1',
  ],
  [
    (events) => events.claimIgnored(holding("node-2", domains.one)),
    40,
    "Ignores a Holding that claims another node's domain; look for who has that node's token",
    'not_believed_total{resource="holdings"} 1',
  ],
  [
    (events) => events.outrun(npm),
    20,
    "A cache changed while it was looked at; looking again",
    "reconcile_conflicts_total 1",
  ],
  [
    (events) => events.reconcileDelayed(npm, unavailable),
    40,
    "Could not bring a cache in order; trying again",
    'reconcile_delays_total{what="cache",kind="unavailable"} 1',
  ],
  [
    (events) => events.resyncDelayed(unavailable),
    40,
    "Could not look for nodes that are gone; trying again",
    'reconcile_delays_total{what="resync",kind="unavailable"} 1',
  ],
  [
    (events) => events.untainted("node-1"),
    30,
    "Took the startup taint from a node",
    'api_writes_total{resource="nodes"} 1',
  ],
  [
    (events) => events.watchFailed(unavailable),
    40,
    "Could not follow the cluster's objects; going on",
    'reconcile_delays_total{what="watch",kind="unavailable"} 1',
  ],
  [
    (events) => events.reconciled(npm, { ms: 20, actions: 2 }),
    10,
    "Looked at a cache",
    'reconcile_seconds_bucket{le="0.05"} 1',
  ],
];

function logged(call: (events: LoggedControllerEvents) => void, metrics = new ControllerMetrics()): object[] {
  const lines: object[] = [];
  const log = pino({ level: "trace" }, { write: (text: string) => lines.push(JSON.parse(text) as object) });
  call(new LoggedControllerEvents(log, metrics));
  return lines;
}

describe("A controller's events", () => {
  for (const [call, level, msg, metric] of rows) {
    it(`log ${JSON.stringify(msg)}, and count ${metric}`, async () => {
      const metrics = new ControllerMetrics({ ofProcess: false });
      const lines = logged(call, metrics);
      expect(lines).to.have.lengthOf(1);
      expect(lines[0]).to.deep.include({ level, msg });
      expect((await metrics.text()).split("\n")).to.include(`cachefork_${metric}`);
    });
  }

  it("tell of each floor that was raised", () => {
    const before = cacheObject({ status: statusWith({ [domains.one]: 2, [domains.two]: 3 }) });
    const after = statusWith({ [domains.one]: 4, [domains.two]: 3 });
    const [, ...floors] = logged((events) => events.statusWritten(before, after));
    expect(floors).to.have.lengthOf(1);
    expect(floors[0]).to.deep.include({
      level: 30,
      msg: "Raised a floor",
      cache: "builds/npm",
      domain: domains.one,
      floor: 4,
      was: 2,
    });
  });

  it("log the stack of a defect, and of nothing else", () => {
    const [defect] = logged((events) => events.reconcileDelayed(npm, new TypeError("x is undefined")));
    const [expected] = logged((events) => events.reconcileDelayed(npm, unavailable));
    expect([defect, expected].map((line) => JSON.stringify(line).includes("controller-events.test.ts"))).to.deep.equal([
      true,
      false,
    ]);
  });
});

describe("A controller's metrics", () => {
  it("tell how many caches wait, and of calls, whenever they are read", async () => {
    const metrics = new ControllerMetrics({ ofProcess: false });
    let queued = 3;
    metrics.observe(() => queued);
    expect(await metrics.text()).to.match(/^cachefork_queue_length 3$/m);
    queued = 0;
    metrics.answered("Probe", "OK", 3);
    expect(await metrics.text())
      .to.match(/^cachefork_queue_length 0$/m)
      .and.to.include('cachefork_rpc_seconds_count{method="Probe",code="OK"} 1');
    expect(await new ControllerMetrics().text()).to.include("process_resident_memory_bytes");
  });
});
