/** Entries that whoever has another node's token put into a node's log: neither that node nor the controller goes by them. */
import { expect } from "chai";
import { type Generation, idsOf, type NewGeneration } from "../../src/cache/generation.ts";
import { KubeCaches } from "../../src/kube/caches.ts";
import { toResource } from "../../src/kube/generation-resource.ts";
import { apiVersion, generations, holdings } from "../../src/kube/resources.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";
import { failure } from "../contracts/mounter.ts";
import { never } from "./api.ts";
import { KubeWorld } from "./ledger-world.ts";

const secret = { id: "secret", size: 1, entries: 1 };
const domain = "00c0ffee";

describe("An entry that another node put into a log", () => {
  let world: KubeWorld;

  beforeEach(async () => {
    world = await KubeWorld.make();
    await world.ledger.ensure(npm);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  async function append(volume: string): Promise<Generation> {
    return world.ledger.append(npm, await world.ledger.head(npm), newGeneration(volume));
  }

  /** It shows layers whose names are another tenant's. */
  async function forge(number: number, changes: Partial<NewGeneration> = {}): Promise<void> {
    const { uid } = await world.ledger.ensure(npm);
    const forged = newGeneration("forged", { layers: [secret], by: by("n2"), ...changes });
    const place = { cache: npm, cacheUID: uid, scope: "default", domain, number, parent: 0 };
    await world.api.client.create(generations, toResource({ ...forged, ...place }), never);
  }

  const by = (node: string): Generation["by"] => ({ ...newGeneration("").by, node });
  const shown = async (): Promise<string[]> => idsOf((await world.ledger.head(npm)).generation?.layers ?? []);
  const hold = (node: string): Promise<unknown> =>
    world.api.client.create(
      holdings,
      { apiVersion, kind: "Holding", metadata: { name: node }, spec: { node, domain } },
      never,
    );

  it("is not what its volumes start from, and is told of", async () => {
    await append("v1");
    const before = await shown();
    await forge(2);
    while (world.failures.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(String(world.failures[0])).to.contain("node n2 put it into this node's log");
    expect(await shown()).to.deep.equal(before);
    expect(before).to.not.include("secret");
  });

  it("holds up the next commit until the controller has deleted it, and is not committed upon", async () => {
    await append("v1");
    world.api.server.mute();
    await forge(2);
    await failure(append("v2"), "unavailable");
    expect(await shown()).to.not.include("secret");
    await world.api.client.delete(
      generations,
      { namespace: npm.namespace, name: `npm.default.${domain}.2` },
      {},
      never,
    );
    expect((await append("v2")).number).to.equal(2);
  });

  it("does not make the first commit give way as if it were a copy", async () => {
    world.api.server.mute();
    await forge(9, { kind: "imported" });
    expect((await append("v1")).number).to.equal(1);
  });

  it("is not what a snapshot or a copy shows", async () => {
    await append("v1");
    await forge(2);
    await hold("n1");
    await world.api.clock.advance(1000);
    await hold("n2");
    const content = await new KubeCaches(world.api.another(), world.clock).content(npm, never);
    expect(content).to.include({ generation: 1, domain });
  });

  it("is believed where it names no node: no node's token can make such a one", async () => {
    await forge(1, { by: by("") });
    while ((await shown()).length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await shown()).to.deep.equal(["secret"]);
  });
});
