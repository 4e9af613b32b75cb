/** A prune from outside of the plugin, of a cache whose log is at the API server. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { prunedGeneration } from "../../src/cache/prune.ts";
import { appendOf } from "../../src/compose-append.ts";
import type { Client } from "../../src/kube/client.ts";
import { generations } from "../../src/kube/resources.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";
import { failure } from "../contracts/mounter.ts";
import { never } from "./api.ts";
import { KubeWorld } from "./ledger-world.ts";

describe("A prune on a cluster's node", () => {
  let world: KubeWorld;

  beforeEach(async () => {
    world = await KubeWorld.make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  /** As the CLI does it, on what is on the disk. */
  async function prune(connect: () => Promise<Client> = async () => world.api.another()): Promise<number> {
    const { mirror, clock } = world;
    const head = await mirror.head(npm);
    const append = appendOf({ mirror, clock, node: "n1", connect });
    return (await append(npm, head, prunedGeneration(head, clock.now()))).number;
  }

  it("is an entry of the log at the API server, and the plugin goes on behind it", async () => {
    const { ledger } = world;
    await ledger.append(npm, await ledger.head(npm), newGeneration("v1"));
    const before = await ledger.head(npm);
    expect(await prune()).to.equal(2);
    const { items } = await world.api.client.list(generations, {}, never);
    expect(items.map(({ spec }) => [spec.kind, spec.by.node, spec.epoch])).to.deep.equal([
      ["build", "n1", 0],
      ["pruned", "n1", 1],
    ]);
    await failure(ledger.append(npm, before, newGeneration("started before")), "conflict");
    const made = await ledger.append(npm, await ledger.head(npm), newGeneration("v2", { epoch: 1 }));
    expect(made.number).to.equal(3);
  });

  it("says what to do where no API server can be reached from, and changes nothing", async () => {
    const { ledger } = world;
    await ledger.append(npm, await ledger.head(npm), newGeneration("v1"));
    const nowhere = (): Promise<Client> => Promise.reject(new CacheError("precondition", "Cannot find the API server"));
    const { message } = await failure(prune(nowhere), "precondition");
    expect(message)
      .to.contain("default/npm")
      .and.to.contain("kubectl exec")
      .and.to.contain("Cannot find the API server");
    expect((await ledger.head(npm)).last).to.equal(1);
  });

  it("is on the disk for a cache that is of no cluster", async () => {
    await world.mirror.append(npm, await world.mirror.head(npm), newGeneration("v1"));
    expect(await prune(() => Promise.reject(new Error("Nobody is to be asked")))).to.equal(2);
    expect((await world.mirror.head(npm)).epoch).to.equal(1);
  });
});
