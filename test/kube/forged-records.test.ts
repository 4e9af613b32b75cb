/** Records on Caches that somebody changed by hand to name a Cache of others. */
import { expect } from "chai";
import { isKind } from "../../src/cache/errors.ts";
import { KubeClaims } from "../../src/kube/claims.ts";
import { ensured } from "../../src/kube/make-cache.ts";
import { caches } from "../../src/kube/resources.ts";
import { Api, never } from "./api.ts";

const own = { namespace: "builds", name: "npm" };
const victim = { namespace: "victim", name: "maven" };

describe("Forged records", () => {
  let api: Api;
  let claims: KubeClaims;

  beforeEach(async () => {
    api = await Api.start();
    claims = new KubeClaims(api.another(), api.clock);
  });

  afterEach(async () => {
    await api[Symbol.asyncDispose]();
  });

  function made(name: string, cache: typeof own) {
    return claims.create({ name, cache, capacity: 0, attributes: { cache: cache.name }, onDelete: "delete" });
  }

  async function put(cache: typeof own, id: string, record: unknown): Promise<void> {
    const key = `claim.cachefork.dev/${id}`;
    await ensured(api.client, cache, never);
    const change = { metadata: { labels: { [key]: "" }, annotations: { [key]: JSON.stringify(record) } } };
    await api.client.patch(caches, cache, change, never);
  }

  async function kind(id: string): Promise<boolean> {
    return claims.get(id).then(
      () => false,
      (error: unknown) => isKind(error, "corrupt"),
    );
  }

  it("are not obeyed when they name another Cache than the one that they lie on", async () => {
    const claim = await made("a", own);
    await put(own, claim.id, { ...claim, cache: victim });
    expect(await kind(claim.id)).to.equal(true);
    expect(await claims.list()).to.deep.equal([]);
    expect(await claims.unreadable()).to.have.length(1);
  });

  it("do not hide the one that is valid", async () => {
    const claim = await made("a", victim);
    await put(own, claim.id, { ...claim, cache: victim, capacity: 7 });
    expect(await claims.get(claim.id)).to.deep.equal(claim);
  });

  it("are refused when each of two namespaces has a valid one", async () => {
    const claim = await made("a", victim);
    await put(own, claim.id, { ...claim, cache: own });
    expect(await kind(claim.id)).to.equal(true);
    expect(await claims.list()).to.have.length(2);
  });
});
