/** Tests what a node says of itself in its Holding, when, and what it goes on from after a start. */
import { expect } from "chai";
import type { Volume } from "../../src/cache/volume.ts";
import { HoldingCounts } from "../../src/kube/holding-counts.ts";
import { HoldingWriter } from "../../src/kube/holding-writer.ts";
import { type Holding, type HoldingLog, holdings } from "../../src/kube/resources.ts";
import { generation, volume } from "../cache/made.ts";
import { newGeneration } from "../contracts/ledger.ts";
import type { Came } from "../fakes/fake-api-server.ts";
import { FakeDisk } from "../fakes/fake-disk.ts";
import { MemoryLedger } from "../fakes/memory-ledger.ts";
import { Api, never } from "./api.ts";

const npm = { namespace: "builds", name: "npm" };

describe("A node's Holding", () => {
  let api: Api;
  let ledger: MemoryLedger;
  let volumes: Volume[];
  let counts: HoldingCounts;
  let writer: HoldingWriter;
  let failures: unknown[];

  beforeEach(async () => {
    api = await Api.start();
    ledger = new MemoryLedger(api.clock);
    volumes = [];
    failures = [];
    await ledger.ensure(npm);
    make();
  });

  afterEach(async () => {
    await writer[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  function make(): void {
    counts = new HoldingCounts(api.clock);
    const world = { ledger, volumes: { list: () => volumes }, disk: new FakeDisk() };
    writer = new HoldingWriter({
      client: api.client,
      clock: api.clock,
      node: "n1",
      world,
      counts,
      failed: (error) => failures.push(error),
    });
  }

  const isWrite = ({ method, path }: Came): boolean => method === "PATCH" && path.endsWith("/n1/status");
  const writes = (): number => api.server.requests.filter(isWrite).length;
  const read = (): Promise<Holding> => api.client.get(holdings, { name: "n1" }, never);
  const log = async (): Promise<HoldingLog | undefined> => (await read()).status?.logs[0];

  async function wrote(count: number): Promise<void> {
    while (writes() < count) await api.server.arrival();
    await api.clock.slept();
  }

  async function commit(name: string): Promise<void> {
    await ledger.append(npm, await ledger.head(npm), newGeneration(name));
  }

  it("says which domain it is of, what the disk has, and what each log has", async () => {
    await commit("v1");
    await commit("v2");
    await ledger.retire(npm, 1);
    volumes = [volume("a"), volume("b", { state: "open" })];
    writer.start();
    await wrote(1);
    const { spec, status } = await read();
    expect(spec).to.deep.equal({ node: "n1", domain: ledger.domain });
    expect(status).to.deep.include({ pendingDeltas: 1, openVolumes: 1, time: api.clock.now().toISOString() });
    expect(status?.layers).to.deep.equal({ count: 1, size: "10 B", bytes: 10 });
    expect(status?.disk.sizeBytes).to.equal((await new FakeDisk().usage()).size);
    expect(status?.logs).to.deep.equal([
      {
        namespace: "builds",
        cache: "npm",
        head: 2,
        floor: 1,
        generations: 1,
        size: 10,
        hits: 0,
        coldStarts: 0,
        conflicts: 0,
        pendingDeltas: 1,
      },
    ]);
  });

  it("counts how volumes started, conflicts, and the last delta that was not committed", async () => {
    await commit("v1");
    for (const start of ["warm", "warm", "cold", "older"] as const) counts.opened(volume("a"), { start });
    counts.committed(volume("a"), generation(2, [], { changes: { ...generation(2, []).changes, conflicts: 3 } }));
    counts.discarded(volume("a"), "first-writer", "asked for");
    counts.discarded(volume("a"), "size-limit", "it is too large");
    writer.start();
    await wrote(1);
    const { lastRefusal, ...counted } = (await log()) ?? {};
    expect(counted).to.include({ hits: 2, coldStarts: 1, conflicts: 3 });
    expect(lastRefusal).to.deep.equal({
      time: api.clock.now().toISOString(),
      pod: "builds/pod",
      reason: "size-limit",
      message: "it is too large",
    });
  });

  it("is written ten seconds after it was when something changes, and once a minute when nothing does", async () => {
    await commit("v1");
    writer.start();
    await wrote(1);
    await api.clock.advance(59_000);
    expect(writes()).to.equal(1);
    await api.clock.advance(1_000);
    await wrote(2);
    counts.opened(volume("a"), { start: "warm" });
    counts.opened(volume("b"), { start: "warm" });
    await api.clock.advance(9_000);
    expect(writes()).to.equal(2);
    await api.clock.advance(1_000);
    await wrote(3);
    expect((await log())?.hits).to.equal(2);
  });

  it("is told of a change at once when the last write is long ago", async () => {
    writer.start();
    await wrote(1);
    await api.clock.advance(30_000);
    counts.opened(volume("a"), { start: "cold" });
    await wrote(2);
    expect((await log())?.coldStarts).to.equal(1);
  });

  it("goes on from what it said before a start, with what happened until it could read that", async () => {
    await commit("v1");
    counts.opened(volume("a"), { start: "warm" });
    writer.start();
    await wrote(1);
    await writer[Symbol.asyncDispose]();
    make();
    await api.server.refuse();
    writer.start();
    counts.opened(volume("a"), { start: "warm" });
    while (failures.length === 0) {
      await api.clock.slept();
      await api.clock.advance(1_000);
    }
    expect(writes()).to.equal(1);
    await api.server.serve();
    await api.patiently(wrote(2));
    expect((await log())?.hits).to.equal(2);
  });

  it("starts from nothing where the state was made anew", async () => {
    counts.opened(volume("a"), { start: "cold" });
    writer.start();
    await wrote(1);
    await writer[Symbol.asyncDispose]();
    const { apiVersion, kind, metadata, status } = await read();
    await api.client.delete(holdings, metadata, {}, never);
    const spec = { node: "n1", domain: "11111111" };
    const { metadata: other } = await api.client.create(
      holdings,
      { apiVersion, kind, metadata: { name: "n1" }, spec },
      never,
    );
    await api.client.patch(holdings, metadata, { status }, never, "status");
    make();
    counts.opened(volume("a"), { start: "cold" });
    writer.start();
    await wrote(2);
    expect((await log())?.coldStarts).to.equal(1);
    expect((await read()).spec.domain).to.equal(ledger.domain);
    expect((await read()).metadata.uid).to.not.equal(other.uid);
  });

  it("is made again when somebody deleted it, and counts on", async () => {
    counts.opened(volume("a"), { start: "cold" });
    writer.start();
    await wrote(1);
    await api.client.delete(holdings, { name: "n1" }, {}, never);
    await api.patiently(wrote(3));
    expect((await log())?.coldStarts).to.equal(1);
  });

  it("says no more of a cache of which there is nothing", async () => {
    await ledger.ensure({ namespace: "builds", name: "unused" });
    writer.start();
    await wrote(1);
    expect((await read()).status?.logs).to.deep.equal([]);
  });
});
