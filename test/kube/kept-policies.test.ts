/** Tests what a node knows of Caches' specs when the API server does not answer at its start. */
import { expect } from "chai";
import type { KubeLedger } from "../../src/kube/ledger.ts";
import { caches } from "../../src/kube/resources.ts";
import { newCache } from "../contracts/api-server.ts";
import { npm } from "../contracts/ledger.ts";
import { failure } from "../contracts/mounter.ts";
import { never } from "./api.ts";
import { KubeWorld } from "./ledger-world.ts";

describe("What an owner decided", () => {
  let world: KubeWorld;

  beforeEach(async () => {
    world = await KubeWorld.make();
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  const spec = { commit: { when: "never" }, retention: { size: "1Gi", whenFull: "refuse" } } as const;
  const decided = { commit: "never", merge: "union", limit: { size: 2 ** 30, whenFull: "refuse" } };
  const change = (when: string): Promise<unknown> =>
    world.api.client.patch(caches, npm, { spec: { commit: { when } } }, never);

  /** The ledger of the next process, which nobody tells anything. */
  async function next(): Promise<KubeLedger> {
    await world.ledger[Symbol.asyncDispose]();
    await world.api.server.refuse();
    const ledger = world.another();
    await ledger.recall();
    return ledger;
  }

  /** Resolves when the watch has brought it. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  }

  it("holds after a start without the API server", async () => {
    await world.api.client.create(caches, newCache("default", "npm", spec), never);
    await world.ledger.ensure(npm);
    const ledger = await next();
    expect(ledger.granting(npm)).to.deep.equal(decided);
    expect(ledger.policy(npm)).to.deep.equal(decided);
  });

  it("holds as it was told last", async () => {
    await world.api.client.create(caches, newCache("default", "npm"), never);
    await world.ledger.ensure(npm);
    await change("onSuccess");
    await until(async () => (await world.mirror.decided(npm))?.commit === "onSuccess");
    expect((await next()).granting(npm)).to.include({ commit: "onSuccess" });
  });

  it("is not known of a cache that nobody told of, and is asked for", async () => {
    await world.api.server.refuse();
    const { ledger } = world;
    await world.api.patiently(ledger.ensure(npm));
    expect(ledger.granting(npm)).to.equal(undefined);
    await failure(world.api.patiently(ledger.ask(npm)), "unavailable");
    await world.api.server.serve();
    await world.api.client.create(caches, newCache("default", "npm", spec), never);
    expect(await world.api.patiently(ledger.ask(npm))).to.include({ commit: "never" });
    expect(ledger.granting(npm)).to.include({ commit: "never" });
  });

  it("does not hold before the cache is that Cache", async () => {
    world.api.server.forbid("create caches", "get caches");
    await world.ledger.ensure(npm);
    world.api.server.allow("create caches", "get caches");
    await world.api.client.create(caches, newCache("default", "npm", spec), never);
    await until(async () => world.ledger.policy(npm) !== undefined);
    expect(world.ledger.granting(npm)).to.equal(undefined);
    await world.ledger.ensure(npm);
    expect(world.ledger.granting(npm)).to.include({ commit: "never" });
  });

  it("is made with defaults where nobody did, and gone where its Cache was deleted", async () => {
    expect(await world.ledger.ask(npm)).to.include({ commit: "always" });
    world.api.server.mute();
    await world.api.client.delete(caches, npm, {}, never);
    expect(await world.ledger.ask(npm)).to.equal("gone");
    expect((await world.mirror.head(npm)).epoch).to.equal(1);
  });

  it("is gone where another Cache has the name", async () => {
    await world.ledger.ask(npm);
    world.api.server.mute();
    await world.api.client.delete(caches, npm, {}, never);
    await world.api.client.create(caches, newCache("default", "npm", spec), never);
    expect(await world.ledger.ask(npm)).to.equal("gone");
    expect(await world.ledger.ask(npm)).to.include({ commit: "never" });
  });

  for (const state of ["terminating", "gone"] as const) {
    it(`is gone, with all that was begun, where the namespace is ${state}`, async () => {
      world.api.server.namespace("default", state);
      const { ledger } = world;
      await ledger.ensure(npm);
      const begun = await ledger.head(npm);
      await ledger.ensure({ namespace: "elsewhere", name: "npm" });
      expect(ledger.granting({ namespace: "elsewhere", name: "npm" }), "nobody else waits for it").not.to.equal(
        undefined,
      );
      expect(await ledger.ask(npm)).to.equal("gone");
      expect((await ledger.caches()).map(({ key }) => key.namespace)).to.deep.equal(["elsewhere"]);
      world.api.server.namespace("default", "there");
      expect(await ledger.ask(npm)).to.include({ commit: "always" });
      expect((await ledger.head(npm)).epoch, "the next one's").to.equal(begun.epoch + 1);
    });
  }
});
