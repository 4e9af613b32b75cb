/** Tests which caches go with their claims (docs/adr/0030-claims-and-their-caches.md). */
import { expect } from "chai";
import type { Claim, ClaimSource } from "../../src/cache/claim.ts";
import { CacheError, isKind, messageOf } from "../../src/cache/errors.ts";
import { Controller } from "../../src/controller/controller.ts";
import { MemoryCaches } from "../fakes/memory-caches.ts";
import { MemoryClaims } from "../fakes/memory-claims.ts";
import { MemorySnapshots } from "../fakes/memory-snapshots.ts";

const never = new AbortController().signal;

describe("A deleted claim", () => {
  let claims: MemoryClaims;
  let caches: MemoryCaches;
  let controller: Controller;

  beforeEach(() => {
    claims = new MemoryClaims();
    caches = new MemoryCaches();
    const disk = { usage: async () => ({ size: 1000, free: 500, inodes: 10, inodesFree: 5 }) };
    controller = new Controller({ claims, caches, snapshots: new MemorySnapshots(), disk });
  });

  async function create(
    name: string,
    parameters: Readonly<Record<string, string>> = {},
    source?: ClaimSource,
  ): Promise<Claim> {
    const pvc = { "csi.storage.k8s.io/pvc/name": name, "csi.storage.k8s.io/pvc/namespace": "builds" };
    const all = new Map(Object.entries({ ...pvc, ...parameters }));
    return controller.create({ name: `pvc-${name}`, required: 0, limit: 0, parameters: all, source }, never);
  }

  it("takes the cache along that was made for it", async () => {
    const { id, attributes } = await create("maven");
    expect(attributes).to.deep.equal({ cache: "maven" });
    await controller.delete(id);
    await controller.delete(id);
    expect([caches.names, await claims.list()]).to.deep.equal([[], []]);
  });

  it("leaves a cache that was there before it", async () => {
    await caches.ensure({ namespace: "builds", name: "maven" });
    await controller.delete((await create("maven")).id);
    expect([caches.names, await claims.list()]).to.deep.equal([["builds/maven"], []]);
  });

  it("leaves a cache that its StorageClass names: others use it by that name", async () => {
    await controller.delete((await create("a", { cache: "npm" })).id);
    expect([caches.names, await claims.list()]).to.deep.equal([["builds/npm"], []]);
  });

  it("leaves its cache where the StorageClass says keep", async () => {
    await controller.delete((await create("maven", { onDelete: "keep" })).id);
    expect(caches.names).to.deep.equal(["builds/maven"]);
  });

  it("takes a cache that the StorageClass names along where that says delete, when it is the last of it", async () => {
    const shared = { cache: "npm", onDelete: "delete" };
    const [a, b] = [await create("a", shared), await create("b", shared)];
    expect(a.attributes).to.deep.equal({ cache: "npm" });
    await controller.delete(a.id);
    expect(caches.names).to.deep.equal(["builds/npm"]);
    await controller.delete(b.id);
    expect(caches.names).to.deep.equal([]);
  });

  it("takes the cache along only once when the last two go at once, and never that of a claim that comes meanwhile", async () => {
    const shared = { cache: "npm", onDelete: "delete" };
    const [a, b] = [await create("a", shared), await create("b", shared)];
    await Promise.all([controller.delete(a.id), controller.delete(b.id)]);
    expect(caches.names).to.deep.equal([]);
    const c = await create("c", shared);
    await Promise.all([controller.delete(c.id), create("d", shared)]);
    expect(caches.names).to.deep.equal(["builds/npm"]);
  });

  it("leaves the cache it was made for to the claim that came in its place, which takes it along", async () => {
    const before = await create("maven");
    const after = await create("other", { "csi.storage.k8s.io/pvc/name": "maven" });
    expect(after.cache).to.deep.equal(before.cache);
    await controller.delete(before.id);
    expect(caches.names).to.deep.equal(["builds/maven"]);
    await controller.delete(after.id);
    expect([caches.names, await claims.list()]).to.deep.equal([[], []]);
  });

  it("leaves a cache that another claim may be of, whose record cannot be read", async () => {
    const { id } = await create("maven");
    claims.spoil((await create("other", { cache: "maven" })).id);
    await controller.delete(id);
    expect([caches.names, await claims.list()]).to.deep.equal([["builds/maven"], []]);
  });

  it("whose own record cannot be read takes nothing along, and is deleted", async () => {
    const { id } = await create("maven");
    claims.spoil(id);
    await controller.delete(id);
    expect([caches.names, await claims.list(), await claims.unreadable()]).to.deep.equal([["builds/maven"], [], []]);
  });

  it("stays when its cache cannot be removed now: the next try does both", async () => {
    const { id } = await create("maven");
    caches.failNext(new CacheError("unavailable", "no answer"));
    expect(isKind(await controller.delete(id).catch((error: unknown) => error), "unavailable")).to.equal(true);
    expect(await claims.list()).to.have.lengthOf(1);
    await controller.delete(id);
    expect([caches.names, await claims.list()]).to.deep.equal([[], []]);
  });

  it("that was a copy takes its cache along, and leaves what it was a copy of", async () => {
    const source = await create("maven");
    caches.commit(source.cache, "one");
    const copy = await create("copy", {}, { kind: "claim", id: source.id });
    await controller.delete(copy.id);
    expect(caches.names).to.deep.equal(["builds/maven"]);
  });

  it("is what it was made as: asked for again, the cache is still its own", async () => {
    await create("maven");
    const again = await create("maven");
    await controller.delete(again.id);
    expect(caches.names).to.deep.equal([]);
  });

  it("cannot be told with another word", async () => {
    const refused = await create("maven", { onDelete: "remove" }).catch((error: unknown) => error);
    expect(messageOf(refused)).to.equal('Cannot use parameter onDelete="remove": allowed are delete, keep');
    expect([caches.names, await claims.list()]).to.deep.equal([[], []]);
  });
});
