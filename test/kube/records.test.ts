/** Claims and snapshots on Caches of an API server keep the contracts of their ports, and what only a server with others at work can get wrong. */
import { expect } from "chai";
import { CacheError, isKind } from "../../src/cache/errors.ts";
import { KubeClaims } from "../../src/kube/claims.ts";
import type { Cache } from "../../src/kube/resources.ts";
import { apiVersion, caches } from "../../src/kube/resources.ts";
import { KubeSnapshots } from "../../src/kube/snapshots.ts";
import { describeClaims, newClaim } from "../contracts/claims.ts";
import { describeSnapshots, newSnapshot } from "../contracts/snapshots.ts";
import { FakeClock } from "../fakes/fake-clock.ts";
import { Api, never } from "./api.ts";
import { overtaken } from "./overtaken.ts";

const npm = { namespace: "default", name: "npm" };

describe("On Caches of the API server", () => {
  let api: Api;

  beforeEach(async () => {
    api = await Api.start();
  });

  afterEach(async () => {
    await api[Symbol.asyncDispose]();
  });

  async function makeCache(name: string): Promise<Cache> {
    const metadata = { namespace: "default", name };
    return api.client.create(caches, { apiVersion, kind: "Cache", metadata, spec: {} }, never);
  }

  /** What somebody else writes into an annotation. */
  async function annotate(key: string, text: string): Promise<void> {
    await api.client.patch(caches, npm, { metadata: { annotations: { [key]: text } } }, never);
  }

  async function failed(attempt: Promise<unknown>): Promise<unknown> {
    return attempt.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  const claimsNow = (): KubeClaims => new KubeClaims(api.another(), new FakeClock());
  const snapshotsNow = (): KubeSnapshots => new KubeSnapshots(api.another(), new FakeClock());

  describe("claims", () => {
    describeClaims(async () => claimsNow());

    it("make their Cache, and leave one that is there as it is", async () => {
      await claimsNow().create(newClaim());
      const made = await api.client.get(caches, npm, never);
      await claimsNow().create(newClaim({ name: "pvc-2" }));
      const later = await api.client.get(caches, npm, never);
      expect([later.metadata.uid, later.spec]).to.deep.equal([made.metadata.uid, made.spec]);
      expect(Object.keys(later.metadata.labels ?? {})).to.have.lengthOf(2);
    });

    it("are found by one call, whatever else is on the Caches", async () => {
      const { id } = await claimsNow().create(newClaim());
      const before = api.server.requests.length;
      await claimsNow().get(id);
      expect(api.server.requests.slice(before)).to.have.lengthOf(1);
    });

    it("are made once when the answer got lost, and when others change the Cache meanwhile", async () => {
      await makeCache("npm");
      api.server.failNext("lost after the work", ({ method }) => method === "PATCH");
      const lost = await failed(claimsNow().create(newClaim()));
      expect(isKind(lost, "unavailable"), String(lost)).to.equal(true);
      const again = await claimsNow().create(newClaim());
      expect(await claimsNow().list()).to.deep.equal([again]);
      const many = await Promise.all(
        [2, 3, 4, 5].map((number) => claimsNow().create(newClaim({ name: `pvc-${number}` }))),
      );
      expect(await claimsNow().list()).to.have.deep.members([again, ...many]);
    });

    it("that somebody damaged are named, passed over, and can be deleted", async () => {
      const { id } = await claimsNow().create(newClaim());
      await annotate(`claim.cachefork.dev/${id}`, "{");
      expect(isKind(await failed(claimsNow().get(id)), "corrupt")).to.equal(true);
      expect(await claimsNow().list()).to.deep.equal([]);
      expect((await claimsNow().unreadable()).map(({ why, pins }) => [why.includes(id), pins])).to.deep.equal([
        [true, "nothing"],
      ]);
      await claimsNow().delete(id);
      expect([await claimsNow().unreadable(), await claimsNow().get(id)]).to.deep.equal([[], undefined]);
    });

    it("under an id that is not theirs are not believed", async () => {
      const { id } = await claimsNow().create(newClaim());
      const { metadata } = await api.client.get(caches, npm, never);
      const other = `claim.cachefork.dev/claim-${"0".repeat(32)}`;
      await annotate(other, metadata.annotations?.[`claim.cachefork.dev/${id}`] ?? "");
      expect((await claimsNow().unreadable()).map(({ name }) => name.includes(other))).to.deep.equal([true]);
    });
  });

  describe("snapshots", () => {
    beforeEach(async () => {
      for (const name of ["npm", "cache-0", "cache-1", "cache-2"]) await makeCache(name);
    });

    describeSnapshots(async () => ({
      snapshots: snapshotsNow(),
      spoil: (id) => annotate(`snapshot.cachefork.dev/${id}`, "{"),
    }));

    it("of a Cache that is not there cannot be made", async () => {
      const cache = { namespace: "default", name: "gone" };
      expect(isKind(await failed(snapshotsNow().create(newSnapshot({ cache }))), "not-found")).to.equal(true);
    });

    it("of a generation that was retired come too late, in the domain in which it was", async () => {
      const heads = [{ scope: "default", domain: "00c0ffee", generation: 5, floor: 3 }];
      await api.client.patch(caches, npm, { status: { heads } }, never, "status");
      expect(isKind(await failed(snapshotsNow().create(newSnapshot({ generation: 3 }))), "conflict")).to.equal(true);
      expect((await snapshotsNow().create(newSnapshot({ generation: 4 }))).generation).to.equal(4);
      const elsewhere = newSnapshot({ name: "s-2", generation: 3, domain: "0123abcd" });
      expect((await snapshotsNow().create(elsewhere)).generation).to.equal(3);
    });

    it("are of the Cache that was looked at, and of no other one of its name", async () => {
      const { uid: cacheUID } = (await api.client.get(caches, npm, never)).metadata;
      expect(isKind(await failed(snapshotsNow().create(newSnapshot({ cacheUID: "gone" }))), "conflict")).to.equal(true);
      expect((await snapshotsNow().create(newSnapshot({ cacheUID }))).generation).to.equal(newSnapshot().generation);
    });

    it("come too late also when the floor rises while they are made", async () => {
      const heads = [{ scope: "default", domain: "00c0ffee", generation: 5, floor: 3 }];
      const racing = overtaken(api.another(), "patch", () =>
        api.client.patch(caches, npm, { status: { heads } }, never, "status"),
      );
      const late = await failed(new KubeSnapshots(racing, new FakeClock()).create(newSnapshot({ generation: 3 })));
      expect(isKind(late, "conflict"), String(late)).to.equal(true);
      expect(await snapshotsNow().list()).to.deep.equal([]);
    });

    it("are refused when the Cache has no room for more, rather than by the API server", async () => {
      const layers = Array.from({ length: 64 }, (_, index) => ({ id: `layer${index}`, size: 1, entries: 1 }));
      const made = [];
      let refused: unknown;
      for (let number = 0; number < 100 && refused === undefined; number += 1) {
        refused = await failed(
          snapshotsNow()
            .create(newSnapshot({ name: `s-${number}`, layers }))
            .then((snapshot) => made.push(snapshot)),
        );
      }
      expect(refused).to.be.instanceOf(CacheError);
      expect(isKind(refused, "exhausted"), String(refused)).to.equal(true);
      expect(made.length).to.be.above(40);
    });
  });
});
