/** The real plugin with its log in an API server: mounts are real, the server is the fake one. */
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { caches, generations, holdings, podEvents } from "../../src/kube/resources.ts";
import { newCache } from "../contracts/api-server.ts";
import { Api, never } from "../kube/api.ts";
import { describeSystem } from "../support/needs.ts";
import { Running } from "../support/running.ts";

const attributes = { cache: "maven" };

describeSystem("A node whose log is in the API server", () => {
  let api: Api;
  let folder: string;

  beforeEach(async () => {
    api = await Api.start();
    folder = await mkdtemp(join(tmpdir(), "cachefork-kubeconfig-"));
  });

  afterEach(async () => {
    await api[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  async function start(): Promise<Running> {
    const kubeconfig = join(folder, "config");
    const config = {
      "current-context": "test",
      contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
      clusters: [{ name: "test", cluster: { server: api.server.url.href } }],
      users: [{ name: "test", user: { token: "test" } }],
    };
    await writeFile(kubeconfig, JSON.stringify(config));
    return Running.start({ role: "node", flags: ["--ledger", "kubernetes", "--kubeconfig", kubeconfig] });
  }

  const numbers = async (): Promise<number[]> =>
    (await api.client.list(generations, { namespace: "builds" }, never)).items.map(({ spec }) => spec.number);

  it("commits there, and starts the next volume warm", async () => {
    await using running = await start();
    await running.pod("v1", attributes, (target) => writeFileSync(join(target, "one"), "1"));
    expect(await numbers()).to.deep.equal([1]);
    const target = await running.publish({ id: "v2", attributes });
    expect(readFileSync(join(target, "one"), "utf8")).to.equal("1");
    await running.unpublish("v2");
    expect(await numbers()).to.deep.equal([1]);
    const told = (await api.client.list(podEvents, { namespace: "builds" }, never)).items;
    expect(told.map(({ reason }) => reason)).to.include("CacheMountedCold");
    expect((await api.client.get(holdings, { name: "node-1" }, never)).status?.disk.sizeBytes).to.be.above(0);
  });

  it("does what the Cache's spec says", async () => {
    await api.client.create(caches, newCache("builds", "maven", { commit: { when: "never" } }), never);
    await using running = await start();
    await running.pod("v1", attributes, (target) => writeFileSync(join(target, "one"), "1"));
    expect(await numbers()).to.deep.equal([]);
  });

  it("starts volumes while the API server is down, commits when it is back, and loses nothing to a kill", async () => {
    await using running = await start();
    await running.pod("v1", attributes, (target) => writeFileSync(join(target, "one"), "1"));
    await api.server.refuse();
    const target = await running.publish({ id: "v2", attributes });
    expect(readFileSync(join(target, "one"), "utf8")).to.equal("1");
    writeFileSync(join(target, "two"), "2");
    await running.unpublish("v2");
    await running.end("SIGKILL");
    await running.start();
    const next = await running.publish({ id: "v3", attributes });
    expect(readFileSync(join(next, "two"), "utf8"), "sealed, and not appended").to.equal("2");
    await running.unpublish("v3");
    await api.server.serve();
    await running.ended("v2", "v3");
    expect(await numbers()).to.deep.equal([1, 2]);
  });
});
