/** The contract of the port LeasePort, for the fake and the real one alike. */
import { expect } from "chai";
import { CacheError, isKind } from "../../src/cache/errors.ts";
import type { LeasePort, LeaseRecord } from "../../src/kube/lease.ts";
import { failure } from "./mounter.ts";

export interface LeaseWorld extends AsyncDisposable {
  readonly lease: LeasePort;
}

const never = new AbortController().signal;
const time = new Date("2026-01-01T00:00:00.123Z");
const record: LeaseRecord = { holder: "one", durationMs: 15_000, acquired: time, renewed: time, transitions: 2 };

/** Runs the contract on a Lease that `make` makes anew for each test. */
export function describeLease(make: () => Promise<LeaseWorld>): void {
  let world: LeaseWorld;
  let lease: LeasePort;

  beforeEach(async () => {
    world = await make();
    ({ lease } = world);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  it("is not there at first", async () => {
    expect(await lease.read(never)).to.equal(undefined);
  });

  it("is made once, and read back", async () => {
    const made = await lease.create(record, never);
    expect(made).to.deep.include(record);
    expect(await lease.read(never)).to.deep.equal(made);
    await failure(lease.create({ ...record, holder: "two" }, never), "exists");
    expect(await lease.read(never)).to.deep.equal(made);
  });

  it("is changed by who knows it as it is, into another revision", async () => {
    const first = await lease.create(record, never);
    const second = await lease.update(first, { ...record, holder: "", renewed: new Date(0) }, never);
    expect(second).to.deep.include({ holder: "", renewed: new Date(0), transitions: 2 });
    expect(second.revision).to.not.equal(first.revision);
    await failure(lease.update(first, { ...record, holder: "late" }, never), "conflict");
    expect(await lease.read(never)).to.deep.equal(second);
  });

  it("cannot be changed when it is not there", async () => {
    const gone = { ...record, uid: "e7dc1d9a-0000-4000-8000-000000000000", revision: "1" };
    const error: unknown = await lease.update(gone, record, never).catch((thrown: unknown) => thrown);
    expect(isKind(error, "not-found", "conflict"), String(error)).to.equal(true);
    expect(await lease.read(never)).to.equal(undefined);
  });

  it("is not waited for when the signal has fired", async () => {
    await failure(lease.read(AbortSignal.abort(new CacheError("deadline", "too late"))), "deadline");
  });
}
