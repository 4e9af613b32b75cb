/** Caches of the API server as claims and snapshots see them. */
import { expect } from "chai";
import type { CacheKey } from "../../src/cache/key.ts";
import { KubeCaches } from "../../src/kube/caches.ts";
import { toResource } from "../../src/kube/generation-resource.ts";
import { ensured } from "../../src/kube/make-cache.ts";
import { apiVersion, caches, generations, holdings } from "../../src/kube/resources.ts";
import { KubeSnapshots } from "../../src/kube/snapshots.ts";
import { describeCaches } from "../contracts/caches.ts";
import { newGeneration } from "../contracts/ledger.ts";
import { newSnapshot } from "../contracts/snapshots.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { Api, never } from "./api.ts";
import { overtaken } from "./overtaken.ts";

const npm = { namespace: "builds", name: "npm" };
const copy = { namespace: "builds", name: "copy" };

/** A node that commits: its domain is its own. */
class Node {
  readonly #api: Api;
  readonly #name: string;
  readonly #domain: string;
  #builds = 0;

  constructor(api: Api, name: string, domain: string) {
    this.#api = api;
    this.#name = name;
    this.#domain = domain;
  }

  async build(cache: CacheKey, file: string): Promise<void> {
    const { client, clock } = this.#api;
    const { metadata } = await ensured(client, cache, never);
    const { items } = await client.list(generations, { namespace: cache.namespace }, never);
    const own = items
      .filter(({ spec }) => spec.cache === cache.name && spec.domain === this.#domain && spec.cacheUID === metadata.uid)
      .toSorted((a, b) => a.spec.number - b.spec.number);
    const head = own.at(-1)?.spec;
    this.#builds += 1;
    await clock.advance(1_000);
    const layer = { id: `l${this.#domain}${this.#builds}${file.replaceAll("-", "")}`, size: 10, entries: 1 };
    const number = (head?.number ?? 0) + 1;
    const made = newGeneration(`v-${this.#domain}-${this.#builds}`, {
      layers: [layer, ...(head?.layers ?? [])],
      time: clock.now().toISOString(),
    });
    const by = { ...made.by, node: this.#name };
    const place = { by, cache, cacheUID: metadata.uid ?? "", scope: "default", domain: this.#domain };
    await client.create(generations, toResource({ ...made, ...place, number, parent: number - 1 }), never);
  }
}

describe("Caches of the API server", () => {
  describeCaches(async () => {
    const api = await Api.start();
    const node = new Node(api, "node-1", "00c0ffee");
    return {
      caches: new KubeCaches(api.another(), api.clock),
      build: (cache, file) => node.build(cache, file),
      lose: () => Promise.reject(new Error("Nobody sees layers from here")),
      [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
    };
  }, "unseen");

  describe("with nodes and snapshots", () => {
    let api: Api;
    let one: Node;
    let other: Node;
    let clusterCaches: KubeCaches;
    let snapshots: KubeSnapshots;

    beforeEach(async () => {
      api = await Api.start();
      one = new Node(api, "node-1", "00c0ffee");
      other = new Node(api, "node-2", "0123abcd");
      clusterCaches = new KubeCaches(api.another(), api.clock);
      snapshots = new KubeSnapshots(api.another(), new FakeClock());
    });

    afterEach(async () => {
      await api[Symbol.asyncDispose]();
    });

    async function names(): Promise<string[]> {
      return (await api.client.list(caches, {}, never)).items.map(({ metadata }) => metadata.name);
    }

    it("hold what was committed last, on whatever node", async () => {
      await one.build(npm, "a");
      await other.build(npm, "b");
      expect((await clusterCaches.content(npm, never)).domain).to.equal("0123abcd");
      await one.build(npm, "c");
      expect(await clusterCaches.content(npm, never)).to.deep.include({ domain: "00c0ffee", generation: 2 });
    });

    it("hold nothing of what is at or below a floor", async () => {
      await one.build(npm, "a");
      const heads = [{ scope: "default", domain: "00c0ffee", generation: 1, floor: 1 }];
      await api.client.patch(caches, npm, { status: { heads } }, never, "status");
      expect((await clusterCaches.content(npm, never)).generation).to.equal(0);
    });

    it("hold what is on a node that is there, also when one that is gone had something newer", async () => {
      await one.build(npm, "a");
      await other.build(npm, "b");
      const lost = { node: "node-2", lostSince: api.clock.now().toISOString() };
      const heads = [{ scope: "default", domain: "0123abcd", generation: 1, floor: 0, ...lost }];
      await api.client.patch(caches, npm, { status: { heads } }, never, "status");
      expect(await clusterCaches.content(npm, never)).to.deep.include({ domain: "00c0ffee", generation: 1 });
    });

    it("that are copies say of what, and begin in the log of the node that has the layers", async () => {
      await one.build(npm, "a");
      await other.build(npm, "b");
      const holding = {
        apiVersion,
        kind: "Holding",
        metadata: { name: "node-2" },
        spec: { node: "node-2", domain: "0123abcd" },
      };
      await api.client.create(holdings, holding, never);
      await clusterCaches.fork(copy, await clusterCaches.content(npm, never), "claim-1");
      const made = await api.client.get(caches, copy, never);
      expect(made.spec.source).to.deep.equal({ cache: "npm", domain: "0123abcd", generation: 1 });
      const { items } = await api.client.list(generations, { labels: "cachefork.dev/cache=copy" }, never);
      const [entry, ...others] = items;
      if (!entry) throw new Error("There is no entry");
      expect([others, entry.spec.domain]).to.deep.equal([[], "0123abcd"]);
      expect(entry.spec).to.deep.include({
        kind: "imported",
        volume: "claim-1",
        parent: 0,
        cacheUID: made.metadata.uid,
      });
      expect(entry.spec.by.node, "that node may withdraw it").to.equal("node-2");
      expect(entry.metadata.ownerReferences?.map(({ uid }) => uid)).to.deep.equal([made.metadata.uid]);
    });

    it("that are removed take their generations along, and leave their snapshots", async () => {
      await one.build(npm, "a");
      const content = await clusterCaches.content(npm, never);
      const snapshot = await snapshots.create(newSnapshot({ ...content, cache: npm }));
      await clusterCaches.remove(npm, "claim-1");
      expect(await names()).to.satisfy((found: string[]) => found.length === 1 && !found.includes("npm"));
      expect(await snapshots.get(snapshot.id)).to.deep.equal(snapshot);
      expect(await snapshots.list()).to.deep.equal([snapshot]);
      await one.build(npm, "new");
      await clusterCaches.remove(npm, "claim-1");
      await clusterCaches.fork(npm, snapshot, "claim-1");
      expect((await clusterCaches.content(npm, never)).layers).to.deep.equal(content.layers);
      await snapshots.delete(snapshot.id);
      expect(await names(), "the keeper goes with its last snapshot").to.deep.equal(["npm"]);
    });

    it("are removed with all their snapshots in view: one that comes meanwhile is kept, too", async () => {
      await one.build(npm, "a");
      const content = await clusterCaches.content(npm, never);
      const first = await snapshots.create(newSnapshot({ ...content, cache: npm }));
      let second: unknown;
      const racing = overtaken(api.another(), "delete", async () => {
        second = await snapshots.create(newSnapshot({ ...content, name: "snapshot-2", cache: npm }));
      });
      await new KubeCaches(racing, api.clock).remove(npm, "claim-1");
      expect(await snapshots.list()).to.have.deep.members([first, second]);
      expect(await clusterCaches.has(npm)).to.equal(false);
    });

    describe("that are removed while a snapshot of them is deleted", () => {
      let id: string;

      beforeEach(async () => {
        await one.build(npm, "a");
        const content = await clusterCaches.content(npm, never);
        ({ id } = await snapshots.create(newSnapshot({ ...content, cache: npm })));
      });

      async function isGone(): Promise<void> {
        expect([await names(), await snapshots.list()]).to.deep.equal([[], []]);
      }

      it("do not bring it back: it goes before its keeper is made", async () => {
        const racing = overtaken(api.another(), "create", () => snapshots.delete(id));
        await new KubeCaches(racing, api.clock).remove(npm, "claim-1");
        await isGone();
      });

      it("do not bring it back: they are gone before it is", async () => {
        const racing = overtaken(api.another(), "patch", () => clusterCaches.remove(npm, "claim-1"));
        await new KubeSnapshots(racing, api.clock).delete(id);
        await isGone();
      });

      it("do not bring it back beside one that stays", async () => {
        const content = await clusterCaches.content(npm, never);
        const second = await snapshots.create(newSnapshot({ ...content, name: "snapshot-2", cache: npm }));
        const racing = overtaken(api.another(), "create", () => snapshots.delete(id));
        await new KubeCaches(racing, api.clock).remove(npm, "claim-1");
        expect([(await names()).length, await snapshots.list()]).to.deep.equal([1, [second]]);
      });
    });
  });
});
