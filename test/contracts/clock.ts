/** The contract of the port Clock, for the fake and the real one alike. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import type { Clock } from "../../src/cache/ports.ts";
import { failure } from "./mounter.ts";

/** A clock, and how its time passes: for the fake by turning it, for the real one by itself. */
export interface ClockWorld {
  readonly clock: Clock;
  readonly pass: (ms: number) => Promise<void>;
}

/** Runs the contract on a clock that `make` makes anew for each test. */
export function describeClock(make: () => ClockWorld): void {
  const never = new AbortController().signal;

  it("moves on with time", async () => {
    const { clock, pass } = make();
    const before = clock.now().getTime();
    await pass(20);
    expect(clock.now().getTime()).to.be.within(before + 19, before + 5000);
  });

  it("ticks as time passes", async () => {
    const { clock, pass } = make();
    const before = clock.ticks();
    await pass(20);
    expect(clock.ticks() - before).to.be.within(19, 5000);
  });

  it("sleeps for at least the time asked for", async () => {
    const { clock, pass } = make();
    const before = clock.now().getTime();
    await Promise.all([clock.sleep(10, never), pass(10)]);
    expect(clock.now().getTime()).to.be.at.least(before + 9);
  });

  it("does not sleep for no time", async () => {
    await make().clock.sleep(0, never);
  });

  it("ends a sleep with what the signal carries", async () => {
    const { clock } = make();
    const controller = new AbortController();
    const sleeping = clock.sleep(1e12, controller.signal);
    controller.abort(new CacheError("deadline", "out of time"));
    expect((await failure(sleeping, "deadline")).message).to.equal("out of time");
  });

  it("sleeps longer than a timer of the machine can", async () => {
    const { clock, pass } = make();
    const controller = new AbortController();
    const sleeping = clock.sleep(2 ** 31, controller.signal);
    await pass(20);
    controller.abort(new CacheError("deadline", "still asleep"));
    await failure(sleeping, "deadline");
  });

  it("is cancelled by a signal that carries nothing of ours", async () => {
    const { clock } = make();
    await failure(clock.sleep(1000, AbortSignal.abort()), "cancelled");
  });
}
