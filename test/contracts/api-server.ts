/** The contract between our client and an API server about single objects of ours, for the fake server and the real one alike. */
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import type { Client, WatchEvent } from "../../src/kube/client.ts";
import { toGeneration, toResource } from "../../src/kube/generation-resource.ts";
import {
  apiVersion,
  type Cache,
  caches,
  type GenerationResource,
  generations,
  type NewCache,
} from "../../src/kube/resources.ts";
import { writtenAt } from "../../src/kube/server-time.ts";
import { generation } from "../cache/made.ts";
import { failure } from "./mounter.ts";

/** What the suite needs; disposed after each test. */
export interface ApiWorld extends AsyncDisposable {
  readonly client: Client;
  /** Exists, and is nobody else's. */
  readonly namespace: string;
  /** The fake does not run CEL, but for what makes a spec immutable. */
  readonly rules: "all" | "immutability";
}

const never = new AbortController().signal;

/** A cache that asks for nothing in particular. */
export function newCache(namespace: string, name: string, spec: NewCache["spec"] = {}): NewCache {
  return { apiVersion, kind: "Cache", metadata: { namespace, name }, spec };
}

/** The resource of an entry of a cache's log. */
export function entryFor({ metadata }: Cache, number: number): GenerationResource {
  const { namespace = "", name, uid = "" } = metadata;
  return toResource(generation(number, ["l1"], { cache: { namespace, name }, cacheUID: uid }));
}

