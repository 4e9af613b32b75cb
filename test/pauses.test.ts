/** Pauses between calls: noticed at the beginning, and again only after calls. */
import { expect } from "chai";
import { Pauses } from "../src/pauses.ts";

describe("Pauses", () => {
  const short = { pauseMs: 5, intervalMs: 200 };
  /** What is awaited is an event; without it mocha's own timeout ends the test. The timers of pauses keep no process alive. */
  const awake = setInterval(() => undefined, 1_000);
  after(() => clearInterval(awake));

  it("are noticed at the beginning, and once after calls, however many", async () => {
    let count = 0;
    let noticed = Promise.withResolvers<void>();
    using pauses = new Pauses(() => {
      count += 1;
      noticed.resolve();
    }, short);
    await noticed.promise;
    expect(count).to.equal(1);
    noticed = Promise.withResolvers();
    for (let call = 0; call < 10; call += 1) pauses.answered();
    await noticed.promise;
    expect(count).to.equal(2);
  });

  it("do not come as often as calls pause", async () => {
    const times: number[] = [];
    let noticed = Promise.withResolvers<void>();
    using pauses = new Pauses(() => {
      times.push(performance.now());
      noticed.resolve();
    }, short);
    await noticed.promise;
    noticed = Promise.withResolvers();
    pauses.answered();
    await noticed.promise;
    const [first = 0, second = 0] = times;
    // Far beyond a pause. A timer counts from when its loop last looked at the clock, and so may fire a little early.
    expect(second - first).to.be.at.least(short.intervalMs * 0.8);
  });
});
