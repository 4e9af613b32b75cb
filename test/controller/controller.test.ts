/** Tests claims: which cache a claim is a handle on, and what it keeps. */
import { expect } from "chai";
import type { Claim } from "../../src/cache/claim.ts";
import { CacheError, isKind } from "../../src/cache/errors.ts";
import { isLabel } from "../../src/cache/key.ts";
import { labelFrom } from "../../src/controller/cache-name.ts";
import { Controller } from "../../src/controller/controller.ts";
import { MemoryCaches } from "../fakes/memory-caches.ts";
import { MemoryClaims } from "../fakes/memory-claims.ts";
import { MemorySnapshots } from "../fakes/memory-snapshots.ts";

const never = new AbortController().signal;

describe("Controller", () => {
  let claims: MemoryClaims;
  let caches: MemoryCaches;
  let snapshots: MemorySnapshots;
  let controller: Controller;

  beforeEach(() => {
    claims = new MemoryClaims();
    caches = new MemoryCaches();
    snapshots = new MemorySnapshots();
    const disk = { usage: async () => ({ size: 1000, free: 500, inodes: 10, inodesFree: 5 }) };
    controller = new Controller({ claims, caches, snapshots, disk });
  });

  async function create(parameters: Readonly<Record<string, string>>, name = "pvc-1"): Promise<Claim> {
    const request = { name, required: 0, limit: 0, source: undefined };
    return controller.create({ ...request, parameters: new Map(Object.entries(parameters)) }, never);
  }

  const pvc = { "csi.storage.k8s.io/pvc/name": "maven", "csi.storage.k8s.io/pvc/namespace": "team-a" };

  it("makes a handle on the cache that the StorageClass names, in the namespace of the PersistentVolumeClaim", async () => {
    const claim = await create({ ...pvc, "csi.storage.k8s.io/pv/name": "pv-1", cache: "npm", commit: "never" });
    expect(claim.cache).to.deep.equal({ namespace: "team-a", name: "npm" });
    expect(claim.attributes).to.deep.equal({ cache: "npm", commit: "never" });
    expect(caches.names).to.deep.equal(["team-a/npm"]);
  });

  it("names the cache after the PersistentVolumeClaim where the StorageClass names none", async () => {
    expect((await create(pvc)).cache).to.deep.equal({ namespace: "team-a", name: "maven" });
    expect((await create(pvc)).attributes).to.deep.equal({ cache: "maven" });
  });

  it("limits the cache that it makes to its capacity, and none that the StorageClass names", async () => {
    const sizes = async (name: string, required: number, parameters: Readonly<Record<string, string>>) => {
      const request = { name, required, limit: 0, source: undefined, parameters: new Map(Object.entries(parameters)) };
      return (await controller.create(request, never)).cacheSize;
    };
    expect(await sizes("pvc-1", 700, pvc)).to.equal(700);
    expect(await sizes("pvc-2", 0, { ...pvc, "csi.storage.k8s.io/pvc/name": "go" })).to.equal(undefined);
    expect(await sizes("pvc-3", 700, { ...pvc, cache: "shared" })).to.equal(undefined);
  });

  it("names the cache after the volume where the PersistentVolumeClaim is unknown or its name is no label", async () => {
    expect((await create({})).cache).to.deep.equal({ namespace: "default", name: "pvc-1" });
    const dotted = { ...pvc, "csi.storage.k8s.io/pvc/name": "my.claim" };
    expect((await create(dotted, "pvc-2")).cache.name).to.equal("pvc-2");
  });

  it("refuses a namespace that is no label, and leaves nothing", async () => {
    const refused = await create({ "csi.storage.k8s.io/pvc/namespace": "../x" }).catch((error: unknown) => error);
    expect(isKind(refused, "invalid"), String(refused)).to.equal(true);
    expect([caches.names, await claims.list()]).to.deep.equal([[], []]);
  });

  it("makes no claim when the caller has given up meanwhile", async () => {
    const reason = new CacheError("deadline", "too late");
    const request = { name: "pvc-1", required: 0, limit: 0, parameters: new Map(), source: undefined };
    const refused = await controller.create(request, AbortSignal.abort(reason)).catch((error: unknown) => error);
    expect(refused).to.equal(reason);
    expect([caches.names, await claims.list()]).to.deep.equal([[], []]);
  });

  it("lists at most 1000 claims at once, however many are asked for", async () => {
    for (let number = 0; number < 1001; number += 1) await create({}, `pvc-${number}`);
    for (const max of [0, 5000]) {
      const page = await controller.list(max, "");
      expect(page.entries).to.have.lengthOf(1000);
      expect((await controller.list(max, page.next)).entries).to.have.lengthOf(1);
    }
  });
});

describe("A label from a volume's name", () => {
  it("is the name itself where that is a label", () => {
    expect(labelFrom("pvc-0a1b")).to.equal("pvc-0a1b");
  });

  for (const name of [
    "Pvc_1",
    "pvc.1",
    "ä",
    "-",
    "x".repeat(128),
    `${"x".repeat(49)}-${"y".repeat(79)}`,
    "a/../b",
    "-a_b-",
  ]) {
    it(`is a label for ${JSON.stringify(name)}`, () => {
      expect(isLabel(labelFrom(name)), labelFrom(name)).to.equal(true);
    });
  }

  it("differs for names that are alike", () => {
    const names = ["Pvc-1", "PVC-1", "pvc_1", "pvc.1", "pvc-1"];
    expect(new Set(names.map(labelFrom)).size).to.equal(names.length);
    expect(labelFrom("Pvc-1")).to.match(/^pvc-1-[0-9a-f]{12}$/);
  });
});
