/** Tests what a cluster's disks are, as Holdings tell of them. */
import { expect } from "chai";
import { HoldingsDisk } from "../../src/kube/holdings-disk.ts";
import { apiVersion, holdings } from "../../src/kube/resources.ts";
import { failure } from "../contracts/mounter.ts";
import { Api, never } from "./api.ts";

describe("A cluster's disk", () => {
  let api: Api;
  let disk: HoldingsDisk;

  beforeEach(async () => {
    api = await Api.start();
    disk = new HoldingsDisk(api.client, api.clock);
  });

  afterEach(() => api[Symbol.asyncDispose]());

  async function hold(node: string, sizeBytes: number, freeBytes: number): Promise<void> {
    const resource = { apiVersion, kind: "Holding", metadata: { name: node }, spec: { node, domain: "00c0ffee" } };
    await api.client.apply(holdings, resource, node, never);
    const status = {
      time: "2026-01-01T00:00:00Z",
      disk: { size: "1", free: "1", sizeBytes, freeBytes },
      layers: { count: 0, size: "0", bytes: 0 },
      pendingDeltas: 0,
      openVolumes: 0,
      logs: [],
    };
    await api.client.apply(holdings, { ...resource, status }, node, never, "status");
  }

  it("is as large as the largest, and as free as the one with most room", async () => {
    await hold("node-1", 100, 10);
    await hold("node-2", 50, 40);
    expect(await disk.usage()).to.deep.equal({ size: 100, free: 40, inodes: 0, inodesFree: 0 });
  });

  it("fits everything while nobody tells", async () => {
    expect(await disk.usage()).to.deep.include({ size: Number.MAX_SAFE_INTEGER, free: 0 });
  });

  it("is asked for once a minute, however many want to know", async () => {
    const lists = (): number => api.server.requests.filter(({ method }) => method === "GET").length;
    await Promise.all([disk.usage(), disk.usage(), disk.usage()]);
    await disk.usage();
    expect(lists()).to.equal(1);
    await hold("node-1", 100, 10);
    await api.clock.advance(60_000);
    expect(await disk.usage()).to.deep.include({ size: 100 });
    expect(lists()).to.equal(2);
  });

  it("is asked for again when nobody answered", async () => {
    api.server.failNext({ code: 503 }, () => true, 4);
    await failure(api.patiently(disk.usage()), "unavailable");
    expect(await disk.usage()).to.deep.include({ size: Number.MAX_SAFE_INTEGER });
  });
});
