/** Tests in which order and how often keys are taken that wait for their time. */
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { Due } from "../../src/controller/due.ts";
import { failure } from "../contracts/mounter.ts";
import { FakeClock } from "../fakes/fake-clock.ts";

describe("Keys that wait for their time", () => {
  const { signal } = new AbortController();
  let clock: FakeClock;
  let due: Due<string>;
  let taken: string[];

  beforeEach(() => {
    clock = new FakeClock();
    due = new Due(clock, (key) => key);
    taken = [];
  });

  /** Takes one, in the background. */
  function take(): void {
    void due.take(signal).then((key) => taken.push(key));
  }

  it("are taken when they are marked, once however often they are", async () => {
    take();
    take();
    due.mark("a");
    due.mark("a");
    await setImmediate();
    expect([taken, due.size]).to.deep.equal([["a"], 0]);
  });

  it("are taken when their time has come, those first that may be first", async () => {
    due.mark("a", 300);
    due.mark("b", 200);
    take();
    take();
    await setImmediate();
    await clock.advance(100);
    expect(taken).to.deep.equal([]);
    await clock.advance(100);
    expect(taken).to.deep.equal(["b"]);
    await clock.advance(100);
    expect(taken).to.deep.equal(["b", "a"]);
  });

  it("are due at the soonest of the times that they were marked for", async () => {
    due.mark("a", 300);
    due.mark("a", 100);
    due.mark("a", 200);
    take();
    await setImmediate();
    await clock.advance(100);
    expect(taken).to.deep.equal(["a"]);
  });

  it("are nobody else's until they are done, and rest then", async () => {
    due.mark("a");
    take();
    await setImmediate();
    due.mark("a");
    take();
    await clock.advance(5_000);
    expect(taken).to.deep.equal(["a"]);
    due.done("a", 2_000);
    await setImmediate();
    await clock.advance(1_999);
    expect(taken).to.deep.equal(["a"]);
    await clock.advance(1);
    expect(taken).to.deep.equal(["a", "a"]);
  });

  it("are no longer waited for when the signal fires", async () => {
    const stop = new AbortController();
    const taking = due.take(stop.signal);
    await setImmediate();
    stop.abort(new CacheError("cancelled", "stopping"));
    await failure(taking, "cancelled");
    expect(clock.sleeping).to.equal(0);
  });
});
