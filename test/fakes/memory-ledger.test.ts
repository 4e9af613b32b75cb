/** Holds the fake ledger to the contract of the real ones. */
import { expect } from "chai";
import { CacheError, isKind } from "../../src/cache/errors.ts";
import type { LedgerWorld } from "../contracts/ledger.ts";
import { describeLedger, newGeneration, npm } from "../contracts/ledger.ts";
import { describeFind } from "../contracts/ledger-entries.ts";
import { describeRemoval } from "../contracts/ledger-removal.ts";
import { FakeClock } from "./fake-clock.ts";
import { MemoryLedger } from "./memory-ledger.ts";

describe("MemoryLedger", () => {
  describeLedger(makeWorld);
  describeFind(makeWorld);
  describeRemoval(makeWorld);

  it("fails the next call, or the next append, when told to, and then works on", async () => {
    const ledger = new MemoryLedger(new FakeClock());
    const gone = new CacheError("unavailable", "gone");
    ledger.failNext(gone);
    expect(await ledger.caches().catch((error: unknown) => error)).to.equal(gone);
    expect(await ledger.caches()).to.deep.equal([]);
    ledger.failNextAppend(new CacheError("conflict", "lost"));
    const head = await ledger.head(npm);
    const refused = await ledger.append(npm, head, newGeneration("v1")).catch((error: unknown) => error);
    expect(isKind(refused, "conflict")).to.equal(true);
    expect(await ledger.append(npm, head, newGeneration("v1"))).to.include({ number: 1 });
  });
});

async function makeWorld(): Promise<LedgerWorld> {
  const clock = new FakeClock();
  const ledger = new MemoryLedger(clock);
  return {
    ledger,
    clock,
    another: () => ledger.another(),
    spoil: async (key, number) => ledger.spoil(key, number),
    [Symbol.asyncDispose]: async () => {},
  };
}
