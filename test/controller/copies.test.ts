/** Tests claims that start as a copy: of a snapshot, of another claim. */
import { expect } from "chai";
import type { Claim, ClaimSource } from "../../src/cache/claim.ts";
import type { ErrorKind } from "../../src/cache/errors.ts";
import { CacheError, isKind, messageOf } from "../../src/cache/errors.ts";
import { idsOf } from "../../src/cache/generation.ts";
import type { CacheKey } from "../../src/cache/key.ts";
import { idFor } from "../../src/cache/named-id.ts";
import type { ClaimRequest } from "../../src/controller/controller.ts";
import { Controller } from "../../src/controller/controller.ts";
import { Snapshotting } from "../../src/controller/snapshotting.ts";
import { MemoryCaches } from "../fakes/memory-caches.ts";
import { MemoryClaims } from "../fakes/memory-claims.ts";
import { MemorySnapshots } from "../fakes/memory-snapshots.ts";

const never = new AbortController().signal;

function inBuilds(name: string): CacheKey {
  return { namespace: "builds", name };
}

async function refused(attempt: Promise<unknown>, kind: ErrorKind): Promise<string> {
  const error = await attempt.catch((thrown: unknown) => thrown);
  expect(isKind(error, kind), messageOf(error)).to.equal(true);
  return messageOf(error);
}

describe("A claim that is a copy", () => {
  let claims: MemoryClaims;
  let caches: MemoryCaches;
  let snapshots: MemorySnapshots;
  let controller: Controller;
  let snapshotting: Snapshotting;
  let source: Claim;

  beforeEach(async () => {
    claims = new MemoryClaims();
    caches = new MemoryCaches();
    snapshots = new MemorySnapshots();
    const disk = { usage: async () => ({ size: 1000, free: 500, inodes: 10, inodesFree: 5 }) };
    controller = new Controller({ claims, caches, snapshots, disk });
    snapshotting = new Snapshotting({ claims, caches, snapshots });
    source = await create("npm", undefined, { required: 100 });
    caches.commit(inBuilds("npm"), "one");
  });

  async function create(
    name: string,
    of?: ClaimSource,
    more: Partial<ClaimRequest> & { readonly cache?: string } = {},
  ): Promise<Claim> {
    const pvc = { "csi.storage.k8s.io/pvc/name": name, "csi.storage.k8s.io/pvc/namespace": "builds" };
    const { cache, ...changes } = more;
    const parameters = new Map(Object.entries({ ...pvc, ...(cache !== undefined && { cache }) }));
    return controller.create({ name: `pvc-${name}`, required: 0, limit: 0, parameters, source: of, ...changes }, never);
  }

  async function layersOf(name: string): Promise<string[]> {
    return idsOf((await caches.content(inBuilds(name))).layers);
  }

  const ofClaim = (): ClaimSource => ({ kind: "claim", id: source.id });

  it("of another claim has a cache of its own, named after it, that holds what the other holds now", async () => {
    const copy = await create("copy", ofClaim());
    expect(copy).to.deep.include({ cache: inBuilds("copy"), source: ofClaim(), capacity: 100 });
    expect(copy.attributes).to.deep.equal({ cache: "copy" });
    caches.commit(inBuilds("npm"), "two");
    expect([await layersOf("copy"), await layersOf("npm")]).to.deep.equal([["one"], ["two", "one"]]);
    expect(caches.keepers, "ended keeping").to.equal(0);
  });

  it("of a snapshot holds what that shows, also when cache and claim have gone on or are gone", async () => {
    const { id } = await snapshotting.create("s", source.id, never);
    caches.commit(inBuilds("npm"), "two");
    await controller.delete(source.id);
    const copy = await create("copy", { kind: "snapshot", id });
    expect(copy.source).to.deep.equal({ kind: "snapshot", id });
    expect([await layersOf("copy"), copy.capacity]).to.deep.equal([["one"], 10]);
  });

  it("is the same asked for again, also when its source is gone and its cache has gone on", async () => {
    const copy = await create("copy", ofClaim());
    caches.commit(inBuilds("copy"), "two");
    await controller.delete(source.id);
    expect(await create("copy", ofClaim())).to.deep.equal(copy);
    expect(await create("copy", ofClaim(), { required: 100 })).to.deep.equal(copy);
    await refused(create("copy", ofClaim(), { required: 200 }), "exists");
    await refused(create("copy"), "exists");
    await refused(create("copy", { kind: "snapshot", id: source.id }), "exists");
  });

  it("whose making was interrupted goes on with the copy that is there, although its source has gone on", async () => {
    await caches.fork(inBuilds("copy"), await caches.content(inBuilds("npm")), idFor("claim", "pvc-copy"));
    caches.commit(inBuilds("npm"), "two");
    expect((await create("copy", ofClaim())).source).to.deep.equal(ofClaim());
    expect(await layersOf("copy")).to.deep.equal(["one"]);
  });

  for (const kind of ["claim", "snapshot"] as const) {
    it(`of a ${kind} that is not there is refused, and leaves nothing`, async () => {
      const message = await refused(create("copy", { kind, id: "nobody" }), "not-found");
      expect(message).to.contain(`no ${kind} "nobody"`);
      expect([caches.names, (await claims.list()).length]).to.deep.equal([["builds/npm"], 1]);
    });
  }

  it("may have more capacity than its source, and not less", async () => {
    expect((await create("larger", ofClaim(), { required: 200 })).capacity).to.equal(200);
    await refused(create("smaller", ofClaim(), { required: 99 }), "out-of-range");
    await refused(create("limited", ofClaim(), { limit: 99 }), "out-of-range");
    const { id } = await snapshotting.create("s", source.id, never);
    expect((await create("as-shown", { kind: "snapshot", id }, { required: 10 })).capacity).to.equal(10);
    await refused(create("less", { kind: "snapshot", id }, { required: 9 }), "out-of-range");
    expect(caches.names).to.not.include("builds/smaller").and.to.not.include("builds/less");
  });

  it("is refused where a cache of that name holds something else, and leaves that as it is", async () => {
    caches.commit(inBuilds("copy"), "other");
    expect(await refused(create("copy", ofClaim()), "exists")).to.contain("holds something else");
    expect([await layersOf("copy"), (await claims.list()).length]).to.deep.equal([["other"], 1]);
  });

  it("is refused where its StorageClass names the source's own cache: then it would be no copy", async () => {
    expect(await refused(create("copy", ofClaim(), { cache: "npm" }), "invalid")).to.contain("copy of itself");
  });

  it("waits for what is sealed of its source, or says that it cannot", async () => {
    caches.failNext(new CacheError("unavailable", "a commit waits"));
    expect(await refused(create("copy", ofClaim()), "unavailable")).to.contain("a commit waits");
    expect((await claims.list()).length).to.equal(1);
  });

  it("of nothing yet is an empty cache", async () => {
    const empty = await create("empty");
    const copy = await create("copy", { kind: "claim", id: empty.id });
    expect([await layersOf("copy"), copy.capacity, caches.names.includes("builds/copy")]).to.deep.equal([[], 0, true]);
  });
});
