/** Tests snapshots of claims: what they hold, and for how long a name stands for them. */
import { expect } from "chai";
import type { Claim } from "../../src/cache/claim.ts";
import type { ErrorKind } from "../../src/cache/errors.ts";
import { CacheError, isKind } from "../../src/cache/errors.ts";
import { idsOf } from "../../src/cache/generation.ts";
import type { Snapshot } from "../../src/cache/snapshot.ts";
import { Snapshotting } from "../../src/controller/snapshotting.ts";
import { newClaim } from "../contracts/claims.ts";
import { MemoryCaches } from "../fakes/memory-caches.ts";
import { MemoryClaims } from "../fakes/memory-claims.ts";
import { MemorySnapshots } from "../fakes/memory-snapshots.ts";

const never = new AbortController().signal;

describe("Snapshotting", () => {
  let claims: MemoryClaims;
  let caches: MemoryCaches;
  let snapshots: MemorySnapshots;
  let snapshotting: Snapshotting;
  let claim: Claim;

  beforeEach(async () => {
    claims = new MemoryClaims();
    caches = new MemoryCaches();
    snapshots = new MemorySnapshots();
    snapshotting = new Snapshotting({ claims, caches, snapshots });
    claim = await claims.create(newClaim());
    caches.commit(claim.cache, "one");
  });

  function create(name: string, of = claim.id, signal = never): Promise<Snapshot> {
    return snapshotting.create(name, of, signal);
  }

  async function refused(attempt: Promise<unknown>, kind: ErrorKind): Promise<void> {
    const error = await attempt.catch((thrown: unknown) => thrown);
    expect(isKind(error, kind), String(error)).to.equal(true);
  }

  it("keeps what the claim's cache holds, its bytes, and where it is", async () => {
    const made = await create("s");
    expect(made).to.deep.include({ name: "s", claim: claim.id, cache: claim.cache, domain: "00c0ffee" });
    expect([made.generation, idsOf(made.layers), made.bytes, made.capacity]).to.deep.equal([1, ["one"], 10, 1024]);
    expect(await snapshots.list()).to.deep.equal([made]);
    expect(caches.keepers, "ended keeping").to.equal(0);
  });

  it("gives the same snapshot back for its name, whatever became of cache and claim", async () => {
    const made = await create("s");
    caches.commit(claim.cache, "two");
    await claims.delete(claim.id);
    expect(await create("s")).to.deep.equal(made);
    await refused(create("s", "claim-other"), "exists");
  });

  it("of a claim that is not there, or of a cache that cannot be told now, is refused and leaves nothing", async () => {
    await refused(create("s", "claim-other"), "not-found");
    caches.failNext(new CacheError("unavailable", "a commit waits"));
    await refused(create("s"), "unavailable");
    await refused(create("s", claim.id, AbortSignal.abort(new CacheError("deadline", "too late"))), "deadline");
    expect(await snapshots.list()).to.deep.equal([]);
  });

  it("of an empty cache is one of nothing", async () => {
    const empty = await claims.create(newClaim({ name: "pvc-2", cache: { namespace: "default", name: "empty" } }));
    expect(await create("s", empty.id)).to.deep.include({ generation: 0, layers: [], bytes: 0 });
  });

  it("forgets what is deleted, also what is unknown", async () => {
    const { id } = await create("s");
    await snapshotting.delete(id);
    await snapshotting.delete(id);
    expect(await snapshots.list()).to.deep.equal([]);
  });

  it("looks for one by its id without reading all, and lists none that cannot be read", async () => {
    class Counted extends MemorySnapshots {
      lists = 0;
      override list(): Promise<readonly Snapshot[]> {
        this.lists += 1;
        return super.list();
      }
    }
    const counted = new Counted();
    const of = new Snapshotting({ claims, caches, snapshots: counted });
    const made = await of.create("s", claim.id, never);
    expect((await of.list({ id: made.id, claim: "" }, 0, "")).entries).to.deep.equal([made]);
    counted.spoil(made.id);
    expect((await of.list({ id: made.id, claim: "" }, 0, "")).entries).to.deep.equal([]);
    expect(counted.lists).to.equal(0);
  });

  it("lists all, or those of one claim, or one by its id; in pages", async () => {
    const other = await claims.create(newClaim({ name: "pvc-2" }));
    const [a, b, c] = [await create("a"), await create("b"), await create("c", other.id)];
    const list = async (filter = {}, max = 0, token = "") =>
      snapshotting.list({ id: "", claim: "", ...filter }, max, token);
    expect((await list()).entries).to.have.deep.members([a, b, c]);
    expect((await list({ claim: claim.id })).entries).to.have.deep.members([a, b]);
    expect((await list({ id: c.id })).entries).to.deep.equal([c]);
    expect((await list({ id: c.id, claim: claim.id })).entries).to.deep.equal([]);
    expect((await list({ id: "snap-none" })).entries).to.deep.equal([]);
    const first = await list({}, 2);
    const second = await list({}, 2, first.next);
    expect([first.entries.length, second.entries.length, second.next]).to.deep.equal([2, 1, ""]);
    expect([...first.entries, ...second.entries]).to.have.deep.members([a, b, c]);
    await refused(list({}, 0, "7"), "conflict");
    await refused(list({}, -1), "invalid");
  });
});
