/** A node's own copy of the snapshots that are kept on Caches of the API server. */
import { expect } from "chai";
import type { CacheKey } from "../../src/cache/key.ts";
import { KubeCaches } from "../../src/kube/caches.ts";
import { ListWatch } from "../../src/kube/list-watch.ts";
import { ensured } from "../../src/kube/make-cache.ts";
import { caches } from "../../src/kube/resources.ts";
import { SnapshotMirror } from "../../src/kube/snapshot-mirror.ts";
import { KubeSnapshots } from "../../src/kube/snapshots.ts";
import { newSnapshot } from "../contracts/snapshots.ts";
import { MemorySnapshots } from "../fakes/memory-snapshots.ts";
import { Api, never } from "./api.ts";

const npm: CacheKey = { namespace: "default", name: "npm" };

describe("A mirror of snapshots", () => {
  let api: Api;
  let kept: MemorySnapshots;
  let snapshots: KubeSnapshots;
  let watch: ListWatch<NonNullable<(typeof caches)["read"]>>;
  let told: (() => void)[];

  beforeEach(async () => {
    api = await Api.start();
    kept = new MemorySnapshots();
    snapshots = new KubeSnapshots(api.another(), api.clock);
    told = [];
    await ensured(api.client, npm, never);
  });

  afterEach(async () => {
    await watch[Symbol.asyncDispose]();
    await api[Symbol.asyncDispose]();
  });

  /** Follows the API server from now on. */
  async function follow(): Promise<void> {
    const mirror = new SnapshotMirror({ kept, domain: "00c0ffee" });
    const heard = async (work: Promise<void>): Promise<void> => {
      await work;
      for (const wake of told.splice(0)) wake();
    };
    watch = new ListWatch({
      client: api.another(),
      kind: caches,
      selection: {},
      clock: api.clock,
      failed: () => {},
      observer: {
        listed: (items) => heard(mirror.listed(items)),
        changed: (item) => heard(mirror.changed(item)),
        deleted: (item) => heard(mirror.deleted(item)),
      },
    });
    watch.start();
    await watch.synced;
  }

  /** Resolves when it has just these. */
  async function has(...names: readonly string[]): Promise<void> {
    const now = async (): Promise<string> =>
      (await kept.list())
        .map(({ name }) => name)
        .toSorted()
        .join();
    while ((await now()) !== names.toSorted().join()) {
      await new Promise<void>((resolve) => {
        told.push(resolve);
      });
    }
  }

  it("has those of the node's domain, from before and from now on, until they are deleted", async () => {
    const before = await snapshots.create(newSnapshot({ name: "before" }));
    await follow();
    await has("before");
    await snapshots.create(newSnapshot({ name: "elsewhere", domain: "0123abcd" }));
    await snapshots.create(newSnapshot({ name: "later" }));
    await has("before", "later");
    expect(await kept.get(before.id)).to.deep.equal(before);
    await snapshots.delete(before.id);
    await has("later");
  });

  it("drops what was deleted while nobody watched", async () => {
    const gone = await snapshots.create(newSnapshot({ name: "gone" }));
    await kept.adopt(gone);
    await snapshots.delete(gone.id);
    await follow();
    await has();
  });

  it("keeps those of a Cache that was removed, and drops those of one that somebody deleted", async () => {
    await follow();
    const { id } = await snapshots.create(newSnapshot({ name: "s" }));
    await has("s");
    await new KubeCaches(api.another(), api.clock).remove(npm, "claim-1");
    await ensured(api.client, { ...npm, name: "go" }, never);
    await snapshots.create(newSnapshot({ name: "marker", cache: { ...npm, name: "go" } }));
    await has("s", "marker");
    expect((await kept.get(id))?.name).to.equal("s");
    await api.client.delete(caches, { ...npm, name: "go" }, {}, never);
    await has("s");
    await snapshots.delete(id);
    await has();
  });

  it("goes on when a copy of its own cannot be read", async () => {
    const { id } = await snapshots.create(newSnapshot({ name: "s" }));
    kept.spoil(id);
    await snapshots.create(newSnapshot({ name: "marker" }));
    await follow();
    await has("marker");
  });

  it("has none of what lies on another Cache than it speaks of: its layers are others'", async () => {
    await follow();
    const { id, ...record } = await snapshots.create(newSnapshot({ name: "s" }));
    await snapshots.delete(id);
    const go = { namespace: "others", name: "go" };
    await ensured(api.client, go, never);
    const annotations = { [`snapshot.cachefork.dev/${id}`]: JSON.stringify({ id, ...record }) };
    await api.client.patch(caches, go, { metadata: { annotations } }, never);
    await snapshots.create(newSnapshot({ name: "marker" }));
    await has("marker");
  });

  it("keeps one that somebody damaged as it was", async () => {
    await follow();
    const { id } = await snapshots.create(newSnapshot({ name: "s" }));
    await has("s");
    const annotations = { [`snapshot.cachefork.dev/${id}`]: "{" };
    await api.client.patch(caches, npm, { metadata: { annotations } }, never);
    await snapshots.create(newSnapshot({ name: "marker" }));
    await has("s", "marker");
  });
});
