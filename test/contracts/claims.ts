/** The contract of the port Claims, for the fake and the real one alike. */
import { expect } from "chai";
import type { Claim, Claims, NewClaim } from "../../src/cache/claim.ts";
import { isKind } from "../../src/cache/errors.ts";
import { idFor } from "../../src/cache/named-id.ts";

/** A claim that nobody made yet, with what the test changes. */
export function newClaim(changes: Partial<Claim> = {}): NewClaim {
  return {
    name: "pvc-1",
    cache: { namespace: "default", name: "npm" },
    capacity: 1024,
    attributes: { cache: "npm", merge: "union" },
    ...changes,
  };
}

/** Runs the contract on empty claims that `make` makes anew for each test. */
export function describeClaims(make: () => Promise<Claims>): void {
  let claims: Claims;

  beforeEach(async () => {
    claims = await make();
  });

  it("makes a claim with the id of its name, and gives it back whole", async () => {
    const made = await claims.create(newClaim());
    expect(made.id).to.equal(idFor("claim", "pvc-1"));
    expect(made.id).to.match(/^claim-[0-9a-f]{32}$/);
    expect(made).to.deep.include(newClaim());
    expect(new Date(made.createdAt).toISOString()).to.equal(made.createdAt);
    expect(await claims.get(made.id)).to.deep.equal(made);
  });

  it("keeps what its cache is a copy of", async () => {
    const copy = newClaim({ source: { kind: "claim", id: "claim-0" } });
    const made = await claims.create(copy);
    expect(made.source).to.deep.equal({ kind: "claim", id: "claim-0" });
    expect(await claims.create(copy)).to.deep.equal(made);
    const other = await claims
      .create({ ...copy, source: { kind: "snapshot", id: "claim-0" } })
      .catch((e: unknown) => e);
    expect(isKind(other, "exists"), String(other)).to.equal(true);
  });

  it("keeps what its deletion means, as the first one of its name said it", async () => {
    const made = await claims.create(newClaim({ onDelete: "delete" }));
    expect((await claims.get(made.id))?.onDelete).to.equal("delete");
    expect(await claims.create(newClaim({ onDelete: "keep" }))).to.deep.equal(made);
  });

  it("gives back the same claim for the same name and arguments, in whatever order the attributes come", async () => {
    const made = await claims.create(newClaim());
    expect(await claims.create(newClaim())).to.deep.equal(made);
    const turned = newClaim({ attributes: { merge: "union", cache: "npm" } });
    expect((await claims.create(turned)).id).to.equal(made.id);
    expect(await claims.list()).to.deep.equal([made]);
  });

  for (const [what, other] of Object.entries({
    capacity: newClaim({ capacity: 2048 }),
    namespace: newClaim({ cache: { namespace: "other", name: "npm" } }),
    cache: newClaim({ cache: { namespace: "default", name: "go" } }),
    attributes: newClaim({ attributes: { cache: "npm" } }),
    source: newClaim({ source: { kind: "snapshot", id: "snap-1" } }),
  })) {
    it(`throws exists for the same name with another ${what}, and keeps the first`, async () => {
      const made = await claims.create(newClaim());
      const refused = await claims.create(other).catch((error: unknown) => error);
      expect(isKind(refused, "exists"), String(refused)).to.equal(true);
      expect(await claims.list()).to.deep.equal([made]);
    });
  }

  it("makes one claim of two creates at once", async () => {
    const [a, b] = await Promise.all([claims.create(newClaim()), claims.create(newClaim())]);
    expect(a).to.deep.equal(b);
    expect(await claims.list()).to.have.lengthOf(1);
  });

  it("makes different claims of names that differ in case, in slashes, in length beyond a file name", async () => {
    const names = ["a", "A", "a/b", "../a", "x".repeat(1024), `${"x".repeat(1023)}y`, "ä\u0301", "claim-1"];
    const made = [];
    for (const name of names) made.push(await claims.create(newClaim({ name })));
    expect(new Set(made.map(({ id }) => id)).size).to.equal(names.length);
    expect((await claims.list()).map(({ name }) => name)).to.have.members(names);
  });

  it("lists by id, in the order of code units", async () => {
    for (let number = 0; number < 12; number += 1) await claims.create(newClaim({ name: `pvc-${number}` }));
    const ids = (await claims.list()).map(({ id }) => id);
    expect(ids).to.have.lengthOf(12);
    expect(ids).to.deep.equal(ids.toSorted());
  });

  it("tells those of one cache", async () => {
    const [npm, go] = [
      { namespace: "default", name: "npm" },
      { namespace: "default", name: "go" },
    ];
    expect(await claims.of(npm)).to.deep.equal({ claims: [], unreadable: 0 });
    const [a, b] = [await claims.create(newClaim()), await claims.create(newClaim({ name: "pvc-2" }))];
    const other = await claims.create(newClaim({ name: "pvc-3", cache: go }));
    await claims.create(newClaim({ name: "pvc-4", cache: { namespace: "other", name: "npm" } }));
    const ordered = [a, b].toSorted((one, two) => (one.id < two.id ? -1 : 1));
    expect(await claims.of(npm)).to.deep.equal({ claims: ordered, unreadable: 0 });
    await claims.delete(a.id);
    expect((await claims.of(npm)).claims).to.deep.equal([b]);
    expect((await claims.of(go)).claims).to.deep.equal([other]);
  });

  it("forgets a deleted claim, and its name can be used again", async () => {
    const made = await claims.create(newClaim());
    await claims.delete(made.id);
    expect(await claims.get(made.id)).to.equal(undefined);
    expect(await claims.list()).to.deep.equal([]);
    const again = await claims.create(newClaim({ capacity: 2048 }));
    expect(await claims.get(again.id)).to.deep.equal(again);
  });

  it("deletes what is unknown, already deleted or no id at all without a word, and nothing else with it", async () => {
    const kept = await claims.create(newClaim());
    for (const id of ["claim-0123", "", "..", "../claims", "a/b", "claim-\0", "x".repeat(5000)]) {
      await claims.delete(id);
      expect(await claims.get(id), JSON.stringify(id)).to.equal(undefined);
    }
    expect(await claims.list()).to.deep.equal([kept]);
  });
}
