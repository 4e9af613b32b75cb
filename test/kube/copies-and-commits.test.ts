/** A cache that becomes a copy while a node commits to it for the first time: neither hides the other. */
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import type { Generation, LayerRef } from "../../src/cache/generation.ts";
import { idsOf } from "../../src/cache/generation.ts";
import { KubeCaches } from "../../src/kube/caches.ts";
import type { Client } from "../../src/kube/client.ts";
import { toResource } from "../../src/kube/generation-resource.ts";
import type { KubeLedger } from "../../src/kube/ledger.ts";
import { generations } from "../../src/kube/resources.ts";
import { newGeneration, npm } from "../contracts/ledger.ts";
import { failure } from "../contracts/mounter.ts";
import { never } from "./api.ts";
import { KubeWorld } from "./ledger-world.ts";
import { followed, overtaken } from "./overtaken.ts";

const built: LayerRef = { id: "built", size: 1, entries: 1 };
const copied: LayerRef = { id: "copied", size: 1, entries: 1 };
const content = { cache: { ...npm, name: "source" }, domain: "00c0ffee", generation: 3, layers: [copied] };

describe("A cache that becomes a copy while a node commits to it", () => {
  let world: KubeWorld;

  beforeEach(async () => {
    world = await KubeWorld.make();
    await world.ledger.ensure(npm);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  /** As a commit does it: what it made is on top of the head. */
  async function append(ledger: KubeLedger = world.ledger): Promise<Generation> {
    const head = await ledger.head(npm);
    return ledger.append(npm, head, newGeneration("v1", { layers: [built, ...(head.generation?.layers ?? [])] }));
  }

  function fork(client: Client = world.api.another()): Promise<void> {
    return new KubeCaches(client, world.clock).fork(npm, content, "claim-1");
  }

  /** What the log shows at the API server: the layers of the newest entry, and how many entries there are. */
  async function stored(): Promise<{ readonly layers: readonly string[]; readonly entries: number }> {
    const { items } = await world.api.client.list(generations, {}, never);
    const newest = items.toSorted((a, b) => a.spec.number - b.spec.number).at(-1);
    return { layers: idsOf(newest?.spec.layers ?? []), entries: items.length };
  }

  it("is refused to be one when the commit came first", async () => {
    await failure(fork(overtaken(world.api.another(), "create", () => append())), "exists");
    expect(await stored()).to.deep.equal({ layers: ["built"], entries: 1 });
    expect(idsOf((await world.ledger.head(npm)).generation?.layers ?? [])).to.deep.equal(["built"]);
  });

  it("is one below the commit when the copy came first", async () => {
    world.api.server.mute();
    const slow = world.another(overtaken(world.api.another(), "create", () => fork()));
    await failure(append(slow), "conflict");
    await append(slow);
    expect(await stored()).to.deep.equal({ layers: ["built", "copied"], entries: 2 });
    await fork();
  });

  it("is one, or is refused, when both were made before either looked", async () => {
    const [made, seen] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const waits = followed(world.api.another(), "create", "generations", () => {
      made.resolve();
      return seen.promise;
    });
    let refusal: unknown;
    const withdraws = async (): Promise<void> => {
      seen.resolve();
      await forking;
    };
    const node = world.another(overtaken(world.api.another(), "delete", withdraws));
    await node.synced();
    world.api.server.mute();
    const forking = fork(waits).catch((error: unknown) => {
      refusal = error;
    });
    await made.promise;
    await failure(append(node), "conflict");
    expect(isKind(refusal, "exists"), String(refusal)).to.equal(true);
    expect((await stored()).entries, "both took back what they made").to.equal(0);
    await fork();
    const again = world.another();
    await again.synced();
    await append(again);
    expect(await stored()).to.deep.equal({ layers: ["built", "copied"], entries: 2 });
  });

  it("heeds no copy whose number no log can have", async () => {
    const { uid } = await world.ledger.ensure(npm);
    const forged = { ...newGeneration("x", { kind: "imported", layers: [copied] }), cache: npm, cacheUID: uid };
    const place = { scope: "default", domain: "00c0ffee", number: 10_000_000_000_000, parent: 0 };
    await world.api.client.create(generations, toResource({ ...forged, ...place }), never);
    expect((await append()).number).to.equal(1);
  });

  it("has its copy taken back where whoever made it was stopped before it looked", async () => {
    const { uid } = await world.ledger.ensure(npm);
    await append();
    const hiding = { ...newGeneration("claim-1", { kind: "imported", layers: [copied] }), cache: npm, cacheUID: uid };
    const place = { scope: "default", domain: "00c0ffee", number: 1_000, parent: 0 };
    await world.api.client.create(generations, toResource({ ...hiding, ...place }), never);
    while ((await stored()).entries > 1) await world.api.server.arrival();
    expect(idsOf((await world.ledger.head(npm)).generation?.layers ?? [])).to.deep.equal(["built"]);
    await failure(fork(), "exists");
  });
});
