/** The fake clock keeps the contract of the real one, and wakes sleepers in their order. */
import { expect } from "chai";
import { describeClock } from "../contracts/clock.ts";
import { FakeClock } from "./fake-clock.ts";

describe("FakeClock", () => {
  describeClock(() => {
    const clock = new FakeClock();
    return { clock, pass: (ms) => clock.advance(ms) };
  });

  it("wakes sleepers in the order of their time, each at its time, also when they sleep again", async () => {
    const clock = new FakeClock("2026-01-01T00:00:00Z");
    const never = new AbortController().signal;
    const woken: string[] = [];
    const sleeper = async (name: string, ...naps: number[]): Promise<void> => {
      for (const ms of naps) {
        await clock.sleep(ms, never);
        woken.push(`${name} ${clock.now().getTime() % 100_000}`);
      }
    };
    const all = Promise.all([sleeper("late", 30), sleeper("early", 10, 15)]);
    await clock.slept();
    await clock.advance(100);
    await all;
    expect(woken).to.deep.equal(["early 10", "early 25", "late 30"].map((entry) => entry));
    expect(clock.sleeping).to.equal(0);
  });

  it("tells when somebody sleeps", async () => {
    const clock = new FakeClock();
    const slept = clock.slept();
    const nap = clock.sleep(5, new AbortController().signal);
    await slept;
    expect(clock.sleeping).to.equal(1);
    await clock.advance(5);
    await nap;
  });
});