/** Runs the contract in a world that `make` makes anew for each test. */
export function describeApiServer(make: () => Promise<ApiWorld>): void {
  let world: ApiWorld;
  let client: Client;
  let namespace: string;

  beforeEach(async () => {
    world = await make();
    ({ client, namespace } = world);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  function cacheOf(name: string, spec: NewCache["spec"] = {}): Promise<Cache> {
    return client.create(caches, newCache(namespace, name, spec), never);
  }

  it("says when it took what somebody wrote, or applied, last, by its own clock", async () => {
    const { metadata } = await cacheOf("npm");
    expect(writtenAt(metadata)).to.be.at.least(Date.parse(metadata.creationTimestamp ?? ""));
    const text = (tries: number) => ({ namespace, name: "npm", annotations: { "example.com/text": `${tries}` } });
    for (const write of [
      (tries: number) => client.patch(caches, metadata, { metadata: text(tries) }, never),
      (tries: number) => client.apply(caches, { apiVersion, kind: "Cache", metadata: text(tries) }, "a", never),
    ]) {
      const first = writtenAt((await write(0)).metadata);
      let latest = first;
      // It counts in seconds.
      for (let tries = 1; latest === first; tries += 1) latest = writtenAt((await write(tries)).metadata);
      expect(latest).to.be.above(first ?? Number.NaN);
    }
  });

  describe("a Cache", () => {
    it("gets a uid, a version and the defaults, and can be read back", async () => {
      const made = await cacheOf("npm");
      expect(made.metadata.uid).to.match(/^[0-9a-f-]{36}$/);
      expect(made.metadata).to.include({ name: "npm", namespace, generation: 1 });
      expect(made.spec).to.deep.equal({
        commit: { when: "always" },
        merge: { strategy: "union" },
        retention: { generations: 5, whenFull: "evict" },
      });
      expect(await client.get(caches, { namespace, name: "npm" }, never)).to.deep.include(made);
    });

    it("is made once", async () => {
      await cacheOf("npm");
      const error = await failure(cacheOf("npm"), "exists");
      expect(error.message).to.contain(`Cannot create caches.cachefork.dev ${namespace}/npm`);
    });

    for (const [what, spec, field] of [
      ["a word that is not allowed", { merge: { strategy: "hope" } }, "merge.strategy"],
      ["a number that cannot be", { retention: { generations: 0 } }, "retention.generations"],
      ["an amount of nothing", { retention: { size: "0" } }, "retention.size"],
    ] as const) {
      it(`is refused for ${what}, by name`, async () => {
        const error = await failure(cacheOf("npm", spec as unknown as NewCache["spec"]), "invalid");
        expect(error.message).to.contain(field);
      });
    }

    for (const size of ["20Gi", "1.5Gi", 1_000_000]) {
      it(`may hold ${JSON.stringify(size)}`, async () => {
        expect((await cacheOf("npm", { retention: { size } })).spec.retention.size).to.equal(size);
      });
    }

    it("is changed by a merge patch, which counts as a new metadata.generation", async () => {
      const made = await cacheOf("npm");
      const changed = await client.patch(caches, made.metadata, { spec: { commit: { when: "never" } } }, never);
      expect(changed.spec).to.deep.equal({ ...made.spec, commit: { when: "never" } });
      expect(changed.metadata.generation).to.equal(2);
    });

    it("is not changed by who has seen it as it was before", async () => {
      const made = await cacheOf("npm");
      await client.patch(caches, made.metadata, { metadata: { annotations: { a: "1" } } }, never);
      const { resourceVersion } = made.metadata;
      const stale = { metadata: { resourceVersion, annotations: { a: "2" } } };
      await failure(client.patch(caches, made.metadata, stale, never), "conflict");
      await failure(client.replace(caches, made, never), "conflict");
      const now = await client.get(caches, made.metadata, never);
      const replaced = await client.replace(
        caches,
        { ...now, metadata: { ...now.metadata, labels: { b: "c" } } },
        never,
      );
      expect(replaced.metadata).to.deep.include({ annotations: { a: "1" }, labels: { b: "c" } });
    });

    it("loses an annotation that is patched to null", async () => {
      const made = await cacheOf("npm");
      await client.patch(caches, made.metadata, { metadata: { annotations: { a: "1", b: "2" } } }, never);
      const left = await client.patch(caches, made.metadata, { metadata: { annotations: { a: null } } }, never);
      expect(left.metadata.annotations).to.deep.equal({ b: "2" });
    });

    it("has a status that only its subresource changes, and nothing else does", async () => {
      const made = await cacheOf("npm");
      const status = { hits: 3, heads: [{ scope: "default", domain: "00c0ffee", generation: 7, floor: 2 }] };
      expect((await client.patch(caches, made.metadata, { status }, never)).status).to.equal(undefined);
      const told = await client.patch(
        caches,
        made.metadata,
        { status, spec: { commit: { when: "never" } } },
        never,
        "status",
      );
      expect(told.status).to.deep.equal(status);
      expect(told.spec.commit.when).to.equal("always");
      expect(told.metadata.generation).to.equal(1);
      await failure(client.replace(caches, { ...made, status: { hits: 1 } }, never, "status"), "conflict");
    });

    it("is deleted only as the one that is meant", async () => {
      const made = await cacheOf("npm");
      const wrong = { uid: "00000000-0000-0000-0000-000000000000" };
      await failure(client.delete(caches, made.metadata, wrong, never), "conflict");
      const { uid = "", resourceVersion = "" } = made.metadata;
      await client.patch(caches, made.metadata, { metadata: { labels: { a: "b" } } }, never);
      await failure(client.delete(caches, made.metadata, { resourceVersion }, never), "conflict");
      await client.delete(caches, made.metadata, { uid }, never);
      expect(await client.find(caches, made.metadata, never)).to.equal(undefined);
    });
  });

  describe("what is not there", () => {
    it("is not found, by name, and neither changed nor deleted", async () => {
      const nobody = { namespace, name: "nobody" };
      const error = await failure(client.get(caches, nobody, never), "not-found");
      expect(error.message).to.contain(`Cannot get caches.cachefork.dev ${namespace}/nobody`);
      expect(await client.find(caches, nobody, never)).to.equal(undefined);
      await failure(client.patch(caches, nobody, { metadata: { labels: { a: "b" } } }, never), "not-found");
      await failure(client.delete(caches, nobody, {}, never), "not-found");
    });

    it("may be a whole kind: then somebody has to install it", async () => {
      const forks = { apiVersion, kind: "Fork", plural: "forks", namespaced: true };
      const error = await failure(client.list(forks, { namespace }, never), "precondition");
      expect(error.message).to.contain("Cannot list forks.cachefork.dev").and.to.contain("CustomResourceDefinition");
    });
  });

  describe("a Generation", () => {
    it("comes back as the entry that it was", async () => {
      const cache = await cacheOf("npm");
      const entry = entryFor(cache, 3);
      const made = await client.create(generations, entry, never);
      expect(toGeneration(made)).to.deep.equal(toGeneration(entry));
      expect(toGeneration(await client.get(generations, entry.metadata, never))).to.deep.equal(toGeneration(entry));
    });

    it("is made by one of many who try", async () => {
      const entry = entryFor(await cacheOf("npm"), 1);
      const tries = await Promise.allSettled(Array.from({ length: 8 }, () => client.create(generations, entry, never)));
      const lost = tries.filter((one) => one.status === "rejected");
      expect(lost.map(({ reason }) => isKind(reason, "exists"))).to.deep.equal(Array.from({ length: 7 }, () => true));
    });

    it("never changes", async () => {
      const entry = entryFor(await cacheOf("npm"), 1);
      await client.create(generations, entry, never);
      const error = await failure(client.patch(generations, entry.metadata, { spec: { number: 2 } }, never), "invalid");
      expect(error.message).to.contain("a generation never changes");
    });

    it("is listed by its cache and by its domain", async () => {
      const [npm, go] = [await cacheOf("npm"), await cacheOf("go")];
      for (const entry of [entryFor(npm, 1), entryFor(npm, 2), entryFor(go, 1)])
        await client.create(generations, entry, never);
      const named = async (labels: string): Promise<string[]> =>
        (await client.list(generations, { namespace, labels }, never)).items.map(({ metadata }) => metadata.name);
      expect(await named("cachefork.dev/cache=npm")).to.have.members([
        "npm.default.00c0ffee.1",
        "npm.default.00c0ffee.2",
      ]);
      expect(await named("cachefork.dev/domain=00c0ffee")).to.have.lengthOf(3);
      expect(await named("cachefork.dev/domain=00000000")).to.deep.equal([]);
      const all = await client.list(generations, { labels: "cachefork.dev/cache=go" }, never);
      expect(all.items.filter(({ metadata }) => metadata.namespace === namespace)).to.have.lengthOf(1);
    });

    it("goes when its cache goes, some time later", async function () {
      this.timeout(60_000);
      const cache = await cacheOf("npm");
      const entry = entryFor(cache, 1);
      await client.create(generations, entry, never);
      const { resourceVersion } = await client.list(generations, { namespace }, never);
      const gone = firstEvent(
        client.watch(generations, { namespace }, { resourceVersion, seconds: 50 }, never),
        "DELETED",
      );
      await client.delete(caches, cache.metadata, {}, never);
      expect((await gone).metadata.name).to.equal(entry.metadata.name);
    });
  });
}

async function firstEvent<Type>(events: AsyncGenerator<WatchEvent<Type>>, type: string): Promise<Type> {
  for await (const event of events) if (event.type === type && event.type !== "ERROR") return event.object as Type;
  throw new Error(`no ${type} was told`);
}
