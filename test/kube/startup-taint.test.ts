/** Tests that a node's startup taint goes when the driver is registered there, and not before. */
import { expect } from "chai";
import type { Kind, Resource } from "../../src/kube/resources.ts";
import { StartupTaint, type Taint } from "../../src/kube/startup-taint.ts";
import { Api, never } from "./api.ts";

const key = "cachefork.dev/starting";
const driver = "csi.example.com";
const other: Taint = { key: "dedicated", value: "builds", effect: "NoSchedule" };
const startup: Taint = { key, effect: "NoSchedule" };

interface Node extends Resource {
  readonly spec: { readonly taints: readonly Taint[] };
}
interface CsiNode extends Resource {
  readonly spec: { readonly drivers: readonly { readonly name: string }[] };
}

const nodes: Kind<Node> = { apiVersion: "v1", kind: "Node", plural: "nodes", namespaced: false };
const csiNodes: Kind<CsiNode> = {
  apiVersion: "storage.k8s.io/v1",
  kind: "CSINode",
  plural: "csinodes",
  namespaced: false,
};

describe("The startup taint", () => {
  let api: Api;
  let removed: string[];
  let failures: unknown[];
  let waiting: (() => void)[];
  let taint: StartupTaint;

  beforeEach(async () => {
    api = await Api.start();
    removed = [];
    failures = [];
    waiting = [];
    const { client, clock } = api;
    taint = new StartupTaint({
      client,
      clock,
      driver,
      key,
      removed: (node) => {
        removed.push(node);
        for (const wake of waiting.splice(0)) wake();
      },
      failed: (error) => failures.push(error),
    });
  });

  afterEach(async () => {
    await taint[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  const node = async (name: string, taints: readonly Taint[]): Promise<void> => {
    await api.client.create(nodes, { apiVersion: "v1", kind: "Node", metadata: { name }, spec: { taints } }, never);
  };
  const csiNode = async (name: string, ...drivers: readonly string[]): Promise<CsiNode> =>
    api.client.create(
      csiNodes,
      {
        apiVersion: "storage.k8s.io/v1",
        kind: "CSINode",
        metadata: { name },
        spec: { drivers: drivers.map((each) => ({ name: each })) },
      },
      never,
    );
  const taintsOf = async (name: string): Promise<readonly Taint[]> =>
    (await api.client.get(nodes, { name }, never)).spec.taints;
  const untainted = async (count: number): Promise<void> => {
    while (removed.length < count) await new Promise<void>((resolve) => void waiting.push(resolve));
  };

  it("goes from nodes that have the driver already, and nothing else does", async () => {
    await node("new", [other, startup]);
    await csiNode("new", "other.example.com", driver);
    await node("waiting", [startup]);
    await csiNode("waiting", "other.example.com");
    taint.start();
    await untainted(1);
    expect(await taintsOf("new")).to.deep.equal([other]);
    expect(await taintsOf("waiting")).to.deep.equal([startup]);
    expect(removed).to.deep.equal(["new"]);
  });

  it("goes as soon as kubelet registers the driver", async () => {
    await node("new", [startup]);
    const registered = await csiNode("new");
    taint.start();
    await api.client.replace(csiNodes, { ...registered, spec: { drivers: [{ name: driver }] } }, never);
    await untainted(1);
    expect(await taintsOf("new")).to.deep.equal([]);
  });

  it("goes though somebody else changes the node at that moment, and their taint stays", async () => {
    await node("new", [startup]);
    await csiNode("new", driver);
    api.server.failNext({ code: 409 }, ({ method }) => method === "PATCH");
    taint.start();
    await api.patiently(untainted(1));
    expect(await taintsOf("new")).to.deep.equal([]);
    expect(failures).to.have.lengthOf(1);
  });

  it("is no matter where the node is gone", async () => {
    await csiNode("gone", driver);
    await node("new", [startup]);
    await csiNode("new", driver);
    taint.start();
    await untainted(1);
    expect(removed).to.deep.equal(["new"]);
    expect(failures).to.deep.equal([]);
  });
});
