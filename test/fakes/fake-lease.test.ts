/** Holds the fake Lease to its contract. */
import { describeLease } from "../contracts/lease.ts";
import { FakeLease } from "./fake-lease.ts";

describe("FakeLease", () => {
  describeLease(async () => ({ lease: new FakeLease().way(), [Symbol.asyncDispose]: () => Promise.resolve() }));
});
